"""The speed of `harmel code` beside spaCy's whole pipeline, on the same text in the same run, in CPU seconds.

    .venv/bin/python bench/speed.py            every row (make bench)
    .venv/bin/python bench/speed.py --quick    the figures asked for, under a minute (make figures-speed)
    .venv/bin/python bench/speed.py --processes    two processes beside one and nothing else, on a machine left alone

One line a figure: what, asked, got; the exit status is 1 if one is missed. harmel and spaCy take turns, a few texts at
a time, so that other load on the machine slows both alike. See ``speed_texts.py`` for what is read.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from speed_stages import stages
from speed_texts import as_page, general, political

from harmel.actors import Registry
from harmel.engine.local import CHUNK, spread
from harmel.language.parser import forget
from harmel.pipeline import code_many, collect_seldom
from harmel.press import Plan, press, registry_file
from harmel.reading import Known, plain_text, read_html
from harmel.records import Coded, Report

FAR = "Gunmen attacked the town of Bandiagara in Mali on Friday, the army said."  # makes the gazetteer be read
MONEY = "Spain pledged 3 million euros for its army."  # makes the currencies be read
LINE = "They hammered at the door. It is 20 percent colder than in May, by Friday at the latest."
SPARKS = (FAR, MONEY, LINE)
AT_ONCE = 8  # texts in a turn
KINDS = ("statements", "events", "figures")
MISSED: list[str] = []


def line(what: str, got: float, *, least: float | None = None, most: float | None = None, unit: str = "") -> None:
    """Print one figure, and note it if it is missed; one for which nothing is asked is only told."""
    held = (least is None or got >= least) and (most is None or got <= most)
    asked = f">= {least:g}" if least is not None else f"<= {most:g}" if most is not None else ""
    verdict = ("held" if held else "MISSED") if asked else ""
    print(f"{verdict:7}{what:<66} asked {asked or '-':<9} got {got:.4g}{unit}", flush=True)
    if not held:
        MISSED.append(what)


def say(what: str, got: float, asked: str = "") -> None:
    """Print one line of a table."""
    print(f"{what:58} {got:10.2f}  {asked}")


def texts_of(path: Path | None, limit: int) -> list[str]:
    """Give the texts of a file of lines, or political news."""
    import json

    if path is None:
        return political(limit)[1]
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return list(dict.fromkeys(row["text"] for row in rows if row.get("lang", "en") == "en"))[:limit]


def spent(work: Callable[[], object]) -> float:
    """Give the CPU seconds of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def words_of(texts: Sequence[str]) -> int:
    """Count words between white space."""
    return sum(len(text.split()) for text in texts)


def reports_of(texts: Sequence[str]) -> list[Report]:
    """Take clean texts as reports."""
    return [plain_text(text, source=str(i), date="2019-01-01") for i, text in enumerate(texts)]


def code_all(reports: Sequence[Report], registry: Registry) -> list[Coded]:
    """Code reports as `harmel code` does."""
    return [one for one in code_many(reports, registry) if isinstance(one, Coded)]


def beside_spacy(name: str, source: str, texts: list[str], registry: Registry, *, least: float) -> None:
    """Time harmel and all of spaCy in turn on the same texts."""
    import spacy

    from harmel.language.parser import model

    nlp = spacy.load(f"{model().meta['lang']}_{model().meta['name']}")
    reports = reports_of(texts)
    list(nlp.pipe(texts[:4]))
    ours = theirs = 0.0
    for low in range(0, len(texts), AT_ONCE):
        ours += spent(lambda: code_all(reports[low : low + AT_ONCE], registry))  # noqa: B023 - called at once
        theirs += spent(lambda: list(nlp.pipe(texts[low : low + AT_ONCE], batch_size=32)))  # noqa: B023
    count = words_of(texts)
    line(f"{name}: words a CPU second, harmel ({source}, {count} words)", count / ours)
    line(f"{name}: words a CPU second, all of spaCy", count / theirs)
    line(f"{name}: harmel over spaCy", theirs / ours, least=least)


def gate(name: str, texts: list[str], registry: Registry) -> None:
    """Count what the gate lets through, and what it loses of the records that coding every sentence gives."""
    from harmel.language.parse import parse_many
    from harmel.pipeline import TESTS

    reports = reports_of(texts)
    read = [s for parsed in parse_many(reports, registry, tests=TESTS) for s in parsed.sentences]
    line(f"{name}: share of sentences that pass the gate", sum(s.doc is not None for s in read) / len(read))
    count = lost = changed = 0
    for every, gated in zip(code_many(reports, registry, tests=()), code_many(reports, registry), strict=True):
        for kind in KINDS:
            had, has = _by_id(getattr(every, kind)), _by_id(getattr(gated, kind))
            count += len(had)
            lost += len(had.keys() - has.keys())
            changed += sum(had[key] != has[key] for key in had.keys() & has.keys())
    line(f"{name}: share of {count} records that the gate loses", lost / count, most=0.01)
    line(f"{name}: share of records that it changes", changed / count)


