"""The reference is whole: every column, verb and setting has its line."""

from dataclasses import fields
from pathlib import Path

import pytest
import typer

from harmel import schema, settings
from harmel.cli import verbs

DOCS = Path(__file__).resolve().parents[1] / "docs" / "reference"


@pytest.mark.parametrize("table", schema.CLASSES)
def test_every_column_has_a_line(table):
    section = DOCS.joinpath("columns.md").read_text("utf-8").partition(f"\n## `{table}`\n")[2].partition("\n## ")[0]
    assert [c for c in schema.columns(table) if f"| `{c}` |" not in section] == []


def test_every_verb_and_option_has_a_line():
    page = DOCS.joinpath("verbs.md").read_text("utf-8")
    group = typer.main.get_command(verbs())
    for name, command in group.commands.items():
        section = page.partition(f"\n## `harmel {name}`\n")[2]
        assert section, name
        options = [o for p in command.params for o in p.opts if o.startswith("--")]
        assert [o for o in options if o not in section] == [], name


def test_every_setting_has_a_line():
    page = DOCS.joinpath("rivalry.md").read_text("utf-8")
    wanted = {f.name for kind in (settings.Rivalry, settings.Guideline) for f in fields(kind)} - {"path", "when"}
    assert sorted(name for name in wanted if f"`{name}" not in page) == []
