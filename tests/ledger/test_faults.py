"""Twenty ways in which a ledger file can be wrong: each ends in one clear line, and what was stored stays."""

import os
import resource
import shutil
import sqlite3
import threading
from contextlib import contextmanager

import pytest

from harmel.errors import BusyError, HarmelError, LedgerError, NotALedgerError
from harmel.ledger import Ledger, verify
from ledgers import coded


@pytest.fixture
def path(tmp_path):
    place = tmp_path / "ledger.db"
    with Ledger.open(place) as ledger:
        for number in range(30):
            ledger.add(coded(number))
    return place


def use(path, *, read_only=False):
    """Open, read everything, and write unless asked not to."""
    with Ledger.open(path, read_only=read_only, wait=0.1) as ledger:
        proof = verify(ledger)
        if not proof.holds:
            raise LedgerError(proof.problems[0].what, where=str(path))
        for table in ("reports", "statements", "events", "figures", "links"):
            ledger.table(table)
        if not read_only:
            ledger.add(coded(99))


@contextmanager
def nobody():
    """Lose the rights of root for a while, if we have them."""
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)


def let_in(folder):
    """Let others pass through the folders that pytest made for its own user, one more of them under xdist."""
    for made in (folder, *folder.parents):
        if made == folder or made.name.startswith(("pytest-", "popen-")):
            made.chmod(0o755)


def test_a_folder_that_may_not_be_entered_is_refused_in_words(path, tmp_path):
    let_in(tmp_path)
    tmp_path.chmod(0o600)
    with nobody(), pytest.raises(LedgerError, match="may not be read"):
        use(path)
    tmp_path.chmod(0o755)


def cut(path, size):
    with path.open("r+b") as file:
        file.truncate(size)


def scribble(path, start, size):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(bytes(range(256)) * (size // 256))


def other_database(path):
    path.unlink()
    kept = sqlite3.connect(path)
    kept.execute("CREATE TABLE recipes (name TEXT)")
    kept.close()


def other_mark(path):
    kept = sqlite3.connect(path)
    kept.execute("PRAGMA application_id = 1234")
    kept.close()


def folder(path):
    path.unlink()
    path.mkdir()


DAMAGES = {
    "a text file": lambda p: p.write_text("Minutes of the meeting.\n" * 99),
    "an image": lambda p: p.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(5000)),
    "one byte": lambda p: p.write_bytes(b"S"),
    "another program's database": other_database,
    "another program's mark": other_mark,
    "a folder": folder,
    "cut in the header": lambda p: cut(p, 60),
    "cut after the header": lambda p: cut(p, 100),
    "cut after a page": lambda p: cut(p, 4096),
    "cut in the middle": lambda p: cut(p, p.stat().st_size // 2),
    "one page short": lambda p: cut(p, p.stat().st_size - 4096),
    "scribbled header": lambda p: scribble(p, 0, 512),
    "scribbled schema": lambda p: scribble(p, 100, 256),
    "scribbled middle": lambda p: scribble(p, p.stat().st_size // 2 // 4096 * 4096, 8192),
}


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_wrong_file_is_refused_in_words_and_left_as_it_was(path, damage, read_only):
    DAMAGES[damage](path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(HarmelError) as caught:
        use(path, read_only=read_only)
    assert isinstance(caught.value, LedgerError)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert before is None or path.read_bytes() == before


def test_no_ledger_there(tmp_path):
    with pytest.raises(LedgerError, match="no such ledger"):
        use(tmp_path / "none.db", read_only=True)
    with pytest.raises(LedgerError, match="folder does not exist"):
        use(tmp_path / "none" / "ledger.db")
    assert list(tmp_path.iterdir()) == []


def test_a_file_without_rights_is_refused(path, tmp_path):
    let_in(tmp_path)
    path.chmod(0o000)
    with nobody(), pytest.raises(LedgerError, match="may not be read"):
        use(path)
    path.chmod(0o644)
    with nobody(), pytest.raises(LedgerError, match="is read-only"):
        use(path)
    use(path)


def test_a_ledger_on_a_medium_that_cannot_be_written_is_read(path, tmp_path):
    let_in(tmp_path)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    with nobody():
        use(path, read_only=True)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ledger.db"]
    tmp_path.chmod(0o755)


def test_an_empty_file_becomes_a_ledger_only_for_a_writer(tmp_path):
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(LedgerError, match="empty file"):
        use(path, read_only=True)
    use(path)
    use(path, read_only=True)


def test_a_second_writer_waits_and_then_says_so_while_readers_go_on(path):
    with Ledger.open(path) as first, first.transaction() as held:
        held.execute("DELETE FROM events")
        with pytest.raises(BusyError, match="another process is writing"), Ledger.open(path, wait=0.2) as second:
            second.add(coded(50))
        with Ledger.open(path, read_only=True) as reader:
            assert reader.count("events") == 30, "a reader sees the last whole state"
            assert reader.search("strait")
        held.execute("ROLLBACK")
        held.execute("BEGIN")
    use(path)


def test_a_writer_that_waits_long_enough_gets_its_turn(path):
    first = Ledger.open(path)
    done = []

    def wait():
        with Ledger.open(path, wait=10) as second:
            done.append(second.add(coded(50)))

    with first.transaction():
        waiting = threading.Thread(target=wait)
        waiting.start()
        waiting.join(0.3)
        assert done == []
    waiting.join(10)
    assert done == ["new"]
    first.close()


def test_a_full_disk_keeps_what_was_there(path):
    with Ledger.open(path) as ledger:
        with ledger.transaction() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
        ledger._connection.execute(f"PRAGMA max_page_count = {pages + 3}")
        with pytest.raises(LedgerError, match="the disk is full"):
            _fill(ledger)
        stored = ledger.count("reports")
        assert verify(ledger).holds
    assert stored >= 30
    use(path)


def _fill(ledger):
    for number in range(100, 900):
        ledger.add(coded(number))


def test_a_file_that_may_not_grow_keeps_what_was_there(path):
    size = path.stat().st_size
    child = os.fork()
    if child == 0:  # a limit on file size cannot be taken back, so another process bears it
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        status = 9
        try:
            with Ledger.open(path) as ledger:
                _fill(ledger)
        except LedgerError as error:
            status = 0 if "disk" in str(error) else 8
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with Ledger.open(path) as ledger:
        assert ledger.count("reports") >= 30
        assert verify(ledger).holds


def test_a_scribbled_log_of_writes_does_not_harm_what_was_stored(path, tmp_path):
    with Ledger.open(path) as ledger:
        ledger.add(coded(70))
        for suffix in ("", "-wal"):
            shutil.copy(f"{path}{suffix}", f"{tmp_path / 'copy.db'}{suffix}")
    scribble(tmp_path / "copy.db-wal", 0, 512)
    with Ledger.open(tmp_path / "copy.db") as copy:
        assert copy.count("reports") == 30
        assert verify(copy).holds


def test_a_foreign_file_is_not_made_a_ledger(tmp_path):
    path = tmp_path / "recipes.db"
    path.touch()
    other_database(path)
    with pytest.raises(NotALedgerError, match="another program"):
        Ledger.open(path)
