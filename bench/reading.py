"""Reading, in one run: HTML beside other readers, text dumps, the harm of furniture, hostile pages, copies, dates.

``python bench/reading.py`` measures on the pages of ``reading_pages.py``; ``--pages FOLDER`` on a folder of your own
with ``truth.json`` or ``ground-truth.json`` (name → ``{"articleBody": …}``), ``NAME.html`` or ``html/NAME.html.gz``;
``--dumps FILE`` scores text dumps (rows with ``text``, ``body``, ``labels``, ``variant``, ``lang``); ``--full`` takes
every page for the comparison, every dump for the harm and a million reports for the memory. Times are CPU seconds
unless they are called seconds.
"""

import argparse
import gzip
import json
import sys
import time
import warnings
from pathlib import Path

import reading_copies
import reading_hostile
from reading_harm import english, harm
from reading_pages import pages
from reading_scores import f1
from reading_tools import Pages, by_layout, compare

from harmel.reading import read_text

_TESTS = Path(__file__).resolve().parents[1] / "tests" / "reading"
_EVERY = 4  # dumps: the quick form measures harm on one in so many
_PAGES = 2  # the quick form compares readers on one page in so many
_STREAM, _MILLION = 20_000, 1_000_000  # reports
_EXAMPLES = 1_000


def folder_pages(folder: Path) -> Pages:
    """Read a folder of pages and their truth."""
    truth = next(p for p in (folder / "truth.json", folder / "ground-truth.json") if p.exists())
    found: Pages = {}
    for name, row in json.loads(truth.read_text(encoding="utf-8")).items():
        packed = folder / "html" / f"{name}.html.gz"
        data = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / f"{name}.html").read_bytes()
        found[name] = data.decode("utf-8", errors="replace"), row["articleBody"]
    return found


def dumps(path: Path, *, every: int) -> None:
    """Print F1 on text dumps, by variant, and the harm of what is wrongly taken for the article."""
    rows = [row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()) if row["lang"] == "en"]
    print(f"\n{'dumps':<18} {'F1':>6} {'pages/CPU s':>12}")
    for variant in sorted({row["variant"] for row in rows}):
        mine = [row for row in rows if row["variant"] == variant]
        began = time.process_time()
        found = [read_text(row["text"], source=row["id"], url=row["url"]) for row in mine]
        took = time.process_time() - began
        pairs = [
            (row["body"], "\n".join(one.text[a:b] for a, b in one.body_spans))
            for row, one in zip(mine, found, strict=True)
        ]
        print(f"{variant:<18} {f1(pairs):6.3f} {len(mine) / took:12.0f}")
    asked = english(path, every)
    print(f"\nper 100 pages, by {len(asked)} dumps  from furniture: statements  events | all: statements  events")
    for name, (statements, events, all_statements, all_events) in harm(asked).items():
        print(f"{name:<26} {statements:27.0f} {events:7.0f} | {all_statements:15.0f} {all_events:7.0f}")


def dates() -> None:
    """Print how often the true day of a synthetic page lies inside the interval that is read off it."""
    sys.path.insert(0, str(_TESTS))
    from hypothesis import HealthCheck, Phase, given, settings
    from synthetic_dates import Registry
    from synthetic_dates import pages as dated

    from harmel.intervals import Interval

    inside: list[bool] = []

    @given(dated())
    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(drawn: tuple[object, str, str]) -> None:
        true, url, text = drawn
        report = read_text(text, source="synthetic", url=url, registry=Registry())
        inside.append(true in Interval.of(report.published_earliest, report.published_latest))

    ask()
    print(f"\ndates: the true day lies inside the interval on {sum(inside):,} of {len(inside):,} synthetic pages")


def main() -> None:
    """Run them all."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--pages", type=Path, help="a folder of pages and their truth")
    ask.add_argument("--dumps", type=Path, help="a JSON Lines file of text dumps")
    ask.add_argument("--full", action="store_true", help="every dump, a million reports")
    asked = ask.parse_args()
    warnings.simplefilter("ignore")  # other readers' deprecations
    tested = folder_pages(asked.pages) if asked.pages else pages()
    compare(tested if asked.full or asked.pages else dict(list(tested.items())[::_PAGES]))
    by_layout(tested)
    if asked.dumps:
        dumps(asked.dumps, every=1 if asked.full else _EVERY)
    reading_hostile.show()
    reading_copies.show(_MILLION if asked.full else _STREAM)
    dates()


if __name__ == "__main__":
    main()
