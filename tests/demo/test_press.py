"""``harmel demo --press``: a small seeded press is read beside the pages that come with the program."""

import re

from typer.testing import CliRunner

from harmel.cli import verbs


def test_a_small_press_is_read_beside_the_fourteen_pages(tmp_path):
    page = tmp_path / "brief.html"
    done = CliRunner().invoke(verbs(), ["demo", "--page", str(page), "--press", "4"])
    assert done.exit_code == 0
    assert int(re.search(r"(\d+) reports, \d+ statements", done.output)[1]) > 14
    assert page.read_text(encoding="utf-8").lower().startswith("<!doctype html>")
