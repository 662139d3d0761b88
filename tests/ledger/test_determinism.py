"""The same reports in another order, with one worker or two, under any hash seed: the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]
FILL = """
import hashlib, io, random, sys
from happenings import groups
from ledgers import coded
from harmel.ledger import Ledger, export
path, seed, part, parts, show = sys.argv[1], *map(int, sys.argv[2:])
reports = [coded(n) for n in range(20)] + [r for g in groups()[:6] for _, r in g]
random.Random(seed).shuffle(reports)
with Ledger.open(path, wait=30) as ledger:
    for report in reports[part::parts]:
        ledger.add(report)
if show:
    with Ledger.open(path, read_only=True) as ledger:
        for table in ("reports", "statements", "events", "figures", "links", "actors"):
            for format in ("jsonl", "csv"):
                out = io.BytesIO()
                export(ledger, table, out, format=format)
                print(table, format, hashlib.sha256(out.getvalue()).hexdigest())
"""


def filler(path, *, seed, part=0, parts=1, show=1):
    words = [sys.executable, "-c", FILL, str(path), *map(str, (seed, part, parts, show))]
    known = {"PYTHONHASHSEED": str(seed), "PYTHONPATH": str(TESTS)}
    return subprocess.Popen(words, env=os.environ | known, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603


def ended(process):
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err.decode()
    return out


def test_order_hash_seed_and_workers_change_nothing(tmp_path):
    seen = {ended(filler(tmp_path / f"{seed}.db", seed=seed)) for seed in range(5)}
    two = [filler(tmp_path / "two.db", seed=1, part=part, parts=2, show=0) for part in (0, 1)]
    for process in two:
        ended(process)
    seen.add(ended(filler(tmp_path / "two.db", seed=1)))
    assert len(seen) == 1
