"""The box of an HTML page that holds its article: most of what looks like the article stands in one element.

What stands outside of it is furniture more often than not, whatever its own mark-up calls it: teasers, the author's
life, calls to subscribe. A line is sought in the page's own text, since asking a tree for its elements takes longer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from harmel.reading.lines import Line
from harmel.records import Span

_TAG = re.compile(r"<(/?)(div|section|article|main|td|table|DIV|TD|TABLE)\b")
_PROBE = re.compile(r"[A-Za-z0-9 ,.;:()-]{8,24}")  # what no page writes as an entity
_LEAST = 6  # words: shorter lines are not sought
_SHARE = 0.6  # of the words that were found to be the article
_PRICE = 3.0  # a teaser does not stand it, a long paragraph does


def box_votes(page: Sequence[Line], body: Sequence[bool], html: str) -> list[float]:
    r"""Vote against lines outside of the smallest box that holds most of what was found to be the article.

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
    [0.0, -3.0]
    """
    places = _places(page, html)
    known = [line.index for line in page if places[line.index] >= 0]
    mine = [index for index in known if body[index]]
    start, end = _box(html, [places[index] for index in mine], [page[index].size for index in mine])
    inside = [index for index in known if start <= places[index] < end]
    if not inside:
        return [0.0] * len(page)
    above = max((index for index in known if index < inside[0]), default=-1)
    below = min((index for index in known if index > inside[-1]), default=len(page))
    return [0.0 if above < line.index < below else -_PRICE for line in page]


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
    """Give the smallest box that holds a given share of the words; an empty span if there is none."""
    boxes = np.array([*_boxes(html), (0, 0)])
    order = np.argsort(places)
    at, held = np.array(places)[order], np.append(0, np.cumsum(np.array(sizes)[order]))
    words = held[np.searchsorted(at, boxes[:, 1])] - held[np.searchsorted(at, boxes[:, 0])]
    enough = boxes[words >= max(1, _SHARE * held[-1])]
    if not len(enough):
        return 0, 0
    start, end = enough[(enough[:, 1] - enough[:, 0]).argmin()]
    return int(start), int(end)


def _boxes(html: str) -> Iterator[Span]:
    """Give every box that is closed, from its opening tag to its closing one; what is left open in it ends there."""
    opened: list[tuple[str, int]] = []
    names: Counter[str] = Counter()
    for found in _TAG.finditer(html):
        name = found[2]
        if not found[1]:
            opened.append((name, found.start()))
            names[name] += 1
            continue
        while names[name]:
            last, start = opened.pop()
            names[last] -= 1
            if last == name:
                yield start, found.start()
                break
