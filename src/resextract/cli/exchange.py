"""The command `convert`: records to the formats of annotation tools and back."""

from __future__ import annotations

import os
from pathlib import Path

from resextract.cli.messages import FAILED, OK, report, report_usage, tell
from resextract.digest.selections import EVERYTHING, Selection
from resextract.exchange.errors import ExchangeError
from resextract.exchange.formats import FORMATS, read_format, write_format
from resextract.exchange.loading import load_documents
from resextract.exchange.restoring import restore_documents
from resextract.language.phrases import phrase
from resextract.pipeline.threads import limit_threads
from resextract.writers.jsonl import STDOUT, OutputError, format_record, open_output

__all__ = ["convert_from", "convert_to"]


def convert_to(name: str, source: Path, output: str, root: Path | None, selection: Selection = EVERYTHING) -> int:
    """Convert records to a format.

    Args:
        name: The format.
        source: A JSONL file of records.
        output: A file, or a folder for brat.
        root: The folder that the sources are relative to; None for the working folder.
        selection: Which records are converted.

    Returns:
        The exit code: 1 if the records or their sources cannot be used, 2 if the output cannot be written.
    """
    if name not in FORMATS or _is_same(source, output):
        return _refuse(name, output)
    try:
        wanted = None if selection == EVERYTHING else selection.matches
        documents = load_documents(source, root or Path(), wanted)
        written = write_format(name, documents, output)
    except ExchangeError as error:
        report(str(error))
        return FAILED
    except OutputError as error:
        return report_usage(str(error))
    links = sum(len(document.links) for document in documents)
    spans = sum(len(document.spans) for document in documents)
    tell(
        phrase(
            "{number} documents, {spans} spans, {links} links: {files} files",
            number=len(documents),
            spans=spans,
            links=links,
            files=len(written),
        )
    )
    return OK


def convert_from(name: str, source: Path, output: str) -> int:
    """Convert what an annotation tool wrote back to records.

    Args:
        name: The format.
        source: A file, or a folder for brat.
        output: A file, or ``-`` for standard output.

    Returns:
        The exit code: 1 if the source cannot be used or a part of it was left out, 2 if the output cannot be written.
    """
    if name not in FORMATS or _is_same(source, output):
        return _refuse(name, output)
    limit_threads()
    try:
        records, remarks = restore_documents(read_format(name, source))
        with open_output(output) as stream:
            for record in records:
                stream.write(format_record(record).encode("utf-8"))
    except ExchangeError as error:
        report(str(error))
        return FAILED
    except OutputError as error:
        return report_usage(str(error))
    for remark in remarks:
        report(str(remark))
    tell(phrase("{number} records", number=len(records)))
    return FAILED if any(remark.lost for remark in remarks) else OK


def _is_same(source: Path, output: str) -> bool:
    return output != STDOUT and os.path.realpath(output) == os.path.realpath(source)


def _refuse(name: str, output: str) -> int:
    if name not in FORMATS:
        return report_usage(phrase("{name!r} is no format; there are {names}", name=name, names=", ".join(FORMATS)))
    return report_usage(phrase("{output}: is the input; choose another name for the output", output=output))
