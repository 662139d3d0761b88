"""The public list is whole: every public name is there, is documented, and costs nothing until it is used."""

import inspect
import subprocess
import sys

import pytest

import harmel


@pytest.mark.parametrize("name", harmel.__all__)
def test_every_public_name_is_there_and_documented(name):
    thing = getattr(harmel, name)
    assert isinstance(thing, str) or inspect.getdoc(thing)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nothing_like_it"):
        harmel.nothing_like_it  # noqa: B018


def test_importing_harmel_loads_no_heavy_library():
    heavy = {"spacy", "pyarrow", "polars", "duckdb", "numpy", "fastapi", "trafilatura"}
    code = "import sys, harmel, harmel.cli; harmel.cli.verbs(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603
    assert not heavy & set(loaded)