def _by_id(records: Sequence[Any]) -> dict[str, Any]:
    own = next(iter(n for r in records for n in r.__slots__ if n.endswith("_id") and n != "report_id"), "")
    return {getattr(r, own): r for r in records}


def html_pages(texts: list[str], registry: Registry) -> None:
    """Time HTML pages from bytes to records."""
    pages = [as_page(text, i) for i, text in enumerate(texts)]

    def read() -> None:
        reports = [read_html(p, known=Known(source=str(i)), registry=registry) for i, p in enumerate(pages)]
        code_all(reports, registry)

    rate = len(pages) / spent(read)
    line(f"HTML pages a core and second, {words_of(texts) // len(texts)} words each, to records", rate, least=20)


def start_up(*words: str, given: str = "", rounds: int = 3) -> float:
    """Give the CPU seconds of a command of its own, the least of some rounds after a first one."""
    taken = []
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "harmel", *words]
    for _ in range(rounds + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, text=True, input=given, env=env)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return min(taken[1:])


def starts(rounds: int) -> None:
    """Time the start of the program."""
    line("harmel --help, CPU seconds", start_up("--help", rounds=rounds), most=0.3)
    row = '{"id": "a", "text": "Norway denied it.", "date": "2019-01-01"}\n'
    line("harmel code, one sentence, CPU seconds", start_up("code", "--jsonl", "-", given=row, rounds=rounds), most=2.5)


def linear(texts: list[str], registry: Registry) -> None:
    """Fit the CPU seconds of coding to the number of words, every word met before and every sentence new."""
    import numpy as np  # after harmel, which asks it for one thread

    code_all(reports_of(texts), registry)
    chunks = [texts[i : i + size] for size in (2, 4, 8, 16) for i in range(0, len(texts) - size, size)]
    taken = []
    for chunk in chunks:
        forget()
        taken.append(spent(lambda: code_all(reports_of(chunk), registry)))  # noqa: B023 - called at once
    fit = np.corrcoef([words_of(chunk) for chunk in chunks], taken)[0, 1] ** 2
    line(f"cost over words, R2 of a line through {len(chunks)} runs", fit, least=0.95)


def two_processes(count: int, *, rounds: int = 3) -> None:
    """Compare the rate of one worker process and of two, in wall time: the medians of some rounds taken in turn."""
    pages = (p.text for _, made in press(Plan(reports=count, seed=17)) for p in made)
    reports = reports_of(list(islice(pages, count)))
    rates: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(rounds):
        for jobs, found in rates.items():
            found.append(_wall_rate(reports, jobs))
    one, two = (median(found) for found in rates.values())
    others = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    line(f"words a wall second, one process ({count} reports, {rounds} rounds)", one)
    line("words a wall second, two processes", two)
    line(f"two processes over one, wall time ({others})", two / one, least=1.8)


def _wall_rate(reports: Sequence[Report], jobs: int) -> float:
    """Give the words a second of some workers once each has read all it needs and given its first reports."""
    coded = spread(reports, extra=(registry_file(),), jobs=jobs)
    list(islice(coded, CHUNK * jobs))
    start = time.perf_counter()
    words = words_of([one.report.text for one in coded if isinstance(one, Coded)])
    return words / (time.perf_counter() - start)


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


def rarely(texts: list[str], registry: Registry) -> None:
    """Print what takes longer than a minute."""
    for name, micro in stages(texts, registry):
        line(f"microseconds a word: {name}", micro)
    linear(texts, registry)
    two_processes(1_500)
    line("peak MB at 40 reports", small := memory(40))
    line("peak MB at 400 reports over that", memory(400) / small, most=1.1)


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--texts", type=Path, help="a JSON Lines file with a text a line, in place of political news")
    asked.add_argument("--limit", type=int, default=0, help="how many texts of each kind")
    asked.add_argument("--quick", action="store_true", help="only the figures asked for, on fewer texts")
    asked.add_argument("--processes", action="store_true", help="only two processes beside one, in wall time")
    options = asked.parse_args()
    if options.processes:
        two_processes(1_500)
        sys.exit(1 if MISSED else 0)
    limit = options.limit or (16 if options.quick else 80)
    collect_seldom()
    registry = Registry.load((registry_file(),))
    code_all(reports_of([*(p.text for _, made in press(Plan(reports=12, seed=12)) for p in made), *SPARKS]), registry)
    news = {"general": (*general(limit), 5.0), "political": (*political(limit), 2.2)}
    if options.texts:
        news["political"] = (options.texts.name, texts_of(options.texts, limit), 2.2)
    for name, (source, texts, least) in news.items():
        beside_spacy(name, source, texts, registry, least=least)
    for name, (_, texts, _) in news.items():
        gate(name, texts, registry)
    html_pages(general(limit + 16)[1][-16:], registry)
    starts(2 if options.quick else 3)
    if not options.quick:
        rarely(news["general"][1], registry)
    sys.exit(1 if MISSED else 0)


if __name__ == "__main__":
    main()
