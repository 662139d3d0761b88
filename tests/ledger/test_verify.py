"""The proof: any byte that changes behind the ledger's back is found."""

import random
import sqlite3
from dataclasses import replace

import pytest

from harmel.ledger import Ledger, verify
from harmel.ledger.tables import KEYS, RECORDS, SETTLED, kinds
from ledgers import coded


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "ledger.db"
    with Ledger.open(place) as ledger:
        for number in range(6):
            ledger.add(coded(number))
    return place


def test_an_untouched_ledger_holds(path):
    with Ledger.open(path, read_only=True) as ledger:
        proof = verify(ledger)
    assert proof.holds
    assert (proof.reports, proof.records, proof.spans) == (6, 24, 54)


@pytest.mark.parametrize("table", ["reports", *RECORDS])
def test_every_flipped_byte_is_found(path, table):
    dice = random.Random(table)
    kept = sqlite3.connect(path)
    kept.execute("PRAGMA foreign_keys = 0")
    for name, kind in kinds(table).items():
        if name in SETTLED or kind == "number":
            continue
        key, value = kept.execute(
            f"SELECT {KEYS[table]}, {name} FROM {table} WHERE {name} <> '' ORDER BY random() LIMIT 1"  # noqa: S608
        ).fetchone() or ("", "")
        if not value:
            continue
        at = dice.randrange(len(value))
        flipped = value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]
        change = f"UPDATE {table} SET {name} = ? WHERE {KEYS[table]} = ?"  # noqa: S608
        kept.execute(change, (flipped, key))
        kept.commit()
        with Ledger.open(path, read_only=True) as ledger:
            assert not verify(ledger).holds, f"{table}.{name}: {value!r} became {flipped!r}"
        back = flipped if name == KEYS[table] else key
        kept.execute(change, (value, back))
        kept.commit()
    kept.close()
    with Ledger.open(path, read_only=True) as ledger:
        assert verify(ledger).holds


def test_a_lost_report_and_a_lost_record_are_found(path):
    kept = sqlite3.connect(path)
    kept.execute("DELETE FROM events WHERE row = 2")
    kept.execute("DELETE FROM reports WHERE row = 4")
    kept.commit()
    kept.close()
    with Ledger.open(path, read_only=True) as ledger:
        said = {problem.what for problem in verify(ledger).problems}
    assert "a byte of it or of its records has changed since it was stored" in said
    assert "to_id leads to no record" in said


def test_a_span_outside_the_text_is_named(tmp_path):
    given = coded(9)
    wrong = replace(given, events=(replace(given.events[0], trigger_span=((5, 99999),)),))
    with Ledger.open(tmp_path / "other.db") as ledger:
        ledger.add(wrong)
        assert [p.what for p in verify(ledger).problems] == ["trigger_span [5, 99999) lies on no words of the text"]
