"""What becomes of the hostile pages: time and memory of each in its worker, what ``harmel add`` keeps of it."""

import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from harmel.reading import Document, Known, read_isolated

_HOSTILE = Path(__file__).resolve().parents[1] / "tests" / "hostile"


def in_worker(content: bytes, good: bytes) -> tuple[float, int]:
    """Give the seconds that a worker takes over a page, once it has started and read a good one, and its peak MB."""
    asked = (Document(known=Known(source="page"), content=one, kind="html") for one in (good, content))
    reading = read_isolated(asked)
    next(reading)
    began = time.perf_counter()
    next(reading)
    took = time.perf_counter() - began
    peaks = [_peak(int(pid)) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    reading.close()
    return took, max([*peaks, 0]) or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def _peak(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next((int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0)


def outcomes(pages: dict[str, bytes]) -> tuple[dict[str, str], int]:
    """Add every page to one ledger by ``harmel add FOLDER``; say what it holds of each, and the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(pages.values()):
            (Path(folder) / f"{number:02}.html").write_bytes(content)
        ledger = Path(folder) / ".ledger.db"
        command = [sys.executable, "-m", "harmel", "add", folder, "--ledger", str(ledger)]
        status = subprocess.run(command, capture_output=True, check=False).returncode
        with sqlite3.connect(ledger) as database:
            rows = database.execute("SELECT source, body_spans, length(text) FROM reports").fetchall()
            refused = dict(database.execute("SELECT source, reason FROM rejects").fetchall())
    kept = {Path(s).stem: f"stored, {spans.count('[') - 1} paragraphs of {n:,} characters" for s, spans, n in rows}
    kept |= {Path(source).stem: f"rejected: {reason}" for source, reason in refused.items()}
    return {name: kept.get(f"{number:02}", "LOST") for number, name in enumerate(pages)}, status


def show() -> None:
    """Print the table."""
    sys.path.insert(0, str(_HOSTILE))
    from pages import ARTICLE, PAGES

    pages = {name: make() for name, (make, _) in PAGES.items()}
    found, status = outcomes(pages)
    print(f"\n{'hostile page':<34} {'seconds':>8} {'peak MB':>8}  what harmel add keeps of it (exit status {status})")
    for name, content in pages.items():
        took, peak = in_worker(content, ARTICLE.encode())
        print(f"{name:<34} {took:8.1f} {peak:8}  {found[name][:76]}")
