"""Run a verb as a user types it."""

from typer.testing import CliRunner

from harmel.cli import verbs
from harmel.errors import HarmelError


def ran(*words):
    found = CliRunner().invoke(verbs(), [str(word) for word in words])
    if isinstance(found.exception, HarmelError):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found


def run(*words):
    return ran(*words).output
