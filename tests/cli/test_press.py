"""``harmel press`` from the command line."""

from typer.testing import CliRunner

from harmel.cli import verbs
from harmel.errors import UsageError


def _run(*words):
    return CliRunner().invoke(verbs(), ["press", *map(str, words)])


def test_pages_and_truth_are_written_and_counted(tmp_path):
    done = _run(tmp_path, "--reports", 20, "--reaction", "deterrence", "--regime", "100:2", "--form", "jsonl")
    assert done.exit_code == 0
    lines = (tmp_path / "pages" / "press.jsonl").read_text(encoding="utf-8").splitlines()
    assert f"{len(lines)} pages" in done.stderr
    assert (tmp_path / "truth" / "acts.jsonl").exists()


def test_wrong_words_are_refused_with_a_remedy(tmp_path):
    for words in (("--start", "yesterday"), ("--regime", "soon"), ("--reports", 0)):
        done = _run(tmp_path, *words)
        assert isinstance(done.exception, UsageError)
    assert _run(tmp_path, "--form", "pdf").exit_code == 2
