"""Lines → which of them are the article: one path through before, body, gap and after.

Every line has a score: how much more it looks like the prose of an article than like furniture. A page has one article,
so the best path is sought that begins in *before*, may leave the *body* for a *gap* (an advert, a run of cross-links)
and come back at a price, and ends in *after*, from which nothing comes back. A headline, a byline or "Most popular" in
a gap makes coming back dearer. Weights were set by hand from habits of pages; nothing was trained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from harmel.reading.cues import cue_of
from harmel.reading.heading import is_byline, is_date_line, is_hour
from harmel.reading.lines import Line
from harmel.reading.thread import thread_lines
from harmel.vocabulary import FurnitureKind

_BEFORE, _BODY, _GAP, _AFTER = range(4)
_NEVER = float("-inf")
_ENTER, _LEAVE, _RETURN = 2.5, 0.8, 1.2
_UNDER_HEADING = 0.2
_NEAR = 8  # lines: how far above its first paragraph a heading may stand
_LONG, _SHORT = 12, 4  # words
_PRICE: dict[FurnitureKind, float] = {"caption": 8.0, "legal": 8.0, "bio": 6.0, "comments": 6.0, "title": 8.0}
_OTHER_PRICE = 4.5
_HEADS = {"title", "byline", "dateline"}
_LABELS = {None, "navigation", "social", "tags", "cross-link", "comments"}
_HEAD_BARRIER = 3.0
_REMARK = -4.0
_MANY_DATES = 4
_FOLDED = 0.4  # share of the long lines
_TEASER = 40  # words
_SUBHEAD = 8  # words
_PROSE = 0.2  # share of function words: headlines have fewer
_UNENDED = 25  # words: long enough to be a sentence whose full stop is missing


class Judged(NamedTuple):
    """A line with the role that its words give away and its scores."""

    line: Line
    cue: FurnitureKind | None
    prose: float
    barrier: float
    heads: bool


def judge(page: Sequence[Line], titles: Sequence[int]) -> list[Judged]:
    """Score every line of a page; many dates on one page are those of comments."""
    copies = Counter([line.key for line in page])
    folded = _folded(page, copies)
    dated = [is_date_line(line) for line in page]
    crowded = sum(dated) >= _MANY_DATES
    seen: set[tuple[str, ...]] = set()
    judged = []
    thread = thread_lines(page)
    read = [
        ("comments", 0.0) if place in thread else _read(line, titles, dated=dated[place])
        for place, line in enumerate(page)
    ]
    cues = [cue for cue, _ in read]
    for place, (line, (cue, price)) in enumerate(zip(page, read, strict=True)):
        if place in thread:
            judged.append(Judged(line, cue, _REMARK, 2 * _HEAD_BARRIER, heads=False))
            continue
        score = _priced(line, cue) - _teaser_price(page, cues, place)
        if copies[line.key] > 1:
            score -= _copy_price(line, seen=line.key in seen, folded=folded)
            seen.add(line.key)
        barrier = 2 * _HEAD_BARRIER if crowded and cue == "dateline" else price
        judged.append(Judged(line, cue, score, barrier, cue in _HEADS))
    return judged


def with_votes(page: Sequence[Judged], votes: Sequence[float]) -> list[Judged]:
    """Add to each line's score what another reading says for or against its being the article."""
    return [Judged(j.line, j.cue, j.prose + vote, j.barrier, j.heads) for j, vote in zip(page, votes, strict=True)]


def body_lines(page: Sequence[Judged]) -> list[bool]:
    """Say of every line whether it belongs to the article: the best path (Viterbi) over the four states.

    A text too short to pay for entering is tried once more without that price.
    """
    found = _best_path(page, _ENTER)
    found = found if True in found else _best_path(page, 0.0)
    return [
        not is_hour(page[place].line) if inside else _is_subhead(page, found, place)
        for place, inside in enumerate(found)
    ]


def _is_subhead(page: Sequence[Judged], found: Sequence[bool], place: int) -> bool:
    """Say whether a lone label between a whole cross-link or advert and the article's next words heads these words."""
    if not 1 < place < len(page) - 1 or not found[place + 1] or not any(found[:place]):
        return False
    above, mine = page[place - 1], page[place]
    whole = above.cue == "advert" or (above.cue == "cross-link" and len(above.line.words) > _SHORT)
    return whole and mine.cue is None and len(mine.line.words) <= _SUBHEAD and mine.line.headline


