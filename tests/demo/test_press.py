"""``harmel demo``: pages by hand and a small press, a brief with something in every section, a ledger to go on with."""

import re
from functools import cache

import pytest
from typer.testing import CliRunner

from harmel.cli import verbs
from harmel.cli.demo import DEMO
from harmel.errors import UsageError
from harmel.ledger import Ledger

RUN = CliRunner()


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    page, ledger = folder / "brief.html", folder / "demo.db"
    ran = RUN.invoke(verbs(), ["demo", "--page", str(page), "--keep", str(ledger), "--pages", "40"])
    assert ran.exit_code == 0
    return ran, page, ledger


@cache
def sections(page):
    return dict(re.findall(r'<section id="(\w[\w-]*)".*?>(.*?)</section>', page.read_text(encoding="utf-8"), re.DOTALL))


def test_every_section_of_the_brief_has_something_in_it(done):
    ran, page, _ = done
    found = sections(page)
    for key in ("said", "happened", "not-done", "disputes", "answers", "figures", "reports", "limits"):
        assert found[key].count("<li>") >= 3, key
    assert found["posture"].count("<meter") == 10
    assert found["series"].count("<tr>") >= 8
    assert "copied: " in found["reports"]
    assert "Not tested" not in found["warning"]
    assert max(map(len, ran.stdout.splitlines())) <= 80


def test_nothing_stands_twice_in_a_section(done):
    for key, section in sections(done[1]).items():
        if key in ("happened", "figures"):
            lines = re.findall(r"^<details><summary>(.*?)</summary>", section, re.MULTILINE)
            assert len(lines) == len(set(lines)), key


def test_the_ledger_stays_and_goes_on(done):
    ran, _, ledger = done
    assert f"harmel serve --ledger {ledger}" in ran.output
    with Ledger.open(ledger, read_only=True) as opened:
        reports = opened.table("reports").num_rows
    assert reports > 14 + 20
    series = RUN.invoke(verbs(), ["series", "--ledger", str(ledger), "--period", "quarter", "--format", "csv"])
    assert series.exit_code == 0
    assert "lita,kordavia" in series.output
    again = RUN.invoke(verbs(), ["demo", "--keep", str(ledger), "--page", str(ledger.with_suffix(".html"))])
    assert isinstance(again.exception, UsageError)


def test_the_pages_by_hand_can_be_read_alone(tmp_path):
    ran = RUN.invoke(verbs(), ["demo", "--page", str(tmp_path / "b.html"), "--pages", "0"])
    assert ran.exit_code == 0
    assert "14 reports," in ran.output
    assert DEMO == "straits"
