"""Coding keeps its speed: a ratio to spaCy on the same sentences, in turn with it, so that the machine cancels out."""

import importlib.util
import sys
import tomllib
from pathlib import Path

from harmel.actors import Registry
from harmel.press import registry_file

HERE = Path(__file__).parents[1]
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["events"]


def bench(name):
    sys.path.insert(0, str(HERE.parent / "bench"))  # as when the bench itself is run
    try:
        spec = importlib.util.spec_from_file_location(name, HERE.parent / "bench" / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.pop(0)
    return module


def test_coding_is_several_times_as_fast_as_the_parse():
    coding = bench("coding")
    known = coding.read(coding.texts_of(None, 16), Registry.load((registry_file(),)))
    each = coding.seconds(known)
    assert each["spaCy"] / each["events"] >= FLOORS["coding_over_spacy"]
