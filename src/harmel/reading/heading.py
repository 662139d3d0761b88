"""What stands above an article: title, byline, the line that dates it, found among the lines of a page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from harmel.reading.lines import FUNCTION_WORDS, Line
from harmel.reading.stated import CLOCK, LABEL, only_date, stated_dates

_NAME = r"(?-i:[A-Z][\w.’'-]+(?: (?:de|van|von|al|el|bin|der|la|di|[A-Z][\w.’'-]*)){1,4})"
_CALLING = r"(?:reporter|correspondent|staff writer|editor|contributor|columnist|writer|associated press|reuters|afp)\b"
_BYLINE = re.compile(
    r"^\W{0,3}(?:(?:written |reported |story |posted |published )?by:?\s+(?-i:[A-Z@])"
    rf"|{_NAME}(?:\s*[,|/•·-]\s*|\s+)(?:@\w+|(?-i:[A-Z][\w ]*)?{_CALLING}))",
    re.IGNORECASE,
)
_BARE_NAME = re.compile(rf"^{_NAME}(?:(?:,| and) {_NAME})*$")
_SUFFIX = re.compile(r"\s+(?:[-–—|:·•»]|::|--)\s+(?=[^-–—|·•»]{2,60}$)")
_KEY = re.compile(r"[^\W_]+")
_BYLINE_WORDS = 14
_TITLE_WORDS = range(3, 32)
_FULL_TITLE = 5  # words: fewer are a masthead, a section or a subhead as well
_PROSE_WORDS = 8
_SHARED = 0.5  # of the words of a title
_ENOUGH = 1.6  # a title must have this much to speak for it


def is_byline(line: Line) -> bool:
    r"""Say whether a line names who wrote the article.

    >>> from harmel.reading.lines import lines
    >>> [is_byline(line) for line in lines("By Ann Lee, Staff Writer\nAnn Lee @annlee\nBy Friday it was over.")]
    [True, True, False]
    """
    return len(line.words) <= _BYLINE_WORDS and not line.stops and bool(_BYLINE.match(line.text))


def written_by(words: str) -> str:
    """Give the names in a byline: what stands behind "By" and before the date.

    >>> written_by("By: Ann Lee"), written_by("Ann Lee and Jan Ek on May 3, 2018 at 9:15 am")
    ('Ann Lee', 'Ann Lee and Jan Ek')
    """
    names = _BY.sub("", words)
    dated = stated_dates(names)
    before = _BEFORE_DATE.sub("", names[: dated[0].start]) if dated else names
    return before.strip() or names.strip()


_BY = re.compile(r"^\W{0,3}(?:(?:written|reported|story|posted|published) )?by\b:?\s*", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    r"(?:[\W_]|\b(?:on|at|posted|published|updated|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)*$", re.IGNORECASE
)


def is_name(line: Line) -> bool:
    """Say whether a line is nothing but names, as a byline without "By" is."""
    return bool(_BARE_NAME.match(line.text))


def is_date_line(line: Line) -> bool:
    """Say whether a line only says when."""
    return only_date(line.text)


def is_hour(line: Line) -> bool:
    r"""Say whether a line is a time of day and nothing else, as above the entries of a live report.

    >>> from harmel.reading.lines import lines
    >>> [is_hour(line) for line in lines("19:22 GMT\nThe vote is at 19:22.")]
    [True, False]
    """
    return bool(_HOUR.fullmatch(line.text))


_HOUR = re.compile(r"\d\d?[:.]\d\d(?: ?[ap]\.?m\.?)?(?: ?[A-Z]{2,4})?", re.IGNORECASE)


def is_page_clock(line: Line, above: Sequence[Line]) -> bool:
    """Say whether a date line is the page's own clock: when it was fetched, not when it was written.

    A clock begins with the time of day, has no word such as "published", and has neither title nor byline above it.

    >>> from harmel.reading.lines import lines
    >>> is_page_clock(lines("09:10 GMT17 April 2021")[0], [])
    True
    """
    timed = CLOCK.match(line.text) is not None and not LABEL.search(line.text)
    return timed and is_date_line(line) and all(len(other.words) <= _LABEL_WORDS for other in above)


_LABEL_WORDS = 3


def slug_words(url: str) -> frozenset[str]:
    """Give the words that a page's address is made of, without function words and numbers.

    >>> sorted(slug_words("https://news.example/2018/05/03/ministers-meet-in-riga-14848164.php"))
    ['meet', 'ministers', 'riga']
    """
    parts = [part for part in urlsplit(url).path.split("/") if part]
    best = max(parts, key=lambda part: len(re.findall(r"[^\W\d_]{2,}", part)), default="")
    found = (word.lower() for word in re.findall(r"[^\W\d_]{2,}", best))
    return frozenset(
        word for word in found if word not in FUNCTION_WORDS | {"php", "html", "htm", "aspx", "id", "story"}
    )


def without_outlet(title: str) -> tuple[str, str]:
    """Cut "Title - Outlet" into its two parts; the second is empty where there is none.

    >>> without_outlet("Ministers meet in Riga | The Example")
    ('Ministers meet in Riga', 'The Example')
    """
    found = _SUFFIX.search(title)
    if not found or len(title[: found.start()].split()) < _TITLE_WORDS[0]:
        return title, ""
    return title[: found.start()], title[found.end() :].strip()


def same_words(line: Line | str) -> tuple[str, ...]:
    """Give what two lines are compared by: their words, whatever quote marks and case they have."""
    return tuple(_KEY.findall(line.lower())) if isinstance(line, str) else line.key


def title_lines(
    page: Sequence[Line], url: str, known: str = "", *, mastheads: frozenset[int] = frozenset()
) -> list[int]:
    r"""Find the lines that bear the title, in text order; empty if nothing speaks for a title.

    What speaks for one: the words of the address, a first line that says the same with the outlet behind it, being
    there more than once, standing on top or above a byline or a date, and sharing its words with the prose below. A
    title that is known is only looked for. A masthead is no title.

    >>> from harmel.reading.lines import lines
    >>> title_lines(lines("Home\nTalks end in Riga\nBy Ann Lee\nThe talks in Riga came to an end."), "")
    [1]
    """
    if known:
        return _bearing(page, known)
    if not page:
        return []
    clues = _clues(page, url)
    lines = [line for line in page if len(line.words) in _TITLE_WORDS and line.index not in mastheads]
    scores = {line.index: _title_score(line, page, clues) for line in lines}
    if max(scores.values(), default=0.0) < _ENOUGH:
        return []
    return _bearing(page, page[max(scores, key=lambda index: (scores[index], -index))].text)


def _bearing(page: Sequence[Line], title: str) -> list[int]:
    forms = {same_words(title), same_words(without_outlet(title)[0])}
    firsts = {form[:1] for form in forms}
    alike = [line for line in page if line.key[:1] in firsts]
    return [line.index for line in alike if line.key in forms or same_words(without_outlet(line.text)[0]) in forms]


@dataclass(frozen=True, slots=True)
class _Clues:
    slug: frozenset[str]
    copies: Counter[tuple[str, ...]]
    first: tuple[str, ...]
    prose: frozenset[str]
    start: int


def _clues(page: Sequence[Line], url: str) -> _Clues:
    long = [line for line in page if line.stops and len(line.words) >= _PROSE_WORDS]
    return _Clues(
        slug=slug_words(url),
        copies=Counter(same_words(line) for line in page),
        first=same_words(without_outlet(page[0].text)[0]),
        prose=frozenset(word for line in long for word in line.words),
        start=long[0].index if long else len(page),
    )


def _title_score(line: Line, page: Sequence[Line], clues: _Clues) -> float:
    mine = same_words(line)
    content = set(mine) - FUNCTION_WORDS
    shared = content & clues.slug
    score = (
        2.2 * len(shared) / len(clues.slug | content) + 1.2 * len(shared) / len(clues.slug) if len(shared) > 1 else 0.0
    )
    score += 1.5 * (mine == clues.first and line.index > 0) + 0.7 * min(2, clues.copies[mine] - 1)
    if line.index < clues.start:
        score += 1.0 * (_on_top(line, page) or _above_prose(line, page, clues.start)) + 0.7 * (
            len(content & clues.prose) >= _SHARED * max(1, len(content))
        )
    return score - 0.8 * line.stops


def _above_prose(line: Line, page: Sequence[Line], start: int) -> bool:
    """Say whether nothing but a byline and a date stands between a line and the first words of the article."""
    between = page[line.index + 1 : start]
    return len(line.words) >= _FULL_TITLE and all(is_byline(other) or is_date_line(other) for other in between)


def _on_top(line: Line, page: Sequence[Line]) -> bool:
    """Say whether a line is the first of a page or stands above a byline or a date."""
    below = page[line.index + 1 : line.index + 3]
    return line.index == 0 or any(is_byline(other) or is_date_line(other) for other in below)
