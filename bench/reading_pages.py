"""A set of HTML pages with their truth: five made-up stories in eight layouts, with the furniture of real pages."""

from reading_furniture import Furnisher

STORIES = {
    "Ministers leave Riga without a deal": [
        "The foreign ministers of both countries left Riga on Friday without an agreement on the border posts.",
        "“We have said what we came to say,” the Latvian minister told reporters after the meeting had ended.",
        "A third round is planned for the autumn, though neither delegation would name a day for it.",
        "An official who was in the room said that the maps of the two sides had been closer than ever before.",
        "The opposition called the talks a waste of money and asked for the minutes to be published.",
        "Traders at the crossing, who have waited since the spring, said that they would believe it when they saw it.",
    ],
    "Harbour strike enters its second week": [
        "Crane drivers in Port Karst voted on Monday to go on with their strike for a second week.",
        "The port authority said that forty ships were waiting outside and that it had cost nine million crowns.",
        "“Nobody wants this,” said Mira Holt, who speaks for the drivers, “but nobody has made us an offer either.”",
        "The government has so far declined to send soldiers to unload food and medicine.",
        "A court is to decide on Wednesday whether the strike is lawful.",
        "In the last strike, eleven years ago, the drivers went back after nineteen days.",
        "Shops in the islands report that flour and diesel are getting scarce.",
    ],
    "Parliament votes for a larger navy": [
        "Parliament voted by 61 to 40 on Tuesday night to build four new frigates by the end of the decade.",
        "The defence minister said the ships were needed to protect cables and pipelines in the strait.",
        "Critics warned that the yards could not build more than one ship every two years.",
        "The neighbouring state said it had taken note of the vote and would answer in its own time.",
        "The first keel is to be laid in the spring, if the yard can find enough welders.",
    ],
    "Observers count fewer shells on the line": [
        "Observers on the line of contact counted 140 explosions last week, half as many as in the week before.",
        "They saw no heavy guns within the zone but were turned back at two of the seven checkpoints.",
        "Each side accused the other of moving mortars at night, when the drones do not fly.",
        "“Fewer shells are good news, but the silence is not yet peace,” the head of the mission said.",
        "A grain lorry was hit near Lindal on Sunday; its driver was taken to hospital with light wounds.",
        "The mission’s mandate ends in March, and its renewal needs the vote of both capitals.",
    ],
    "Energy chief promises gas for the winter": [
        "The head of the gas company promised on Thursday that there would be enough gas for a cold winter.",
        "Stores are nine tenths full, she said, and two more tankers are on their way from the south.",
        "Prices have nevertheless doubled since June, and several glass works have put out their furnaces.",
        "Economists at the central bank expect inflation to reach seven per cent by the end of the year.",
        "The finance minister ruled out a cap on prices, which the trade unions have demanded.",
    ],
}
_NAV = "".join(f"<li><a href='/{n}'>{n}</a></li>" for n in ["Home", "World", "Politics", "Culture", "Sport", "Video"])
_TEASERS = "".join(
    f"<div class='teaser'><h4><a href='/t'>{head}</a></h4><p>{text}</p></div>"
    for head, text in (
        (
            "Mayor wants trams back by spring",
            "The mayor told the council on Monday that the old rails could still be used.",
        ),
        ("Museum opens its cellars", "Visitors can now see the boats that were found under the market last year."),
        ("Snow closes three passes", "Drivers are asked to stay at home until the ploughs have been through."),
    )
)
_FOOT = "<footer><a>Terms of use</a> <a>Privacy policy</a> <p>© 2019 Courier. All rights reserved.</p></footer>"


def _head(title: str) -> str:
    return f"<html><head><title>{title} - Courier</title></head><body><nav><ul>{_NAV}</ul></nav>"


def _paragraphs(body: list[str]) -> str:
    return "".join(f"<p>{sentence}</p>" for sentence in body)


def semantic(title: str, body: list[str]) -> str:
    """Mark everything up as the standards ask."""
    article = f"<main><article><h1>{title}</h1>{_paragraphs(body)}</article></main>"
    return f"{_head(title)}{article}<aside>{_TEASERS}</aside>{_FOOT}"


def soup(title: str, body: list[str]) -> str:
    """Use nothing but div elements without names."""
    lines = "".join(f"<div><div>{sentence}</div></div>" for sentence in body)
    return f"{_head(title)}<div><div>{title}</div><div>{lines}</div></div><div>{_TEASERS}</div>{_FOOT}"


def breaks(title: str, body: list[str]) -> str:
    """Part paragraphs by line breaks."""
    return f"{_head(title)}<h1>{title}</h1><div class='text'>{'<br><br>'.join(body)}</div>{_TEASERS}{_FOOT}"


def table(title: str, body: list[str]) -> str:
    """Lay the page out in a table, as pages once were."""
    side = f"<td width=200>{_TEASERS}</td>"
    return f"{_head(title)}<table><tr>{side}<td><h2>{title}</h2>{_paragraphs(body)}</td></tr></table>{_FOOT}"


def interrupted(title: str, body: list[str]) -> str:
    """Put cross-links, an advert and a newsletter between the paragraphs."""
    cuts = ["<p>READ MORE: <a href='/x'>Museum opens its cellars</a></p>", "<div>Advertisement</div>"]
    cuts.append("<div><b>Sign up for our morning newsletter</b><input><button>Subscribe</button></div>")
    mixed = "".join(f"<p>{s}</p>{cuts[i] if i < len(cuts) else ''}" for i, s in enumerate(body))
    return f"{_head(title)}<h1>{title}</h1><span>By Ann Lee</span><time>3 May 2018</time><div>{mixed}</div>{_FOOT}"


def captioned(title: str, body: list[str]) -> str:
    """Begin with a gallery and its captions."""
    shots = "".join(
        f"<figure><img><figcaption>The harbour on a grey day. (Photo: {n})</figcaption></figure>" for n in "AB"
    )
    return f"{_head(title)}<h1>{title}</h1>{shots}<div class='story'>{_paragraphs(body)}</div>{_TEASERS}{_FOOT}"


def discussed(title: str, body: list[str]) -> str:
    """Follow the article with comments that look like prose."""
    said = "".join(
        f"<li><b>reader{n}</b> <i>3 May 2018 at 3:1{n} pm</i><p>I do not believe a word of it, nor should you.</p></li>"
        for n in range(4)
    )
    return (
        f"{_head(title)}<article><h1>{title}</h1>{_paragraphs(body)}</article><h3>Comments</h3><ul>{said}</ul>{_FOOT}"
    )


def signed(title: str, body: list[str]) -> str:
    """Close with the author's life and a run of headlines without marks."""
    heads = "".join(f"<div><a href='/h'>{h}</a></div>" for h in STORIES if h != title)
    life = "<div><h4>About Ann Lee</h4><p>Ann has covered diplomacy for eleven years and lives with two dogs.</p></div>"
    return f"{_head(title)}<h1>{title}</h1><section>{_paragraphs(body)}</section>{life}{heads}{_FOOT}"


LAYOUTS = (semantic, soup, breaks, table, interrupted, captioned, discussed, signed)


def pages() -> dict[str, tuple[str, str]]:
    """Give every page of the set: name → (HTML, article). They are as long as pages of the press: see the furniture."""
    return {
        (name := f"{layout.__name__}-{number}"): (Furnisher(name).furnish(layout(title, body)), "\n".join(body))
        for layout in LAYOUTS
        for number, (title, body) in enumerate(STORIES.items())
    }
