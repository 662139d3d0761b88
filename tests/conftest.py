"""Make the helpers beside the tests importable under --import-mode=importlib, and hold them all to this machine."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

# No test, and no process that one starts, may speak to anything but loopback: whoever tries is refused and told on.
_NOTES = Path(tempfile.mkstemp(prefix="harmel-outward-")[1])
os.environ["HARMEL_TESTS_OUTWARD"] = str(_NOTES)
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(HERE / "outward"), os.environ.get("PYTHONPATH", ""))))
sys.path.insert(0, str(HERE / "outward"))
sys.modules.pop("sitecustomize", None)  # the machine's own, if it has one
import sitecustomize  # noqa: E402, F401

sys.path.remove(str(HERE / "outward"))


@pytest.fixture(autouse=True)
def _no_outward_socket():
    yield
    tried = _NOTES.read_text("utf-8")
    if tried:
        _NOTES.write_text("", "utf-8")
        pytest.fail(f"a socket went outward: {tried}")


def pytest_unconfigure():
    _NOTES.unlink(missing_ok=True)
