"""Twenty-six architectures of pages of the press: a story → the HTML of its middle, and the lines that are the article.

Some name their parts (``class="comments"``), some have names made by machines, some have none. What an editor would
call the article is the truth: subheads, list items, questions and answers are in it; captions, pull quotes, related
boxes, offers, the author's life and comments are not.
"""

import random
from collections.abc import Callable

from reading_stories import Story, Writer

Made = tuple[str, list[str]]
Layout = Callable[[Story, Writer, random.Random], Made]


def _paragraphs(body: list[str] | tuple[str, ...], mark: str = "") -> str:
    return "".join(f"<p{mark}>{line}</p>" for line in body)


def _hashed(chance: random.Random) -> str:
    return f' class="css-{chance.randrange(16**6):06x} e{chance.randrange(16**4):04x}"'


def _related(writer: Writer, mark: str = "", items: int = 3) -> str:
    links = "".join(f'<li><a href="/{n}">{writer.headline()}</a></li>' for n in range(items))
    return f"<div{mark}><h4>More on this</h4><ul>{links}</ul></div>"


def _remarks(writer: Writer, chance: random.Random, form: str, most: int) -> str:
    """Fill a form of one comment, ``{who}``, ``{when}`` and ``{words}`` in it, several times."""
    whens = ("2 hours ago", "3 May 2018 at 3:14 pm", "Yesterday, 10:02", "14 min", "2018-05-04 08:11")
    when = chance.choice(whens)
    return "".join(
        form.format(who=f"{writer.name().split()[0].lower()}{n}", when=when, words=writer.paragraph(2))
        for n in range(chance.randint(4, most))
    )


