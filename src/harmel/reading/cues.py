"""What the furniture of pages says: a line → the role that its words give away, and what it closes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from harmel.reading.lines import Line, is_glued, plain_words
from harmel.vocabulary import FurnitureKind, words

_LONGEST_PHRASE = 8  # words
_LABEL = 2  # words
_TAIL = 160  # characters
_STOPPED = 12  # words: a longer sentence is none either
_LONGEST_LABEL = 40  # words: past that no line is made of labels only


@dataclass(frozen=True, slots=True)
class Forms:
    """Patterns that stand in the same place of a line.

    Those that do not look at capitals are matched against the line in lower case: four times as fast as to ignore case.
    """

    plain: re.Pattern[str]
    cased: re.Pattern[str]

    def begin(self, text: str, lower: str) -> bool:
        """Say whether a line begins so."""
        return bool(self.plain.match(lower) or self.cased.match(text))

    def stand_in(self, text: str, lower: str) -> bool:
        """Say whether one of them stands in a line."""
        return bool(self.plain.search(lower) or self.cased.search(text))


@dataclass(frozen=True, slots=True)
class Shapes:
    """The patterns of one role: what a line may begin with, end with and hold."""

    starts: Forms
    ends: Forms
    anywhere: Forms

    def fit(self, text: str, lower: str, places: set[str]) -> bool:
        """Say whether a line has one of these shapes, asked for in the places that its words give hints of."""
        return (
            ("starts" in places and self.starts.begin(text, lower))
            or ("anywhere" in places and self.anywhere.stand_in(text, lower))
            or ("ends" in places and self.ends.stand_in(text[-_TAIL:], lower[-_TAIL:]))
        )


@dataclass(frozen=True, slots=True)
class Cues:
    """The shipped habits of furniture, ready to be matched.

    ``longest`` is how many words a phrase has at most that begins with a given one.
    """

    phrases: dict[tuple[str, ...], FurnitureKind]
    longest: dict[str, int]
    patterns: tuple[tuple[FurnitureKind, Shapes], ...]
    closes: dict[tuple[str, ...], float]
    begins: Forms
    hints: Hints

    def places(self, text: str, lower: str) -> dict[FurnitureKind, set[str]]:
        """Give where a line may have patterns of which roles: nowhere for nine lines of prose in ten."""
        found: dict[FurnitureKind, set[str]] = {}
        if self.begins.begin(text, lower):
            found = {kind: {"starts"} for kind, _ in self.patterns}
        for kind, place in self.hints.found(lower):
            found.setdefault(kind, set()).add(place)
        return found


@dataclass(frozen=True, slots=True)
class Hints:
    """Words without which a line holds no pattern of a role, found in one pass; some count near its end only."""

    words: AhoCorasick
    kinds: tuple[tuple[FurnitureKind, str], ...]

    def found(self, lower: str) -> Iterator[tuple[FurnitureKind, str]]:
        """Give the roles whose words stand in a line, each with the place that they speak for."""
        for which, start, _ in self.words.find_matches_as_indexes(lower, overlapping=True):
            kind, place = self.kinds[which]
            if place == "anywhere" or start >= len(lower) - _TAIL:
                yield kind, place


@cache
def cues() -> Cues:
    """Read ``data/furniture.toml``.

    >>> cues().phrases[("community", "standards")]
    'comments'
    """
    table = tomllib.loads((files("harmel.reading") / "data" / "furniture.toml").read_text(encoding="utf-8"))
    hints = table.pop("hints")
    closes = {plain_words(p): float(price) for price, phrases in table.pop("closes").items() for p in phrases}
    kinds: list[FurnitureKind] = [kind for kind in words(FurnitureKind) if kind in table]  # type: ignore[misc]
    phrases = {plain_words(p): kind for kind in kinds for p in table[kind]["phrases"]}
    patterns = tuple((kind, _patterns(table[kind])) for kind in kinds)
    starts = [form for kind in kinds for form in table[kind].get("starts", [])]
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(len(phrase), longest.get(phrase[0], 0))
    return Cues(phrases, longest, patterns, closes, _starts(starts), _hints(hints))


@cache
def label_words() -> frozenset[str]:
    """Give the words that labels of furniture are made of: a line with one of them is no one's name.

    >>> sorted(label_words() & {"email", "article", "ann", "lee"})
    ['article', 'email']
    """
    return frozenset(word for phrase in cues().phrases for word in phrase)


def cue_of(line: Line) -> tuple[FurnitureKind | None, float]:
    r"""Give the role that a line's words give away, and the price of the article going on after it: 0 for most.

    >>> from harmel.reading.lines import lines
    >>> [cue_of(line) for line in lines("READ MORE: Allies meet\nTerms of UsePrivacy Policy\nThe allies met.")]
    [('cross-link', 0.0), ('legal', 6.0), (None, 0.0)]
    """
    known, count = cues(), len(line.words)
    labels = [] if count > (_STOPPED if line.stops else _LONGEST_LABEL) else _labels(line)
    if labels:
        price = max(known.closes.get(label, 0.0) for label in labels) if count <= _LONGEST_PHRASE else 0.0
        return known.phrases[labels[0]], price
    if count <= _LABEL and line.text.replace(" ", "").isalpha():
        return None, 0.0  # a name of one or two words fits no pattern
    places = known.places(line.text, line.lower)
    if not places:
        return None, 0.0
    asked = ((kind, shapes) for kind, shapes in known.patterns if kind in places)
    return next((kind for kind, shapes in asked if shapes.fit(line.text, line.lower, places[kind])), None), 0.0


def _labels(line: Line) -> list[tuple[str, ...]]:
    """Cut a line into known labels that cover it wholly, as it is or with glued words apart; empty if that fails."""
    found = _covering(line.key)
    return found if found or not is_glued(line.text) else _covering(plain_words(line.text))


def _covering(label_words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Cut words into known labels, long ones first; a number may follow one."""
    phrases, longest = cues().phrases, cues().longest
    found: list[tuple[str, ...]] = []
    place = 0
    while place < len(label_words):
        first = label_words[place]
        for length in range(longest.get(first, 0), 0, -1):
            label = label_words[place : place + length]
            if label in phrases:
                found.append(label)
                place += len(label)
                break
        else:
            if not (found and first[0].isdigit()):
                return []
            place += 1
    return found


def _hints(table: dict[str, dict[FurnitureKind, list[str]]]) -> Hints:
    rows = [(word, (kind, place)) for place, part in table.items() for kind in part for word in part[kind]]
    return Hints(AhoCorasick([word for word, _ in rows], matchkind=MatchKind.Standard), tuple(row[1] for row in rows))


def _patterns(part: dict[str, list[str]]) -> Shapes:
    return Shapes(_starts(part.get("starts", [])), _forms(part.get("ends", [])), _forms(part.get("anywhere", [])))


_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


def _starts(forms: list[str]) -> Forms:
    return _forms(forms, "[\\s>•·*|–—-]*")


def _forms(forms: list[str], before: str = "") -> Forms:
    plain = [form for form in forms if not _CAPITAL.search(form)]
    cased = [form for form in forms if _CAPITAL.search(form)]
    return Forms(_compiled(plain, before, 0), _compiled(cased, before, re.IGNORECASE))


def _compiled(forms: list[str], before: str, flags: int) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(forms).replace('[A-Z]', '(?-i:[A-Z])')})" if forms else _NOTHING, flags)


_NOTHING = r"\A(?!)"