def _best_path(page: Sequence[Judged], price: float) -> list[bool]:
    """Find the best path; ``before``, ``body``, ``gap`` and ``after`` are the best scores of paths that end there."""
    before, body, gap, after = 0.0, _NEVER, _NEVER, _NEVER
    came: list[tuple[int, int, int]] = []  # into body, gap and after, from which state
    near = price * _UNDER_HEADING
    last_head = -_NEAR - 1
    for place, (_, _, prose, barrier, heads) in enumerate(page):
        enter = before - (near if place - last_head <= _NEAR else price)
        if heads:
            last_head = place
        back, leave = gap - _RETURN, body - _LEAVE
        into_body = _BODY if body >= enter and body >= back else _BEFORE if enter >= back else _GAP
        best = max(before, body, gap, after)
        into_after = _AFTER if after == best else _BODY if body == best else _GAP if gap == best else _BEFORE
        came.append((into_body, _GAP if gap >= leave else _BODY, into_after))
        body = (body if into_body == _BODY else enter if into_body == _BEFORE else back) + prose
        gap, after = max(gap, leave) - barrier, best
    scores = (before, body, gap, after)
    return _walked_back(came, max(range(4), key=scores.__getitem__) if page else _BEFORE)


def _walked_back(came: Sequence[tuple[int, int, int]], state: int) -> list[bool]:
    path = []
    for into in reversed(came):
        path.append(state == _BODY)
        state = into[state - 1] if state != _BEFORE else _BEFORE
    return path[::-1]


def _read(line: Line, titles: Sequence[int], *, dated: bool) -> tuple[FurnitureKind | None, float]:
    """Give a line's role and the price of the article going on after it: a heading's, or a closing label's."""
    if line.index in titles:
        return "title", _HEAD_BARRIER
    if is_byline(line):
        return "byline", _HEAD_BARRIER
    return ("dateline", _HEAD_BARRIER) if dated else cue_of(line)


def _priced(line: Line, cue: FurnitureKind | None) -> float:
    return prose_score(line) if cue is None else min(prose_score(line), 6.0) - _PRICE.get(cue, _OTHER_PRICE)


def _folded(page: Sequence[Line], copies: Counter[tuple[str, ...]]) -> bool:
    """Say whether the article itself stands on the page twice (for small screens, for print)."""
    long = [line for line in page if line.stops and len(line.words) >= _LONG]
    return sum(copies[line.key] > 1 for line in long) > _FOLDED * len(long)


def _copy_price(line: Line, *, seen: bool, folded: bool) -> float:
    """Price a line that the page has more than once: a label, a teaser, a caption under each size of a picture."""
    if len(line.words) <= _SHORT:
        return 0.5
    if seen:
        return 3.0
    return 0.0 if folded or len(line.words) < _LONG else 3.0


def _teaser_price(page: Sequence[Line], cues: Sequence[FurnitureKind | None], index: int) -> float:
    """Price a lone sentence between two labels: the summary under a headline that leads to another page."""
    if page[index].size > _TEASER or not 0 < index < len(page) - 1:
        return 0.0
    above, below = page[index - 1], page[index + 1]
    labels = above.headline and below.headline and above.size <= _TEASER and below.size <= _TEASER
    return 1.5 if labels and cues[index - 1] in _LABELS and cues[index + 1] in _LABELS else 0.0


def prose_score(line: Line) -> float:
    r"""Score how much a line looks like the prose of an article: sentences with function words, the longer the surer.

    >>> from harmel.reading.lines import lines
    >>> [prose_score(line) > 0 for line in lines("Most popular\nThe ministers said that they would meet again soon.")]
    [False, True]
    """
    size = min(line.size, 60)
    if line.stops and line.function >= _PROSE and size >= _SHORT:
        return 0.3 + size / 10 if size < _LONG else 0.8 + size / 10
    if line.stops:
        return 0.3 if size >= _SHORT - 1 or line.text[0] in "\"“'‘" else 0.05
    if size >= _UNENDED and line.function >= _PROSE:
        return size / 14
    if line.text.endswith(":") and size >= _SHORT:
        return 0.5
    return -0.3 - 0.3 * line.headline
