"""The command line: ``harmel VERB``. Each verb is one call into a room; one file here a room.

Data goes to standard output, progress and messages to standard error. Exit status: 0, 1 (something in the data
failed, the rest was done), 2 (wrong use).
"""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated

import typer

from harmel import __version__
from harmel.errors import HarmelError, UsageError

app = typer.Typer(
    name="harmel",
    help="Reads the press on a security rivalry and keeps a ledger that anyone can check.",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help starts twice as fast
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _top(
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


def verbs() -> typer.Typer:
    """Give the application with every verb: each file of this folder registers its own.

    >>> "code" in {command.name for command in verbs().registered_commands}
    True
    """
    if not app.registered_commands:
        for module in sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_")):
            import_module(f"harmel.cli.{module}").register(app)
    return app


def main() -> None:
    """Run the command line; an error that harmel raises on purpose is one line and a status."""
    try:
        verbs()()
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        sys.stderr.close()
        sys.exit(0)
    except HarmelError as error:
        print(f"harmel: {error}", file=sys.stderr)  # noqa: T201 - the one place that speaks to the user
        sys.exit(2 if isinstance(error, UsageError) else 1)
