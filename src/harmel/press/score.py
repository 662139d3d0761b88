"""The closed loop: what a coder found on pages of which everything is known, stage by stage.

A stage is only asked about what the stage before it left: an event whose sentence was taken for furniture is lost in
reading, not in coding. The counts of many pages add up, so a press of any size is scored as it is coded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import Any

from harmel.events.lexicon import lexicon
from harmel.press.grammar import acts, data
from harmel.records import Coded, Event, Figure, Report, Spans, Statement

NEAR = 30  # characters: how far behind its verb the noun of a way of saying may stand
SAME_WORDS = 0.5  # share of the union of two contents that both must have
Key = tuple[str, str, str]


@dataclass(slots=True)
class Tally:
    """Counts of what was asked and what was right, by stage, measure and detail."""

    right: Counter[Key] = field(default_factory=Counter)
    asked: Counter[Key] = field(default_factory=Counter)

    def note(self, stage: str, measure: str, detail: str, right: int, asked: int = 1) -> None:
        """Count one answer, for the measure as a whole and for its detail."""
        for part in {"", detail}:
            self.right[stage, measure, part] += right
            self.asked[stage, measure, part] += asked

    def share(self, stage: str, measure: str, detail: str = "") -> float:
        """Give the share that was right; not a number if nothing was asked.

        >>> tally = Tally()
        >>> tally.note("events", "found", "expel", 1)
        >>> tally.note("events", "found", "sanction", 0)
        >>> tally.share("events", "found"), tally.share("events", "found", "expel")
        (0.5, 1.0)
        """
        asked = self.asked[stage, measure, detail]
        return self.right[stage, measure, detail] / asked if asked else float("nan")

    def rows(self) -> Iterator[tuple[str, str, str, int, int, float]]:
        """Give the table: stage, measure, detail, right, asked, share; stages and measures in the order of the flow."""
        stages = list(dict.fromkeys(key[0] for key in self.asked))
        measures = list(dict.fromkeys(key[:2] for key in self.asked))
        for key in sorted(self.asked, key=lambda k: (stages.index(k[0]), measures.index(k[:2]), k[2])):
            yield *key, self.right[key], self.asked[key], self.share(*key)


def score(tally: Tally, truth: Coded, found: Coded) -> None:
    """Score one page's records against its truth, adding to a tally."""
    _reading(tally, truth.report, found.report)
    for said in truth.statements:
        _statement(tally, said, found)
    for act in truth.events:
        _event(tally, act, found)
    for figure in truth.figures:
        _figure(tally, figure, found)
    _invented(tally, truth, found)
    for kind in sorted({link.kind for link in truth.links}):
        tally.note("links", "found", kind, any(link.kind == kind for link in found.links))


def _invented(tally: Tally, truth: Coded, found: Coded) -> None:
    """Ask of each record that was found whether the truth has it; what the truth tells otherwise is not asked."""
    for said in found.statements:
        if (known := _told(said, truth)) is not None:
            tally.note("statements", "of those found, in the truth", said.quotation, known)
    for one in found.events:
        if (right := _verdict(one, truth)) is not None:
            tally.note("events", "of those coded, right", one.status, right)
            if one.source and one.target:
                tally.note("events", "of those with both parties, right", one.status, right)


def copies(tally: Tally, truths: Iterable[Report], rows: Iterable[Mapping[str, Any]]) -> None:
    """Score which pages are taken for one voice, pair by pair, from the ledger's table of reports.

    Parameters
    ----------
    truths
        The reports of the truth; a copy names the page that it was taken from.
    rows
        The ledger's reports, with ``source`` and ``story_id``.
    """
    groups: dict[str, str] = {report.source: report.duplicate_of or report.source for report in truths}
    told = {row["source"]: row["story_id"] for row in rows}
    true, found = _pairs(groups), _pairs({source: story for source, story in told.items() if story})
    true = {pair for pair in true if all(source in told for source in pair)}
    tally.note("stories", "copies found, by pair", "", len(true & found), len(true))
    tally.note("stories", "of pairs found, copies", "", len(true & found), len(found))


def _pairs(groups: Mapping[str, str]) -> set[tuple[str, str]]:
    members: dict[str, list[str]] = {}
    for source, group in groups.items():
        members.setdefault(group, []).append(source)
    return {pair for group in members.values() for pair in combinations(sorted(group), 2)}


