"""A text with its mentions in colours, and the tasks under it, for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from resextract.digest.sentences import describe_deadline, describe_target
from resextract.digest.wording import count_noun, list_words, name_code
from resextract.language.controls import hide_controls
from resextract.records.models import SLOTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

    from resextract.records.models import Actor, Deadline, Program, TaskRecord

__all__ = ["print_document"]

_STYLES = {
    "actions": "bold",
    "actors": "blue",
    "deadlines": "red",
    "targets": "green",
    "programs": "magenta",
    "references": "cyan",
}
"""Colours out of the sixteen that every terminal has and its user may have chosen."""
_TASK = "underline"
_INHERITED = "↑"  # from a heading above


def print_document(
    text: str | None,
    records: Sequence[TaskRecord],
    stream: IO[str],
    *,
    colour: bool | None = None,
    width: int | None = None,
) -> None:
    """Print a text with its mentions in colours, then its tasks.

    Args:
        text: The decoded text that the records' offsets refer to; None to print the tasks alone.
        records: The records of the document.
        stream: A text stream.
        colour: Whether to use colours; None: if the stream is a terminal (and ``NO_COLOR`` is not set).
        width: Columns; None for those of the terminal.
    """
    console = Console(
        file=stream, force_terminal=colour, no_color=colour is False or None, width=width, highlight=False
    )
    if text is not None:
        console.print(_colour_text(text, records), soft_wrap=True)
        console.print(_make_legend(), soft_wrap=True)
    console.print(Text(count_noun(len(records), "tasks"), style="bold"), end="\n\n")
    for record in records:
        console.print(_make_card(record))


def _colour_text(text: str, records: Sequence[TaskRecord]) -> Text:
    shown = Text(hide_controls(text.replace("\r\n", " \n").replace("\r", "\n")))
    for record in records:
        shown.stylize(_TASK, record.start, record.end)
    for slot in SLOTS:
        for start, end in sorted({(m.start, m.end) for record in records for m in getattr(record, slot)}):
            # An action is the whole phrase; colouring all of it would hide what stands in it.
            if slot != "actions":
                shown.stylize(_STYLES[slot], start, end)
    return shown


def _make_legend() -> Text:
    parts = [Text(name.lower(), style=_STYLES[slot]) for slot, name in list_words("slots").items() if slot != "actions"]
    return Text.assemble("\n", ("задачи", _TASK), *(piece for part in parts for piece in (" · ", part)), "\n")


def _make_card(record: TaskRecord) -> Group:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column()
    for slot, values in _list_values(record).items():
        if values:
            table.add_row(name_code("slots", slot).lower(), Text(hide_controls("; ".join(values)), style=_STYLES[slot]))
    if record.warnings:
        table.add_row(
            "пометки", Text("; ".join(name_code("warning", code) for code in record.warnings), style="yellow")
        )
    number = f"{record.number} " if record.number else ""
    parts = ((number, "bold"), (record.text, ""), (f"  {record.task_id}", "dim"))
    head = Text.assemble(*((hide_controls(text), style) for text, style in parts))
    return Group(head, table, Text())


def _list_values(record: TaskRecord) -> dict[str, list[str]]:
    return {
        "actions": list(dict.fromkeys(action.lemma for action in record.actions)),
        "actors": [_name_actor(actor) + _mark(actor) for actor in record.actors],
        "deadlines": [describe_deadline(deadline) + _mark(deadline) for deadline in record.deadlines],
        "targets": [" – ".join(filter(None, [t.indicator, describe_target(t)])) for t in record.targets],
        "programs": [program.name + _mark(program) for program in record.programs],
        "references": [reference.text for reference in record.references],
    }


def _name_actor(actor: Actor) -> str:
    name = f"{actor.normal}, {actor.person}" if actor.person else actor.normal
    return name if actor.role == "responsible" else f"{name} ({name_code('role', actor.role)})"


def _mark(mention: Actor | Deadline | Program) -> str:
    return f" {_INHERITED}" if mention.inherited else ""
