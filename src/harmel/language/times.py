"""When: the time words of a sentence, resolved against the days on which its report may have been published.

The answer is always an interval of days that is as wide as the words and the publication date leave it: "on Thursday"
in a page that appeared within some month is a month wide, and in a page of unknown date it is unknown. Press
conventions are taken where they are firm: a bare weekday, day or month is the nearest one not after publication,
unless the sentence speaks of what is to come. Time zones are not known to a page, so a day may be off by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from harmel.intervals import Interval
from harmel.language.calendar_words import part_of
from harmel.language.time_patterns import MOVING, Ahead, Reader, fixed, present

_CUT = re.compile(
    r"[,;:()\"“”„«»—–]|\b(?:that|which|who|whom|when|while|as|but|after|before|because|since|if|although|whether)\b"
)
_ITS_VERB = r"(?: not)?(?: to)?(?: be| have)?(?: been)?(?: \w+)?"
_FUTURE = re.compile(
    r"(?:\b(?:will|won['’]t|shall|going to|plans? to|intends? to|upcoming|ha(?:s|ve) until|(?:is|are|be) "
    rf"(?:due|set|expected|scheduled|planned|slated|about|likely|to))\b|['’]ll\b){_ITS_VERB}"
)
_FUTURE_THEN = re.compile(
    r"\b(?:would|could|should|might|may|can|must|(?:was|were|been) (?:due|set|expected|scheduled|planned|slated|to)|"
    rf"planned to|intended to|to [a-z]+)\b{_ITS_VERB}"
)
_PAST = re.compile(
    r"\b(?:\w{2,}ed|said|told|was|were|had|did|has|have|held|met|came|went|began|took|made|gave|saw|spoke|sent|left|"
    r"struck|shot|hit|wrote|became|got|put|set|flew|rose|fell|won|lost|broke|struck|drew|sought|brought|built)\b"
)
BACK = frozenset({False})
_WAYS = (
    (_FUTURE, frozenset({True})),
    (_FUTURE_THEN, frozenset({True, False})),
    (_PAST, frozenset({False})),
)
_PART = re.compile(
    r"(?:\b(?:the\s+)?(?P<part>early|late|mid|middle|start|beginning|end|close|first half|second half)"
    r"(?:\s+(?:in|of)(?:\s+the)?\s+|\s+|-)(?:the\s+)?)$",
    re.IGNORECASE,
)
_BOUND = re.compile(r"\b(?P<bound>since|until|till|by|before|after|prior to|as of)\s+(?:the\s+)?$", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:to|until|till|and|through|–|—|-)\s*(?:the\s+)?", re.IGNORECASE)
JUST_BEFORE = 40  # characters: "the second half of the" is the longest run of words that these look for before a time
_RANGE = re.compile(r"\b(?P<word>from|between)\s+(?:the\s+)?$|\d\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """Words that say when, ``[start, end)`` in the sentence, and the days that they can mean.

    ``bound`` is the word that makes the interval open on a side: "since 2014" lasts until publication.
    """

    start: int
    end: int
    when: Interval
    bound: str = ""


def times(text: str, *, published: Interval, ahead: bool | None = None) -> list[TimeWords]:
    """Find the time words of a sentence and say which days they can mean.

    Parameters
    ----------
    text
        One sentence.
    published
        The days on which its report may have been published; ``Interval()`` if nothing is known.
    ahead
        Whether the words speak of what is to come; if not given, the clause around them decides ("will", "is due
        to"), and where that may look either way ("would", "was to") both readings of "on Thursday" are covered.

    >>> found = times("He told officials in London on Thursday.", published=Interval.day(date(2018, 10, 29)))
    >>> [(t.start, t.when.iso()) for t in found]
    [(31, ('2018-10-25', '2018-10-25'))]
    >>> times("In 2014 he left.", published=Interval())[0].when == Interval.year(2014)
    True
    """
    bare = [
        _resolved(text, found, reader, *((published, _looks(text, found.span(), ahead)) if moving else (None, BACK)))
        for found, reader, moving in _chosen(text)
    ]
    return [_bounded(text, words, published, ahead) for words in _joined(text, bare)]


def _looks(text: str, place: tuple[int, int], ahead: Ahead | None) -> frozenset[bool]:
    """Say which way time words look: ahead, back, or it cannot be told, from the clause that they stand in."""
    if ahead is not None:
        return frozenset({ahead})
    cut = max((m.end() for m in _CUT.finditer(text, 0, place[0])), default=0)
    end = next((m.start() for m in _CUT.finditer(text, place[1])), len(text))
    before = text[cut : place[0]]
    after = text[place[1] : end] if len(before.split()) > 1 else text[place[1] :]
    found = max(_markers(before), key=lambda m: (m[1], m[1] - m[0]), default=None)
    found = found or min(_markers(after), key=lambda m: (m[0], m[0] - m[1]), default=None)
    return found[2] if found else BACK


def _markers(words: str) -> Iterator[tuple[int, int, frozenset[bool]]]:
    """Give the words of a clause that say which way it looks: where they stand, and the ways."""
    for pattern, ways in _WAYS:
        yield from ((m.start(), m.end(), ways) for m in pattern.finditer(words))


def _chosen(text: str) -> Iterator[tuple[re.Match[str], Reader, bool]]:
    """Give the longest match at each place, the first rule's if several are as long."""
    met = present(text)
    found = [
        (m, reader, moving)
        for rules, moving in ((fixed(), False), (MOVING, True))
        for needs, pattern, reader in rules
        if needs <= met
        for m in pattern.finditer(text)
    ]
    end = 0
    for match, reader, moving in sorted(found, key=lambda f: (f[0].start(), -f[0].end())):
        if match.start() >= end:
            end = match.end()
            yield match, reader, moving


def _resolved(
    text: str, found: re.Match[str], reader: Reader, published: Interval | None, looks: frozenset[bool]
) -> TimeWords:
    """Resolve one match, with "early", "late in", "the end of" before it taken in."""
    part = _PART.search(text, max(0, found.start() - JUST_BEFORE), found.start())
    answers = [_asked(found, reader, published, ahead, part) for ahead in sorted(looks)]
    return TimeWords(start=(part or found).start(), end=found.end(), when=answers[0] | answers[-1])


def _asked(
    found: re.Match[str], reader: Reader, published: Interval | None, ahead: Ahead, part: re.Match[str] | None
) -> Interval:
    """Ask a reader at the first and the last day of publication; being monotone, it needs no day between."""

    def on(day: date) -> Interval:
        when = reader(found, day, ahead)
        return part_of(when, part["part"].lower()) if part else when

    if published is None:
        return on(date.min)
    low, high = published.earliest, published.latest
    return Interval(on(low).earliest if low != date.min else low, on(high).latest if high != date.max else high)


def _joined(text: str, words: list[TimeWords]) -> Iterator[TimeWords]:
    """Join "from 2014 to 2018" and "between May and July" into one interval."""
    waiting: TimeWords | None = None
    for later in words:
        if waiting is None:
            waiting = later
        elif _JOIN.fullmatch(text, waiting.end, later.start) and _RANGE.search(
            text, max(0, waiting.start - JUST_BEFORE), waiting.start
        ):
            waiting = TimeWords(start=waiting.start, end=later.end, when=waiting.when | later.when, bound="range")
        else:
            yield waiting
            waiting = later
    if waiting is not None:
        yield waiting


def _bounded(text: str, words: TimeWords, published: Interval, ahead: Ahead | None) -> TimeWords:
    """Open the interval on the side that "since", "until", "before", "after" leaves open."""
    found = _BOUND.search(text, max(0, words.start - JUST_BEFORE), words.start)
    if not found or words.bound:
        return words
    looks = _looks(text, (words.start, words.end), ahead)
    bound = " ".join(found["bound"].lower().split())
    when = words.when
    if bound == "since":
        when = Interval(when.earliest, max(published.latest, when.latest))
    elif bound == "after":
        when = Interval(when.earliest, date.max if True in looks else max(published.latest, when.latest))
    elif bound in {"before", "prior to"}:
        when = Interval(latest=when.latest)
    else:
        low = min(published.earliest, when.earliest) if looks == {True} else date.min
        when = Interval(low, when.latest)
    return replace(words, start=found.start(), when=when, bound=bound)
