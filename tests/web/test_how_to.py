"""The examples of the how-to are run as they stand, against a real server."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from harmel.ledger import Ledger
from harmel.settings import rivalry
from harmel.web import create_app
from hostile_report import coded
from served import served

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "use-the-api.md"
TEXT = PAGE.read_text("utf-8")
LINES = re.findall(r"^\$ (curl .*)$", TEXT, re.MULTILINE)
R = re.search(r"```r\n(.*?)```", TEXT, re.DOTALL)[1]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("how_to")
    with Ledger.open(folder / "l.db") as opened:
        for number in range(7):
            opened.add(coded(number, hostile="plain"))
    folder.joinpath("page.txt").write_text("")
    return folder


@pytest.fixture(scope="module")
def address(place):
    with served(create_app(place / "l.db", rivalry("nato-russia"))) as found:
        yield found


def run(line, place, address):
    line = line.replace("http://127.0.0.1:8000", address)
    return subprocess.run(line, shell=True, cwd=place, capture_output=True, check=True, timeout=120).stdout  # noqa: S602


def test_curl_is_here_and_there_is_something_to_run():
    assert shutil.which("curl")
    assert len(LINES) >= 16


@pytest.mark.parametrize("line", LINES)
def test_each_curl_line_gives_what_it_promises(line, place, address):
    told = run(line, place, address)
    if file := re.search(r"-o (events\S*)", line):
        content = place.joinpath(file[1]).read_bytes()
        begins = {"csv": b"report_id,", "arrow": b"\xff\xff\xff\xff", "parquet": b"PAR1"}
        assert content.startswith(begins[file[1].rpartition(".")[2]])
    elif "http_code" in line:
        assert told == b"304\n"
    elif "colour" in line:
        assert json.loads(told)["status"] == 422
    elif "python3" in line:
        assert re.fullmatch(rb"[\w-]+\n", told)
    elif "uploads" in line:
        assert json.loads(told)["documents"][0]["reason"] == "empty"
    else:
        found = json.loads(told)
        assert found, line
        assert "status" not in found or found["status"] == 200, told


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed on this machine")
def test_the_r_example_runs(place, address):
    script = place / "example.R"
    script.write_text(R.replace("http://127.0.0.1:8000", address))
    subprocess.run(["Rscript", str(script)], cwd=place, check=True, timeout=300)  # noqa: S603, S607


def test_the_r_example_is_whole():
    for one, other in ("()", "{}", "[]"):
        assert R.count(one) == R.count(other)
    assert "read.csv" in R
    assert "format=csv" in R
