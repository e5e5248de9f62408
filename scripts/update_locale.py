"""Collect what the program says in English, and compile its Russian translation.

Messages are the templates of `phrase(…)`, the texts given to `report`, `report_usage`, `tell` and `detail`, the help of
all commands and options, and what typer says. New ones are added to ``messages.po`` without a translation, those
that are gone are removed; then ``messages.mo`` is written. Exit code 1 if a message has no translation.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from resextract.cli import app
from resextract.cli.usage_errors import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parent.parent / "src" / "resextract"
FOLDER = SOURCE / "resources" / "locale" / "ru" / "LC_MESSAGES"
SPEAKERS = frozenset({"phrase", "report", "report_usage", "tell", "detail"})
TYPER = (
    *("Usage: ", "Options", "Arguments", "Commands", "[OPTIONS]", "COMMAND [ARGS]..."),
    *("Show this message and exit.", "required", "default: {default}"),
    *("Missing command.", "No such command {name!r}.", "Aborted!"),
)
"""What typer itself says and looks up in the same catalogue; the words as its current version has them."""

_FIELD = re.compile(r"\{[^{}]*\}")


def list_messages() -> dict[str, set[str]]:
    """Return the English messages with the places they stand in, in the order of the code; of values alone, none."""
    found: dict[str, set[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for text in list_spoken(ast.parse(path.read_text(encoding="utf-8"))):
            found.setdefault(text, set()).add(path.relative_to(SOURCE).as_posix())
    for text in list_help(typer.main.get_command(app)):
        found.setdefault(text, set()).add("help")
    for text in (*TYPER, *SENTENCES):
        found.setdefault(text, set()).add("typer")
    return {text: places for text, places in found.items() if re.search(r"[^\W\d_]", _FIELD.sub("", text))}


def list_spoken(tree: ast.AST) -> Iterator[str]:
    """Yield the literal texts that are said in a module; an f-string cannot be translated and is none.

    Raises:
        ValueError: The template of a `phrase` is no literal, so that nobody could collect it.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKERS and node.args:
            first = node.args[0]
            for part in [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]:
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value
                elif node.func.id == "phrase":
                    raise ValueError(f"line {node.lineno}: the template of a phrase must be a literal")


def list_help(command: Any) -> Iterator[str]:
    """Yield the help of a command, of its parameters and of the commands below it."""
    texts = [command.help, getattr(command, "short_help", None), *(getattr(p, "help", None) for p in command.params)]
    yield from filter(None, texts)
    for child in getattr(command, "commands", {}).values():
        yield from list_help(child)


class _Undated(Catalog):
    """A catalogue whose header names neither a day nor the version of the library that wrote it."""

    @property  # type: ignore[misc]
    def mime_headers(self) -> list[tuple[str, str]]:
        return [("Language", "ru"), ("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]


def update_catalogue(text: str) -> Catalog:
    """Return the catalogue of a ``.po`` file with exactly the messages of today."""
    old = read_po(io.StringIO(text), locale="ru")
    new = _Undated(locale="ru", fuzzy=False)
    for message, places in list_messages().items():
        known = old.get(message)
        new.add(message, known.string if known else "", locations=[(place, 0) for place in sorted(places)])
    return new


def compile_catalogue(catalogue: Catalog) -> bytes:
    """Return the catalogue as gettext reads it."""
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def format_catalogue(catalogue: Catalog) -> str:
    """Return the catalogue as translators edit it, without dates, so that it only changes with its messages."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=110, omit_header=True, include_lineno=False)
    return stream.getvalue().decode("utf-8")


def main() -> int:
    """Update the files and name the messages without a translation."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    source = FOLDER / "messages.po"
    catalogue = update_catalogue(source.read_text(encoding="utf-8") if source.exists() else "")
    source.write_text(format_catalogue(catalogue), encoding="utf-8")
    (FOLDER / "messages.mo").write_bytes(compile_catalogue(catalogue))
    missing = [str(message.id) for message in catalogue if message.id and not message.string]
    for text in missing:
        print(f"not translated: {text[:100]!r}", file=sys.stderr)
    print(f"{len(catalogue)} messages, {len(missing)} without a translation")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
