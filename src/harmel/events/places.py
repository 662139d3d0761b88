"""Where an act happened: the place that its clause names after a word of place, with what was ambiguous.

A capital that stands for its government is no place: only a name behind "in", "at", "near", "off" and the like counts,
and only where that phrase belongs to the act or its clause: "talks in Moscow" names a place, "talks with Moscow" none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from harmel.events.gazetteer import Candidate, candidates, others, settle
from harmel.events.tree import Tree
from harmel.language import Mention, ParsedReport
from harmel.language.calendar_words import MONTHS, WEEKDAYS
from harmel.records import Span

_AT = frozenset(
    {"in", "at", "inside", "outside", "near", "off", "over", "around", "across", "within", "on", "throughout"}
)
_ONLY_AREAS = frozenset({"off", "over", "across", "on", "throughout", "around"})
_NOT_A_COUNTRY = frozenset({"near", "outside", "at"})
_NAME_DEPS = frozenset({"compound", "amod", "nmod"})
_OWN_CLAUSE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "acl", "csubj"})
_HOLDERS = frozenset({"dobj", "attr", "nsubjpass", "agent"})
_PROPER = frozenset({"NNP", "NNPS"})
_STATIONED = frozenset(
    (
        "embassy",
        "ambassador",
        "consulate",
        "envoy",
        "mission",
        "attaché",
        "office",
        "government",
        "interest",
        "interests",
    )
)
_NO_PLACES = frozenset(("Congress", "Parliament", "Union", "House", "Senate", *MONTHS, *WEEKDAYS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a report: its name, its point if there is one, and the other places that its words could mean.

    ``latitude`` and ``longitude`` are ``None`` for a country, and where none of several of that name stands out.
    """

    name: str
    span: Span
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    others: tuple[str, ...] = ()


def place_of(tree: Tree, word: int, parsed: ParsedReport) -> Place | None:
    """Give the place of the act at a word, or ``None``.

    Parameters
    ----------
    tree
        The sentence.
    word
        The act's trigger.
    parsed
        The report: the countries that it mentions decide between places of one name.

    >>> from harmel.events.tree import tree
    >>> from harmel.language.parser import parses
    >>> from harmel.records import Report
    >>> text = "The ministers met Moscow's envoys in Helsinki on Friday."
    >>> page = ParsedReport(Report(report_id="r", source="s", text=text), ())
    >>> found = place_of(tree(next(parses([text])), 0, page), 2, page)
    >>> found.name, found.country, round(found.latitude)
    ('Helsinki', 'FIN', 60)
    """
    first = None
    for prep in _phrases(tree, word):
        for place in _named(tree, prep, parsed):
            if place.latitude is not None:
                return place
            first = first or place
    return first


def _phrases(tree: Tree, word: int) -> Iterator[int]:
    """Give the words of place that belong to an act, from near to far: its own, its objects', its clause's."""
    yield from _below(tree, word)
    while tree.deps[word] not in _OWN_CLAUSE and tree.heads[word] != word:
        below, word = word, tree.heads[word]
        yield from _below(tree, word, skip=below)


def _below(tree: Tree, word: int, skip: int = -1) -> Iterator[int]:
    for child in tree.kids[word]:
        dep = tree.deps[child]
        if dep == "prep" and child != skip:
            if tree.words[child] in _AT:
                yield child
            for noun in tree.kids[child]:
                if tree.deps[noun] == "pobj":
                    yield from _own_places(tree, noun)
        elif dep in _HOLDERS and child != skip:
            yield from _own_places(tree, child)


def _own_places(tree: Tree, noun: int) -> Iterator[int]:
    """Give the words of place inside an object, but not where someone is stationed ("the embassy in London")."""
    if tree.words[noun] not in _STATIONED:
        for child in tree.kids[noun]:
            if tree.deps[child] == "prep" and tree.words[child] in _AT:
                yield child


def _named(tree: Tree, prep: int, parsed: ParsedReport) -> Iterator[Place]:
    for noun in tree.kids[prep]:
        if tree.deps[noun] != "pobj":
            continue
        inner = [
            o for of in tree.kids[noun] if tree.written[of] == "of" for o in tree.kids[of] if tree.deps[o] == "pobj"
        ]
        for head in (noun, *inner):
            place = _place(tree, head, tree.words[prep], parsed)
            if place is not None:
                yield place


def _place(tree: Tree, noun: int, prep: str, parsed: ParsedReport) -> Place | None:
    """Read the longest name that ends in a noun and that the gazetteer knows."""
    if tree.tags[noun] not in _PROPER or tree.written[noun] in _NO_PLACES:
        return None
    first = min((k for k in tree.kids[noun] if k < noun and tree.deps[k] in _NAME_DEPS), default=noun)
    for start in range(first, noun + 1):
        name = tree.phrase(start, noun)
        found = tuple(c for c in candidates(name) if _fits(c, prep))
        if found:
            if _is_someone(tree.mentions[start]):
                return None
            span = (tree.places[start], tree.places[noun] + tree.lengths[noun])
            return _settled(parsed, name, span, found, _after(tree, noun))
    return None


def _fits(candidate: Candidate, prep: str) -> bool:
    """Hold back "near Russia" and "on Moscow": beside a country is not in it, and "on" a city is not in it either."""
    if candidate.kind == "country":
        return prep not in _NOT_A_COUNTRY and prep not in {"on", "off", "around"}
    return candidate.kind == "area" or prep not in _ONLY_AREAS or prep in {"over", "around", "off"}


def _is_someone(mention: Mention | None) -> bool:
    """Say whether the words are part of a longer name or name an organisation ("in the New York Times")."""
    return mention is not None and bool(mention.who.actor) and mention.who.actor != mention.who.country


def _after(tree: Tree, noun: int) -> str:
    """Give the name that follows in apposition: "Paris, Texas", "Batumi, Georgia"."""
    for k in tree.kids[noun]:
        if k > noun and tree.deps[k] in {"appos", "npadvmod"} and tree.tags[k] in _PROPER:
            return tree.written[k]
    return ""


def _settled(parsed: ParsedReport, name: str, span: Span, found: tuple[Candidate, ...], after: str) -> Place:
    narrower = {c.country for c in candidates(after) if c.kind == "country"} if after else set()
    inside = tuple(c for c in found if c.country in narrower) or found
    countries = frozenset(m.who.country for m in parsed.mentions if m.who.country)
    chosen = settle(inside, countries)
    left = others(inside, chosen)
    if chosen is None:
        return Place(name=name, span=span, others=left)
    return Place(
        name=name,
        span=span,
        country=chosen.country,
        latitude=chosen.latitude,
        longitude=chosen.longitude,
        others=left,
    )
