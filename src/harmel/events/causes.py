"""Causes that a report declares: which act is said to answer which, and by which words.

Only declared causes are links: "in response to", "because of", "prompted by", and "in response" or "has retaliated" for
an act told earlier. "After" alone is sequence (kind ``follows``). Nothing is inferred from order or from hostility.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from harmel.events.tree import Tree
from harmel.language import ParsedReport
from harmel.records import Event, Link, Span, Statement, stable_id
from harmel.vocabulary import LinkKind, Table

Way = Literal["cause-after", "cause-before", "earlier"]
LOOK_BACK = 3  # sentences: a cause told further back is too uncertain to be tied
SAYING = frozenset({"01", "02"})
_RUN = re.compile(r"[\w-]+")
_ANAPHOR = re.compile(
    r"\s*(?:(?:this|that|these|those|the|such|its|their|his)\s+)?(?:\w+\s+)?"
    r"(?:this|that|it|move|moves|step|steps|decision|decisions|act|acts|action|actions|measure|measures|attack|attacks|"
    r"incident|incidents|announcement|expulsions?|sanctions|strikes?|charges?|accusations?|allegations?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that declare a cause, on which side of them it stands, and the actions that they can be said of."""

    kind: LinkKind
    way: Way
    score: float
    pattern: re.Pattern[str]
    openers: frozenset[str]  # its phrases' first words: only there need the pattern be tried
    acts: tuple[str, ...]


@cache
def cues() -> tuple[Cue, ...]:
    """Give the cues of ``data/causes.toml``, in its order.

    >>> [cue.kind for cue in cues()][-1]
    'follows'
    """
    table = tomllib.loads((files("harmel.events") / "data" / "causes.toml").read_text(encoding="utf-8"))
    return tuple(
        Cue(
            kind=entry["kind"],
            way=entry["way"],
            score=entry["score"],
            pattern=_pattern(entry["words"]),
            openers=frozenset(words.split()[0] for words in entry["words"].split("|")),
            acts=tuple(entry["acts"].split("|")) if "acts" in entry else (),
        )
        for entry in table["cue"]
    )


def _pattern(words: str) -> re.Pattern[str]:
    longest_first = sorted((w.strip() for w in words.split("|")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])", re.IGNORECASE)


def declared(
    parsed: ParsedReport, trees: Mapping[int, Tree], events: Sequence[Event], statements: Sequence[Statement] = ()
) -> tuple[Link, ...]:
    """Link each act to what the report says it answers, or came after.

    Parameters
    ----------
    parsed
        The report.
    trees
        Its parsed sentences, by their index.
    events
        Its events; the answer is one of them.
    statements
        Its statements: where no act is coded behind "in response to", the words of the one who names the cause stand
        for it ("in response to what he described as a threat").
    """
    if len({e.trigger_span for e in events}) + len(statements) < 2 or not events:  # noqa: PLR2004
        return ()  # one act alone answers nothing
    by_sentence = _by_sentence(parsed, events)
    links: dict[str, Link] = {}
    for index, tree in trees.items():
        here = by_sentence[index]
        if not here and not by_sentence.get(index + 1):
            continue  # a cue ties acts of its own sentence, or announces one of the next
        for cue, place in _found(tree, here):
            link = _link(parsed, index, tree, by_sentence, (cue, place)) or _named(
                parsed, tree, here, statements, (cue, place)
            )
            if link is not None:
                links.setdefault(link.from_id + link.to_id, link)
    return tuple(links.values())


def _by_sentence(parsed: ParsedReport, events: Sequence[Event]) -> dict[int, list[Event]]:
    starts = [s.start for s in parsed.sentences]
    found: dict[int, list[Event]] = {s.index: [] for s in parsed.sentences}
    for event in sorted((e for e in events if e.trigger_span), key=lambda e: e.trigger_span):
        sentence = parsed.sentences[bisect_right(starts, event.trigger_span[0][0]) - 1]
        found[sentence.index].append(event)
    return found


def _found(tree: Tree, here: Sequence[Event]) -> Iterator[tuple[Cue, Span]]:
    """Go through the cues of a sentence, no two over the same words: the first list's cue is taken."""
    text, known, openers = tree.text(), cues(), _openers()
    able = {n for n, cue in enumerate(known) if not cue.acts or any(e.action.startswith(cue.acts) for e in here)}
    hits = sorted((n, run.start()) for run in _RUN.finditer(text) for n in openers.get(run[0].lower(), ()) if n in able)
    taken: list[Span] = []
    for n, start in hits:
        found = known[n].pattern.match(text, start)
        if found is not None and all(found.end() <= a or b <= start for a, b in taken):
            taken.append(found.span())
            yield known[n], (tree.places[0] + start, tree.places[0] + found.end())


@cache
def _openers() -> dict[str, list[int]]:
    """Give which cues a word may open, by their place in the list."""
    found: dict[str, list[int]] = {}
    for n, cue in enumerate(cues()):
        for word in cue.openers:
            found.setdefault(word, []).append(n)
    return found


