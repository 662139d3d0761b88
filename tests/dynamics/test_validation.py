"""The long form of every acceptance figure and of the null tests; their tables are docs/validation.md."""

from collections.abc import Iterable
from pathlib import Path

import pytest

import acceptance_dynamics as acceptance
import null_rates
from shared import shared

PAGE = Path(__file__).resolve().parents[2] / "docs" / "validation.md"
HEAD = """# Validation

Every figure that the models of `harmel model`, `harmel warn` and `harmel whatif` were asked to reproduce, and what they
gave. Written by `make torture`; the quick form is `make figures-dynamics`.

| what | asked | got | met |
| --- | --- | --- | --- |
"""
NULLS = """
## What is found where there is nothing

Simulated worlds without the effect in question, and how often the model finds it all the same.

| where nothing is | asked | found | met |
| --- | --- | --- | --- |
"""


def as_rows(found: Iterable[acceptance.Figure]) -> str:
    return "".join(f"| {f.what} | {f.asked} | {f.got} | {'yes' if f.met else '**no**'} |\n" for f in found)


def test_published_figures_are_met():
    shared("data/israel_palestine_weekly_1979_2003.csv")
    assert not [figure for figure in acceptance.published_figures(full=False) if not figure.met]


@pytest.mark.parametrize("group", null_rates.NULLS)
def test_what_is_not_there_is_seldom_found(group):
    assert not [figure for figure in group(full=False) if not figure.met]


@pytest.mark.torture
def test_every_figure_in_its_full_form():
    shared("data/israel_palestine_weekly_1979_2003.csv")
    found = [figure for group in acceptance.GROUPS for figure in group(full=True)]
    nulls = [figure for group in null_rates.NULLS for figure in group(full=True)]
    PAGE.write_text(HEAD + as_rows(found) + NULLS + as_rows(nulls), encoding="utf-8")
    assert not [figure for figure in found + nulls if not figure.met]
