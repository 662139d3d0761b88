"""The speed of coding events after the parse, beside spaCy's parser on the same sentences in the same run.

Run ``make figures-events`` (or ``.venv/bin/python bench/coding.py --texts FILE.jsonl``): sentences a CPU second of
spaCy's tagger and parser, of statements, of events and of figures; how many times as fast as spaCy each is; and where
the time of coding goes. spaCy and the coders take turns, a few reports at a time, so that another load on the machine
slows them alike and leaves the ratio as it is.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import pstats
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

from speed import say, spent, texts_of

from harmel import events, figures, statements
from harmel.actors import Registry
from harmel.language import ParsedReport
from harmel.language.parse import parse_many
from harmel.language.parser import model
from harmel.press import registry_file
from harmel.reading import plain_text
from harmel.records import Statement

AT_ONCE = 16  # reports
ROUNDS = 3
ASKED = {"events": 3000.0}  # sentences a CPU second on one quiet core
Read = tuple[ParsedReport, tuple[Statement, ...]]


def read(texts: Iterable[str], registry: Registry) -> list[Read]:
    """Parse the texts and find their statements; both are kept, so that coding is all that is timed later."""
    reports = [plain_text(text, source=str(i), date="2019-01-01") for i, text in enumerate(texts)]
    return [(parsed, statements.extract(parsed)) for parsed in parse_many(reports, registry)]


def workers(known: Sequence[Read]) -> dict[str, Callable[[], object]]:
    """Give the work of each stage on some reports that have been read."""
    sentences = [p.report.text[s.start : s.end] for p, _ in known for s, _ in p.parsed()]
    return {
        "spaCy": lambda: list(model().pipe(sentences)),
        "statements": lambda: [statements.extract(parsed) for parsed, _ in known],
        "events": lambda: [events.extract(parsed, said) for parsed, said in known],
        "figures": lambda: [figures.extract(parsed, said) for parsed, said in known],
    }


def seconds(known: Sequence[Read], rounds: int = ROUNDS) -> dict[str, float]:
    """Time each stage, in CPU seconds a sentence: the least of some rounds, slice by slice in turn."""
    total: dict[str, float] = {}
    source, count = iter(known), 0
    gc.freeze()
    while part := list(islice(source, AT_ONCE)):
        count += sum(1 for parsed, _ in part for _ in parsed.parsed())
        for name, work in workers(part).items():
            total[name] = total.get(name, 0.0) + min(spent(work) for _ in range(rounds))
    gc.unfreeze()
    return {name: taken / count for name, taken in total.items()}


def shares(known: Sequence[Read]) -> list[tuple[str, float]]:
    """Give each module's share of the profiled time of coding events, the largest first."""
    profile = cProfile.Profile()
    profile.runcall(lambda: [events.extract(parsed, said) for parsed, said in known])
    found: dict[str, float] = {}
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        name = (
            file.rsplit("/harmel/", 1)[1].removesuffix(".py") if "/harmel/" in file else "built in, spaCy and libraries"
        )
        found[name] = found.get(name, 0.0) + own
    whole = sum(found.values())
    return sorted(((name, own / whole) for name, own in found.items()), key=lambda share: -share[1])


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=Path, help="a JSON Lines file with a text a line")
    asked.add_argument("--limit", type=int, default=120, help="how many texts")
    asked.add_argument("--profile", action="store_true", help="also where the time goes")
    options = asked.parse_args()
    known = read(texts_of(options.texts, options.limit), Registry.load((registry_file(),)))
    each = seconds(known)
    for name, taken in each.items():
        say(f"{name}, sentences a CPU second", 1 / taken, f"{ASKED[name]:.0f} on a quiet core" if name in ASKED else "")
    for name in ("statements", "events", "figures"):
        say(f"{name}, times as fast as spaCy", each["spaCy"] / each[name])
    coded = sum(len(events.extract(parsed, said)[0]) for parsed, said in known)
    say("events a sentence", coded / sum(1 for parsed, _ in known for _ in parsed.parsed()))
    for name, share in shares(known)[:16] if options.profile else []:
        say(f"share of the time: {name}", share)


if __name__ == "__main__":
    main()