def _reading(tally: Tally, truth: Report, found: Report) -> None:
    body, read = _places(truth.body_spans), _places(found.body_spans)
    furniture = _places(span for line in truth.furniture for span in line.span)
    tally.note("reading", "characters of the article kept", "", len(body & read), len(body))
    tally.note("reading", "characters of furniture kept out", "", len(furniture - read), len(furniture))
    tally.note("reading", "outlet", "", found.outlet.casefold() == truth.outlet.casefold())
    kind = "undated page" if truth.published_basis == "office-holders" else "dated page"
    day = truth.published_earliest
    tally.note(
        "reading", "day inside the interval", kind, _inside(day, found.published_earliest, found.published_latest)
    )
    tally.note("reading", "day exact", kind, found.published_earliest == found.published_latest == day)


def _statement(tally: Tally, said: Statement, found: Coded) -> None:
    alike = [s for s in found.statements if overlap(s.content_spans, said.content_spans) >= SAME_WORDS]
    tally.note("statements", "found", said.quotation, bool(alike))
    if alike:
        best = max(alike, key=lambda s: (s.speaker == said.speaker, s.stance == said.stance))
        tally.note("statements", "speaker", said.speaker_role or "", best.speaker == said.speaker)
        if said.cue in words_of(said.stance):
            tally.note("statements", "stance", said.stance, best.stance == said.stance)
        if said.relayed_by:
            tally.note("statements", "relay", "", _relayed(best, found))


def _relayed(best: Statement, found: Coded) -> bool:
    """Say whether a statement has its relay: on itself, or as a statement of the paper's that it stands in."""
    return bool(best.relayed_by) or any(s.statement_id == best.parent_statement for s in found.statements)


def _told(said: Statement, truth: Coded) -> bool | None:
    """Say whether a found statement is in the truth; ``None`` where the truth tells an act or a figure in those words.

    What someone in a quotation says that another says stands inside a statement of the truth, and is not asked either.
    """
    if any(overlap(said.content_spans, s.content_spans) >= SAME_WORDS for s in truth.statements):
        return True
    words = _places(said.content_spans)
    told = [*(e.sentence_span for e in truth.events), *(f.span for f in truth.figures)]
    inside = any(words <= _places(s.content_spans) for s in truth.statements)
    return None if inside or any(words & _places(spans) for spans in told) else False


def words_of(stance: str) -> frozenset[str]:
    """Give the cues of the grammar that by themselves show a stance: those that no other stance shares.

    >>> "denied" in words_of("deny"), "said" in words_of("deny")
    (True, False)
    """
    tables = data("words")
    others = {cue for name, table in tables.items() if name != stance for cue in table.get("cues", ())}
    return frozenset(tables[stance]["cues"]) - others


@cache
def unknown_verbs() -> frozenset[str]:
    """Give the verbs of the press's grammar that the coder's lexicon lacks, on which recall is reported apart.

    >>> "expel" in unknown_verbs()
    False
    """
    used = {way.split()[0] for act in acts().values() for way in act.ways}
    return frozenset(verb for verb in used if not lexicon().may_speak([verb.split("-")[-1]]))


def _event(tally: Tally, act: Event, found: Coded) -> None:
    read = _places(act.sentence_span) <= _places(found.report.body_spans)
    tally.note("events", "sentence read as the article", act.status, read)
    if not read:
        return
    here = [e for e in found.events if _same_place(e, act, found.report.text) and e.action[:2] in roots(act)]
    tally.note("events", "act found", act.action_name, bool(here))
    tally.note("events", "act found, by status", act.status, bool(here))
    if act.rule in acts()[act.action_name].ways:
        known = "verb unknown to the lexicon" if act.rule.split()[0] in unknown_verbs() else "verb known"
        tally.note("events", "act found, by verb", known, bool(here))
    if not here:
        return
    best = max(here, key=lambda e: (_parties(e, act), _status(e, act)))
    parties, status = _parties(best, act), _status(best, act)
    tally.note("events", "both parties", act.action_name, parties)
    tally.note("events", "status", act.status, status)
    tally.note("events", "whole: act, parties, status", act.status, parties and status)
    if act.happened_earliest:
        _day(tally, act, best)


def _day(tally: Tally, act: Event, best: Event) -> None:
    low, high = best.happened_earliest, best.happened_latest
    tally.note("events", "both ends of the interval known", act.status, bool(low and high))
    if low or high:
        tally.note("events", "day inside the interval", act.status, _inside(act.happened_earliest, low, high))


