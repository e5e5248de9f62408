"""The formats by name: how each is read, and which files each is written to."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resextract.exchange.errors import ExchangeError
from resextract.language.phrases import phrase
from resextract.writers.jsonl import STDOUT, open_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.exchange.standoff import StandoffDocument

__all__ = ["FORMATS", "read_format", "write_format"]

FORMATS = ("brat", "label-studio", "doccano", "docbin")


def read_format(name: str, path: Path) -> list[StandoffDocument]:
    """Read the documents of a tool's file, or folder for brat.

    Args:
        name: One of `FORMATS`.
        path: The file or folder.

    Raises:
        ExchangeError: It is not of the format; see the format's module.
        LookupError: There is no such format.
    """
    match name:
        case "brat":
            from resextract.exchange.brat import read_folder

            return read_folder(path)
        case "label-studio":
            from resextract.exchange.label_studio import read_tasks

            return read_tasks(path)
        case "doccano":
            from resextract.exchange.doccano import read_lines

            return read_lines(path)
        case "docbin":
            from resextract.exchange.docbin import read_bin

            return read_bin(path)
    raise LookupError(name)


def write_format(name: str, documents: Sequence[StandoffDocument], output: str) -> list[str]:
    """Write documents for a tool.

    Args:
        name: One of `FORMATS`.
        documents: The documents.
        output: A file, or ``-`` for standard output; for brat a folder, which is made if it is not there.

    Returns:
        The paths written. Beside a file for Label Studio its configuration is written, with the suffix ``.xml``.

    Raises:
        ExchangeError: The output for brat is no folder or holds annotations already; that for Label Studio has the name
            of its configuration.
        OutputError: A file cannot be written.
        LookupError: There is no such format.
    """
    match name:
        case "brat":
            from resextract.exchange.brat import format_folder

            folder = _make_folder(Path(output))
            files = {str(folder / file): content.encode("utf-8") for file, content in format_folder(documents)}
        case "label-studio":
            from resextract.exchange.label_studio import format_config, format_tasks

            files = {output: format_tasks(documents).encode("utf-8")}
            if output.endswith(".xml"):
                raise ExchangeError(output, phrase("is the name of the configuration; name a .json"))
            if output != STDOUT:
                files[str(Path(output).with_suffix(".xml"))] = format_config().encode("utf-8")
        case "doccano":
            from resextract.exchange.doccano import format_lines

            files = {output: format_lines(documents).encode("utf-8")}
        case "docbin":
            from resextract.exchange.docbin import format_bin

            files = {output: format_bin(documents)}
        case _:
            raise LookupError(name)
    for path, data in files.items():
        with open_output(path) as stream:
            stream.write(data)
    return list(files)


def _make_folder(folder: Path) -> Path:
    if str(folder) == STDOUT:
        raise ExchangeError(STDOUT, phrase("brat needs a folder, not standard output"))
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise ExchangeError(
            str(folder), phrase("the folder cannot be made: {reason}", reason=error.strerror or str(error))
        ) from error
    if any(folder.glob("*.ann")):  # somebody's work
        raise ExchangeError(str(folder), phrase("holds annotations already; name a new folder"))
    return folder
