"""The brief on the terminal, by Rich."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from harmel.brief.model import Brief, Counts, Line, Mix, Section

STYLES = {"plain": "", "actor": "bold", "words": "italic", "status": "bold cyan", "note": "dim"}
WIDTH_OF_BAR = 24
WIDTH_OF_CELL = 8


def to_terminal(brief: Brief, console: Console, *, most: int = 0) -> None:
    """Print a brief; Rich leaves out colours where the output is no terminal.

    Parameters
    ----------
    most
        How many lines of a section, and under a line, at the most; what is left out is counted. 0 is all.
    """
    console.print(Panel(Text(brief.lead), title=brief.title, border_style="dim"))
    for section in brief.sections:
        console.print(_section(section, most or sys.maxsize))


def _section(section: Section, most: int) -> ConsoleRenderable:
    parts: list[ConsoleRenderable] = [Text(section.title, style="bold underline")]
    parts += [Text(section.lead, style="dim")] if section.lead else []
    parts += [part for line in section.lines[:most] for part in _line(line, 0, most)]
    if (left := len(section.lines) - most) > 0:
        parts.append(Text(f"… and {left} more: --lines 0 prints all, --format html opens each", style="dim"))
    parts += [_mix(mix) for mix in section.mixes]
    parts += [_counts(counts) for counts in section.counts]
    return Padding(Group(*parts), (1, 0, 0, 0))


def _line(line: Line, depth: int, most: int) -> Iterator[ConsoleRenderable]:
    words = Text.assemble(*((p.text, STYLES[p.style]) for p in line.pieces))
    grid = Table.grid(padding=(0, 1))
    grid.add_row("•" if depth == 0 else "–", words)
    yield Padding(grid, (0, 0, 0, 2 * depth))
    for below in line.under[:most]:
        yield from _line(below, depth + 1, most)
    if (left := len(line.under) - most) > 0:
        yield Padding(Text(f"  … and {left} more", style="dim"), (0, 0, 0, 2 * depth + 2))


def _counts(counts: Counts) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 1))
    table.add_column(counts.row)
    for head in counts.head:
        table.add_column(head, overflow="fold")
    for label, row in counts.rows:
        table.add_row(label, *(f"{n:3d} {'█' * round(WIDTH_OF_CELL * n / (counts.most or 1))}" for n in row))
    return table


def _mix(mix: Mix) -> ConsoleRenderable:
    if not mix.total:
        return Text(f"{mix.title}: no act or word that shows a posture", style="dim")
    table = Table(title=f"{mix.title} ({mix.total} acts and words)", title_justify="left", box=None, show_header=False)
    for bar in mix.bars:
        full = round(bar.share * WIDTH_OF_BAR)
        interval = f"{bar.share:4.0%}  [{bar.low:.0%} to {bar.high:.0%}]"
        table.add_row(bar.label, "█" * full + "·" * (WIDTH_OF_BAR - full), f"{bar.count:3d}", interval)
    return table
