"""Who "we" and "they" are in someone's mouth, where the mentions of a report leave it open."""

from __future__ import annotations

from collections.abc import Sequence

from harmel.actors import Resolution
from harmel.events.sides import Participant
from harmel.events.tree import Tree
from harmel.language import ParsedReport
from harmel.records import Statement

WE = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
THEY = frozenset({"they", "them", "their"})
REACH = 800  # characters: a quotation goes on over a paragraph or two, no further


def voiced(
    side: Participant | None, parse: Tree, parsed: ParsedReport, statements: Sequence[Statement]
) -> Participant | None:
    """Give whom a side stands for, if it is a pronoun that nobody has explained yet.

    "We" is whoever speaks. "They" is looked for only where it stands against a "we", as "we have detected that they
    have moved the missiles": it is then the state named last that does not speak.
    """
    if side is None or side.known:
        return side
    word = parsed.report.text[side.span[0] : side.span[1]].lower()
    if word not in WE and not (word in THEY and WE & set(parse.words)):
        return side
    speaker = _speaker(side.span[0], parsed, statements)
    if word in WE:
        return Participant(speaker, side.span) if speaker else side
    other = _last_state(side.span[0], parsed, speaker)
    return Participant(other, side.span) if other else side


def _speaker(place: int, parsed: ParsedReport, statements: Sequence[Statement]) -> Resolution | None:
    """Find who speaks at a place: whose words it stands in, or else who spoke last before it."""
    near = [
        (not start <= place < end, abs(place - start), s)
        for s in statements
        for start, end in s.content_spans
        if s.speaker and s.speaker_span and start <= place and place - end < REACH
    ]
    if not near:
        return None
    _, _, said = min(near, key=lambda n: n[:2])
    mention = parsed.mention_at(said.speaker_span[0][0])
    return mention.who if mention is not None and mention.who.actor else Resolution(actor=said.speaker)


def _last_state(place: int, parsed: ParsedReport, speaker: Resolution | None) -> Resolution | None:
    earlier = [m.who for m in parsed.mentions_in(max(0, place - REACH), place) if m.end <= place]
    states = [who for who in earlier if who.country and who.actor == who.country]
    others = [who for who in states if speaker is None or who.country != speaker.country]
    return others[-1] if others else None
