"""The command `extract`: inputs, run, output, progress, summary."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from resextract.cli.messages import FAILED, OK, Progress, report_usage
from resextract.pipeline.config import ConfigError, load_config
from resextract.pipeline.runs import run_files
from resextract.reading.inputs import find_inputs
from resextract.writers.jsonl import STDOUT, OutputError, open_output
from resextract.writers.saved_texts import prepare_folder, write_sources
from resextract.writers.summary import DocumentCounts, format_skipped, format_summary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from resextract.pipeline.runs import FileResult
    from resextract.reading.inputs import Input
    from resextract.writers.jsonl import Output
    from resextract.writers.saved_texts import SavedText

__all__ = ["run_extraction"]


class _NothingReadError(Exception):
    """No input gave anything: an output that is there already must not be emptied."""


def run_extraction(  # noqa: PLR0913 - the options of the command
    paths: Sequence[str],
    *,
    output: str,
    workers: int,
    config_path: Path | None,
    model: str | None,
    max_size: int,
    quiet: bool,
    save_text: Path | None = None,
) -> int:
    """Extract the records of all inputs into the output.

    Args:
        paths: Files, folders, patterns, ``-``.
        output: A file, or ``-`` for standard output.
        workers: Number of processes.
        config_path: A configuration file; None for the package's own.
        model: The trained model to use instead of the configuration's; None for that.
        max_size: Largest input in bytes.
        quiet: Whether to say nothing but what failed.
        save_text: A folder for the texts of documents that are no plain text files; None to save none.

    Returns:
        The exit code. If every input failed, the output is not touched.
    """
    inputs = find_inputs(paths)
    if _overwrites_input(output, inputs):
        return report_usage(f"{output}: is one of the inputs; choose another name for the output")
    documents: list[DocumentCounts] = []
    saved: list[SavedText] = []
    failed = 0
    try:
        if save_text:
            prepare_folder(save_text, output, paths)
        results = run_files(
            inputs, workers=workers, config=load_config(config_path, model), max_size=max_size, save_text=save_text
        )
        with open_output(output) as stream:
            documents = _write_results(results, inputs, stream, saved, quiet=quiet)
            if save_text:
                write_sources(saved, save_text)
            failed = len(inputs) - len(documents)
            if not documents:
                raise _NothingReadError
    except (ConfigError, OutputError) as error:
        return report_usage(str(error))
    except _NothingReadError:
        pass
    if not quiet:
        sys.stderr.write(format_summary(documents, failed) + format_skipped(inputs.skipped))
    return FAILED if failed else OK


def _overwrites_input(output: str, inputs: Iterable[Input]) -> bool:
    if output == STDOUT:
        return False
    target = os.path.realpath(output)
    return any(item.path is not None and os.path.realpath(item.path) == target for item in inputs)


def _write_results(
    results: Iterable[FileResult], inputs: Sequence[Input], stream: Output, saved: list[SavedText], *, quiet: bool
) -> list[DocumentCounts]:
    progress = Progress(len(inputs), quiet=quiet)
    documents = []
    iterator = iter(results)
    for item in inputs:
        progress.begin(item.source)
        result = next(iterator)
        if result.counts is None:
            progress.finish(result.source, result.failure, failed=True)
            continue
        stream.write(result.lines)
        documents.append(result.counts)
        saved += [result.saved] if result.saved else []
        progress.finish(result.source, f"{result.counts.tasks} tasks")
    return documents