def _link(
    parsed: ParsedReport, index: int, tree: Tree, by_sentence: dict[int, list[Event]], found: tuple[Cue, Span]
) -> Link | None:
    cue, place = found
    here = by_sentence[index]
    region = _region(tree, place) if cue.way != "earlier" else place
    there = [e for e in here if _lies(e, region)]
    rest = [e for e in here if e not in there and not _lies(e, place)]
    if cue.way == "cause-before":
        causes, effects = rest, there
    else:
        causes, effects = there, rest or [e for e in here if _lies(e, place)]
    effect = _nearest(tree, effects, place, cue)
    if effect is None and cue.way == "earlier" and not here:
        effect = _next_act(by_sentence, index)
    if effect is None:
        return None
    score = cue.score
    after = place[1] - tree.places[0]
    if cue.way == "earlier" or (not causes and cue.way == "cause-after" and _ANAPHOR.match(tree.text(), after)):
        cause = _earlier(parsed, index, by_sentence, effect)
        score = min(score, 0.7 if cause and cause.source else 0.5)
    else:
        cause = _nearest(tree, [c for c in causes if c.trigger_span != effect.trigger_span], place)
    if cause is None or cause.event_id == effect.event_id:
        return None
    return _record(parsed, cue, place, (effect.event_id, "events", cause.event_id), score)


def _named(
    parsed: ParsedReport, tree: Tree, here: list[Event], statements: Sequence[Statement], found: tuple[Cue, Span]
) -> Link | None:
    """Tie an answer to the words that name its cause, where the cause is no coded act."""
    cue, place = found
    if cue.kind != "responds-to" or cue.way != "cause-after":
        return None
    low, high = _region(tree, place)
    effect = _nearest(tree, [e for e in here if not low <= e.trigger_span[0][0] < high], place, cue)
    cause = next((s for s in statements if any(low <= a < high for a, _ in s.content_spans)), None)
    if effect is None or cause is None:
        return None
    return _record(parsed, cue, place, (effect.event_id, "statements", cause.statement_id), cue.score)


def _record(parsed: ParsedReport, cue: Cue, place: Span, ends: tuple[str, Table, str], score: float) -> Link:
    effect, table, cause = ends
    report_id = parsed.report.report_id
    return Link(
        report_id=report_id,
        link_id=stable_id("l", report_id, cue.kind, effect, cause, place),
        kind=cue.kind,
        from_table="events",
        from_id=effect,
        to_table=table,
        to_id=cause,
        basis=parsed.report.text[place[0] : place[1]],
        basis_span=(place,),
        score=score,
    )


def _lies(event: Event, region: Span) -> bool:
    return region[0] <= event.trigger_span[0][0] < region[1]


def _region(tree: Tree, place: Span) -> Span:
    """Give what a cue governs: the subtree of its complement, or else the words up to the next comma."""
    last = tree.at(place[1] - 1)
    right = [k for k in tree.kids[last] if k > last]
    head = tree.heads[last] if tree.deps[last] == "mark" else next((k for k in right if tree.deps[k] != "punct"), None)
    if head is None or head < last:
        text = tree.text()
        comma = text.find(",", place[1] - tree.places[0])
        return place[1], tree.places[0] + (comma if comma > 0 else len(text))
    furthest = max(w for top in (head, *right) for w in tree.under(top))
    return place[1], tree.span(furthest)[1] if furthest > last else place[1]


def _nearest(tree: Tree, events: Sequence[Event], place: Span, cue: Cue | None = None) -> Event | None:
    """Choose the act that stands nearest to a cue in the parse; what is merely said goes last."""
    able = [e for e in events if cue is None or not cue.acts or e.action.startswith(cue.acts)]
    if len(able) < 2:  # noqa: PLR2004 - one act is the nearest
        return able[0] if able else None
    ways = {word: n for n, word in enumerate(_upwards(tree, tree.at(place[0])))}

    def distance(event: Event) -> tuple[bool, int, int]:
        start = event.trigger_span[0][0]
        up = enumerate(_upwards(tree, tree.at(start)))
        steps = min((ways[word] + n for n, word in up if word in ways), default=len(tree.words))
        return event.action[:2] in SAYING, steps, abs(start - place[0])

    return min(able, key=distance)


def _upwards(tree: Tree, word: int) -> Iterator[int]:
    """Climb from a word to the root of its sentence."""
    yield word
    while tree.heads[word] != word:
        word = tree.heads[word]
        yield word


def _next_act(by_sentence: dict[int, list[Event]], index: int) -> Event | None:
    """Give the act that "NATO has responded." announces: the first one of the next sentence that is more than words."""
    return next((e for e in by_sentence.get(index + 1, []) if e.action[:2] not in SAYING), None)


def _earlier(parsed: ParsedReport, here: int, by_sentence: dict[int, list[Event]], effect: Event) -> Event | None:
    """Find the act told before that an act answers: the other side's nearest, one done to this side before any other.

    With several acts of others and none of them done to this side, it is not said which is meant. An act whose doer is
    unknown ("they have moved the missiles") is taken only if it is the only one.
    """
    for back in range(1, LOOK_BACK + 1):
        index = here - back
        if index < 0 or parsed.sentences[index].role != parsed.sentences[here].role:
            return None
        others = [e for e in reversed(by_sentence[index]) if not e.source or e.source != effect.source]
        others = [e for e in others if e.action[:2] not in SAYING] or [e for e in others if e.source]
        to_us = next((e for e in others if e.source and e.target and e.target == effect.source), None)
        if to_us is not None:
            return to_us
        if others:
            return others[0] if len({e.trigger_span for e in others}) == 1 else None
    return None
