"""kill -9 at random moments: what was reported stored is there, nothing is torn, and a resumed run ends the same."""

import contextlib
import hashlib
import io
import os
import random
import signal
import time

import pytest

from happenings import groups
from harmel.ledger import Ledger, export, verify
from ledgers import coded

TABLES = ("reports", "statements", "events", "figures", "links", "actors")


def work():
    told = [report for group in groups()[:5] for _, report in group]
    return [coded(n) for n in range(20)] + told


def fill(path, reports, say):
    """Add everything, settle now and then, and report each number once ``add`` has returned."""
    with Ledger.open(path) as ledger:
        for number, report in enumerate(reports):
            ledger.add(report)
            say(number)
            if number % 9 == 0:
                ledger.settle()


def digest(path):
    total = hashlib.sha256()
    with Ledger.open(path) as ledger:
        for table in TABLES:
            out = io.BytesIO()
            export(ledger, table, out)
            total.update(out.getvalue())
    return total.hexdigest()


def killed_while_filling(path, reports, after):
    """Fork a writer, kill it after some seconds, give the numbers that it reported stored."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with contextlib.suppress(BaseException):
            fill(path, reports, lambda number: os.write(write, bytes([number])))
        os._exit(0)
    os.close(write)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read, "rb") as said:
        return set(said.read())


def torture(tmp_path, kills):
    reports, dice = work(), random.Random(kills)
    began = time.monotonic()
    fill(tmp_path / "whole.db", reports, lambda _: None)
    whole = time.monotonic() - began
    wanted = digest(tmp_path / "whole.db")
    path, said, lost, torn, corrupt = tmp_path / "killed.db", set(), 0, 0, 0
    for number in range(kills):
        if number % 10 == 0:  # begin anew now and then, so that kills fall on the making of a ledger too
            said = set()
            for name in ("killed.db", "killed.db-wal", "killed.db-shm"):
                (tmp_path / name).unlink(missing_ok=True)
        said |= killed_while_filling(path, reports, dice.uniform(0, 1.1 * whole))
        if not path.exists():
            lost += len(said)
            continue
        with Ledger.open(path) as ledger:
            stored = {row["report_id"] for row in ledger.rows("reports")}
            lost += sum(reports[n].report.report_id not in stored for n in said)
            torn += sum(ledger.count("events", report_id=r.report.report_id) != len(r.events) for r in reports
                        if r.report.report_id in stored)  # fmt: skip
            corrupt += not verify(ledger).holds
    fill(path, reports, lambda _: None)
    return {"lost": lost, "torn": torn, "corrupt": corrupt, "same": digest(path) == wanted}


def test_kills_lose_and_tear_nothing(tmp_path):
    assert torture(tmp_path, 25) == {"lost": 0, "torn": 0, "corrupt": 0, "same": True}


@pytest.mark.torture
def test_two_hundred_kills_lose_and_tear_nothing(tmp_path):
    assert torture(tmp_path, 200) == {"lost": 0, "torn": 0, "corrupt": 0, "same": True}
