"""The speed of `harmel code` beside spaCy's whole pipeline, on the same text in the same run, in CPU seconds.

Run ``make bench`` (or ``.venv/bin/python bench/speed.py --texts FILE.jsonl``): words a CPU second of both, their ratio,
and where the time goes. A file has one ``{"text": …}`` a line; without one the bench writes a synthetic press.
"""

from __future__ import annotations

import argparse
import cProfile
import json
import pstats
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from harmel.actors import Registry
from harmel.pipeline import code_many
from harmel.press import Plan, press, registry_file
from harmel.reading import plain_text, read_text

ROOM = "/harmel/"


def texts_of(path: Path | None, limit: int) -> list[str]:
    """Give the texts of a file of lines, or the articles of a synthetic press."""
    if path is None:
        pages = (page for _, made in press(Plan(reports=limit, seed=11)) for page in made)
        return ["\n\n".join(p.text[a:b] for a, b in p.truth.report.body_spans) for p in pages][:limit]
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    seen = dict.fromkeys(row["text"] for row in rows if row.get("lang", "en") == "en")
    return list(seen)[:limit]


def spent(work: Callable[[], object]) -> float:
    """Give the CPU seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def harmel_seconds(texts: list[str], registry: Registry) -> float:
    """Time the coding of clean texts, everything warm."""
    reports = [plain_text(text, source=str(i), date="2019-01-01") for i, text in enumerate(texts)]
    list(code_many(reports[:4], registry))
    return spent(lambda: list(code_many(reports, registry)))


def spacy_seconds(texts: list[str]) -> float:
    """Time spaCy's small model with all its components on the same texts."""
    import spacy

    from harmel.language.parser import model

    nlp = spacy.load(f"{model().meta['lang']}_{model().meta['name']}")
    list(nlp.pipe(texts[:4]))
    return spent(lambda: list(nlp.pipe(texts, batch_size=32)))


def rooms(texts: list[str], registry: Registry) -> Iterator[tuple[str, float]]:
    """Give where the time of coding goes: each room's share of the profiled time, spaCy's beside them."""
    reports = [plain_text(text, source=str(i), date="2019-01-01") for i, text in enumerate(texts)]
    profile = cProfile.Profile(time.process_time)
    profile.runcall(lambda: list(code_many(reports, registry)))
    shares: dict[str, float] = {}
    for (file, _, _), (_, _, own, _, _) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        room = file.rsplit(ROOM, 1)[-1].split("/")[0].removesuffix(".py") if ROOM in file else "spaCy and libraries"
        shares[room] = shares.get(room, 0.0) + own
    total = sum(shares.values())
    yield from sorted(((room, own / total) for room, own in shares.items()), key=lambda r: -r[1])


def pages_a_second(count: int, registry: Registry) -> float:
    """Give how many page dumps are read, without coding, in a CPU second."""
    pages = [p for _, made in press(Plan(reports=count, seed=12)) for p in made]
    return len(pages) / spent(lambda: [read_text(p.text, source=p.name, registry=registry) for p in pages])


def memory(count: int) -> float:
    """Give the peak memory in MB of a fresh process that codes so many reports of a press."""
    script = (
        "import resource,sys;from harmel.press import *;from harmel.actors import Registry;"
        "from harmel.pipeline import code_many;from harmel.reading import read_text;"
        "r=Registry.load((registry_file(),));n=int(sys.argv[1]);"
        "g=(read_text(p.text,source=p.name,registry=r) for _,m in press(Plan(reports=n,seed=13)) for p in m);"
        "[None for _ in code_many(g,r)];"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss/1024)"
    )
    done = subprocess.run([sys.executable, "-c", script, str(count)], check=True, capture_output=True, text=True)
    return float(done.stdout)


def start_up(*words: str) -> float:
    """Give the CPU seconds of a command of its own, the best of three."""
    best = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "harmel", *words], check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(best)


def say(what: str, got: float, asked: str = "") -> None:
    """Print one line of the table."""
    print(f"{what:58} {got:10.2f}  {asked}")


def linear(texts: list[str], registry: Registry) -> float:
    """Give the cost of a word in the whole over that in the first quarter: 1 where cost is linear in words."""
    part = texts[: max(4, len(texts) // 4)]
    whole = harmel_seconds(texts, registry) / words_of(texts)
    return whole / (harmel_seconds(part, registry) / words_of(part))


def words_of(texts: list[str]) -> int:
    """Count words between white space."""
    return sum(len(text.split()) for text in texts)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=Path, help="a JSON Lines file with a text a line")
    asked.add_argument("--limit", type=int, default=60, help="how many texts")
    asked.add_argument("--quick", action="store_true", help="only the ratio and the profile")
    options = asked.parse_args()
    registry = Registry.load((registry_file(),))
    texts = texts_of(options.texts, options.limit)
    ours, peer = harmel_seconds(texts, registry), spacy_seconds(texts)
    count = words_of(texts)
    print(f"{len(texts)} texts, {count} words, of {options.texts or 'a synthetic press'}")
    say("harmel code, words a CPU second", count / ours)
    say("spaCy, all components, words a CPU second", count / peer)
    say("ratio", peer / ours, "5 on general news, 2.2 on political news")
    for room, share in rooms(texts, registry):
        say(f"share of the time: {room}", share)
    if options.quick:
        return
    say("page dumps read a CPU second", pages_a_second(200, registry))
    say("cost of a word, all texts over a quarter of them", linear(texts, registry), "1")
    say("harmel --help, CPU seconds", start_up("--help"), "0.3")
    say("peak MB at 40 reports", small := memory(40))
    say("peak MB at 400 reports over that", memory(400) / small, "1.1")


if __name__ == "__main__":
    main()
