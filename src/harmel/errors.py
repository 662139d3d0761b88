"""The error tree: everything that harmel raises on purpose.

HarmelError
├── UsageError          the call is wrong: exit status 2
│   └── NoPageError     … a cursor that this question did not give
├── SettingsError       a settings or rivalry file cannot be used
├── RegistryError       the actor registry contradicts itself or cannot be read
├── ReadingError        an input could not be read as a report
│   └── Rejected        … for a reason from the list below, kept in the ledger's ``rejects``
├── LedgerError         the ledger file cannot be used
│   ├── NotALedgerError it is some other file
│   ├── SchemaError     it was written by another version
│   └── BusyError       another writer holds it
├── ImportFormatError   a foreign event table does not have the layout it claims
└── RefusalError        the data cannot carry the model that was asked for
"""

from __future__ import annotations


class HarmelError(Exception):
    """Base of all errors; its message is one line that says what, where and what to do.

    Parameters
    ----------
    what
        What went wrong, without a full stop.
    where
        The file, the URL, or ``file:offset``.
    remedy
        What the user can do about it.

    >>> print(HarmelError("no article found", where="a.txt", remedy="pass --plain if the file has no furniture"))
    a.txt: no article found (pass --plain if the file has no furniture)
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        """Give the one line that a person is shown."""
        place = f"{self.where}: " if self.where else ""
        mend = f" ({self.remedy})" if self.remedy else ""
        return f"{place}{self.what}{mend}"

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way from a worker process to its parent."""
        return (_rebuild, (type(self), self.what, self.where, self.remedy))


def _rebuild(kind: type[HarmelError], what: str, where: str, remedy: str) -> HarmelError:
    return kind(what, where=where, remedy=remedy)


class UsageError(HarmelError):
    """The call itself is wrong; the command line ends with status 2."""


class NoPageError(UsageError):
    """A cursor names no page of the answer to this question."""


class SettingsError(HarmelError):
    """A settings or rivalry file cannot be used."""


class RegistryError(HarmelError):
    """The actor registry contradicts itself or cannot be read."""


class ReadingError(HarmelError):
    """An input could not be read."""


class Rejected(ReadingError):  # noqa: N818 - an outcome with a reason, kept as a row, rather than a failure
    """An input that is no usable report, with the reason that goes into ``rejects``."""


class LedgerError(HarmelError):
    """The ledger file cannot be used."""


class NotALedgerError(LedgerError):
    """The file is not a harmel ledger."""


class SchemaError(LedgerError):
    """The ledger was written by another version and cannot be migrated."""


class BusyError(LedgerError):
    """Another process is writing to the ledger."""


class ImportFormatError(HarmelError):
    """A foreign event table lacks the layout that it claims."""


class RefusalError(HarmelError):
    """The data cannot carry the model that was asked for."""
