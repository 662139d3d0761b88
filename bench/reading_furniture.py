"""What real pages have around an article: scripts, styles, menus, teasers, comments, foot columns; made by a seed."""

import json
import random
import re
from collections.abc import Sequence

from reading_stories import PLAIN

_WHO = ("Council", "Mayor", "Court", "Police", "Union", "Teachers", "Farmers", "Doctors", "Pilots", "Bakers")
_DID = (
    "weighs new rules for",
    "puts off vote on",
    "warns of cuts to",
    "welcomes plan for",
    "walks out over",
    "sues over",
)
_WHAT = ("bus lanes", "night trains", "school meals", "river dredging", "wind farms", "old barracks", "ferry fares")
_SECTIONS = ("World", "Politics", "Business", "Opinion", "Culture", "Sport", "Science", "Travel")
_SAID = (
    "I have lived there for {n} years and nobody ever asked us what we think about {what}.",
    "With respect, {who} has been saying this since the spring and nothing at all has come of it.",
    "Good piece, but it does not say who is going to pay for {what} in {place}.",
    "My neighbour works for them and he told me that it was decided {n} months ago.",
    "You would not say so if you had to take the bus to {place} every morning at {n}.",
)
_NAMED = re.compile(r"""class=["']([^"']+)["']""")
_BLOCK = re.compile(r"<(?:div|ul|ol|li|p|h\d|section|article|aside|figure|picture|source|img|nav|span class)\b")
_ICON = '<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{d}"/></svg>'


class Furnisher:
    """Makes the furniture of one page; the same seed makes the same page."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)

    def furnish(self, title: str, middle: str) -> str:
        """Put the rest of a page around its middle: 60 to 250 KB of it, a thousand elements and more.

        One page in three has names for its parts that a machine made, so that nothing can be told from them.
        """
        foot = f"<footer>{self._columns()}<p>© 2019 Courier. All rights reserved.</p></footer>{self._script()}"
        below = f"{self._teasers()}{self._comments()}{self._newsletter()}{foot}"
        html = (
            f"<!DOCTYPE html><html lang='en'><head><title>{title} - Courier</title>{self._head()}</head>"
            f"<body class='page'>{self._script()}{self._menu()}{_indented(middle)}{below}</body></html>"
        )
        return _NAMED.sub(self._renamed, html) if self._chance.random() < 1 / 3 else html

    def _renamed(self, found: re.Match[str]) -> str:
        return f'class="{random.Random(found[1]).randrange(16**7):07x}"'

    def _pick(self, words: Sequence[str]) -> str:
        return self._chance.choice(words)

    def _headline(self) -> str:
        return f"{self._pick(_WHO)} {self._pick(_DID)} {self._pick(_WHAT)} in {self._pick(PLAIN)}"

    def _link(self, words: str, mark: str = "") -> str:
        number = self._chance.randrange(10**6)
        path = "-".join(words.lower().split())
        return f'<a class="link link--{mark or "plain"}" href="/{path}-{number}" data-track="{number:x}">{words}</a>'

    def _code(self, statements: int) -> str:
        names = [f"{self._pick('abcdefgh')}{self._chance.randrange(99)}" for _ in range(statements)]
        return "".join(f'function {n}(t){{return t<2?t:window["{n}"]&&t.push({{k:"<b>{n}</b>"}})}};' for n in names)

    def _script(self) -> str:
        state = {self._headline(): self._chance.randrange(10**9) for _ in range(self._chance.randint(20, 60))}
        return f"<script>{self._code(self._chance.randint(200, 600))}window.__STATE__={json.dumps(state)}</script>"

    def _head(self) -> str:
        rules = "".join(
            f".c{n}{{margin:{self._chance.randrange(40)}px;color:#{self._chance.randrange(16**6):06x}}}"
            for n in range(self._chance.randint(80, 260))
        )
        metas = "".join(f'<meta name="app:{n}" content="{self._chance.randrange(10**9)}">' for n in range(24))
        return f'<meta charset="utf-8">{metas}<style>{rules}</style>{self._script()}'

    def _menu(self) -> str:
        parts = "".join(
            f'<li class="menu__part"><button aria-expanded="false">{section}{_ICON.format(d="M2 2L9 9z")}</button>'
            f"{self._list('menu', 4, 12)}</li>"
            for section in _SECTIONS
        )
        return _indented(f'<header class="top"><nav class="menu" aria-label="Main"><ul>{parts}</ul></nav></header>')

    def _list(self, mark: str, least: int, most: int) -> str:
        places = self._chance.sample(PLAIN, self._chance.randint(least, most))
        return f"<ul>{''.join(f'<li>{self._link(place, mark)}</li>' for place in places)}</ul>"

    def _teasers(self) -> str:
        cards = "".join(
            f'<div class="card card--{n % 4}" data-at="{n}"><picture><source srcset="/i/{n}-640.webp 640w, '
            f'/i/{n}-320.webp 320w" type="image/webp"><img class="image" loading="lazy" src="/i/{n}.jpg" '
            f'alt=""></picture><div class="card__text"><span class="card__part">{self._pick(_SECTIONS)}</span><h4>'
            f'{self._link(self._headline())}</h4><span class="card__when">{self._chance.randint(2, 23)} hours ago'
            f"</span></div></div>"
            for n in range(self._chance.randint(24, 64))
        )
        return _indented(f'<aside class="related"><h3>More from Courier</h3><div class="cards">{cards}</div></aside>')

    def _comments(self) -> str:
        said = "".join(
            f'<li class="comment" id="c{n}"><div class="comment__head"><b>{self._pick(PLAIN).lower()}{n}</b>'
            f'<span>{self._chance.randint(2, 20)} hours ago</span></div><div class="comment__body">'
            f"<p>{self._remark()}</p></div><div class='comment__foot'>{self._link('Reply')}"
            f"{self._link('Report')}</div></li>"
            for n in range(self._chance.choice((0, 6, 25, 60)))
        )
        return _indented(f'<section class="comments"><h3>Comments</h3><ol>{said}</ol></section>') if said else ""

    def _remark(self) -> str:
        fill = {"n": self._chance.randint(3, 30), "what": self._pick(_WHAT), "place": self._pick(PLAIN)}
        return self._pick(_SAID).format(who=self._pick(_WHO), **fill)

    def _newsletter(self) -> str:
        return (
            '<div class="newsletter"><h4>Our morning letter</h4><p>The day in five minutes, every day at seven.</p>'
            '<form><input type="email" placeholder="Your address"><button>Sign up</button></form></div>'
        )

    def _columns(self) -> str:
        parts = [f"<div class='col'><h5>{section}</h5>{self._list('foot', 3, 8)}</div>" for section in _SECTIONS]
        return _indented("".join(parts))


def _indented(html: str) -> str:
    """Set block elements on lines of their own, as templates leave them."""
    return _BLOCK.sub(r"\n            \g<0>", html)
