"""Synthetic reports whose true date is known, with everything on the page that may tell of it or mislead about it."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st

from harmel.intervals import Interval
from harmel.reading.cited import known_events

FIRST, LAST = date(2010, 1, 1), date(2025, 12, 31)

# Made-up offices of made-up states: each holder leaves on the day on which the next one comes.
TERMS = {
    "Ostrian President": [
        ("Ana Brell", 2008),
        ("Jon Karst", 2012),
        ("Mira Holt", 2016),
        ("Per Vandal", 2020),
        ("Ida Roon", 2024),
    ],
    "Velmark Foreign Minister": [
        ("Tom Ash", 2009),
        ("Lea Brook", 2013),
        ("Ian Crag", 2015),
        ("Una Dell", 2018),
        ("Rob Elm", 2023),
    ],
    "League Secretary General": [("Kai Fell", 2007), ("Nora Gale", 2014), ("Max Hill", 2024)],
}

# How the press names some of the known events, where they came as a surprise and where they had been announced.
SURPRISES = {
    "annexation of Crimea": "the annexation of Crimea",
    "downing of flight MH17": "the loss of flight MH17",
    "Salisbury poisoning": "the Salisbury poisoning",
    "Kerch Strait incident": "the Kerch Strait incident",
    "explosions of the Nord Stream pipelines": "the Nord Stream explosions",
    "mutiny of Wagner": "the Wagner mutiny",
    "AUKUS announced": "the AUKUS pact",
}
ANNOUNCED = {
    "Warsaw summit of NATO": "the Warsaw summit",
    "Vilnius summit of NATO": "the Vilnius summit",
    "Madrid summit of NATO": "the NATO summit in Madrid",
    "Cyber Defence Pledge Conference in London": "the Cyber Defence Pledge Conference in London",
    "Helsinki summit of 2018": "the Helsinki summit",
}
DAYS = {event.name: event for event in known_events()}


@dataclass(frozen=True)
class Hit:
    start: int
    end: int
    office: str
    person: str
    term: Interval


class Registry:
    """A registry of the made-up offices, with the answers that the real one gives."""

    def outlet(self, name):  # noqa: ARG002 - this registry knows no outlets
        return None

    def offices_named(self, text):
        hits = []
        for office, holders in TERMS.items():
            for place, (person, _) in enumerate(holders):
                start = text.find(name := f"{office} {person}")
                if start >= 0:
                    hits.append(Hit(start, start + len(name), office, person, term(office, place)))
        return hits


def term(office, place):
    holders = TERMS[office]
    end = date(holders[place + 1][1], 6, 1) if place + 1 < len(holders) else date.max
    return Interval(date(holders[place][1], 6, 1), end)


def long(day):
    return f"{day.day} {day:%B} {day.year}"


@st.composite
def pages(draw):
    """Draw a true date and a page of that day."""
    true = draw(st.dates(FIRST, LAST))
    says = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6))
    body = ["The delegation left Ostria without a word to the people who had waited for it in the rain all day."]
    body += [words for say in says if (words := say(draw, true))]
    top = [words for add in (clock, heading) if draw(st.booleans()) and (words := add(draw, true))]
    bottom = [words for add in (comments, teasers, footer) if draw(st.booleans()) and (words := add(draw, true))]
    if draw(st.booleans()):
        body[0] = f"OSTRIA CITY, {true:%b} {true.day} (Agency) - {body[0]}"
    url = draw(
        st.sampled_from(
            ["", f"https://news.example/{true:%Y/%m/%d}/talks", f"https://news.example/{true:%Y/%m}/talks-in-ostria"]
        )
    )
    return true, url, "\n".join(["Home", "World", *top, *body, *bottom])


def current(draw, true):
    office = draw(st.sampled_from(sorted(TERMS)))
    place = next((i for i in range(len(TERMS[office])) if true in term(office, i)), None)
    return None if place is None else f"{office} {TERMS[office][place][0]} said that nothing had been agreed by anyone."


def bygone(draw, true):
    office = draw(st.sampled_from(sorted(TERMS)))
    gone = [i for i in range(len(TERMS[office])) if term(office, i).latest < true]
    if not gone:
        return None
    place = draw(st.sampled_from(gone))
    year = term(office, place).earliest.year + 1
    person = f"{office} {TERMS[office][place][0]}"
    forms = [
        f"The pact was made by the then {person} after a long night.",
        f"The former {person} was among the guests.",
        f"In {year}, {person} called the plan a mistake.",
    ]
    return draw(st.sampled_from(forms))


def beside_the_holder(draw, true):
    """Name a predecessor without a word that looks back, beside the holder: a contradiction."""
    office = draw(st.sampled_from(sorted(TERMS)))
    here = [i for i in range(1, len(TERMS[office])) if true in term(office, i)]
    if not here:
        return None
    before, now = TERMS[office][here[0] - 1][0], TERMS[office][here[0]][0]
    return f"The line of {office} {before} is not the line of {office} {now}, the minister said."


def yet_to_come(draw, true):
    office = draw(st.sampled_from(sorted(TERMS)))
    later = [i for i in range(len(TERMS[office])) if term(office, i).earliest > true]
    return f"The next {office} {TERMS[office][later[0]][0]} will find an empty treasury." if later else None


def surprise(draw, true):
    name = draw(st.sampled_from(sorted(SURPRISES)))
    day = DAYS[name].first
    if day > true:
        return None
    when = {0: " today", 1: " yesterday"}.get((true - day).days, "")
    when = when or (f" on {day:%A}" if (true - day).days < 7 else " last year" if true.year == day.year + 1 else "")
    return f"Relations have been cold because of {SURPRISES[name]}{when if draw(st.booleans()) else ''}, he said."


def announced(draw, true):
    name = draw(st.sampled_from(sorted(ANNOUNCED)))
    day, words = DAYS[name].first, ANNOUNCED[name]
    if day > true:
        forms = [
            f"The leaders will meet at {words} in the summer.",
            f"A decision is expected at {words}, officials said.",
        ]
    else:
        forms = [
            f"The leaders agreed at {words} to go on.",
            f"Since {words} little has moved.",
            f"{words.capitalize()} is long forgotten.",
        ]
        forms += [f"He told officials at {words} on {day:%A} that he was glad."] if (true - day).days < 7 else []
    return draw(st.sampled_from(forms))


def past_year(draw, true):
    year = draw(st.integers(1990, true.year))
    return draw(st.sampled_from([f"In {year}, the border was closed.", f"It has been so since {year}."]))


def years_ahead(draw, true):
    year = draw(st.integers(true.year, true.year + 20))
    forms = [
        f"The fleet will double by {year}.",
        f"They agreed to spend two per cent in {year}.",
        f"A vote is due on 3 May {year + 1}.",
    ]
    return draw(st.sampled_from(forms))


def past_day(draw, true):
    day = true - timedelta(days=draw(st.integers(0, 3000)))
    return f"The two sides signed the paper on {long(day)} in the old town."


def day_without_year(draw, true):
    day = true - timedelta(days=draw(st.integers(0, 200)))
    return f"The ministers met on {day:%A}, {day:%B} {day.day}, and parted without a word."


SENTENCES = [
    current,
    current,
    bygone,
    beside_the_holder,
    yet_to_come,
    surprise,
    announced,
    past_year,
    years_ahead,
    past_day,
    day_without_year,
]


def clock(draw, true):
    day = true + timedelta(days=draw(st.integers(0, 2500)))
    return f"09:10 GMT{long(day)}"


def heading(draw, true):
    title = "Delegation leaves without a word"
    line = draw(
        st.sampled_from(
            [
                f"Published {long(true)}",
                f"{true:%b}. {true.day}, {true.year}",
                f"Updated {long(true + timedelta(days=draw(st.integers(0, 30))))}",
                f"Published: {long(true)} | Updated: {long(true + timedelta(days=2))}",
                f"{true:%d/%m/%Y}",
                f"By Una Penn | {true:%B} {true.day}, {true.year} -- 19:14 GMT",
                "By Una Penn",
            ]
        )
    )
    return f"{title}\n{line}"


def comments(draw, true):
    rows = ["Comments"]
    for number in range(draw(st.integers(1, 4))):
        rows += [
            f"reader{number}",
            f"{long(true + timedelta(days=number))} at 3:17 pm",
            "I do not believe a word of it, frankly.",
        ]
    return "\n".join(rows)


def teasers(draw, true):
    day = true + timedelta(days=draw(st.integers(-900, 900)))
    return f"Most popular\nHarbour strike ends\n{long(day)}\nMayor wants trams back\n{long(day)}"


def footer(draw, true):
    return f"© {true.year + draw(st.integers(-3, 3))} Ostria Courier. All rights reserved."