def semantic(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Mark everything up as the standards ask."""
    head = f"<header><h1>{story.title}</h1><p>{story.summary}</p><address>By {story.byline}</address></header>"
    shot = "<figure><img src=a.jpg alt=''><figcaption>The harbour on a grey day. Photo: A. Brandt</figcaption></figure>"
    article = f"<main><article>{head}<time>{story.day}</time>{shot}{_paragraphs(story.paragraphs)}</article></main>"
    return f"{article}<aside>{_related(writer)}</aside>", list(story.paragraphs)


def soup(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Use nothing but div elements without names."""
    lines = "".join(f"<div><div>{line}</div></div>" for line in story.paragraphs)
    head = f"<div><div>{story.title}</div></div><div><div>{story.byline}</div><div>{story.day}</div></div>"
    return f"<div><div>{head}<div>{lines}</div></div><div>{_related(writer)}</div></div>", list(story.paragraphs)


def wrapped(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Wrap everything fifteen deep in boxes whose names a machine made."""
    lines = "".join(f"<div{_hashed(chance)}><p{_hashed(chance)}>{line}</p></div>" for line in story.paragraphs)
    head = f"<h1{_hashed(chance)}>{story.title}</h1><span{_hashed(chance)}>{story.byline}</span>"
    boxes = [f"<div{_hashed(chance)}>" for _ in range(15)]
    beside = f"<div{_hashed(chance)}>{_related(writer, _hashed(chance))}</div>"
    return f"{''.join(boxes)}{head}{lines}{'</div>' * 14}{beside}</div>", list(story.paragraphs)


def breaks(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Part paragraphs by line breaks, as old systems do."""
    text = "<br><br>".join(story.paragraphs)
    return f"<h1>{story.title}</h1><i>{story.day}</i><div class='text'>{text}</div>", list(story.paragraphs)


def table(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Lay the page out in tables, as pages once were."""
    side = "".join(f"<tr><td><a href=/{n}>{writer.headline()}</a></td></tr>" for n in range(8))
    main = f"<td><font size=5><b>{story.title}</b></font><br>{story.day}<br>{_paragraphs(story.paragraphs)}</td>"
    return f"<table><tr><td width=200><table>{side}</table></td>{main}</tr></table>", list(story.paragraphs)


def interrupted(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Put cross-links, an advert and a newsletter between the paragraphs."""
    cuts = [
        f"<p>READ MORE: <a href='/x'>{writer.headline()}</a></p>",
        "<div>Advertisement</div>",
        "<div><b>Sign up for our morning newsletter</b><input><button>Subscribe</button></div>",
        f"<p><a href='/y'><strong>{writer.headline()}</strong></a></p>",
    ]
    mixed = "".join(f"<p>{s}</p>{cuts[i] if i < len(cuts) else ''}" for i, s in enumerate(story.paragraphs))
    head = f"<h1>{story.title}</h1><span>By {story.byline}</span><time>{story.day}</time>"
    return f"{head}<div>{mixed}</div>", list(story.paragraphs)


def boxed(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Set boxes of related stories, with summaries, in the midst of the article."""
    card = f"<a href='/c'><h3>{writer.headline()}</h3></a><p>{writer.paragraph(1)}</p>"
    boxes = {2: f'<div class="related-box">{card}</div>', 4: _related(writer), 6: f"<aside>{card}</aside>"}
    mixed = "".join(f"<p>{s}</p>{boxes.get(i, '')}" for i, s in enumerate(story.paragraphs))
    return f"<article><h1>{story.title}</h1>{mixed}</article>", list(story.paragraphs)


def gallery(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Begin with a gallery and its captions."""
    shots = "".join(
        f"<figure><img src={n}.jpg><figcaption>Lorries at {writer.name()}’s yard in {place}. ({agency}/{writer.name()})"
        "</figcaption></figure>"
        for n, (place, agency) in enumerate((("Karst", "Reuters"), ("Holm", "AFP"), ("Saar", "AP Photo")))
    )
    head = f"<h1>{story.title}</h1><div class='gallery'>{shots}</div>"
    return f"{head}<div class='story'>{_paragraphs(story.paragraphs)}</div>", list(story.paragraphs)


def discussed(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Follow the article with comments in a list without names, under a heading."""
    said = _remarks(writer, chance, "<li><b>{who}</b> <i>{when}</i><p>{words}</p></li>", 12)
    article = f"<article><h1>{story.title}</h1>{_paragraphs(story.paragraphs)}</article>"
    return f"{article}<h3>Comments</h3><ul>{said}</ul>", list(story.paragraphs)


def debated(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Follow it with a long thread in boxes whose names a machine made, under no heading at all."""
    form = f"<div{_hashed(chance)}><div>{{who}}</div><div>{{when}}</div><div>{{words}}</div><a href=#>Reply</a></div>"
    said = _remarks(writer, chance, form, 30)
    head = f"<div{_hashed(chance)}><h1>{story.title}</h1><span>{story.byline}</span></div>"
    return f"{head}<div>{_paragraphs(story.paragraphs)}</div><div{_hashed(chance)}>{said}</div>", list(story.paragraphs)


def signed(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Close with the author's life and a run of headlines without marks."""
    heads = "".join(f"<div><a href='/h'>{writer.headline()}</a></div>" for _ in range(6))
    life = f"{story.byline} has covered diplomacy for eleven years and lives in Karst with two dogs."
    body = f"<section>{_paragraphs(story.paragraphs)}</section>"
    return (
        f"<h1>{story.title}</h1>{body}<div><h4>About {story.byline}</h4><p>{life}</p></div>{heads}",
        list(story.paragraphs),
    )


def live(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Tell the day in dated entries, the newest first."""
    entries = [(f"{hour}:{chance.randint(10, 59)}", writer.paragraph(2)) for hour in range(19, 8, -1)]
    told = "".join(f"<li><time>{at}</time><div><p>{words}</p></div></li>" for at, words in entries)
    opening = story.paragraphs[:2]
    main = f"<main><h1>{story.title}</h1>{_paragraphs(opening)}<ol class='live'>{told}</ol></main>"
    return main, [*opening, *(words for _, words in entries)]


def accelerated(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Use the elements of accelerated mobile pages."""
    picture = "<amp-img src='/a.jpg' width=800 height=450 layout=responsive></amp-img>"
    advert = "<amp-ad type='x' width=300 height=250><div fallback>Advertisement</div></amp-ad>"
    more = "".join(f"<section><h4>{writer.headline()}</h4><p>Read more</p></section>" for _ in range(3))
    body = _paragraphs(story.paragraphs[:3]) + advert + _paragraphs(story.paragraphs[3:])
    head = f"<h1 class='amp-title'>{story.title}</h1><div class='amp-meta'>{story.byline}, {story.day}</div>"
    return (
        f"<article class='amp-article'>{head}{picture}{body}</article><amp-accordion>{more}</amp-accordion>",
        list(story.paragraphs),
    )


def stub(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Break off after two paragraphs, with offers."""
    offers = (
        "<div class='offer'><h3>Subscribe to continue reading</h3><p>Get the first month for one crown.</p>"
        "<ul><li>Unlimited articles</li><li>The morning newsletter</li></ul><button>Subscribe now</button>"
        "<p>Already a subscriber? <a href='/in'>Sign in</a></p></div>"
    )
    body = story.paragraphs[:2]
    return f"<h1>{story.title}</h1><p>{story.day}</p><div>{_paragraphs(body)}</div>{offers}", list(body)


def short(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Have one paragraph only."""
    body = story.paragraphs[:1]
    return f"<div><h2>{story.title}</h2><span>{story.day}</span>{_paragraphs(body)}</div>", list(body)


def brief(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Carry an agency's few lines, with its dateline."""
    body = [f"KARST (Agency) - {story.paragraphs[0]}", *story.paragraphs[1:3]]
    head = f"<h1>{story.title}</h1><div>By Agency Staff</div>"
    return f"{head}<div class='brief'>{_paragraphs(body)}</div>", body


def opinion(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Repeat a sentence large, as magazines do, and sign the piece."""
    pulled = story.paragraphs[3].split(". ")[0]
    pull = f"<aside class='pullquote'><blockquote>{pulled}</blockquote></aside>"
    body = _paragraphs(story.paragraphs[:2]) + pull + _paragraphs(story.paragraphs[2:])
    head = f"<div class='kicker'>Opinion</div><h1>{story.title}</h1><p class='standfirst'>{story.summary}</p>"
    return f"<article>{head}<a href='/by'>{story.byline}</a>{body}</article>", list(story.paragraphs)


def listed(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Put part of the article into lists."""
    points = [writer.paragraph(1) for _ in range(4)]
    items = "".join(f"<li>{point}</li>" for point in points)
    first, rest = story.paragraphs[:3], story.paragraphs[3:]
    body = f"{_paragraphs(first)}<ul>{items}</ul>{_paragraphs(rest)}"
    return f"<main><h1>{story.title}</h1><div class='entry'>{body}</div></main>", [*first, *points, *rest]


def interview(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Ask in bold and answer in plain."""
    asked = (
        "What will you do about that?",
        "Were you told of it beforehand?",
        "Why did it take so long?",
        "Who is going to pay for it?",
        "And if the others refuse?",
        "Would you do it again?",
    )
    turns = [(question, writer.paragraph(3)) for question in asked]
    told = "".join(f"<p><strong>{question}</strong></p><p>{answer}</p>" for question, answer in turns)
    opening = story.paragraphs[:1]
    return (
        f"<article><h1>{story.title}</h1>{_paragraphs(opening)}{told}</article>",
        [*opening, *(line for turn in turns for line in turn)],
    )


def parted(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Head the parts of a long article."""
    heads = ("What comes next", "A long quarrel", "Who pays")
    parts = [story.paragraphs[:3], story.paragraphs[3:6], story.paragraphs[6:]]
    body, truth = "", []
    for head, part in zip(heads, parts, strict=True):
        body += f"{_paragraphs(part[:1])}<h2>{head}</h2>{_paragraphs(part[1:])}"
        truth += [*part[:1], head, *part[1:]]
    return f"<div class='post'><h1>{story.title}</h1><div class='post-content'>{body}</div></div>", truth


def linked(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Link and stress words inside the sentences."""

    def dressed(line: str) -> str:
        words = line.split(" ")
        for place in range(4, len(words) - 4, 9):
            mark = ("a href='/w'", "em", "strong", "span class='term'")[place % 4]
            words[place] = f"<{mark}>{words[place]}</{mark.split()[0]}>"
        return " ".join(words)

    lines = "".join(f"<p>{dressed(line)}</p>" for line in story.paragraphs)
    return f"<h1>{story.title}</h1><div class='c-body'>{lines}</div>", list(story.paragraphs)


def weblog(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Dress the page as the commonest blog system does."""
    said = _remarks(
        writer,
        chance,
        "<li class='comment'><div class='comment-author vcard'>{who} <span class='says'>says:</span></div>"
        "<div class='comment-meta'>{when}</div><p>{words}</p><a class='comment-reply-link'>Reply</a></li>",
        15,
    )
    tags = "<div class='entry-meta'>Tagged: <a>border</a>, <a>talks</a>, <a>Karst</a></div>"
    share = "<div class='sharedaddy'><h3>Share this:</h3><ul><li>Tweet</li><li>Email</li><li>Print</li></ul></div>"
    turn = f"<div class='nav-links'><a>← {writer.headline()}</a><a>{writer.headline()} →</a></div>"
    body = f"<div class='entry-content'>{_paragraphs(story.paragraphs)}{share}</div>{tags}"
    post = f"<article class='post hentry'><h1 class='entry-title'>{story.title}</h1>{body}</article>{turn}"
    return f"{post}<div id='comments'><h2>Thoughts on “{story.title}”</h2><ol>{said}</ol></div>", list(story.paragraphs)


def asked(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Keep the windows for signing in, asking and confirming in the page, unseen until they are called."""
    asks = (
        "<p>If you signed up with another account, use that one to log in.</p><p>We will send you a new link.</p>",
        "<p>Choose a name that is not taken yet, since all the others will see it next to what you say.</p>",
    )
    marks = ("class='m-auth-modal'", "role='dialog' id='w1'", "class='w2' style='display:none'", "class='w3' hidden")
    windows = "".join(f"<div {mark}>{chance.choice(asks)}</div>" for mark in marks)
    form = f"<form action='/in'><p>{writer.paragraph(1)}</p><input name='q'><button>Send</button></form>"
    return (
        f"{windows}<h1>{story.title}</h1><div>{_paragraphs(story.paragraphs)}{form}</div>{windows}",
        list(story.paragraphs),
    )


def pictured(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Set pictures between the paragraphs, each with words below it in a box that is named for it."""
    marks = ("picBox full", "article-image", "wp-caption", "inline-photo right")
    said = f"{writer.paragraph(1)} Photo: A. Brandt"
    shots = (f"<div class='{mark}'><img src=a.jpg><p>{said}</p></div>" for mark in marks)
    lines = [f"<p>{line}</p>" for line in story.paragraphs]
    for place, shot in zip(range(1, len(lines), 3), shots, strict=False):
        lines[place] += shot
    return f"<h1>{story.title}</h1><div class='longText'>{''.join(lines)}</div>", list(story.paragraphs)


def crowded(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Tell the beginnings of other stories below the article, in boxes without names, no link around them."""
    other = "".join(
        f"<div><h3>{writer.headline()}</h3><p>{writer.paragraph(1)}</p><a href='/{n}'>Read the rest</a></div>"
        for n in range(chance.randint(3, 8))
    )
    article = f"<div><h1>{story.title}</h1><div>{_paragraphs(story.paragraphs)}</div></div>"
    return f"{article}<div><div>{other}</div></div>", list(story.paragraphs)


def authored(story: Story, writer: Writer, chance: random.Random) -> Made:
    """Tell the author's life beside the title."""
    who = story.byline
    life = f"{who} came to the paper from the harbour radio and now writes from {writer.headline().split()[0]}. "
    box = f"<div class='author'><b>{who}</b><p>{life}She grows pears and is easily found at the market.</p></div>"
    return f"<h1>{story.title}</h1>{box}<div class='main'>{_paragraphs(story.paragraphs)}</div>", list(story.paragraphs)


LAYOUTS: tuple[Layout, ...] = (
    semantic,
    soup,
    wrapped,
    breaks,
    table,
    interrupted,
    boxed,
    gallery,
    discussed,
    debated,
    signed,
    live,
    accelerated,
    stub,
    short,
    brief,
    opinion,
    listed,
    interview,
    parted,
    linked,
    weblog,
    asked,
    pictured,
    crowded,
    authored,
)
