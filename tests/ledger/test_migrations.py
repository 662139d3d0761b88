"""A ledger of each earlier schema opens, with every row as it was."""

import gzip
import sqlite3
from pathlib import Path

import pytest

from harmel.errors import SchemaError
from harmel.ledger import Ledger, verify
from harmel.ledger.migrations import VERSION
from ledgers import coded

OLD = sorted(Path(__file__).parent.glob("schema_*.db.gz"))


@pytest.mark.parametrize("old", OLD, ids=lambda path: path.name)
def test_an_old_ledger_is_brought_up_with_no_row_changed(old, tmp_path):
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress(old.read_bytes()))
    before = _rows(path)
    with pytest.raises(SchemaError, match="older schema"):
        Ledger.open(path, read_only=True)
    with Ledger.open(path) as ledger:
        assert verify(ledger).holds
        for table, rows in before.items():
            now = {row["id"]: row for row in _named(ledger, table)}
            assert len(now) == len(rows) > 0
            for row in rows:
                kept = {k: v for k, v in now[row["id"]].items() if k in row and k not in ("story_id", "duplicate_of")}
                assert kept == {k: v for k, v in row.items() if k in kept}
        assert ledger.sql("SELECT kind FROM log ORDER BY row").to_pylist()[-1] == {"kind": "migrate"}
        assert ledger.add(coded(1)) == "same"
        assert ledger.add(coded(5)) == "withdrawn"
        assert ledger.add(coded(9)) == "new"
    kept = sqlite3.connect(path)
    assert kept.execute("PRAGMA user_version").fetchone()[0] == VERSION
    kept.close()


def test_every_earlier_schema_has_its_ledger_here():
    assert [path.name for path in OLD] == [f"schema_{version}.db.gz" for version in range(1, VERSION)]


def test_a_newer_ledger_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "new.db"
    Ledger.open(path).close()
    kept = sqlite3.connect(path)
    kept.execute(f"PRAGMA user_version = {VERSION + 1}")
    kept.close()
    before = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(SchemaError, match="upgrade harmel"):
            Ledger.open(path, read_only=read_only)
    assert path.read_bytes() == before


def _rows(path):
    kept = sqlite3.connect(path)
    kept.row_factory = sqlite3.Row
    found = {
        t: [dict(r) for r in kept.execute(_query(t))] for t in ("reports", "statements", "events", "figures", "links")
    }
    kept.close()
    return found


def _named(ledger, table):
    return ledger.sql(_query(table)).to_pylist()


def _query(table):
    return f"SELECT {table.removesuffix('s')}_id AS id, * FROM {table} ORDER BY 1"  # noqa: S608
