"""An output that grows step by step beside its target and survives a kill: the next run goes on where it stopped.

``tasks.jsonl`` is written as ``tasks.jsonl.part``; after each input a line of ``tasks.jsonl.part.log`` says how far it
reaches, with a digest of what was added. Only what the log vouches for counts: a killed run may have left half a record
after it. When all is done, the part is renamed to the target and the log removed, in this order, so that at any moment
the target is either the old one or whole.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Protocol

from resextract.language.phrases import phrase
from resextract.writers.jsonl import (
    OutputError,
    check_target,
    closing_safely,
    explain_failure,
    finish_file,
    format_line,
    is_streamed,
    open_output,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path
    from typing import IO

    from resextract.writers.jsonl import Output

__all__ = ["JournaledOutput", "ResumeError", "Step", "StepOutput", "StreamedOutput", "open_steps"]

PART = ".part"
LOG = ".part.log"


class ResumeError(OutputError):
    """A broken-off run cannot be gone on with; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one input gave.

    Attributes:
        key: Names the input and its state, so that another or a changed one is noticed.
        end: Length of the output after it, in bytes.
        digest: SHA-256 of the bytes it added.
        outcome: What else is to be remembered of it, as JSON.
    """

    key: str
    end: int
    digest: str
    outcome: Mapping[str, Any]


class StepOutput(Protocol):
    """The output of a run, input by input.

    Attributes:
        done: The steps of a broken-off run that this one goes on with.
        abandoned: Set by whoever writes when nothing of this is to be kept: the target stays as it was.
    """

    done: tuple[Step, ...]
    abandoned: bool

    def append(self, key: str, data: bytes, outcome: Mapping[str, Any]) -> None:
        """Add what an input gave.

        Raises:
            OutputError: It cannot be written.
        """


class StreamedOutput:
    """Standard output or a pipe: nothing that was written can be taken back or gone on with."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self.done: tuple[Step, ...] = ()
        self.abandoned = False

    def append(self, key: str, data: bytes, outcome: Mapping[str, Any]) -> None:  # noqa: ARG002 - nothing is remembered
        """See `StepOutput`."""
        self._output.write(data)


class JournaledOutput:
    """A regular file that grows beside its place; see `StepOutput`.

    Attributes:
        done: See `StepOutput`; empty for a new run.
        abandoned: See `StepOutput`.
        changed: Whether some steps of that run were dropped, as their inputs have changed since.
        repeated: Whether some steps were dropped, as what they gave is not to be kept.
        discarded: Whether there was such a run that was not to be gone on with.
        steps: How many steps there are by now.
    """

    def __init__(self, part: IO[bytes], log: IO[bytes], target: str, done: Sequence[Step]) -> None:
        self._part = part
        self._log = log
        self._target = target
        self._end = done[-1].end if done else 0
        self.done = tuple(done)
        self.changed = self.repeated = self.discarded = False
        self.steps = len(done)
        self.abandoned = False

    def append(self, key: str, data: bytes, outcome: Mapping[str, Any]) -> None:
        """Add what an input gave; once this returns, a kill does not lose it.

        Raises:
            OutputError: It cannot be written.
        """
        self._end += len(data)
        step = Step(key, self._end, hashlib.sha256(data).hexdigest(), outcome)
        with explain_failure(self._target):
            for stream, content in ((self._part, data), (self._log, _dump(asdict(step)))):
                stream.write(content)
                stream.flush()
        self.steps += 1


@contextmanager
def open_steps(
    target: str,
    settings: Mapping[str, Any],
    keys: Sequence[str],
    *,
    resume: bool = False,
    keep: Callable[[Mapping[str, Any]], bool] = lambda _: True,
) -> Iterator[StepOutput]:
    """Open an output that a later run can go on with.

    Leaving the block without an exception completes the target. An exception leaves part and log for a later run,
    unless no step was made. Standard output and what is no regular file is written to directly.

    Args:
        target: A path, or ``-`` for standard output.
        settings: What must be the same for the outputs of two runs to fit together.
        keys: The key of each input of the run, in their order.
        resume: Whether to go on with a broken-off run, if there is one; if not, it is discarded.
        keep: Tells of the outcome of a step whether it still holds. The first that does not is made again, and all
            after it.

    Raises:
        OutputError: The target cannot be written, or another run is writing it.
        ResumeError: The broken-off run had other settings, or ``keep`` says that it cannot be gone on with.
    """
    if is_streamed(target):
        with open_output(target) as output:
            yield StreamedOutput(output)
        return
    with _open_journaled(target, settings, keys, keep if resume else None) as journaled:
        yield journaled


