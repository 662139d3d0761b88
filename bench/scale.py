"""What a corpus costs: reports and words a CPU second from page to ledger, memory as it grows, a ledger as a folder.

Run ``.venv/bin/python bench/scale.py``, with ``--long`` for 1,000 against 100,000 reports. Memory is the peak of a
process of its own; times are CPU seconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from harmel.ledger import Ledger, partition

SIDES = ("Norway", "Finland", "Sweden", "Denmark", "Estonia", "Latvia", "Poland", "Germany")
DID = (
    "accused {} of jamming its radar",
    "signed a treaty with {}",
    "warned {} against the exercise",
    "expelled two diplomats of {}",
    "denied that it had threatened {}",
    "sent {} forty armoured vehicles",
)
SAID = (
    "“We will not wait for {},” the minister said",
    "A spokesman said that {} had broken its word",
    "Officials told reporters that talks with {} would go on",
)
ADD = """
import resource, sys, harmel.cli
try:
    harmel.cli.main()
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    sys.stderr.write(f"PEAK {used.ru_maxrss / 1024} {used.ru_utime + used.ru_stime}")
"""
FLAT, FASTER = 1.10, 3.0


def main() -> None:
    """Print the figures; end with 1 if one that is asked is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="1,000 against 100,000 reports: most of an hour")
    few, many = (1_000, 100_000) if parser.parse_args().long else (300, 1_500)
    with tempfile.TemporaryDirectory() as made:
        held = [*memory_figures(Path(made), few, many), *folder_figures(Path(made))]
    sys.exit(0 if all(held) else 1)


def line(what: str, asked: str, got: str, *, held: bool = True) -> bool:
    """Print one figure."""
    print(f"{'held  ' if held else 'MISSED'} {what:<64} asked {asked:<14} got {got}", flush=True)
    return held


def write(path: Path, reports: int) -> int:
    """Write short reports as JSON Lines, one in five a copy of an earlier one; give their words."""
    choose, words, texts = random.Random(7), 0, [""]
    with path.open("w", encoding="utf-8") as out:
        for number in range(reports):
            one, other = choose.sample(SIDES, 2)
            text = f"{one} {choose.choice(DID).format(other)} on Tuesday, its mission no. {number} reported. "
            text += f"{choose.choice(SAID).format(other)}. The council meets again in {choose.randint(2, 90)} days.\n"
            text = choose.choice(texts[1:]) if number > 10 and number % 5 == 0 else text
            texts = [*texts[-50:], text]
            words += len(text.split())
            row = {
                "text": text,
                "url": f"https://paper{number % 40}.example/{number}",
                "date": f"2018-{1 + number % 12:02d}-11",
            }
            out.write(json.dumps(row) + "\n")
    return words


def memory_figures(folder: Path, few: int, many: int) -> list[bool]:
    """Add few reports and many, each in a process of its own, and compare their peaks."""
    peaks, told = [], ""
    for reports in (few, many):
        words = write(folder / f"{reports}.jsonl", reports)
        command = ["add", str(folder / f"{reports}.jsonl"), "--plain", "--ledger", str(folder / f"{reports}.db")]
        done = subprocess.run([sys.executable, "-c", ADD, *command], capture_output=True, text=True, check=False)
        peak, seconds = map(float, done.stderr.rsplit("PEAK ", 1)[1].split())
        peaks.append(peak)
        told = f"{words / seconds:,.0f} words, {reports / seconds:,.0f} short reports a CPU second"
    ratio = peaks[1] / peaks[0]
    return [
        line(
            f"peak memory, {many:,} reports over {few:,}",
            f"<= {FLAT}",
            f"{ratio:.2f} ({peaks[1]:.0f} MB)",
            held=ratio <= FLAT,
        ),
        line("from lines to a settled ledger, start included", "stated", told),
    ]


def folder_figures(folder: Path) -> list[bool]:
    """Lay a ledger down as a folder, and ask it beside DuckDB on the same Parquet."""
    source = max(folder.glob("*.db"), key=lambda path: path.stat().st_size)
    with Ledger.open(source, read_only=True) as ledger:
        rows = ledger.count("reports")
        laying, (shard, _) = spent(lambda: partition(ledger, folder / "parts"))
        same = [ledger.count("events"), *ledger.facet("events", "action")]
    query = "SELECT source, target, count(*) FROM events GROUP BY ALL ORDER BY ALL"
    bare = duckdb.connect(":memory:")
    bare.execute("SET threads = 1")
    bare.execute(f"CREATE VIEW events AS SELECT * FROM read_parquet('{folder}/parts/events/**/*.parquet')")
    with Ledger.open(folder / "parts") as opened:
        held = [opened.count("events"), *opened.facet("events", "action")] == same
        ours, theirs = (min(spent(work)[0] for _ in range(5)) for work in (
            lambda: opened.analyse(query), lambda: bare.sql(query).fetchall()))  # fmt: skip
    ratio = ours / theirs
    return [
        line("a folder counts what its file counts", "the same", "the same" if held else "another", held=held),
        line(
            f"laying {rows:,} reports down as {len(shard.files):,} files",
            "stated",
            f"{rows / laying:,.0f} reports a CPU second",
        ),
        line(
            "dyads over everything in a folder, over bare DuckDB", f"<= {FASTER}", f"{ratio:.1f}", held=ratio <= FASTER
        ),
    ]


def spent(work: Callable[[], Any]) -> tuple[float, Any]:
    """Give the CPU seconds of some work, and what came of it."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    main()
