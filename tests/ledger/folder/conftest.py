"""A ledger file, and the same ledger laid down as a folder."""

from dataclasses import replace

import pytest

from harmel.ledger import Ledger, keep_series, partition
from harmel.records import Furniture, Reject
from ledgers import coded


def _odd():
    """Make a report whose lists hold control characters, which JSON writers spell in more than one way."""
    one = coded(40)
    furniture = (Furniture(span=((0, 3),), kind="naïve \x1f\t“ads”"),)
    return replace(one, report=replace(one.report, furniture=furniture))


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("one") / "harmel.db"
    with Ledger.open(path) as ledger:
        for number in range(40):
            ledger.add(coded(number))
        ledger.add(_odd())
        ledger.reject(Reject(source="bad.txt", reason="empty"))
        ledger.remember("rivalry", "straits")
        keep_series(ledger, [("NOR", 2018, 1.7)], source="SIPRI", measure="ships", unit="ships")
    return path


@pytest.fixture(scope="module")
def folder(file, tmp_path_factory):
    place = tmp_path_factory.mktemp("many") / "ledger"
    with Ledger.open(file, read_only=True) as ledger:
        partition(ledger, place)
    return place
