"""Made-up news stories for the bench's pages: titles, summaries and paragraphs, by a seed; all of it is our own."""

import random
from dataclasses import dataclass

PLACES = [
    "Karst",
    "Lindal",
    "Orvel",
    "Tamsin",
    "Brede",
    "Holm",
    "Saar",
    "Vessen",
    "Pilm",
    "Norra",
    "Dunmor",
    "Estrav",
    "Quill",
    "Hask",
    "Molde",
    "Trebin",
    "Côte-Verne",
    "Łask",
    "Århavn",
    "Škoda-Brod",
    "Ñuble",
    "Żary",
    "Besançon-le-Bas",
    "Çeşmeli",
    "Großmühl",
    "Reykjahlíð",
]
PLAIN = tuple(place for place in PLACES if place.isascii())
_FIRST = [
    "Mira",
    "Ilze",
    "Tomas",
    "Ann",
    "Piotr",
    "Léa",
    "Jürgen",
    "Sigrún",
    "Ewa",
    "Karim",
    "Noor",
    "Åsa",
    "Đorđe",
    "Imani",
    "Luca",
    "Hanne",
]
_LAST = [
    "Holt",
    "Kalna",
    "Brandt",
    "Novák",
    "Ødegård",
    "Ferri",
    "Szabó",
    "Lindqvist",
    "O’Dowd",
    "García",
    "Yılmaz",
    "Moreau",
    "Varga",
    "Tanaka",
]
_POSTS = ("foreign minister", "defence minister", "mayor", "head of the port", "chief of staff", "ambassador", "judge")
_BODIES = ("council", "ministry", "parliament", "border guard", "court", "observer mission", "central bank", "navy")
_THINGS = (
    "the border posts",
    "the grain contract",
    "the new frigates",
    "the ferry line",
    "the gas price",
    "the missile test",
    "the fishing permits",
    "the exchange of prisoners",
    "the training ground",
    "the railway bridge",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OPENINGS = (
    "The {body} of {place} decided on {day} to put off {thing} until the autumn, after a night of talks.",
    "Talks about {thing} broke off on {day} when the {post} of {place} left the room and did not come back.",
    "{place} and {other} agreed on {day} to share the cost of {thing}, ending a quarrel that had lasted {n} months.",
    "At least {n} people were hurt on {day} when a crowd tried to stop lorries from leaving the depot at {place}.",
    "The {post}, {name}, promised on {day} that {thing} would be settled before the end of the year.",
    "Soldiers from {place} began to withdraw on {day} from the hills above {other}, witnesses and officials said.",
)
_FACTS = (
    "The {body} said in a statement that it had counted {n} lorries at the crossing since {day}.",
    "Officials in {place} would not say who had given the order, nor how long it would remain in force.",
    "It is the third time in {n} years that {thing} has brought the two capitals to the edge of a quarrel.",
    "Nobody from the {body} could be reached for a comment before this report was written.",
    "The price of flour in {place} has gone up by {n} per cent since the spring, and diesel is scarce.",
    "A report that was shown to this newspaper puts the damage at {n} million crowns.",
    "The two delegations will meet again in {place} in the autumn, though neither would name a day for it.",
    "In {other}, where most of the workers live, shops and schools stayed shut for the rest of the week.",
    "Until last year {thing} had been a matter for the {body} alone, and few outside {place} had heard of it.",
    "The opposition has asked for the minutes of the meeting, which the government says do not exist.",
    "Since the agreement of 2009 neither side may keep more than {n} soldiers within a day’s march of the line.",
    "A spokesman for the {body} denied that there had been any such order.",
    "Several of those who were there say that the shooting began only after {day}, when the lights went out.",
    "The {post} is expected to speak to parliament on {day}, if there is a quorum.",
)
_SAID = (
    "“We have said what we came to say,” {name}, the {post}, told reporters in {place}.",
    "“Nobody wants this, but nobody has made us an offer either,” said {name}, who speaks for the drivers.",
    "{name}, who has followed {thing} for {n} years, said that the maps of both sides had never been closer.",
    "“If they want {thing}, they will have to pay for it,” the {post} of {place} warned on {day}.",
    "The {post} accused {place} of moving guns at night, when the drones do not fly; {place} denies it.",
    "According to {name} of the {body}, it would take {n} weeks to repair what was broken in one night.",
    "Asked whether he would resign, {name} said: “That is a question for those who voted for me.”",
    "“Fewer shells are good news, but the silence is not yet peace,” said {name}, the head of the mission.",
)
_TITLES = (
    "{place} puts off decision on {thing}",
    "Ministers leave {place} without a deal on {thing}",
    "{place} and {other} to share cost of {thing}",
    "What {place} wants from {thing}",
    "{n} hurt in {place} as crowd stops lorries",
    "Soldiers leave hills above {other}",
)
_SUMMARIES = (
    "Both delegations say that talks on {thing} are to go on in the autumn",
    "The decision, which many in {place} had feared, came after a night of talks",
    "A quarrel of {n} months between {place} and {other} seems to be over",
)


@dataclass(frozen=True, slots=True)
class Story:
    """One story: what stands above it and its paragraphs."""

    title: str
    summary: str
    byline: str
    day: str
    paragraphs: tuple[str, ...]


class Writer:
    """Writes stories; the same seed writes the same ones."""

    def __init__(self, seed: str, *, plain: bool = False) -> None:
        self._chance = random.Random(seed)
        self._places = PLAIN if plain else PLACES

    def story(self, paragraphs: int) -> Story:
        """Write a story of so many paragraphs; the first is the shortest."""
        body = [self._filled(_OPENINGS), *(self.paragraph() for _ in range(paragraphs - 1))]
        day = f"{self._chance.randint(1, 28)} May {self._chance.randint(2015, 2023)}"
        return Story(self._filled(_TITLES), self._filled(_SUMMARIES), self.name(), day, tuple(body))

    def paragraph(self, most: int = 3) -> str:
        """Write a paragraph of one to so many sentences, one in three of them someone's words."""
        sentences = [
            self._filled(_SAID if self._chance.random() < 1 / 3 else _FACTS)
            for _ in range(self._chance.randint(1, most))
        ]
        return " ".join(dict.fromkeys(sentences))

    def headline(self) -> str:
        """Write the headline of another story."""
        return self._filled(_TITLES)

    def name(self) -> str:
        """Invent a person."""
        return f"{self._chance.choice(_FIRST)} {self._chance.choice(_LAST)}"

    def _filled(self, forms: tuple[str, ...]) -> str:
        place, other = self._chance.sample(self._places, 2)
        words = self._chance.choice(forms).format(
            place=place,
            other=other,
            day=self._chance.choice(_DAYS),
            thing=self._chance.choice(_THINGS),
            post=self._chance.choice(_POSTS),
            body=self._chance.choice(_BODIES),
            name=self.name(),
            n=self._chance.randint(3, 90),
        )
        return words[0].upper() + words[1:]
