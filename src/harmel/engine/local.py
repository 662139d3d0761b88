"""Read and code on one core or on several: order kept, a killed worker's reports done again.

A worker loads the registry and the parser once. Reports go out in chunks, since a parse of many sentences at a time
costs less than many parses; what comes back is in the order of what went in: one worker and two write the same ledger.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from harmel import reading
from harmel.actors import Registry
from harmel.pipeline import code_many, collect_seldom
from harmel.reading import Options
from harmel.records import Coded, Reject, Report

CHUNK = 32
AHEAD = 2  # chunks waiting for each worker: enough to keep it busy, few enough to keep memory flat

Given = Report | Reject
Found = Coded | Reject

_registry: Registry | None = None


def run(
    paths: Sequence[Path], *, extra: Sequence[Path] = (), jobs: int = 1, options: Options = Options()
) -> Iterator[Found]:
    """Read files and folders and give what was found in them, in the order of the files.

    Parameters
    ----------
    paths
        Files or folders.
    extra
        Registry files beside the shipped ones.
    jobs
        How many processes code; with 1 it is this one.
    options
        How the files are read.

    >>> [one.reason for one in run([Path("no-such-page.txt")])]
    ['missing']
    """
    registry = Registry.load(tuple(extra))
    items = reading.read_isolated(reading.documents(paths, options), registry=registry, options=options)
    yield from code_many(items, registry) if jobs <= 1 else spread(items, extra=extra, jobs=jobs)


def spread(items: Iterable[Given], *, extra: Sequence[Path], jobs: int) -> Iterator[Found]:
    """Code reports on several processes; what was rejected before passes through in its place."""
    yield from _spread(_chunks(iter(items)), tuple(extra), jobs)


def _chunks(items: Iterator[Given]) -> Iterator[list[Given]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _spread(chunks: Iterator[list[Given]], extra: tuple[Path, ...], jobs: int) -> Iterator[Found]:
    pool = _pool(extra, jobs)
    waiting: deque[tuple[list[Given], Future[list[Found]]]] = deque()
    try:
        while True:
            for chunk in islice(chunks, jobs * AHEAD - len(waiting)):
                waiting.append((chunk, _submitted(pool, chunk)))
            if not waiting:
                return
            chunk, done = waiting.popleft()
            try:
                yield from done.result()
            except BrokenProcessPool:
                pool = _pool(extra, jobs)
                yield from _again(chunk, extra)
                waiting = deque((later, _submitted(pool, later)) for later, _ in waiting)
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, chunk: list[Given]) -> Future[list[Found]]:
    """Hand a chunk out; a pool that broke before it could take the chunk answers as one that broke at it."""
    try:
        return pool.submit(_work, chunk)
    except BrokenProcessPool as error:
        refused: Future[list[Found]] = Future()
        refused.set_exception(error)
        return refused


def _pool(extra: tuple[Path, ...], jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=(extra,))


def _begin(extra: tuple[Path, ...]) -> None:
    global _registry  # noqa: PLW0603 - a worker's own, loaded once for all its chunks
    collect_seldom()
    _registry = Registry.load(extra)


def _work(chunk: list[Given]) -> list[Found]:
    if _registry is None:
        raise RuntimeError("a worker was asked before it was begun")
    return list(code_many(chunk, _registry))


def _again(chunk: list[Given], extra: tuple[Path, ...]) -> Iterator[Found]:
    """Do the chunk of a lost worker again, whole: most workers are not killed by what they read."""
    with _pool(extra, 1) as alone:
        try:
            found = alone.submit(_work, chunk).result()
        except BrokenProcessPool:
            found = list(_one_by_one(chunk, extra))
    yield from found


def _one_by_one(chunk: list[Given], extra: tuple[Path, ...]) -> Iterator[Found]:
    """Find the report that killed its worker: each alone, in a worker of its own."""
    for one in chunk:
        with _pool(extra, 1) as alone:
            try:
                yield from alone.submit(_work, [one]).result()
            except BrokenProcessPool:
                yield Reject(
                    source=one.source,
                    reason="coding this report killed the process",
                    remedy="add it alone, with more memory",
                    stage="coding",
                )
