"""Doors are fuzzed, led by coverage (atheris): two for a moment here, all for a minute in ``make torture``."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

FUZZ = Path(__file__).with_name("fuzz.py")
DOORS = ("html", "text", "warc", "quotes", "dates", "query")


def _fuzzed(door, seconds, folder):
    command = [sys.executable, str(FUZZ), door, str(seconds), str(folder)]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    assert done.returncode == 0, done.stderr[-3_000:]  # the input that did it stands there, and as a file in the folder
    return int(re.search(r"Done (\d+) runs", done.stderr)[1])


@pytest.mark.parametrize("door", ["text", "query"])  # to instrument what is imported takes longer than the run
def test_no_bytes_crash_a_door(door, tmp_path):
    assert _fuzzed(door, 2, tmp_path) > 50


@pytest.mark.torture
@pytest.mark.parametrize("door", DOORS)
def test_no_bytes_crash_a_door_in_a_minute(door, tmp_path):
    assert _fuzzed(door, 60, tmp_path) > 1_000
