"""The same work for each part of a corpus, in as many processes as there are processors."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

from resextract.language.phrases import phrase
from resextract.pipeline.workers import FORKS, map_in_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["run_parts"]

Result = TypeVar("Result")


def run_parts(work: Callable[[int], Result], parts: Sequence[int]) -> Iterator[Result]:
    """Do the work of each part.

    Args:
        work: What is to be done; its results must pickle, and they must not depend on what it did before.
        parts: The numbers of the parts.

    Yields:
        The results in the order of the parts. Where processes cannot be forked the work is done in this one.

    Raises:
        ValueError: The work of a part raised it.
        RuntimeError: The process of a part died.
    """
    workers = min(len(parts), os.cpu_count() or 1)
    if workers == 1 or not FORKS:
        yield from map(work, parts)
        return

    def attempt(part: int) -> tuple[Result | None, str]:
        try:
            return work(part), ""
        except ValueError as error:
            return None, str(error)

    for result, problem in map_in_workers(attempt, list(parts), workers, _bury):
        if problem:
            raise ValueError(problem)
        yield result  # type: ignore[misc]


def _bury(part: int, death: str) -> tuple[None, str]:
    raise RuntimeError(
        phrase("the process of part {part} died ({death}), perhaps for want of memory", part=part, death=death)
    )
