"""Records as Parquet, a row group at a time."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.writers.columnar.schema import build_schema, prepare_record
from resextract.writers.jsonl import Output, open_output
from resextract.writers.outcomes import ExportError, Written

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pyarrow as pa

    from resextract.records.models import TaskRecord

__all__ = ["ROW_GROUP", "write_parquet"]

ROW_GROUP = 4096
"""Records a row group: as many are in memory at a time."""


class _Sink:
    """An output as a file that pyarrow writes to."""

    closed = False

    def __init__(self, output: Output) -> None:
        self._output = output

    def write(self, data: bytes) -> int:
        self._output.write(data)
        return len(data)

    def flush(self) -> None:
        """The output is flushed when it is whole."""

    def close(self) -> None:
        """The output is closed by whoever opened it."""


def write_parquet(records: Iterable[TaskRecord], target: str, *, row_group: int = ROW_GROUP) -> Written:
    """Write records as Parquet with the schema of `build_schema`; they read back equal.

    Args:
        records: The records, in the order to write them.
        target: A path, or ``-`` for standard output.
        row_group: Records a row group.

    Returns:
        What was written.

    Raises:
        ExportError: A number of a record is too large for the schema.
        OutputError: The output cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = build_schema()
    iterator = iter(records)
    tasks = 0
    with (
        open_output(target) as output,
        pa.PythonFile(_Sink(output), mode="w") as sink,
        pq.ParquetWriter(sink, schema, compression="zstd") as writer,
    ):
        while batch := list(islice(iterator, row_group)):
            writer.write_batch(_build_batch(batch, schema, target), row_group_size=row_group)
            tasks += len(batch)
    return Written(tasks)


def _build_batch(records: list[TaskRecord], schema: pa.Schema, target: str) -> pa.RecordBatch:
    import pyarrow as pa

    try:
        return pa.RecordBatch.from_pylist([prepare_record(record) for record in records], schema=schema)
    except (OverflowError, pa.ArrowInvalid) as error:
        if len(records) > 1:  # find the record that it is
            for record in records:
                _build_batch([record], schema, target)
        raise ExportError(
            phrase("{target}: {task_id}: {reason}", target=target, task_id=records[0].task_id, reason=str(error))
        ) from error  # the library's words
