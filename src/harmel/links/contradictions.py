"""Records of one report that cannot both hold, or that show a speaker to have changed what is asked or promised."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from harmel.intervals import Interval
from harmel.links.stems import shared, stems
from harmel.records import Coded, Event, Figure, Link, Spans, Statement, stable_id
from harmel.vocabulary import Table

SURE, LIKELY, POSSIBLE = 0.9, 0.7, 0.5
CLAIMS = frozenset({"actual", "estimate"})
WANTS = frozenset({"demand", "pledge", "target"})
UNDONE = frozenset({"denied", "negated"})
DONE = frozenset({"actual", "alleged"})
SHARED_WORDS = 2
ROUNDING = 0.02
_SHIFT = re.compile(
    r"\b(?:a (?:\w+ )?(?:shift|change|departure|climbdown|retreat|reversal|turnaround) from|up from|down from|"
    r"instead of|rather than|previously|(?:earlier|had|had earlier|had previously) (?:demanded|asked|promised|pledged)|"
    r"backed away from|raised (?:his|her|its|their) demand|watered down|softened|no longer)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|no|never|nothing|none|neither|nobody|nor|without)\b|n['’]t\b", re.IGNORECASE)


def contradictions(coded: Coded) -> Iterator[Link]:
    """Find figures, acts and statements of a report that contradict each other; the later points at the earlier."""
    yield from _figures(coded)
    yield from _acts(coded)
    yield from _statements(coded)


def _figures(coded: Coded) -> Iterator[Link]:
    said_by = {s.statement_id: s.speaker for s in coded.statements}
    kept = [f for f in coded.figures if f.actor and f.span]
    for one, two in combinations(sorted(kept, key=lambda f: f.span), 2):
        if (one.measure, one.actor, one.unit) != (two.measure, two.actor, two.unit):
            continue
        speakers = said_by.get(one.statement_id, ""), said_by.get(two.statement_id, "")
        if {one.kind, two.kind} <= CLAIMS:
            yield from _claims(coded, one, two, speakers)
        elif {one.kind, two.kind} <= WANTS and speakers[0] and speakers[0] == speakers[1] and one.value != two.value:
            yield from _changed(coded, one, two)


def _claims(coded: Coded, one: Figure, two: Figure, speakers: tuple[str, str]) -> Iterator[Link]:
    """Compare two speakers' claims of how things are: at times that cannot meet they do not contradict each other.

    Two figures in one mouth are mostly of two things ("40,000 in Germany and 4,500 in Poland"), so they are left alone.
    """
    times = [Interval.of(f.as_of_earliest, f.as_of_latest) for f in (one, two)]
    if speakers[0] == speakers[1] or (times[0] & times[1]).empty or _agree(one, two):
        return
    known = times[0].known and times[1].known
    words = f"{_words(coded, one.span)} / {_words(coded, two.span)}"
    yield _link(
        coded, "figures", two.figure_id, one.figure_id, words, (*one.span, *two.span), SURE if known else LIKELY
    )


def _changed(coded: Coded, one: Figure, two: Figure) -> Iterator[Link]:
    """Note that one speaker asks or promises two different figures; words of change between them make it sure."""
    between = _SHIFT.search(coded.report.text, one.span[-1][1], two.span[0][0])
    if between:
        yield _link(coded, "figures", two.figure_id, one.figure_id, between[0], (between.span(),), SURE)
    elif (one.as_of_earliest, one.as_of_latest) != (two.as_of_earliest, two.as_of_latest):
        words = f"{_words(coded, one.span)} / {_words(coded, two.span)}"
        yield _link(coded, "figures", two.figure_id, one.figure_id, words, (*one.span, *two.span), LIKELY)


def _agree(one: Figure, two: Figure) -> bool:
    """Say whether two figures can both be right: their ranges meet, "about" and rounding allowed for."""
    low_one, high_one = _range(one)
    low_two, high_two = _range(two)
    return low_one <= high_two and low_two <= high_one


def _range(figure: Figure) -> tuple[float, float]:
    low, high = figure.value, figure.value if figure.value_to is None else figure.value_to
    slack = ROUNDING * 5 if figure.bound == "about" or figure.kind == "estimate" else ROUNDING
    low, high = low - slack * abs(low), high + slack * abs(high)
    if figure.bound in {"at-least", "more-than"}:
        return low, float("inf")
    return (float("-inf"), high) if figure.bound in {"at-most", "less-than"} else (low, high)


def _acts(coded: Coded) -> Iterator[Link]:
    """Find an act that one passage tells as done and another as not done."""
    hard = [e for e in coded.events if e.quad.startswith("material") and e.source and e.trigger_span]
    for one, two in combinations(sorted(hard, key=lambda e: e.trigger_span), 2):
        opposed = (one.status in DONE and two.status in UNDONE) or (one.status in UNDONE and two.status in DONE)
        if opposed and _same_act(one, two) and one.statement_id != two.statement_id:
            words = f"{_words(coded, one.trigger_span)} / {_words(coded, two.trigger_span)}"
            spans = (*one.trigger_span, *two.trigger_span)
            yield _link(coded, "events", two.event_id, one.event_id, words, spans, LIKELY)


def _same_act(one: Event, two: Event) -> bool:
    targets = {one.target, two.target} - {""}
    return one.source == two.source and one.action[:2] == two.action[:2] and len(targets) <= 1


def _statements(coded: Coded) -> Iterator[Link]:
    """Find two speakers who say the same thing, one with a "not": "poses a threat" and "poses no threat"."""
    said = [s for s in coded.statements if s.stance in {"assert", "accuse", "criticise", "warn"} and s.speaker]
    for one, two in combinations(sorted(said, key=lambda s: (s.content_spans, s.statement_id)), 2):
        if one.speaker == two.speaker or _nested(one, two):
            continue
        common = _opposed(one, two)
        if common:
            words = " ".join(w for w in re.findall(r"\w+", _first_clause(two.content)) if stems(w) & common)
            spans = (*one.content_spans, *two.content_spans)
            yield _link(coded, "statements", two.statement_id, one.statement_id, words, spans, POSSIBLE)


def _nested(one: Statement, two: Statement) -> bool:
    return two.statement_id == one.parent_statement or one.statement_id == two.parent_statement


def _opposed(one: Statement, two: Statement) -> frozenset[str]:
    """Give the stems that two contents share if exactly one of them negates what it says first."""
    heads = [_first_clause(s.content) for s in (one, two)]
    if bool(_NOT.search(heads[0])) == bool(_NOT.search(heads[1])):
        return frozenset()
    common = shared(stems(heads[0]), stems(heads[1]))
    return common if len(common) >= SHARED_WORDS and set(one.about) & set(two.about) else frozenset()


def _first_clause(content: str) -> str:
    return re.split(r"[,;:]|\b(?:but|because|although|while|in order to)\b", content, maxsplit=1)[0]


def _words(coded: Coded, spans: Spans) -> str:
    return " … ".join(coded.report.text[a:b] for a, b in spans)


def _link(
    coded: Coded, table: Table, later: str, earlier: str, basis: str, spans: Sequence[tuple[int, int]], score: float
) -> Link:
    return Link(
        report_id=coded.report.report_id,
        link_id=stable_id("l", coded.report.report_id, "contradicts", later, earlier),
        kind="contradicts",
        from_table=table,
        from_id=later,
        to_table=table,
        to_id=earlier,
        basis=basis,
        basis_span=tuple(sorted(spans)),
        score=score,
    )
