import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = """
from harmel.dynamics.compiled import compiled

@compiled
def double(x):
    return 2 * x
"""


def run(folder: Path, **places: str) -> list[str]:
    """Call the compiled function in a fresh process; give its answer, and how often it came from disk."""
    code = "import inner; print(inner.double(1.5), sum(inner.double.stats.cache_hits.values()))"
    kept = {name: value for name, value in os.environ.items() if name not in ("NUMBA_CACHE_DIR", "XDG_CACHE_HOME")}
    done = subprocess.run(  # noqa: S603 - this interpreter, our own words
        [sys.executable, "-c", code], cwd=folder, env=kept | places, capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.fixture
def closed(tmp_path):
    """Make a folder beside whose source nothing can be kept, even by root."""
    (tmp_path / "inner.py").write_text(SOURCE)
    (tmp_path / "__pycache__").touch()
    return tmp_path


def test_a_second_run_does_not_compile_again(tmp_path):
    (tmp_path / "inner.py").write_text(SOURCE)
    assert run(tmp_path) == ["3.0", "0"]
    assert run(tmp_path) == ["3.0", "1"]


def test_an_install_that_cannot_be_written_to_keeps_the_code_in_the_users_cache(closed):
    home = closed / "home"
    home.mkdir()
    assert run(closed, HOME=str(home)) == ["3.0", "0"]
    assert run(closed, HOME=str(home)) == ["3.0", "1"]


def test_where_nothing_can_be_kept_it_still_runs(closed):
    assert run(closed, HOME="/dev/null", NUMBA_CACHE_DIR="/dev/null/none") == ["3.0", "0"]
