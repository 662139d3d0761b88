"""Copies: precision and recall by the kinds of edit, and the memory that a stream of short reports takes."""

import gc
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from harmel.reading import Copies
from harmel.records import Report

_TESTS = Path(__file__).resolve().parents[1] / "tests" / "reading"


def pairs(stories: int = 150) -> tuple[float, float, int]:
    """Give precision and recall over pairs of made-up wire stories with eight kinds of edit, and how many reports."""
    sys.path.insert(0, str(_TESTS))
    from wire import corpus

    seen, both, found, right = Copies(), Counter[tuple[str, int]](), Counter[str](), Counter[int]()
    rows = corpus(seed=7, stories=stories)
    for number, (text, story, _) in enumerate(rows):
        origin = seen.origin(_report(str(number), text))
        both[origin, story] += 1
        found[origin] += 1
        right[story] += 1
    hits, got, wanted = (sum(n * (n - 1) // 2 for n in counts.values()) for counts in (both, found, right))
    return hits / got, hits / wanted, len(rows)


def stream(reports: int, copied: float, seed: int = 1) -> Iterator[Report]:
    """Make short reports of fifty made-up words, a share of them copies with their ending changed."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(40_000)]
    past: list[str] = []
    for number in range(reports):
        if past and chance.random() < copied:
            text = f"{chance.choice(past).rsplit(' ', 4)[0]} as reader {number} wrote"
        else:
            text = " ".join(chance.choices(words, k=50))
            past = past if len(past) < _RECENT else past[_RECENT // 2 :]
            past.append(text)
        yield _report(f"r{number:07}", text)


_SYLLABLES = [f"{a}{b}{c}" for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("", "n", "r", "s")]
_RECENT = 1_000  # stories that are still copied


def _report(key: str, text: str) -> Report:
    return Report(report_id=key, source=key, text=text, body_spans=((0, len(text)),))


def memory(reports: int, copied: float) -> list[tuple[int, int, float, float]]:
    """Give reports, stories, megabytes above the start and CPU ms a report at four points, from a fresh process."""
    command = [sys.executable, __file__, str(reports), str(copied)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [(int(a), int(b), float(c), float(d)) for a, b, c, d in map(str.split, out.splitlines())]


def _measure(reports: int, copied: float) -> None:
    seen = Copies()
    for _ in map(seen.origin, stream(200, copied)):
        pass
    seen = Copies()
    gc.collect()
    start, took = _resident(), 0.0
    for number, report in enumerate(stream(reports, copied), 1):
        began = time.process_time()
        seen.origin(report)
        took += time.process_time() - began
        if number % (reports // 4) == 0:
            print(number, len(seen), f"{(_resident() - start) / 1e6:.1f}", f"{1e3 * took / number:.3f}")


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


def show(reports: int) -> None:
    """Print both."""
    precision, recall, rows = pairs()
    print(f"\ncopies: {rows} reports, eight kinds of edit: precision {precision:.3f}, recall {recall:.3f}")
    print(f"{'share of copies':<16} {'reports':>9} {'stories':>9} {'MB':>7} {'bytes a report':>15} {'ms each':>8}")
    for copied in (0.0, 0.5, 0.9):
        for count, stories, taken, each in memory(reports, copied):
            print(f"{copied:<16.0%} {count:9,} {stories:9,} {taken:7.1f} {taken * 1e6 / count:15.0f} {each:8.2f}")


if __name__ == "__main__":
    _measure(int(sys.argv[1]), float(sys.argv[2]))
