"""The closed lists of the public schema: every word that a typed column may hold.

They are ``Literal`` types, so mypy checks each use, and ``words`` lists one for a test or a form.

>>> words(Status)
('actual', 'alleged', 'denied', 'demanded', 'threatened', 'planned', 'hypothetical', 'negated')
"""

from __future__ import annotations

from typing import Any, Literal, get_args

FurnitureKind = Literal[
    "navigation",
    "clock",
    "cross-link",
    "tags",
    "bio",
    "caption",
    "advert",
    "comments",
    "title",
    "subtitle",
    "subhead",
    "outlet",
    "byline",
    "dateline",
    "social",
    "legal",
    "empty",
]
PublishedBasis = Literal[
    "metadata",
    "url",
    "dateline",
    "stated",
    "page-clock",
    "office-holders",
    "events-cited",
    "given",
    "unknown",
]
SpeakerRole = Literal["official", "government", "organisation", "analyst", "media", "unnamed", "person"]
Quotation = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "assert",
    "deny",
    "accuse",
    "demand",
    "appeal",
    "promise",
    "threaten",
    "warn",
    "criticise",
    "praise",
    "propose",
]
Status = Literal["actual", "alleged", "denied", "demanded", "threatened", "planned", "hypothetical", "negated"]
Quad = Literal["verbal-cooperation", "material-cooperation", "verbal-conflict", "material-conflict"]
FigureKind = Literal["actual", "target", "demand", "pledge", "estimate", "change"]
Bound = Literal["exact", "about", "at-least", "at-most", "more-than", "less-than", "range"]
LinkKind = Literal["corroborates", "contradicts", "denies", "responds-to", "follows", "same-event", "copy-of"]
ActorKind = Literal[
    "state",
    "alliance",
    "organisation",
    "body",
    "group",
    "company",
    "outlet",
    "person",
    "people",
]
Table = Literal["reports", "statements", "events", "figures", "links", "actors", "rejects"]


def words(closed: Any) -> tuple[str, ...]:  # noqa: ANN401 - a Literal has no type of its own
    """List the words of a closed list, in the order in which it is written.

    >>> words(Quotation)
    ('direct', 'indirect', 'mixed')
    """
    return get_args(closed)
