"""A reader that stays open sees what other processes write, whoever else in its process opens the file meanwhile."""

import subprocess
import sys

from harmel.ledger import Ledger
from ledgers import coded

WRITE = """
import sys
sys.path.insert(0, sys.argv[2])
from harmel.ledger import Ledger
from ledgers import coded
with Ledger.open(sys.argv[1]) as ledger:
    ledger.add(coded(int(sys.argv[3])))
"""


def test_opening_it_once_more_gives_up_no_lock_of_a_reader(tmp_path):
    path = tmp_path / "l.db"
    helpers = str(__import__("ledgers").__file__).rpartition("/")[0]
    with Ledger.open(path) as ledger:
        ledger.add(coded(0))
    with Ledger.open(path, read_only=True) as reader:
        for number in range(1, 5):
            assert reader.count("reports") == number
            with Ledger.open(path, read_only=True) as other:
                assert other.count("reports") == number
            subprocess.run([sys.executable, "-c", WRITE, str(path), helpers, str(number)], check=True)  # noqa: S603
            assert reader.count("reports") == number + 1
            assert len(reader.search("strait", limit=50)) == number + 1
