"""The file opens in other tools as it is, and says there what its columns mean."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from urllib.error import URLError
from urllib.request import urlopen

import polars as pl
import pytest

from harmel import schema
from harmel.ledger import Ledger
from ledgers import coded


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    place = tmp_path_factory.mktemp("tools") / "ledger.db"
    with Ledger.open(place) as ledger:
        for number in range(5):
            ledger.add(coded(number))
    return place


@pytest.fixture(scope="module")
def datasette(path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = [sys.executable, "-m", "datasette", "serve", str(path), "-h", "127.0.0.1", "-p", str(port)]
    served = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603
    address = f"http://127.0.0.1:{port}/ledger"
    for _ in range(300):
        try:
            with urlopen(f"{address}.json", timeout=5):  # noqa: S310 - our own loopback
                break
        except (URLError, ConnectionError):
            assert served.poll() is None, served.stdout.read().decode()
            time.sleep(0.1)
    yield address
    served.send_signal(signal.SIGTERM)
    served.communicate(timeout=10)


def asked(address):
    with urlopen(address, timeout=30) as answer:  # noqa: S310 - our own loopback
        return json.load(answer)


def test_datasette_serves_rows_and_what_they_mean(datasette, path):
    rows = asked(f"{datasette}/events.json?_shape=array&_sort=event_id")
    with Ledger.open(path, read_only=True) as ledger:
        ids = sorted(row["event_id"] for row in ledger.rows("events"))
    assert [row["event_id"] for row in rows] == ids
    told = asked(f"{datasette}/columns.json?_shape=array&table=events&_size=max")
    assert {row["column"] for row in told} == set(schema.columns("events"))


def test_datasette_finds_words(datasette):
    found = asked(f"{datasette}/reports.json?_shape=array&_search=strait")
    assert len(found) == 5


def test_every_column_is_described_in_the_file(path):
    kept = sqlite3.connect(path)
    told = set(kept.execute('SELECT "table", "column" FROM columns'))
    for table in (*schema.CLASSES, "log", "seals"):
        has = {row[1] for row in kept.execute(f"PRAGMA table_info({table})")} - {"row", "made"}
        has |= {"row"} if table == "log" else set()
        assert {(table, name) for name in has} == {pair for pair in told if pair[0] == table}
    kept.close()


def test_polars_and_pandas_take_the_tables(path):
    with Ledger.open(path, read_only=True) as ledger:
        events = ledger.table("events")
    assert pl.from_arrow(events)["trigger_span"].dtype == pl.List(pl.List(pl.Int64))
    assert list(events.to_pandas()["action"]) == pl.from_arrow(events)["action"].to_list()
