"""What the furniture of pages says: a line → the role that its words give away, and what it closes."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, MatchKind

from harmel.reading.lines import Line, plain_words
from harmel.vocabulary import FurnitureKind, words

_LONGEST_PHRASE = 8  # words
_LABEL = 2  # words
_TAIL = 160  # characters
_STOPPED = 12  # words: a longer sentence is none either
_LONGEST_LABEL = 40  # words: past that no line is made of labels only


@dataclass(frozen=True, slots=True)
class Shapes:
    """The patterns of one role: what a line may begin with and what may stand in it.

    Those that do not look at capitals are matched against the line in lower case: four times as fast as to ignore case.
    """

    start: re.Pattern[str]
    inside: re.Pattern[str]
    cased_start: re.Pattern[str]
    cased_inside: re.Pattern[str]

    def fit(self, text: str, lower: str) -> bool:
        """Say whether a line has one of these shapes."""
        found = self.start.match(lower) or self.inside.search(lower)
        return bool(found or self.cased_start.match(text) or self.cased_inside.search(text))


@dataclass(frozen=True, slots=True)
class Cues:
    """The shipped habits of furniture, ready to be matched."""

    phrases: dict[tuple[str, ...], FurnitureKind]
    patterns: tuple[tuple[FurnitureKind, Shapes], ...]
    closes: dict[tuple[str, ...], float]
    begins: tuple[re.Pattern[str], re.Pattern[str]]
    hints: Hints
    end_hints: Hints

    def may_fit(self, text: str, lower: str) -> set[FurnitureKind]:
        """Give the roles whose patterns a line can fit: none for nine lines of prose in ten."""
        if self.begins[0].match(lower) or self.begins[1].match(text):
            return {kind for kind, _ in self.patterns}
        return self.hints.found(lower) | self.end_hints.found(lower[-_TAIL:])


@dataclass(frozen=True, slots=True)
class Hints:
    """Words without which a line fits no pattern of a role, found in one pass."""

    words: AhoCorasick
    kinds: tuple[FurnitureKind, ...]

    def found(self, lower: str) -> set[FurnitureKind]:
        """Give the roles whose words stand in a line."""
        return {self.kinds[found[0]] for found in self.words.find_matches_as_indexes(lower, overlapping=True)}


@cache
def cues() -> Cues:
    """Read ``data/furniture.toml``.

    >>> cues().phrases[("community", "standards")]
    'comments'
    """
    table = tomllib.loads((files("harmel.reading") / "data" / "furniture.toml").read_text(encoding="utf-8"))
    hints = table.pop("hints")
    closes = {_key(p): float(price) for price, phrases in table.pop("closes").items() for p in phrases}
    kinds: list[FurnitureKind] = [kind for kind in words(FurnitureKind) if kind in table]  # type: ignore[misc]
    phrases = {_key(p): kind for kind in kinds for p in table[kind]["phrases"]}
    patterns = tuple((kind, _patterns(table[kind])) for kind in kinds)
    starts = [form for kind in kinds for form in table[kind].get("starts", [])]
    begins = _start(_plain(starts), 0), _start(_cased(starts), re.IGNORECASE)
    return Cues(phrases, patterns, closes, begins, _hints(hints["anywhere"]), _hints(hints["ends"]))


def kind_of(line: Line) -> FurnitureKind | None:
    r"""Give the role that a line's words give away, ``None`` if they say nothing.

    >>> from harmel.reading.lines import lines
    >>> [kind_of(line) for line in lines("READ MORE: Allies meet\nTerms of UsePrivacy Policy\nThe allies met.")]
    ['cross-link', 'legal', None]
    """
    known = cues()
    labels = [] if len(line.words) > (_STOPPED if line.stops else _LONGEST_LABEL) else _labels(plain_words(line.text))
    if labels:
        return known.phrases[labels[0]]
    if len(line.words) <= _LABEL and line.text.replace(" ", "").isalpha():
        return None  # a name of one or two words fits no pattern
    lower = line.text.lower()
    asked = known.may_fit(line.text, lower)
    if not asked:
        return None
    return next((kind for kind, shapes in known.patterns if kind in asked and shapes.fit(line.text, lower)), None)


def closing(line: Line) -> float:
    r"""Give the price of the article going on after this line; 0 for most.

    >>> from harmel.reading.lines import lines
    >>> [closing(line) for line in lines("Most popular\nCommunity standardsDiscussion\nHe left.")]
    [3.0, 6.0, 0.0]
    """
    if len(line.words) > _LONGEST_PHRASE:
        return 0.0
    known = cues().closes
    return max((known.get(label, 0.0) for label in _labels(plain_words(line.text))), default=0.0)


def _labels(label_words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Cut words into known labels that cover them wholly, long ones first; empty if that cannot be done."""
    phrases, place = cues().phrases, 0
    found: list[tuple[str, ...]] = []
    while place < len(label_words):
        for length in range(min(_LONGEST_PHRASE, len(label_words) - place), 0, -1):
            label = label_words[place : place + length]
            if label in phrases or (length == 1 and label[0].isdigit() and found):
                break
        else:
            return []
        if label in phrases:
            found.append(label)
        place += length
    return found


def _key(phrase: str) -> tuple[str, ...]:
    return plain_words(phrase)


def _hints(table: dict[FurnitureKind, list[str]]) -> Hints:
    pairs = [(word, kind) for kind, found in table.items() for word in found]
    return Hints(
        AhoCorasick([word for word, _ in pairs], matchkind=MatchKind.Standard), tuple(kind for _, kind in pairs)
    )


def _patterns(part: dict[str, list[str]]) -> Shapes:
    starts, inside = part.get("starts", []), [*part.get("ends", []), *part.get("anywhere", [])]
    return Shapes(
        _start(_plain(starts), 0),
        _compiled(_plain(inside), 0),
        _start(_cased(starts), re.IGNORECASE),
        _compiled(_cased(inside), re.IGNORECASE),
    )


def _plain(forms: list[str]) -> list[str]:
    return [form for form in forms if not _CAPITAL.search(form)]


def _cased(forms: list[str]) -> list[str]:
    return [form for form in forms if _CAPITAL.search(form)]


_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


def _start(forms: list[str], flags: int) -> re.Pattern[str]:
    return _compiled([f"[\\s>•·*|–—-]*(?:{'|'.join(forms)})"] if forms else [], flags)


def _compiled(forms: list[str], flags: int) -> re.Pattern[str]:
    return re.compile("|".join(forms).replace("[A-Z]", "(?-i:[A-Z])") or _NOTHING, flags)


_NOTHING = r"\A(?!)"
