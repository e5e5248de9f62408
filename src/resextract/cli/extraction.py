"""The command `extract`: inputs, run, output, progress, summary."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from resextract.cli.messages import FAILED, OK, detail, report_usage, tell
from resextract.cli.progress import Progress, show_progress
from resextract.cli.targets import TargetError, check_targets
from resextract.language.phrases import phrase
from resextract.pipeline.config import ConfigError, load_config
from resextract.pipeline.resuming import describe_run, dump_result, is_settled, name_state, restore_result
from resextract.pipeline.runs import FileResult, run_files
from resextract.reading.inputs import STDIN, find_inputs
from resextract.writers.journals import JournaledOutput, StepOutput, open_steps
from resextract.writers.jsonl import OutputError, format_line, is_streamed, open_output
from resextract.writers.source_lists import SavedText, write_sources
from resextract.writers.summary import DocumentCounts, format_skipped, format_summary
from resextract.writers.text_folders import prepare_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from resextract.reading.inputs import Input

__all__ = ["run_extraction"]

_MOST_COPIES = 10


@dataclass(slots=True)
class _Tally:
    """What became of the inputs so far."""

    documents: list[DocumentCounts] = field(default_factory=list)
    failures: list[FileResult] = field(default_factory=list)
    saved: list[SavedText] = field(default_factory=list)
    sources: dict[str, list[str]] = field(default_factory=dict)

    def add(self, result: FileResult) -> None:
        if result.counts is None:
            self.failures.append(result)
        else:
            self.documents.append(result.counts)
            self.sources.setdefault(result.sha256, []).append(result.source)
        if result.saved is not None:
            self.saved.append(result.saved)


def run_extraction(  # noqa: PLR0913 - one argument an option
    paths: Sequence[str],
    *,
    output: str,
    workers: int,
    config_path: Path | None,
    model: str | None,
    max_size: int,
    resume: bool,
    errors: str | None,
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
        resume: Whether to go on with a broken-off run into the same output.
        errors: Where the failures are written; None for nowhere.
        save_text: A folder for the texts of documents that are no plain text files; None to save none.

    Returns:
        The exit code. If every input failed, the output is not touched.
    """
    inputs = find_inputs(paths)
    try:
        targets = [target for target in (output, errors) if target is not None]
        check_targets(targets, [item.path for item in inputs if item.path is not None], several=True)
    except (TargetError, OutputError) as error:
        return report_usage(str(error))
    if resume and (is_streamed(output) or any(item.source == STDIN for item in inputs)):
        return report_usage("--resume needs files: a run from standard input or into a pipe cannot be gone on with")
    tally = _Tally()
    try:
        config = load_config(config_path, model)
        folder = prepare_folder(save_text, output, paths, inputs) if save_text else None
        keys = [name_state(item) for item in inputs]
        detail(phrase("{number} inputs, {workers} processes", number=len(inputs), workers=workers))
        detail(
            phrase("configuration {config}, trained model {model}", config=config_path or "default", model=config.model)
        )
        settings = describe_run(config, max_size, save_text)
        with open_steps(output, settings, keys, resume=resume, keep=is_settled) as steps:
            done = len(steps.done)
            for item, step in zip(inputs, steps.done, strict=False):
                tally.add(restore_result(item.source, step.outcome))
            _explain_start(steps, len(inputs), resume=resume)
            results = run_files(inputs[done:], workers=workers, config=config, max_size=max_size, save_text=folder)
            with _explain_break(steps, len(inputs)), show_progress(len(inputs), done) as progress:
                _write_results(zip(inputs[done:], keys[done:], strict=True), results, steps, tally, progress)
            if save_text:
                write_sources(tally.saved, save_text)
            steps.abandoned = not tally.documents
        if errors is not None:
            _write_errors(errors, tally.failures)
    except (ConfigError, OutputError) as error:
        return report_usage(str(error))
    summary = format_summary(tally.documents, len(tally.failures)) + format_skipped(inputs.skipped)
    tell(summary.rstrip("\n"), bare=True)
    _name_copies(tally.sources.values())
    if errors is not None and tally.failures:
        tell(
            phrase("{errors}: {number} inputs that failed, with the reasons", errors=errors, number=len(tally.failures))
        )
    return FAILED if tally.failures else OK


def _name_copies(groups: Iterable[Sequence[str]]) -> None:
    # Whoever counts tasks should know which he counts twice.
    copies = [sources for sources in groups if len(sources) > 1]
    for sources in copies[:_MOST_COPIES]:
        tell(phrase("the same file {number} times: {sources}", number=len(sources), sources=", ".join(sources)))
    if len(copies) > _MOST_COPIES:
        tell(phrase("… and {number} more files that come more than once", number=len(copies) - _MOST_COPIES))


def _explain_start(steps: StepOutput, total: int, *, resume: bool) -> None:
    if not isinstance(steps, JournaledOutput):
        return
    if steps.done:
        tell(phrase("going on after {done} of {total} inputs", done=len(steps.done), total=total))
    elif resume:
        tell("there is no broken-off run to go on with; starting at the beginning")
    if steps.changed:
        tell("some inputs have changed since the run was broken off; they and those after them are read again")
    if steps.repeated:
        tell("one failed for want of memory or a library, or its saved text is gone: it and all after are read again")
    if steps.discarded:
        tell("an earlier run into this output was broken off and is discarded; --resume would have gone on with it")


@contextmanager
def _explain_break(steps: StepOutput, total: int) -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, SystemExit, OutputError):
        if isinstance(steps, JournaledOutput) and steps.steps:
            done = steps.steps
            tell(
                phrase(
                    "broken off after {done} of {total} inputs; the same command with --resume goes on",
                    done=done,
                    total=total,
                )
            )
        raise


def _write_results(
    inputs: Iterable[tuple[Input, str]],
    results: Iterable[FileResult],
    steps: StepOutput,
    tally: _Tally,
    progress: Progress,
) -> None:
    iterator = iter(results)
    for item, key in inputs:
        progress.begin(item.source)
        result = next(iterator)
        steps.append(key, result.lines, dump_result(result))
        tally.add(result)
        if result.counts is None:
            progress.finish(result.source, result.failure, failed=True)
        else:
            progress.finish(result.source, phrase("{number} tasks", number=result.counts.tasks))


def _write_errors(target: str, failures: Iterable[FileResult]) -> None:
    with open_output(target) as stream:
        for failure in failures:
            line = format_line({"source": failure.source, "reason": failure.failure})
            stream.write(line.encode("utf-8"))
