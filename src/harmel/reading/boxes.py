"""The box of an HTML page that holds its article: most of what looks like the article stands in one element.

What stands outside of it is furniture more often than not, whatever its own mark-up calls it: teasers, the author's
life, calls to subscribe. A line is sought in the page's own text, since asking a tree for its elements takes longer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate

from harmel.reading.lines import Line
from harmel.records import Span

_TAG = re.compile(r"<(/?)(div|section|article|main|td|table|DIV|TD|TABLE)\b")
_PROBE = re.compile(r"[A-Za-z0-9 ,.;:()-]{8,24}")  # what no page writes as an entity
_LEAST = 6  # words: shorter lines are not sought
_SHARE = 0.6  # of the words that were found to be the article
_ABOVE, _BELOW = 3.0, 4.0  # a teaser does not stand it, a long paragraph does
_ROW = 1.5  # for a row of a table in the box: it has no sentences, and is the article's all the same
_FAR = 6.0  # further below the box than it is long


def box_votes(page: Sequence[Line], body: Sequence[bool], html: str) -> list[float]:
    r"""Vote against lines outside of the smallest box that holds most of what was found to be the article.

    Rows of a table inside of it have a vote for them.

    Parameters
    ----------
    body
        Which of the lines are the article by the reading so far.
    html
        The mark-up that the lines were taken from.

    >>> from harmel.reading.lines import lines
    >>> said = "The ministers of both countries left Riga on Friday without a word to the waiting press."
    >>> page = lines(f"{said}\nThe band will play in Riga again.")
    >>> box_votes(page, [True, True], f"<div><div>{said}</div><p>The band will play in Riga again.</div>")
    [0.0, -4.0]
    """
    places = _places(page, html)
    known = [line.index for line in page if places[line.index] >= 0]
    mine = [index for index in known if body[index]]
    start, end = _box(html, [places[index] for index in mine], [page[index].size for index in mine])
    inside = [index for index in known if start <= places[index] < end]
    if not inside:
        return [0.0] * len(page)
    above = max((index for index in known if index < inside[0]), default=-1)
    after = [index for index in known if index > inside[-1]]
    below = next(iter(after), len(page))
    far = next((index for index in after if places[index] > 2 * end - start), len(page))
    return [
        -_FAR if n >= far else -_ABOVE if n <= above else -_BELOW if n >= below else _ROW * ("\t" in line.text)
        for n, line in enumerate(page)
    ]


def _places(page: Sequence[Line], html: str) -> list[int]:
    """Give where each line stands in the page's mark-up, -1 for a label and for what is not found.

    Lines stand in the order of the mark-up; what is not found further down may stand above a place that was taken for
    that of another line.
    """
    start = place = max(0, html.find("<body"))
    places = []
    for line in page:
        probe = _PROBE.search(line.text) if line.size >= _LEAST else None
        found = html.find(probe[0].strip(), place) if probe else -1
        place = max(place, found + 1)
        places.append(html.find(probe[0].strip(), start) if probe and found < 0 else found)
    return places


def _box(html: str, places: Sequence[int], sizes: Sequence[int]) -> Span:
    """Give the smallest box that holds a given share of the words; an empty span if there is none.

    It holds the middle word, since the share is more than a half: no other boxes need be looked at, inner ones first.
    """
    found = sorted(zip(places, sizes, strict=True))
    at, held = [place for place, _ in found], [0, *accumulate(size for _, size in found)]
    if not held[-1]:
        return 0, 0
    middle = at[bisect_right(held, held[-1] / 2) - 1]
    for start, end in _boxes_around(html, middle):
        if held[bisect_left(at, end)] - held[bisect_left(at, start)] >= _SHARE * held[-1]:
            return start, end
    return 0, 0


def _boxes_around(html: str, place: int) -> Iterator[Span]:
    """Give the closed boxes around a place, from opening to closing tag; what is left open in one ends there."""
    opened: list[tuple[str, int]] = []
    names: Counter[str] = Counter()
    for found in _TAG.finditer(html):
        closes, name = found.groups()
        if not closes:
            opened.append((name, found.start()))
            names[name] += 1
            continue
        while names[name]:
            last, start = opened.pop()
            names[last] -= 1
            if last == name:
                if start < place < found.start():
                    yield start, found.start()
                break
