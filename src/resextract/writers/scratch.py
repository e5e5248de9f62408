"""Files that libraries can only write under a name of their own, handed on to an output when they are whole."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.writers.jsonl import OutputError, open_output

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["open_scratch"]

_CHUNK = 1 << 20


@contextmanager
def open_scratch(target: str) -> Iterator[Path]:
    """Give the path of a file that does not exist yet; what stands there when the block ends goes to the target.

    Args:
        target: A path, or ``-`` for standard output; whole or untouched, as `open_output` says.

    Raises:
        OutputError: The target cannot be written, or there is no room for temporary files.
    """
    # The output is opened first: one that cannot be written is found out before the work is done.
    with open_output(target) as output:
        try:
            folder = TemporaryDirectory(prefix="resextract-", ignore_cleanup_errors=True)
        except OSError as error:
            reason = error.strerror or str(error)
            message = phrase("{target}: no folder for temporary files: {reason}", target=target, reason=reason)
            raise OutputError(message) from error
        with folder as name:
            path = Path(name) / "export"
            yield path
            with path.open("rb") as stream:
                while chunk := stream.read(_CHUNK):
                    output.write(chunk)
