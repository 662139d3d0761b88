"""The same way through Daft, natively or on a Ray cluster: workers leave parts, one committer reads them in order.

The unit of work is a group of files: a worker reads, codes and writes it down as one part. A part that is there is not
made again, so a run that was killed, or whose workers were, goes on where it stopped and repeats at most one group a
worker.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from harmel import reading
from harmel.actors import Registry
from harmel.engine import local
from harmel.engine.parts import is_whole, read_part, write_part
from harmel.errors import UsageError
from harmel.pipeline import code_many
from harmel.reading import Options
from harmel.records import Coded, Reject

GROUP = 64  # files a part: enough to fill the parser's batches, few enough to lose little with a worker
TRIES = 3
SILENT = {"DO_NOT_TRACK": "1", "RAY_USAGE_STATS_ENABLED": "0"}
"""What keeps Daft and Ray from telling their makers that they are used."""
Group = tuple[str, list[str]]


def run(
    paths: Sequence[Path],
    *,
    folder: Path,
    extra: Sequence[Path] = (),
    ray: str | None = None,
    jobs: int = 2,
    options: Options = Options(),
) -> Iterator[Coded | Reject]:
    """Read and code files on Daft and give what was found, in the order of the files.

    Parameters
    ----------
    paths
        Files or folders; on a cluster every node must see them under these paths.
    folder
        Where the parts go; on a cluster a disk that every node sees.
    extra
        Registry files beside the shipped ones.
    ray
        The address of a Ray cluster (``ray://host:10001``, ``auto``); without it Daft runs in this process's machine.
    jobs
        Workers at the same time.
    options
        How the files are read.

    Raises
    ------
    UsageError
        If the extra ``harmel[cluster]`` is not installed.
    """
    files = list(_files(paths))
    groups = [files[i : i + GROUP] for i in range(0, len(files), GROUP)]
    names = [group_name(group, options) for group in groups]
    missing = [(name, group) for name, group in zip(names, groups, strict=True) if not is_whole(folder, name)]
    if missing:
        _make(missing, _Worker(str(folder), [str(p) for p in extra], options), ray, jobs)
    for name in names:
        yield from read_part(folder, name)


def _files(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        yield from sorted(str(p) for p in path.rglob("*") if p.is_file()) if path.is_dir() else [str(path)]


def group_name(paths: Sequence[str], options: Options) -> str:
    """Name a group by its files, their sizes, the times of their last change, and how they are read.

    >>> group_name([], Options()) == group_name([], Options(plain=True))
    False
    """
    states = [(path, *_state(Path(path))) for path in paths]
    return blake2b(repr((states, options)).encode(), digest_size=12).hexdigest()


def _state(path: Path) -> tuple[int, int]:
    return (path.stat().st_size, path.stat().st_mtime_ns) if path.exists() else (0, 0)


def _make(missing: list[Group], worker: _Worker, ray: str | None, jobs: int) -> None:
    """Have the parts made; what still lacks when workers have died over it is done here, in processes of our own."""
    os.environ.update(SILENT)
    try:
        import daft
    except ImportError:
        raise UsageError("Daft is not installed", remedy="pip install harmel[cluster]") from None
    if ray is not None:
        _join(ray)
        daft.set_runner_ray()
    for _ in range(TRIES):
        with suppress(RuntimeError):  # a worker was killed, and its group with it: the others' parts are there
            _collect(missing, worker, ray, jobs)
        missing = [group for group in missing if not is_whole(Path(worker.folder), group[0])]
        if not missing:
            return
    for name, paths in missing:
        extra = [Path(p) for p in worker.extra]
        found = local.run([Path(p) for p in paths], extra=extra, jobs=2, options=worker.options)
        write_part(Path(worker.folder), name, list(found))


def _join(address: str) -> None:
    """Become a driver of a Ray cluster, and have its workers keep to themselves too: Daft tells only the driver."""
    import ray

    if not ray.is_initialized():
        ray.init(address=address, runtime_env={"env_vars": SILENT})


def _collect(missing: list[Group], worker: _Worker, ray: str | None, jobs: int) -> None:
    import daft

    code = daft.cls(use_process=True, max_concurrency=jobs, max_retries=TRIES)(_Maker)(worker)
    work = daft.from_pydict({"name": [n for n, _ in missing], "paths": [p for _, p in missing]})
    done = work.into_partitions(len(missing)) if ray is not None else work
    done.select(code(done["name"], done["paths"])).collect()


@dataclass(frozen=True, slots=True)
class _Worker:
    """What a worker is told: where the parts go, which registry files to add, how files are read."""

    folder: str
    extra: list[str]
    options: Options

    def make(self, name: str, paths: list[str]) -> None:
        """Make one part, unless another worker has."""
        if is_whole(Path(self.folder), name):
            return
        registry = Registry.load(tuple(Path(p) for p in self.extra))
        read = reading.read_isolated(reading.documents(paths, self.options), registry=registry, options=self.options)
        write_part(Path(self.folder), name, list(code_many(read, registry)))


class _Maker:
    """The worker as Daft calls it: a row in, the name of its part out."""

    def __init__(self, worker: _Worker) -> None:
        self.worker = worker

    def __call__(self, name: str, paths: list[str]) -> str:
        self.worker.make(name, paths)
        return name
