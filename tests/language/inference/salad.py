"""Sentences of our own and word salad: what the parser must read as spaCy's own pipeline reads it."""

from __future__ import annotations

import random

PLAIN = (
    "The minister, who had arrived in Oslo that morning, said nothing to reporters.",
    "Which of the two bridges did the engineers say they would rather not have inspected?",
    '"We won\'t sign," Ms. Ruiz told the council; "not today, not at that price."',
    "What they feared most the villagers never told the surveyors.",
    "A hearing is scheduled on the issue today that nobody asked for.",
    "Talks   broke down (again) at 5.30 p.m. - and so did the boiler.",
    "He's 6ft tall, isn't he? Yes! No. Perhaps...",
    "Rain.",
    "…",
    "Prices rose 3.5% in May, 4% in June and, if the bank is right, will rise by £12m more.",
)
_WORDS = """
the a this every no who which that whom what it they him our its fleet harbour ministers treaty price Oslo
Mr. Ruiz U.S. Friday 1,200 3.5% said says asked had been is wasn't will to signed sinking sunk rises quickly
never not and or but because if , , . ; : - " " ( ) ' 's of in on by with for as than more most green old
three them don't cannot gonna :) http://a.example — … $ % & yes
"""


def salads(count: int) -> list[str]:
    """Give random runs of words, which lead the parser where no sentence would."""
    rng = random.Random(5)
    return [" ".join(rng.choices(_WORDS.split(), k=rng.randint(1, 60))) for _ in range(count)]
