"""A folder of Parquet: what others read in it, shards beside one another, laid down anew, damaged."""

import json
import shutil

import duckdb
import polars as pl
import pytest

from harmel.errors import LedgerError, NotALedgerError, UsageError
from harmel.ledger import Ledger, partition, verify
from ledgers import coded


def filled(path, numbers):
    with Ledger.open(path) as ledger:
        for number in numbers:
            ledger.add(coded(number))
    return path


def lay(path, folder, shard):
    with Ledger.open(path, read_only=True) as ledger:
        return partition(ledger, folder, shard=shard)


def test_other_tools_read_months_and_outlets_from_the_folders(file, folder):
    with Ledger.open(file, read_only=True) as ledger:
        rows, january = ledger.count("events"), ledger.count("reports", since="2018-01-01", until="2018-01-31")
    assert pl.read_parquet(folder / "events", hive_partitioning=True).height == rows
    reports = duckdb.read_parquet(f"{folder}/reports/**/*.parquet", hive_partitioning=True)
    assert reports.filter("month = '2018-01'").shape[0] == january
    outlets = duckdb.read_parquet(f"{folder}/events/**/*.parquet", hive_partitioning=True).project("outlet").distinct()
    assert {one for (one,) in outlets.fetchall()} == {f"Outlet {n}" for n in range(7)}


def test_shards_lie_beside_one_another_and_no_report_twice(tmp_path):
    whole = filled(tmp_path / "whole.db", range(12))
    folder = tmp_path / "folder"
    lay(filled(tmp_path / "a.db", range(8)), folder, "a")
    _, left = lay(filled(tmp_path / "b.db", range(5, 12)), folder, "b")
    assert left == 3
    with Ledger.open(whole, read_only=True) as one, Ledger.open(folder) as other:
        for table in ("reports", "statements", "events", "figures", "actors"):
            assert one.table(table).equals(other.table(table))
        assert verify(other).holds


def test_a_shard_laid_down_anew_takes_the_place_of_the_old_and_readers_follow(tmp_path):
    path, folder = filled(tmp_path / "a.db", range(3)), tmp_path / "folder"
    first, _ = lay(path, folder, "a")
    with Ledger.open(folder) as reader:
        assert reader.count("reports") == 3
        filled(path, range(3, 6))
        second, _ = lay(path, folder, "a")
        assert reader.count("reports") == 6
    assert not [name for name in set(first.files) - set(second.files) if (folder / name).exists()]
    before = {name: (folder / name).stat().st_mtime_ns for name in second.files}
    again, _ = lay(path, folder, "a")
    assert again == second
    assert {name: (folder / name).stat().st_mtime_ns for name in again.files} == before  # readers may be at them


def test_files_that_no_shard_lists_are_not_read(tmp_path):
    path, folder = filled(tmp_path / "a.db", range(3)), tmp_path / "folder"
    made, _ = lay(path, folder, "a")
    listed = next(name for name, about in made.files.items() if about[0] == "reports")
    shutil.copy(folder / listed, (folder / listed).with_name("left-by-a-killed-run.parquet"))
    with Ledger.open(folder) as reader:
        assert reader.count("reports") == 3


def test_a_changed_and_a_lost_file_are_found(tmp_path):
    folder = tmp_path / "folder"
    made, _ = lay(filled(tmp_path / "a.db", range(3)), folder, "a")
    figures = [name for name, about in made.files.items() if about[0] == "figures"]
    data = bytearray((folder / figures[0]).read_bytes())
    data[40] ^= 1
    (folder / figures[0]).write_bytes(data)
    with Ledger.open(folder) as reader:
        assert list(reader.faults()) == [f"{figures[0]} is not the file that was laid down"]
        (folder / figures[1]).unlink()
        assert f"{figures[1]} is gone" in reader.faults()
    with pytest.raises(LedgerError, match=r"a-.*parquet.*harmel partition"):
        Ledger.open(folder)


def test_what_cannot_be_a_folder_is_refused_in_words(tmp_path):
    path = filled(tmp_path / "a.db", range(2))
    (tmp_path / "others").mkdir()
    (tmp_path / "others" / "diary.txt").write_text("mine")
    with pytest.raises(LedgerError, match="holds other things"):
        lay(path, tmp_path / "others", "a")
    with pytest.raises(LedgerError, match="is a file"):
        lay(path, path, "a")
    with pytest.raises(UsageError, match="not a shard's name"):
        lay(path, tmp_path / "folder", "../a")
    with pytest.raises(NotALedgerError, match="no partitioned ledger"):
        Ledger.open(tmp_path / "others")


@pytest.mark.parametrize(
    ("told", "says"), [("{", "is no list"), ('{"name": "a"}', "is no list"), (None, "newer harmel")]
)
def test_a_list_of_files_that_cannot_be_read_is_named(tmp_path, told, says):
    folder = tmp_path / "folder"
    made, _ = lay(filled(tmp_path / "a.db", range(2)), folder, "a")
    newer = {"name": "a", "state": made.state, "schema": 99, "files": {}}
    (folder / made.place).write_text(told or json.dumps(newer))
    with pytest.raises(LedgerError, match=says):
        Ledger.open(folder)