def roots(act: Event) -> set[str]:
    """Give the CAMEO roots under which an event of the truth may be coded.

    An act that is only threatened, planned or demanded is, in CAMEO, also a threat, an intent or a demand.

    >>> from harmel.press import Plan, press
    >>> events = [e for _, made in press(Plan(reports=300)) for p in made for e in p.truth.events]
    >>> sorted(roots(next(e for e in events if e.action_name == "expel" and e.status == "actual")))
    ['16', '17']
    """
    return {act.action[:2], *acts()[act.action_name].also, *_SPOKEN.get(act.status, ())}


_SPOKEN = {"threatened": ("13",), "planned": ("13", "03"), "demanded": ("10", "02"), "hypothetical": ("13",)}


def _status(found: Event, act: Event) -> bool:
    spoken = found.action[:2] in _SPOKEN.get(act.status, ()) and found.status == "actual"
    return found.status == act.status or spoken


_SPEECH = ("demand", "appeal", "threaten", "offer", "accuse")


def _near_by(one: Event, truth: Coded) -> list[Event]:
    """Give the events of the truth that are told in the sentence of a coded one."""
    here = _places(one.sentence_span)
    return [e for e in truth.events if here & _places(e.sentence_span)]


def _verdict(one: Event, truth: Coded) -> bool | None:
    """Say whether a coded event is in the truth; ``None`` where the truth holds its words as a statement."""
    near = [e for e in truth.events if _same_place(one, e, truth.report.text)]
    if any(one.action[:2] in roots(e) and _parties(one, e) for e in near):
        return True
    here = _near_by(one, truth)
    if any(e.action_name in _SPEECH for e in here) and one.status != "actual":
        return None  # what is asked for or threatened inside another act
    if one.action == "016" and any(e.status == "denied" for e in here):
        return None  # the denial, which the truth holds as a statement
    if any(_places(one.sentence_span) & _places(figure.span) for figure in truth.figures):
        return None  # a pledge or a demand that the truth holds as a figure
    words = _places(one.trigger_span)
    told = (
        span for s in truth.statements for span in (*s.cue_span, *s.content_spans) if s.speaker_role != "government"
    )
    return None if words & _places(told) else False


def _figure(tally: Tally, figure: Figure, found: Coded) -> None:
    here = [f for f in found.figures if _places(f.span) & _places(figure.span) and f.value == figure.value]
    tally.note("figures", "found", figure.kind, bool(here))
    if here:
        tally.note("figures", "whose", figure.kind, any(f.actor == figure.actor for f in here))
        tally.note("figures", "kind", figure.kind, any(f.kind == figure.kind for f in here))


def _same_place(found: Event, act: Event, text: str) -> bool:
    """Say whether two records tell of the words of one act.

    The truth marks the verb of a way of saying, a coder may mark the noun that the verb only carries: "**carry out** a
    cyberattack", "carry out a **cyberattack**". So any of the way's own words will do, where they follow the verb.
    """
    if not act.trigger_span:
        return bool(_places(found.sentence_span) & _places(act.sentence_span))
    if not found.trigger_span or _places(found.trigger_span) & _places(act.trigger_span):
        return bool(found.trigger_span)
    after = found.trigger_span[0][0] - act.trigger_span[0][1]
    carried = _words_at(text, found.trigger_span) in act.rule.split() and act.rule in acts()[act.action_name].ways
    return carried and 0 < after < NEAR and _places(found.trigger_span) <= _places(act.sentence_span)


def _words_at(text: str, spans: Spans) -> str:
    """Give the words at some spans."""
    return " ".join(text[start:end] for start, end in spans)


def _parties(found: Event, act: Event) -> bool:
    """Say whether the parties are right: an act of both counts either way; words that name nobody ask for nobody."""
    sources, targets = (found.source, found.source_country), (found.target, found.target_country)
    if act.source in sources and (act.target in targets or not act.target):
        return True
    return acts()[act.action_name].mutual and act.source in targets and act.target in sources


def overlap(one: Spans, other: Spans) -> float:
    """Give the share of the places of either that both have.

    >>> overlap(((0, 10),), ((5, 10),))
    0.5
    """
    mine, theirs = _places(one), _places(other)
    return len(mine & theirs) / max(1, len(mine | theirs))


def _places(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def _inside(day: str, earliest: str, latest: str) -> bool:
    return bool(earliest or latest) and (not earliest or earliest <= day) and (not latest or day <= latest)
