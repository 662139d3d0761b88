"""Wire stories and what editors make of them, with follow-ups that share a story's background: all made up."""

import random
import re

WHO = [
    "ministers",
    "envoys",
    "generals",
    "delegates",
    "inspectors",
    "lawmakers",
    "engineers",
    "pilots",
    "harbour masters",
    "border guards",
]
WHERE = [
    "Riga",
    "Tarvik",
    "Ostria City",
    "Velmark",
    "Lindal",
    "Port Karst",
    "Holt",
    "Brellen",
    "Sundby",
    "Marrow Bay",
    "Crag",
    "Elmstad",
]
DID = [
    "met",
    "inspected the bridge",
    "signed a paper",
    "closed the road",
    "opened a depot",
    "moved the fence",
    "counted the ships",
    "called off a drill",
    "left the talks",
    "raised the flag",
]
WHY = [
    "after a week of rain",
    "without telling the press",
    "at the request of the mayor",
    "in spite of a warning",
    "before the harvest",
    "for the third time this year",
    "to the surprise of the guests",
    "under a grey sky",
]
NAMES = [
    "Ana Brell",
    "Jon Karst",
    "Mira Holt",
    "Per Vandal",
    "Ida Roon",
    "Tom Ash",
    "Lea Brook",
    "Ian Crag",
    "Una Dell",
    "Rob Elm",
    "Kai Fell",
    "Nora Gale",
]
THINGS = [
    "bridge",
    "depot",
    "fence",
    "harbour",
    "road",
    "ferry",
    "pipeline",
    "radar",
    "school",
    "market",
    "airfield",
    "customs house",
]
VIEWS = [
    "a good sign",
    "no surprise",
    "a matter for the courts",
    "cheaper than last year",
    "far from settled",
    "worth the trouble",
    "a step back",
    "what was agreed",
    "none of our business",
    "late but welcome",
]
SWAPS = {
    "said": "stated",
    "paper": "document",
    "road": "route",
    "ships": "vessels",
    "grey": "gray",
    "harbour": "harbor",
    "because": "as",
    "people": "residents",
    "began": "started",
    "near": "close to",
}


def sentence(draw):
    place, name, thing, number = draw.choice(WHERE), draw.choice(NAMES), draw.choice(THINGS), draw.randint(3, 900)
    forms = (
        f"{number} {draw.choice(WHO)} {draw.choice(DID)} near {place} {draw.choice(WHY)}.",
        f"“The {thing} in {place} is {draw.choice(VIEWS)},” said {name}, who runs the {draw.choice(THINGS)}.",
        f"{name} said that the {thing} would cost {number} million crowns and called it {draw.choice(VIEWS)}.",
        f"The {draw.choice(WHO)} of {place} asked {name} for {number} more {draw.choice(WHO)} {draw.choice(WHY)}.",
        f"Work on the {thing} at {place} began {number} days ago {draw.choice(WHY)}; it is {draw.choice(VIEWS)}.",
        f"Some {number} people live near the {thing}, many of them because {name} once {draw.choice(DID)} in {place}.",
    )
    text = draw.choice(forms)
    return text[0].upper() + text[1:]


def story(draw, background=()):
    own = [sentence(draw) for _ in range(draw.randint(7, 14))]
    return [*own, *background]


def retyped(text, _):
    return re.sub("[“”]", '"', text).replace("’", "'").replace(" - ", " – ")


def cut(sentences, draw):
    return sentences[: max(5, round(len(sentences) * draw.uniform(0.4, 0.75)))]


def thinned(sentences, draw):
    kept = [s for i, s in enumerate(sentences) if i < 2 or draw.random() > 0.3]
    return kept if len(kept) >= 5 else sentences


def padded(sentences, draw):
    places = sorted(draw.sample(range(1, len(sentences) + 1), 3), reverse=True)
    out = list(sentences)
    for place in places:
        out.insert(place, sentence(draw))
    return out


def new_top(sentences, draw):
    return [f"It was a long day in {draw.choice(WHERE)}, by all accounts.", *sentences]


def reworded(sentences, draw):
    swap = lambda m: SWAPS.get(m[0], m[0]) if draw.random() < 0.8 else m[0]  # noqa: E731
    return [re.sub(r"[a-z]+", swap, s) for s in sentences]


def bylined(sentences, draw):
    return [
        f"{draw.choice(WHERE).upper()} (Agency) - {sentences[0]}",
        *sentences[1:],
        "Reporting by our own correspondents.",
    ]


EDITS = {
    "cut ending": cut,
    "paragraphs dropped": thinned,
    "local paragraphs added": padded,
    "a new first sentence": new_top,
    "words swapped": reworded,
    "agency line and credits": bylined,
    "cut and padded": lambda s, draw: padded(cut(s, draw), draw),
    "swapped and cut": lambda s, draw: cut(reworded(s, draw), draw),
}


def corpus(seed, stories):
    """Give (text, story, kind) of originals, their copies, and follow-ups with the same background."""
    draw = random.Random(seed)
    rows = []
    for number in range(stories):
        background = [sentence(draw) for _ in range(draw.randint(2, 5))]
        original = story(draw, background)
        rows.append((original, number, "original"))
        rows += [(edit(original, draw), number, kind) for kind, edit in EDITS.items()]
        rows.append((story(draw, background), -1 - number, "follow-up"))
        rows.append((story(draw), -1 - stories - number, "other"))
    rest = rows[:]
    draw.shuffle(rest)
    return [(retyped(" ".join(s), draw) if draw.random() < 0.5 else "\n".join(s), n, kind) for s, n, kind in rest]
