"""What tests of several rooms call: the material that may not be committed, and the bench."""

import importlib
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

_TOP = Path(__file__).resolve().parents[1]
_PLACES = (_TOP.parent / "shared", _TOP.parent.parent / "shared")
SHARED = next((p for p in _PLACES if p.is_dir()), _PLACES[0])


def shared(name: str) -> Path:
    """Give a file of the shared material; under CI its absence is a failure, elsewhere a skip that says why."""
    path = SHARED / name
    if not path.exists():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(f"{path} is missing: this test measures on material that is not part of the project")
    return path


def bench(name: str) -> ModuleType:
    """Load a module of the bench, with the others beside it as when it is run itself."""
    sys.path.insert(0, str(_TOP / "bench"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(_TOP / "bench"))
