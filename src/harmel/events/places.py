"""Where an act happened: the place that its clause names after a word of place, with what was ambiguous.

A capital that stands for its government is no place: only a name behind "in", "at", "near", "off" and the like counts,
and only where that phrase belongs to the act or its clause: "talks in Moscow" names a place, "talks with Moscow" none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from harmel.events.gazetteer import Candidate, candidates, settle
from harmel.language import ParsedReport, Sentence
from harmel.language.calendar_words import MONTHS, WEEKDAYS
from harmel.records import Span

_AT = frozenset(
    {"in", "at", "inside", "outside", "near", "off", "over", "around", "across", "within", "on", "throughout"}
)
_ONLY_AREAS = frozenset({"off", "over", "across", "on", "throughout", "around"})
_NOT_A_COUNTRY = frozenset({"near", "outside", "at"})
_NAME_DEPS = frozenset({"compound", "amod", "nmod"})
_OWN_CLAUSE = frozenset({"relcl", "advcl", "ccomp", "parataxis", "acl", "csubj"})
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
    """A place in a report: its name, its point if there is one, and the countries that it might also lie in.

    ``latitude`` and ``longitude`` are ``None`` for a country, and where none of several of that name stands out.
    """

    name: str
    span: Span
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    ambiguous: tuple[str, ...] = ()


def place_of(parsed: ParsedReport, sentence: Sentence, trigger: Span) -> Place | None:
    """Give the place of the act whose trigger stands at a span of the report, or ``None``.

    Parameters
    ----------
    parsed
        The report: the countries that it mentions decide between places of one name.
    sentence
        The sentence, with its parse.
    trigger
        The trigger's span in the report's text.

    >>> from harmel.language.parser import parses
    >>> from harmel.records import Report
    >>> text = "The ministers met Moscow's envoys in Helsinki on Friday."
    >>> one = Sentence(index=0, start=0, end=len(text), paragraph=0, doc=next(iter(parses([text]))))
    >>> found = place_of(ParsedReport(Report(report_id="r", source="s", text=text), (one,)), one, (14, 17))
    >>> found.name, found.country, round(found.latitude)
    ('Helsinki', 'FIN', 60)
    """
    if sentence.doc is None:
        return None
    token = _token_at(sentence.doc, trigger[0] - sentence.start)
    if token is None:
        return None
    found = [place for prep in _phrases(token) for place in _named(parsed, sentence, prep)]
    return next((p for p in found if p.latitude is not None), found[0] if found else None)


def _token_at(doc: Doc, place: int) -> Token | None:
    words = doc.char_span(place, place + 1, alignment_mode="expand")
    return words[0] if words is not None and len(words) else None


def _phrases(token: Token) -> Iterator[Token]:
    """Give the words of place that belong to an act, from near to far: its own, its objects', its clause's."""
    yield from _below(token)
    while token.dep_ not in _OWN_CLAUSE and token.head.i != token.i:
        below = token
        token = token.head
        yield from _below(token, skip=below.i)


def _below(token: Token, skip: int = -1) -> Iterator[Token]:
    for child in token.children:
        if child.i == skip or child.dep_ in _OWN_CLAUSE or child.dep_ in {"nsubj", "conj", "appos"}:
            continue
        if child.dep_ == "prep":
            if child.lower_ in _AT:
                yield child
            yield from (inner for noun in child.children if noun.dep_ == "pobj" for inner in _own_places(noun))
        elif child.dep_ in {"dobj", "attr", "nsubjpass", "agent"}:
            yield from _own_places(child)


def _own_places(noun: Token) -> Iterator[Token]:
    """Give the words of place inside an object, but not where someone is stationed ("the embassy in London")."""
    if noun.lower_ in _STATIONED:
        return
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _AT:
            yield child


def _named(parsed: ParsedReport, sentence: Sentence, prep: Token) -> Iterator[Place]:
    for noun in prep.children:
        if noun.dep_ != "pobj":
            continue
        heads = [
            noun,
            *(inner for of in noun.children if of.text == "of" for inner in of.children if inner.dep_ == "pobj"),
        ]
        for head in heads:
            place = _place(parsed, sentence, head, prep.lower_)
            if place is not None:
                yield place


def _place(parsed: ParsedReport, sentence: Sentence, noun: Token, prep: str) -> Place | None:
    """Read the longest name that ends in a noun and that the gazetteer knows."""
    if not noun.tag_.startswith("NNP") or noun.text in _NO_PLACES:
        return None
    first = min((t.i for t in noun.lefts if t.dep_ in _NAME_DEPS), default=noun.i)
    for start in range(first, noun.i + 1):
        words = noun.doc[start : noun.i + 1]
        found = tuple(c for c in candidates(words.text) if _fits(c, prep))
        if found:
            span = sentence.span(words)
            return None if _is_someone(parsed, span) else _settled(parsed, words.text, span, found, _after(noun))
    return None


def _fits(candidate: Candidate, prep: str) -> bool:
    """Hold back "near Russia" and "on Moscow": beside a country is not in it, and "on" a city is not in it either."""
    if candidate.kind == "country":
        return prep not in _NOT_A_COUNTRY and prep not in {"on", "off", "around"}
    return candidate.kind == "area" or prep not in _ONLY_AREAS or prep in {"over", "around", "off"}


def _is_someone(parsed: ParsedReport, span: Span) -> bool:
    """Say whether the words are part of a longer name or name an organisation ("in the New York Times")."""
    mention = parsed.mention_at(span[0])
    if mention is None or not mention.who.actor:
        return False
    return mention.who.actor != mention.who.country


def _after(noun: Token) -> str:
    """Give the name that follows in apposition: "Paris, Texas", "Batumi, Georgia"."""
    beside = next((t for t in noun.rights if t.dep_ in {"appos", "npadvmod"} and t.tag_.startswith("NNP")), None)
    return beside.text if beside is not None else ""


def _settled(parsed: ParsedReport, name: str, span: Span, found: tuple[Candidate, ...], after: str) -> Place:
    narrower = {c.country for c in candidates(after) if c.kind == "country"} if after else set()
    inside = tuple(c for c in found if c.country in narrower) or found
    countries = frozenset(m.who.country for m in parsed.mentions if m.who.country)
    chosen = settle(inside, countries)
    others = tuple(sorted({c.country for c in inside if c.country and (chosen is None or c.country != chosen.country)}))
    if chosen is None:
        return Place(name=name, span=span, ambiguous=others)
    return Place(
        name=name,
        span=span,
        country=chosen.country,
        latitude=chosen.latitude,
        longitude=chosen.longitude,
        ambiguous=others,
    )
