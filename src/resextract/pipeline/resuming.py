"""What a run must remember so that a later one can go on with it: its settings, its inputs, what became of each."""

from __future__ import annotations

import functools
import hashlib
import json
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resextract.language.phrases import phrase
from resextract.pipeline.config import Config, ConfigError
from resextract.pipeline.runs import FileResult
from resextract.tagging.errors import ModelError
from resextract.tagging.folders import MANIFEST
from resextract.tagging.locations import find_model
from resextract.writers.journals import ResumeError
from resextract.writers.saved_texts import is_intact
from resextract.writers.source_lists import SavedText
from resextract.writers.summary import DocumentCounts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from resextract.reading.inputs import Input

__all__ = ["describe_run", "dump_result", "is_settled", "name_state", "restore_result"]

_LIBRARIES = ("lxml", "pdfplumber")
"""What gives the texts of documents: another version may give another text."""


_REMEMBERED = frozenset({"counts", "failure", "transient", "libraries", "saved", "sha256"})


def describe_run(config: Config, max_size: int, save_text: Path | None = None) -> dict[str, Any]:
    """Describe what, besides the inputs, the bytes of a run's output depend on.

    Raises:
        ConfigError: There is no such model.
    """
    model = None
    if config.model is not None:
        try:
            manifest = find_model(config.model) / MANIFEST  # names the digests of the model's other files
        except ModelError as error:
            raise ConfigError(phrase("model {reason}", reason=str(error))) from error
        model = hashlib.sha256(manifest.read_bytes()).hexdigest() if manifest.is_file() else ""
    settings = config.model_dump(mode="json")
    return {
        "resextract": version("resextract"),
        "config": settings,
        "model": model,
        "max_size": max_size,
        "save_text": save_text and str(save_text),
    }


def name_state(item: Input) -> str:
    """Name an input and the state of its file, so that one that was changed or renamed has another name."""
    size = changed = None
    if item.path is not None:
        try:
            status = item.path.stat()
            size, changed = status.st_size, status.st_mtime_ns
        except OSError:
            pass
    return json.dumps([item.source, item.doc_id, size, changed], ensure_ascii=False)


def dump_result(result: FileResult) -> dict[str, Any]:
    """Return what became of an input as JSON, its records left out."""
    return {
        "counts": result.counts and asdict(result.counts),
        "failure": result.failure,
        "transient": result.transient,
        "libraries": _list_libraries(),
        "saved": result.saved and asdict(result.saved),
        "sha256": result.sha256,
    }


def is_settled(outcome: Mapping[str, Any]) -> bool:
    """Tell whether what became of an input still holds, so that it need not be read again.

    It does not where the machine was to blame for a failure, or the saved text is gone or changed.

    Args:
        outcome: Made by `dump_result`.

    Raises:
        ResumeError: Since then a library that converts documents was replaced by another version. (One that was missing
            may have come: what failed for want of it is not settled, and nothing else depends on it.)
    """
    if not outcome.keys() >= _REMEMBERED:  # not made by `dump_result`, or by that of another version
        return False
    for name, installed in _list_libraries().items():
        recorded = outcome["libraries"][name]
        if recorded not in (None, installed):
            raise ResumeError(
                phrase(
                    "the run that was broken off read documents with {library} {recorded}, and now {installed} is "
                    "installed; install that version again, or start anew without --resume",
                    library=name,
                    recorded=recorded,
                    installed=installed or "–",
                )
            )
    saved = outcome["saved"]
    return not outcome["transient"] and (saved is None or is_intact(Path(saved["text"]), saved["text_sha256"]))


@functools.cache
def _list_libraries() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for name in _LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = None
    return found


def restore_result(source: str, outcome: Mapping[str, Any]) -> FileResult:
    """Return what became of an input from what was remembered of it.

    Raises:
        TypeError: It was not made by `dump_result`.
    """
    counts = outcome["counts"]
    if counts is not None:
        counts = DocumentCounts(**counts | {"warnings": tuple((code, n) for code, n in counts["warnings"])})
    saved = outcome["saved"] and SavedText(**outcome["saved"])
    return FileResult(source, counts=counts, failure=outcome["failure"], saved=saved, sha256=outcome["sha256"])
