"""Causes that a report declares: which act is said to answer which, and by which words.

Only declared causes are links: "in response to", "because of", "prompted by", and "in response" or "has retaliated" for
an act told earlier. "After" alone is sequence (kind ``follows``). Nothing is inferred from order or from hostility.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from spacy.tokens import Doc, Token

from harmel.language import ParsedReport, Sentence
from harmel.records import Event, Link, Span, Statement, stable_id
from harmel.vocabulary import LinkKind

Way = Literal["cause-after", "cause-before", "earlier"]
LOOK_BACK = 3  # sentences: a cause told further back is too uncertain to be tied
SAYING = frozenset({"01", "02"})
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
            acts=tuple(entry["acts"].split("|")) if "acts" in entry else (),
        )
        for entry in table["cue"]
    )


def _pattern(words: str) -> re.Pattern[str]:
    longest_first = sorted((w.strip() for w in words.split("|")), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])", re.IGNORECASE)


def declared(parsed: ParsedReport, events: Sequence[Event], statements: Sequence[Statement] = ()) -> tuple[Link, ...]:
    """Link each act to what the report says it answers, or came after.

    Parameters
    ----------
    parsed
        The report, with its parses.
    events
        Its events; the answer is one of them.
    statements
        Its statements: where no act is coded behind "in response to", the words of the one who names the cause stand
        for it ("in response to what he described as a threat").
    """
    if not events:
        return ()
    by_sentence = _by_sentence(parsed, events)
    links: dict[str, Link] = {}
    for sentence, doc in parsed.parsed():
        if not by_sentence[sentence.index] and not by_sentence.get(sentence.index + 1):
            continue  # a cue ties acts of its own sentence, or announces one of the next
        for cue, place in _found(doc.text):
            link = _link(parsed, sentence, doc, by_sentence, cue, place) or _named(
                parsed, sentence, doc, by_sentence[sentence.index], statements, (cue, place)
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


def _found(text: str) -> Iterator[tuple[Cue, Span]]:
    """Go through the cues of a sentence, no two over the same words: the first list's cue is taken."""
    taken: list[Span] = []
    for cue in cues():
        for found in cue.pattern.finditer(text):
            if all(found.end() <= a or b <= found.start() for a, b in taken):
                taken.append(found.span())
                yield cue, found.span()


def _link(
    parsed: ParsedReport,
    sentence: Sentence,
    doc: Doc,
    by_sentence: dict[int, list[Event]],
    cue: Cue,
    place: Span,
) -> Link | None:
    here = by_sentence[sentence.index]
    region = _region(doc, place) if cue.way != "earlier" else place
    there = [e for e in here if _lies(sentence, e, region)]
    rest = [e for e in here if e not in there and not _lies(sentence, e, place)]
    if cue.way == "cause-before":
        causes, effects = rest, there
    else:
        causes, effects = there, rest or [e for e in here if _lies(sentence, e, place)]
    effect = _nearest(doc, sentence, effects, place, cue)
    if effect is None and cue.way == "earlier" and not here:
        effect = _next_act(by_sentence, sentence)
    if effect is None:
        return None
    score = cue.score
    if cue.way == "earlier" or (not causes and cue.way == "cause-after" and _ANAPHOR.match(doc.text, place[1])):
        cause = _earlier(parsed, sentence, by_sentence, effect)
        score = min(score, 0.7 if cause and cause.source else 0.5)
    else:
        cause = _nearest(doc, sentence, [c for c in causes if c.trigger_span != effect.trigger_span], place)
    if cause is None or cause.event_id == effect.event_id:
        return None
    return _record(parsed, sentence, cue, place, (effect, cause), score)


def _named(
    parsed: ParsedReport,
    sentence: Sentence,
    doc: Doc,
    here: list[Event],
    statements: Sequence[Statement],
    found: tuple[Cue, Span],
) -> Link | None:
    """Tie an answer to the words that name its cause, where the cause is no coded act."""
    cue, place = found
    if cue.kind != "responds-to" or cue.way != "cause-after":
        return None
    low, high = (sentence.start + p for p in _region(doc, place))
    words = [s for s in statements if any(low <= a < high for a, _ in s.content_spans)]
    effect = _nearest(doc, sentence, [e for e in here if not low <= e.trigger_span[0][0] < high], place, cue)
    cause = next(iter(words), None)
    if effect is None or cause is None:
        return None
    span = (sentence.start + place[0], sentence.start + place[1])
    return Link(
        report_id=parsed.report.report_id,
        link_id=stable_id("l", parsed.report.report_id, cue.kind, effect.event_id, cause.statement_id, span),
        kind=cue.kind,
        from_table="events",
        from_id=effect.event_id,
        to_table="statements",
        to_id=cause.statement_id,
        basis=parsed.report.text[span[0] : span[1]],
        basis_span=(span,),
        score=cue.score,
    )


