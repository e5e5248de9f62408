"""resextract: task records from Russian resolutions, orders and protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resextract.pipeline.api import extract
    from resextract.reading.source import ReadingError
    from resextract.records.models import TaskRecord

__all__ = ["ReadingError", "TaskRecord", "__version__", "extract"]

__version__: str


def __getattr__(name: str) -> Any:
    # Looked up when first used: the command line must start fast, and it imports this module.
    if name == "extract":
        from resextract.pipeline.api import extract

        return extract
    if name == "TaskRecord":
        from resextract.records.models import TaskRecord

        return TaskRecord
    if name == "ReadingError":
        from resextract.reading.source import ReadingError

        return ReadingError
    if name == "__version__":
        from importlib.metadata import version

        return version("resextract")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
