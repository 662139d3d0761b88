"""The closed loop: a synthetic press is written, read, coded, kept and scored against its own truth.

Run ``.venv/bin/python bench/closed_loop.py --reports 400``: one table, a line a measure, by stage.
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from harmel.actors import Registry
from harmel.errors import Rejected
from harmel.ledger import Ledger
from harmel.pipeline import code_many
from harmel.press import Page, Plan, Tally, copies, press, registry_file, score
from harmel.reading import Copies, read_text
from harmel.records import Reject, Report

AT_ONCE = 200


def reports(pages: Iterable[Page], registry: Registry, seen: Copies) -> Iterator[Report | Reject]:
    """Read pages as a scraper's dumps and tell copies; a refused page is a loss of the first stage."""
    for page in pages:
        try:
            yield seen.marked(read_text(page.text, source=page.name, registry=registry))
        except Rejected as error:
            yield Reject(source=page.name, reason=str(error))


def loop(plan: Plan, registry: Registry, ledger: Ledger) -> Tally:
    """Go the whole way with a plan; give the tally and the truth of every page."""
    tally, truths, seen = Tally(), [], Copies()
    pages = (page for _, made in press(plan) for page in made)
    while chunk := list(islice(pages, AT_ONCE)):
        for page, found in zip(chunk, code_many(reports(chunk, registry, seen), registry), strict=True):
            tally.note("reading", "page taken in", page.edition.kind, not isinstance(found, Reject))
            if not isinstance(found, Reject):
                score(tally, page.truth, found)
                ledger.add(found)
            truths.append(page.truth.report)
    copies(tally, truths, ledger.table("reports").to_pylist())
    return tally


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--reports", type=int, default=400)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--details", action="store_true", help="a line for each detail as well")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "loop.db") as ledger:
        plan = Plan(reports=options.reports, seed=options.seed)
        tally = loop(plan, Registry.load((registry_file(),)), ledger)
    print(f"{'stage':11} {'measure':40} {'detail':16} {'right':>8} {'asked':>8} {'share':>6}")
    for stage, measure, detail, right, count, share in tally.rows():
        if options.details or not detail:
            print(f"{stage:11} {measure:40} {detail:16} {right:8} {count:8} {share:6.3f}")


if __name__ == "__main__":
    main()
