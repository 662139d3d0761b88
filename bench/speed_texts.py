"""The texts that speed is measured on: political and general news, real where they are at hand, else made.

Real texts lie beside the checkout and are no part of the project: the articles of ``polnear_dev.jsonl`` (of their
sentences 53 % name an actor of the registry) and the article bodies of the English pages of ``page_dumps_dev.jsonl``
(20 %). Without them political news is our synthetic press, and general news is that press with four everyday sentences
of our own to each of its.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

from harmel.press import Plan, press

_TOP = Path(__file__).resolve().parents[1]
_SHARED = [place / "shared" / "data" for place in (_TOP.parent, _TOP.parent.parent)]
_EVERYDAY = (
    "The {thing} in {street} is open from {hour} in summer and from noon in winter.",
    "Rain is likely in the hills, with highs near {number} degrees and a light wind from the west.",
    "Fold the egg whites into the flour, then leave the dough in a warm place for {number} minutes.",
    "Her {relative} kept bees behind the {thing} for more than {number} years.",
    "There is a small {thing} behind the station, with room for {number} guests and a garden full of roses.",
    "The second half was slow, and only {number} people were left in the stand when the whistle went.",
    "Most of the {thing} dates from the {number}th century, though its roof is new.",
    "Nobody had seen so many swallows over {street} since the dry spring of {year}.",
    "A queue formed early outside the {thing}, where the first loaves were gone by {hour}.",
    "The film runs for {number} minutes and never once raises its voice.",
    "Its engine is quieter than that of the {year} model, and the boot is larger by {number} litres.",
    "Potatoes, leeks and a little nutmeg are all that this soup is made of.",
    "The {relative} of the baker in {street} paints birds on old doors.",
    "Tickets are {number} a head, children under {number} go in free.",
)
_WORDS = {
    "thing": "mill|library|bakery|orchard|harbour|chapel|swimming-pool|museum|boathouse|hotel|market|theatre",
    "street": "Mill Lane|Harbour Road|Fern Street|the old town|Chapel Hill|Station Square",
    "relative": "aunt|uncle|grandmother|brother|daughter|cousin|neighbour",
    "hour": "six|seven|eight|nine|ten",
}
_SLOTS = {name: words.split("|") for name, words in _WORDS.items()} | {
    "year": [str(year) for year in range(1950, 2019)],
    "number": [str(number) for number in range(4, 90)],
}


def political(limit: int) -> tuple[str, list[str]]:
    """Give articles on politics, with what they are."""
    if rows := _rows("polnear_dev.jsonl"):
        return "polnear_dev", list(dict.fromkeys(row["text"] for row in rows))[:limit]
    return "our press", list(_press(limit))


def general(limit: int) -> tuple[str, list[str]]:
    """Give general news, with what it is."""
    if rows := _rows("page_dumps_dev.jsonl"):
        english = (row["body"] for row in rows if row["lang"] == "en" and row["variant"] == "page")
        return "page_dumps_dev", list(dict.fromkeys(english))[:limit]
    rng = random.Random(9)
    return "our press and everyday sentences", [_thinned(text, rng) for text in _press(limit)]


def _rows(name: str) -> list[dict[str, str]]:
    found = next((place / name for place in _SHARED if (place / name).exists()), None)
    return [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()] if found else []


def _press(limit: int) -> Iterator[str]:
    pages = [page for _, made in press(Plan(reports=limit, seed=11)) for page in made][:limit]
    for page in pages:
        yield "\n\n".join(page.text[a:b] for a, b in page.truth.report.body_spans)


def _thinned(text: str, rng: random.Random) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return "\n\n".join(" ".join([line, *(_everyday(rng) for _ in range(4 * line.count(". ") + 4))]) for line in lines)


def _everyday(rng: random.Random) -> str:
    return rng.choice(_EVERYDAY).format(**{name: rng.choice(words) for name, words in _SLOTS.items()})


def as_page(text: str, number: int) -> str:
    """Lay a text out as an HTML page with the furniture of a news site."""
    title, *rest = [line for line in text.splitlines() if line.strip()]
    links = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(30))
    body = "".join(f"<p>{line}</p>" for line in rest or [title])
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="article:published_time" content="2019-01-0{number % 9 + 1}T08:00:00Z"></head>'
        f"<body><nav><ul>{links}</ul></nav><main><article><h1>{title}</h1>{body}</article></main>"
        f"<aside><h2>Most read</h2><ul>{links}</ul></aside><footer>All rights reserved</footer></body></html>"
    )
