"""Opens a ledger file: makes it, knows it from other files, brings it to this version, says clearly what is wrong."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from weakref import WeakSet

from harmel.errors import BusyError, LedgerError, NotALedgerError, SchemaError, UsageError
from harmel.ledger import migrations, tables

MARK = 0x6861726D
"""SQLite's ``application_id`` of a ledger: the letters ``harm``."""

_HEADER = b"SQLite format 3\x00"


def connect(path: Path, *, read_only: bool, wait: float) -> sqlite3.Connection:
    """Open the file, make it if it is new, bring it to this version if it is older.

    Parameters
    ----------
    wait
        Seconds to wait for another writer.

    Raises
    ------
    NotALedgerError, SchemaError, BusyError, LedgerError
        Each in one line with what to do.
    """
    with translated(path):
        with _door:
            _check_file(path, read_only=read_only)
            connection = _connection(path, read_only=read_only, wait=wait)
        try:
            _prepare(connection, path, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def is_folder(path: Path) -> bool:
    """Say whether a path is a partitioned ledger, as ``harmel partition`` makes them.

    >>> is_folder(Path("no-such-folder"))
    False
    """
    try:
        return path.is_dir() and next((path / "shards").glob("*.json"), None) is not None
    except PermissionError:  # whoever opens it as a file says so in words
        return False


class _Held(sqlite3.Connection):
    """A connection of which this process knows for which file it is open."""

    file: tuple[int, int] | None = None

    def close(self) -> None:
        super().close()
        self.file = None


_door = RLock()
_open_here: WeakSet[_Held] = WeakSet()


def _inode(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def in_memory() -> sqlite3.Connection:
    """Make a ledger that ends with the program."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _set_up(connection, 0)
    return connection


def _check_file(path: Path, *, read_only: bool) -> None:
    """Refuse what cannot be a ledger before SQLite touches it."""
    where = str(path)
    if path.parent.is_dir() and not _may(path.parent, os.X_OK):
        raise LedgerError("may not be read", where=where, remedy="check the permissions of its folder")
    if path.is_dir():
        raise NotALedgerError("is a folder, and no partitioned ledger", where=where, remedy="name a file")
    if not path.exists():
        if read_only:
            raise LedgerError("there is no such ledger", where=where, remedy="make one with harmel add")
        if not path.parent.is_dir():
            raise LedgerError("its folder does not exist", where=where, remedy="make the folder first")
        return
    if not _may(path, os.R_OK):
        raise LedgerError("may not be read", where=where, remedy="check the file's permissions")
    if _inode(path) in {held.file for held in _open_here}:
        return  # it was looked at; and to close any handle on a file gives up every lock that this process has on it
    with path.open("rb") as file:
        head = file.read(100)
    if head and not head.startswith(_HEADER):
        raise NotALedgerError("is not a ledger", where=where, remedy="name another file; this one was left as it was")
    if head and len(head) == 100:  # noqa: PLR2004 - the length of SQLite's file header
        _check_length(path, head)


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


def _check_length(path: Path, head: bytes) -> None:
    """Find a file that was cut off: it is shorter than its own header says, and no log of writes explains that."""
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    valid = head[24:28] == head[92:96]
    promised = int.from_bytes(head[28:32], "big") * page
    log = path.with_name(path.name + "-wal")
    if valid and path.stat().st_size < promised and not (log.exists() and log.stat().st_size):
        short = promised - path.stat().st_size
        raise LedgerError(f"was cut off: {short} bytes are missing", where=str(path), remedy="take a backup copy")


def _connection(path: Path, *, read_only: bool, wait: float) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    if read_only and not _may(path.parent, os.W_OK) and not path.with_name(path.name + "-wal").exists():
        uri += "&immutable=1"  # a medium that cannot be written: WAL's own files cannot be made there, or change
    # Threads of a web server may share a reader: SQLite is built to serialise them.
    made = sqlite3.connect(
        uri, uri=True, timeout=wait, isolation_level=None, check_same_thread=not read_only, factory=_Held
    )
    made.file = _inode(path)
    _open_here.add(made)
    return made


def _prepare(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    mark, version = (connection.execute(f"PRAGMA {p}").fetchone()[0] for p in ("application_id", "user_version"))
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not (mark == MARK or (empty and mark == 0)):
        raise NotALedgerError("is a database of another program", where=str(path), remedy="name another file")
    if version > migrations.VERSION:
        say = f"was written by a newer harmel (schema {version}, this one knows {migrations.VERSION})"
        raise SchemaError(say, where=str(path), remedy="upgrade harmel")
    if read_only:
        if version < migrations.VERSION:
            say = f"has the older schema {version}" if version else "is an empty file"
            raise SchemaError(say, where=str(path), remedy="open it once for writing, as harmel add does")
        connection.execute("PRAGMA query_only = 1")
        return
    if not _may(path, os.W_OK):
        raise LedgerError("is read-only", where=str(path), remedy="check the file's permissions")
    _set_up(connection, version)


def _set_up(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("PRAGMA foreign_keys = 1")
    if version < migrations.VERSION:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:  # another process may have done it while we waited
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            _create(connection) if version == 0 else migrations.migrate(connection, version)
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    connection.execute("PRAGMA synchronous = FULL")  # what was reported stored survives a power cut too


def _create(connection: sqlite3.Connection) -> None:
    for line in tables.declarations():
        connection.execute(line)
    migrations.describe(connection)
    connection.execute(f"PRAGMA application_id = {MARK}")
    connection.execute(f"PRAGMA user_version = {migrations.VERSION}")


_MEANINGS: tuple[tuple[str, type[LedgerError], str, str], ...] = (
    ("locked", BusyError, "another process is writing to it", "try again when it has ended"),
    ("busy", BusyError, "another process is writing to it", "try again when it has ended"),
    ("full", LedgerError, "the disk is full", "make room; what was stored before is intact"),
    ("readonly", LedgerError, "is read-only", "check the file's permissions"),
    ("unable to open", LedgerError, "cannot be opened", "check the path and its permissions"),
    ("not a database", NotALedgerError, "is not a ledger", "name another file; this one was left as it was"),
    ("malformed", LedgerError, "is damaged", "take a backup copy, or add its reports anew"),
    ("disk I/O", LedgerError, "the disk failed", "check the disk; what was stored before is intact"),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Say SQLite's failures in one clear line each."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "interrupted" in str(error):
            raise UsageError("the question took longer than it may", remedy="narrow it with filters") from error
        for part, kind, what, remedy in _MEANINGS:
            if part in str(error):
                raise kind(what, where=str(path), remedy=remedy) from error
        raise LedgerError(f"SQLite says: {error}", where=str(path), remedy="see harmel verify") from error
    except UnicodeEncodeError as error:
        raise LedgerError(
            "half a surrogate pair cannot be stored", where=str(path), remedy="decode the text first"
        ) from error
