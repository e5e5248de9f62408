"""resextract: task records from Russian resolutions, orders and protocols."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from resextract.pipeline.api import extract

__all__ = ["__version__", "extract"]

__version__: str


def __getattr__(name: str) -> Any:
    # Looked up when first used: the command line must start fast, and it imports this module.
    if name == "extract":
        from resextract.pipeline.api import extract

        return extract
    if name == "__version__":
        from importlib.metadata import version

        return version("resextract")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