def _record(
    parsed: ParsedReport, sentence: Sentence, cue: Cue, place: Span, acts: tuple[Event, Event], score: float
) -> Link:
    effect, cause = acts
    span = (sentence.start + place[0], sentence.start + place[1])
    report_id = parsed.report.report_id
    return Link(
        report_id=report_id,
        link_id=stable_id("l", report_id, cue.kind, effect.event_id, cause.event_id, span),
        kind=cue.kind,
        from_table="events",
        from_id=effect.event_id,
        to_table="events",
        to_id=cause.event_id,
        basis=parsed.report.text[span[0] : span[1]],
        basis_span=(span,),
        score=score,
    )


def _lies(sentence: Sentence, event: Event, region: Span) -> bool:
    place = event.trigger_span[0][0] - sentence.start
    return region[0] <= place < region[1]


def _tokens(doc: Doc, place: Span) -> list[Token]:
    words = doc.char_span(place[0], place[1], alignment_mode="expand")
    return list(words) if words is not None else []


def _region(doc: Doc, place: Span) -> Span:
    """Give what a cue governs: the subtree of its complement, or else the words up to the next comma."""
    last = _tokens(doc, place)[-1]
    head = last.head if last.dep_ == "mark" else next((t for t in last.rights if t.dep_ != "punct"), None)
    if head is None or head.i < last.i:
        comma = doc.text.find(",", place[1])
        return place[1], comma if comma > 0 else len(doc.text)
    inner = [t for t in (*head.subtree, *(x for t in last.rights for x in t.subtree)) if t.i > last.i]
    return place[1], max((t.idx + len(t) for t in inner), default=place[1])


def _nearest(
    doc: Doc, sentence: Sentence, events: Sequence[Event], place: Span, cue: Cue | None = None
) -> Event | None:
    """Choose the act that stands nearest to a cue in the parse; what is merely said goes last."""
    able = [e for e in events if cue is None or not cue.acts or e.action.startswith(cue.acts)]
    ways = _steps(_tokens(doc, place)[0])

    def distance(event: Event) -> tuple[bool, int, int]:
        start = event.trigger_span[0][0] - sentence.start
        token = next(iter(_tokens(doc, (start, start + 1))), None)
        steps = (
            min((ways[t.i] + n for n, t in enumerate(_upwards(token)) if t.i in ways), default=len(doc))
            if token
            else 99
        )
        return event.action[:2] in SAYING, steps, abs(start - place[0])

    return min(able, key=distance, default=None)


def _steps(token: Token) -> dict[int, int]:
    return {t.i: n for n, t in enumerate(_upwards(token))}


def _upwards(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _next_act(by_sentence: dict[int, list[Event]], sentence: Sentence) -> Event | None:
    """Give the act that "NATO has responded." announces: the first one of the next sentence that is more than words."""
    return next((e for e in by_sentence.get(sentence.index + 1, []) if e.action[:2] not in SAYING), None)


def _earlier(
    parsed: ParsedReport, sentence: Sentence, by_sentence: dict[int, list[Event]], effect: Event
) -> Event | None:
    """Find the act told before that an act answers: the other side's nearest, one done to this side before any other.

    With several acts of others and none of them done to this side, it is not said which is meant. An act whose doer is
    unknown ("they have moved the missiles") is taken only if it is the only one.
    """
    for back in range(1, LOOK_BACK + 1):
        index = sentence.index - back
        if index < 0 or parsed.sentences[index].role != sentence.role:
            return None
        others = [e for e in reversed(by_sentence[index]) if not e.source or e.source != effect.source]
        others = [e for e in others if e.action[:2] not in SAYING] or [e for e in others if e.source]
        to_us = next((e for e in others if e.source and e.target and e.target == effect.source), None)
        if to_us is not None:
            return to_us
        if others:
            return others[0] if len({e.trigger_span for e in others}) == 1 else None
    return None
