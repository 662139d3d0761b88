"""A statement while it is being put together: what the finders hand to each other."""

from __future__ import annotations

from dataclasses import dataclass, field

from harmel.records import Span, Spans
from harmel.statements.lexicon import Use
from harmel.statements.tree import Tree


@dataclass(slots=True, eq=False)
class Draft:
    """One cue with what was found of its source and content.

    ``place`` is where the cue's head word begins, ``speaker`` where the head word of the source begins (-1: none);
    ``relay`` and ``carrier`` are the same for who carried the words ("the agency quoted him").
    ``like`` is the draft whose source is also this one's: a quotation alone in its paragraph takes its neighbour's.
    ``within`` says that the cue itself stands in quotation marks, ``given`` which quotations were given to it;
    ``tree`` and ``head`` are the parse that the cue stands in and its token there.
    """

    tree: Tree
    head: int
    use: Use
    place: int
    cue: Spans
    way: str = "quotation"
    source: Spans = ()
    speaker: int = -1
    content: list[Span] = field(default_factory=list)
    addressee: Spans = ()
    relay: Spans = ()
    carrier: int = -1
    like: Draft | None = None
    parent: Draft | None = None
    given: list[Span] = field(default_factory=list)
    within: bool = False
