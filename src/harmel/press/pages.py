"""An article → the page that a scraper finds: as a text dump with all its furniture, or as HTML."""

from __future__ import annotations

import html
import random
from datetime import datetime, timedelta

from harmel.press.articles import Article
from harmel.press.desk import Desk
from harmel.press.grammar import data
from harmel.press.ink import bare, mark
from harmel.press.stories import Edition, Story
from harmel.press.world import parties

MIDDLE = 2  # the paragraph after which a page puts its own things in


def dump(article: Article, edition: Edition, story: Story, seed: int) -> str:
    """Lay a page out as the text that a scraper leaves, in ink: body, title and every line of furniture are marked.

    The labels are ``body``, ``title``, ``dateline`` and ``furniture.KIND``.
    """
    outlet, desk = edition.outlet, _desk(article, edition, seed, story.number)
    blanks = _blanks(desk, article, edition, story)
    indent = " " * outlet.indent
    lines = [_furniture(kind, line, blanks) for kind, line in outlet.head]
    lines += ["", indent + mark("title", article.title), ""]
    stamp = [] if edition.undated or not outlet.date else [mark("furniture.dateline", blanks["stamp"])]
    lines += [*stamp, mark("furniture.byline", blanks["byline"]), ""]
    body = list(article.paragraphs)
    if outlet.dateline and not edition.undated:
        body[0] = mark("dateline", _put(outlet.dateline, blanks)) + body[0]
    for number, paragraph in enumerate(body, 1):
        lines += [indent + mark("body", paragraph), ""]
        if number == MIDDLE:
            lines += [item for kind, line in outlet.middle for item in (indent + _furniture(kind, line, blanks), "")]
    lines += ["", *(indent + _furniture(kind, line, blanks) for kind, line in outlet.foot)]
    return "\n".join(lines) + "\n"


def web(article: Article, edition: Edition, story: Story, seed: int) -> str:
    """Lay a page out as HTML, without ink; its date stands in the page's metadata unless it is undated."""
    outlet, desk = edition.outlet, _desk(article, edition, seed, story.number)
    blanks = _blanks(desk, article, edition, story)
    title = html.escape(bare(article.title))
    date = (
        ""
        if edition.undated
        else f'<meta property="article:published_time" content="{edition.published.isoformat()}T08:00:00+00:00">\n'
    )
    middle = [f'<aside class="{kind}"><p>{html.escape(_put(line, blanks))}</p></aside>' for kind, line in outlet.middle]
    paragraphs = [f"<p>{html.escape(bare(p), quote=False)}</p>" for p in article.paragraphs]
    paragraphs[MIDDLE:MIDDLE] = middle
    top = "".join(f"<li>{html.escape(_put(line, blanks))}</li>" for kind, line in outlet.head)
    foot = "".join(f'<p class="{kind}">{html.escape(_put(line, blanks))}</p>' for kind, line in outlet.foot)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta property="og:site_name" content="{html.escape(outlet.name)}">\n{date}</head>\n<body>\n'
        f"<header><nav><ul>{top}</ul></nav></header>\n<main><article>\n<h1>{title}</h1>\n"
        f'<p class="byline">{html.escape(blanks["byline"])}</p>\n' + "\n".join(paragraphs) + "\n</article></main>\n"
        f"<footer>{foot}</footer>\n</body>\n</html>\n"
    )


def _desk(article: Article, edition: Edition, seed: int, story: int) -> Desk:
    rng = random.Random(f"page {seed} {story} {edition.number} {article.title}")
    return Desk(rng=rng, published=edition.published, outlet=edition.outlet.name)


def _blanks(desk: Desk, article: Article, edition: Edition, story: Story) -> dict[str, str]:
    day = edition.published
    long = f"{day.day} {day:%B %Y}"
    scraped = datetime(day.year, day.month, day.day, 9, 10) + timedelta(days=700)  # noqa: DTZ001 - a page's own clock
    author = article.author
    outlet = edition.outlet
    blanks = {
        "author": author,
        "long": long,
        "short": f"{day:%b} {day.day}, {day.year}",
        "clock": f"{scraped:%H:%M} TST {scraped.day} {scraped:%B %Y}",
        "count": str(desk.rng.randint(2, 400)),
        "other": desk.words("colour", "other"),
        "rumour": rumour(desk),
        "tags": f"{story.deed.source.name}, {story.deed.target.name}, {desk.pick(('security', 'border', 'summit'))}",
    }
    return blanks | {"byline": _put(outlet.byline, blanks), "stamp": _put(outlet.date, blanks)}


def rumour(desk: Desk) -> str:
    """Write the headline of another story about the same rivalry: what must never be coded as this page's own."""
    side = desk.rng.choice((0, 1))
    source, target = desk.pick(list(parties(side))), desk.pick(list(parties(1 - side)))
    verb = desk.pick(("Bombs", "Invades", "Expels Envoys of", "Slaps Sanctions on", "Threatens", "Signs Treaty with"))
    return f"{source.name} {verb} {target.name}: {desk.pick(data('words')['colour']['other'])}"


def _furniture(kind: str, line: str, blanks: dict[str, str]) -> str:
    return mark(f"furniture.{kind}", _put(line, blanks))


def _put(line: str, blanks: dict[str, str]) -> str:
    for key, value in blanks.items():
        line = line.replace("{" + key + "}", value)
    return line
