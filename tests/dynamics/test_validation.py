"""The long form of every acceptance figure; its table is docs/validation.md."""

from pathlib import Path

import pytest

import acceptance_dynamics as acceptance
from shared import shared

PAGE = Path(__file__).resolve().parents[2] / "docs" / "validation.md"
HEAD = """# Validation

Every figure that the models of `harmel model`, `harmel warn` and `harmel whatif` were asked to reproduce, and what they
gave. Written by `make torture`; the quick form is `make figures-dynamics`.

| what | asked | got | met |
| --- | --- | --- | --- |
"""


def test_published_figures_are_met():
    shared("data/israel_palestine_weekly_1979_2003.csv")
    assert not [figure for figure in acceptance.published_figures(full=False) if not figure.met]


@pytest.mark.torture
def test_every_figure_in_its_full_form():
    shared("data/israel_palestine_weekly_1979_2003.csv")
    found = [figure for group in acceptance.GROUPS for figure in group(full=True)]
    rows = (f"| {f.what} | {f.asked} | {f.got} | {'yes' if f.met else '**no**'} |" for f in found)
    PAGE.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    assert not [figure for figure in found if not figure.met]