@contextmanager
def _open_journaled(
    target: str,
    settings: Mapping[str, Any],
    keys: Sequence[str],
    keep: Callable[[Mapping[str, Any]], bool] | None,
) -> Iterator[JournaledOutput]:
    path = check_target(target)
    part, log = path.with_name(path.name + PART), path.with_name(path.name + LOG)
    with closing_safely(_open(log, target), target) as journal:
        _lock(journal, target)
        with explain_failure(target):
            steps = _read_steps(journal, settings, target) if keep else []
            sound = sum(1 for _ in itertools.takewhile(lambda step: keep is not None and keep(step.outcome), steps))
            discarded = keep is None and part.exists()
            if steps and not part.exists() and _is_whole(path, steps, keys):
                path.replace(part)  # killed after the rename and before the log was removed
            intact = steps[: _count_intact(part, steps, keys)]
            kept = intact[:sound]
        with closing_safely(_open(part, target), target) as records:
            with explain_failure(target):
                records.truncate(kept[-1].end if kept else 0)
                _cut_log(journal, [_dump(settings), *(_dump(asdict(step)) for step in kept)])
            output = JournaledOutput(records, journal, target, kept)
            output.changed, output.discarded = len(intact) < len(steps), discarded
            output.repeated = len(kept) < len(intact)
            try:
                yield output
            except BaseException:
                if not output.steps:
                    _remove(part, log)
                raise
            if output.abandoned:
                _remove(log, part)  # in this order: a log without its part must not be taken for that of the target
            else:
                finish_file(records, part, path, target)
        _remove(log)


def _open(path: Path, target: str) -> IO[bytes]:
    with explain_failure(target):
        return path.open("a+b")


def _remove(*paths: Path) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _lock(stream: IO[bytes], target: str) -> None:
    # A lock of the process (not flock's, which forked workers would inherit and hold after their parent's death).
    try:
        import fcntl
    except ImportError:  # elsewhere than on POSIX two runs into one file are the user's business
        return
    try:
        fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise OutputError(
            phrase("{target}: another run is writing this file; wait for it or choose another name", target=target)
        ) from error


def _dump(content: Mapping[str, Any]) -> bytes:
    return format_line(content, sort_keys=True).encode("utf-8")


def _read_steps(log: IO[bytes], settings: Mapping[str, Any], target: str) -> list[Step]:
    # Through the open file: closing another handle of it would drop the lock (a rule of POSIX).
    log.seek(0)
    *lines, _ = log.read().split(b"\n")  # what follows the last line end was being written when the run was killed
    if lines and lines[0] + b"\n" != _dump(settings):
        raise ResumeError(
            phrase(
                "{target}: the run that was broken off had other settings or was made by another version; "
                "repeat it with the same options, or start anew without --resume",
                target=target,
            )
        )
    steps = []
    for line in lines[1:]:
        try:
            step = Step(**json.loads(line))
            if not isinstance(step.end, int) or not isinstance(step.outcome, dict):
                break
            steps.append(step)
        except (ValueError, TypeError):  # a damaged log counts up to the damage
            break
    return steps


def _count_intact(part: Path, steps: Sequence[Step], keys: Sequence[str]) -> int:
    # How many of the steps are of the same inputs and stand in the file as they were written.
    if not part.is_file():
        return 0
    begin = 0
    with part.open("rb") as stream:
        for number, (step, key) in enumerate(zip(steps, keys, strict=False)):
            data = stream.read(max(0, step.end - begin))
            if step.key != key or hashlib.sha256(data).hexdigest() != step.digest:
                return number
            begin = step.end
    return min(len(steps), len(keys))


def _is_whole(path: Path, steps: Sequence[Step], keys: Sequence[str]) -> bool:
    # Steps without records would fit any file: the length must be right as well.
    length = steps[-1].end
    return path.is_file() and path.stat().st_size == length > 0 and _count_intact(path, steps, keys) == len(steps)


def _cut_log(log: IO[bytes], lines: Sequence[bytes]) -> None:
    # Cut and not written anew: a kill between the two would lose the log.
    if len(lines) > 1:
        log.truncate(sum(map(len, lines)))
        return
    log.truncate(0)
    log.write(lines[0])
    log.flush()
