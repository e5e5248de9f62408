"""Where a command writes: never over what it reads, and never two things into one place."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.reading.inputs import STDIN
from resextract.writers.journals import LOG, PART
from resextract.writers.jsonl import STDOUT, check_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = ["TargetError", "check_targets", "protect_sources"]


class TargetError(ValueError):
    """An output is in the way of something else; the message says of what."""


def check_targets(targets: Sequence[str], inputs: Iterable[Path], *, several: bool = False) -> None:
    """Make sure that outputs can be written and meet neither each other nor an input.

    Args:
        targets: The outputs; ``-`` is standard output.
        inputs: The files that are read.
        several: Whether the user named several inputs, for the words of the message.

    Raises:
        TargetError: An output is named twice, is what another output needs beside it, or is an input.
        OutputError: The folder of an output is missing, or an output is a folder.
    """
    files = [target for target in targets if target != STDOUT]
    for target in files:
        check_target(target)
    places = Counter(os.path.realpath(target) for target in files)
    beside = {place + suffix for place in places for suffix in (PART, LOG)}
    if any(number > 1 for number in places.values()) or len(targets) - len(files) > 1 or beside & set(places):
        raise TargetError(phrase("an output is named twice"))
    read = {os.path.realpath(path) for path in inputs}
    for target in files:
        if os.path.realpath(target) in read:
            if several:
                raise TargetError(
                    phrase("{output}: is one of the inputs; choose another name for the output", output=target)
                )
            raise TargetError(phrase("{path}: is the input; choose another name for the output", path=target))


def protect_sources(targets: Sequence[str], records: Path, root: Path) -> None:
    """Make sure that no output is a document that the records were made from.

    Args:
        targets: The outputs.
        records: The file of records; of standard input nothing can be known before it is read.
        root: The folder that the sources are relative to.

    Raises:
        TargetError: An output is such a document, or the archive that holds it.
    """
    there = {os.path.realpath(target): target for target in targets if target != STDOUT and os.path.isfile(target)}  # noqa: PTH113
    if not there or str(records) == STDIN or not records.is_file():
        return
    names = {os.path.basename(place).encode() for place in there}  # noqa: PTH119
    with records.open("rb") as lines:
        for line in lines:
            if any(name in line for name in names):
                _check_source(line, root, there)


def _check_source(line: bytes, root: Path, there: dict[str, str]) -> None:
    try:
        source = root / json.loads(line)["document"]["source"]
    except (ValueError, LookupError, TypeError):  # no record: whoever reads it says so
        return
    for place in (source, *source.parents):
        target = there.get(os.path.realpath(place))
        if target is not None:
            raise TargetError(
                phrase("{path}: is a source of the records; choose another name for the output", path=target)
            )
