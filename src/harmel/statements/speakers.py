"""From the words of a source to the actor behind them, and to what kind of speaker it is."""

from __future__ import annotations

from harmel.language import Mention, ParsedReport
from harmel.records import Spans
from harmel.statements.lexicon import lexicon
from harmel.vocabulary import SpeakerRole


def words_of(text: str, spans: Spans) -> str:
    """Give the words under some spans, in one line.

    >>> words_of("told the  press that", ((0, 4), (16, 20)))
    'told … that'
    """
    return " … ".join(" ".join(text[s:e].split()) for s, e in spans)


def speaker_mention(parsed: ParsedReport, place: int, source: Spans) -> Mention | None:
    """Find who is mentioned where a source's head word stands, or else anywhere in the source's words.

    A name in apposition is surer than the description before it: "its leader, Maret Orav, said".
    """
    if place < 0:
        return None
    here = parsed.mention_at(place)
    inside = [m for start, end in source for m in parsed.mentions_in(start, end)]
    if here is None:
        return inside[0] if len(inside) == 1 else None
    text = parsed.report.text
    named = (m for m in inside if m.kind == "name" and text[here.end : m.start].strip() == ",")
    return here if here.kind == "name" else next(named, here)


def role_of(name: str, mention: Mention | None) -> SpeakerRole | None:
    """Say what kind of speaker a source is, from the actor if there is one and else from the words.

    >>> role_of("Some analysts", None), role_of("he", None)
    ('analyst', None)
    """
    if mention is not None and mention.who.role is not None:
        return mention.who.role
    words = set(name.lower().split())
    return next((role for role, known in lexicon().roles.items() if words & known), None)
