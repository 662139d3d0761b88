"""One process, two and Daft give the same records in the same order; a part that is there is not made again."""

from pathlib import Path

import pytest

from harmel.engine import cluster, local, parts
from harmel.records import Coded, Reject

SAYS = ("said that the talks would go on", "denied that it had moved troops", "warned Sweden against the exercise")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for number in range(70):
        said = SAYS[number % 3]
        body = f"Norway's foreign minister {said} on day {number}.\n\nFinland rejected the plan, she told reporters.\n"
        (folder / f"{number:03}.txt").write_text(f"Headline number {number}\n\n{body}", encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def alone(pages):
    return list(local.run([pages]))


def test_two_processes_give_what_one_gives(pages, alone):
    assert list(local.run([pages], jobs=2)) == alone
    assert any(isinstance(one, Reject) for one in alone)
    assert sum(len(one.statements) for one in alone if isinstance(one, Coded)) > 70


# Daft leaves a pipe to its worker for the garbage collector to close.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_daft_gives_what_one_process_gives_and_resumes(pages, alone, tmp_path):
    found = list(cluster.run([pages], folder=tmp_path))
    assert sorted(map(repr, found)) == sorted(map(repr, alone))
    made = {p: p.stat().st_mtime_ns for p in tmp_path.rglob("*.parquet")}
    (lost, *_) = sorted((tmp_path / "reports").glob("part-*"))
    lost.unlink()
    assert list(cluster.run([pages], folder=tmp_path)) == found
    again = {p for p in made if p.stat().st_mtime_ns != made[p]}
    assert {p.name for p in again} == {lost.name}


def test_a_part_gives_back_what_was_written(tmp_path, alone):
    parts.write_part(tmp_path, "p", alone)
    back = list(parts.read_part(tmp_path, "p"))
    assert [one for one in back if isinstance(one, Coded)] == [one for one in alone if isinstance(one, Coded)]
    assert parts.is_whole(tmp_path, "p")
    assert not list(Path(tmp_path).rglob(".part*"))
