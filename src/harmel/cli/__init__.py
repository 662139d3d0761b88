"""The command line: ``harmel VERB``. Each verb is one call into a room; one file here a room.

Data goes to standard output, progress and messages to standard error. Exit status: 0, 1 (something in the data
failed, the rest was done), 2 (wrong use).
"""

from __future__ import annotations

import sys

import typer

from harmel.errors import HarmelError, UsageError

app = typer.Typer(
    name="harmel",
    help="Reads the press on a security rivalry and keeps a ledger that anyone can check.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line; an error that harmel raises on purpose is one line and a status."""
    from harmel.cli import code

    code.register(app)
    try:
        app()
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        sys.stderr.close()
        sys.exit(0)
    except HarmelError as error:
        print(f"harmel: {error}", file=sys.stderr)  # noqa: T201 - the one place that speaks to the user
        sys.exit(2 if isinstance(error, UsageError) else 1)
