from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resextract.records.validation import validate_file
from resextract.writers.jsonl import format_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "провести про-\nверку школ\nпровести смотр\n"


@pytest.fixture
def write(tmp_path: Path, make_record: Callable[..., Any]) -> Callable[..., Path]:
    """Writes the source and records of it; each argument replaces fields of one record."""

    def write_records(*changes: dict[str, Any], text: str = TEXT, encoding: str = "utf-8") -> Path:
        data = text.encode(encoding)
        (tmp_path / "a.txt").write_bytes(data)
        document = {"sha256": hashlib.sha256(data).hexdigest(), "encoding": encoding}
        base = {"text": "провести проверку школ", "start": 0, "end": 24}
        records = [make_record(**base | {"document": document.copy()} | change) for change in changes]
        (tmp_path / "tasks.jsonl").write_bytes("".join(map(format_record, records)).encode())
        return tmp_path / "tasks.jsonl"

    return write_records


def messages(path: Path) -> list[str]:
    return [str(violation) for violation in validate_file(path, path.parent).violations]


def test_good_records_have_no_violations(write: Callable[..., Path]) -> None:
    second = {"task_id": "a#op1/2", "text": "провести смотр", "start": 25, "end": 39}
    report = validate_file(path := write({}, second), path.parent)
    assert (report.records, report.violations, report.unchecked) == (2, (), ())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_offsets_do_not_count_the_byte_order_mark(write: Callable[..., Path], encoding: str) -> None:
    assert messages(write({}, encoding=encoding)) == []


def test_an_empty_file_has_no_violations(tmp_path: Path) -> None:
    (tmp_path / "tasks.jsonl").touch()
    assert validate_file(tmp_path / "tasks.jsonl").records == 0
    assert messages(tmp_path / "tasks.jsonl") == []


def test_ids_are_unique(write: Callable[..., Path]) -> None:
    assert messages(write({}, {})) == ["line 2: a#op1/1: the task_id stands in line 1 already"]


def test_tasks_stand_in_the_order_of_start(write: Callable[..., Path]) -> None:
    first = {"task_id": "a#op1/2", "text": "провести смотр", "start": 25, "end": 39}
    assert messages(write(first, {})) == ["line 2: a#op1/1: the tasks of the document are not in the order of start"]


@pytest.mark.parametrize("place", [{"start": 1}, {"end": 23}, {"end": 4000}])
def test_the_text_stands_where_the_offsets_say(write: Callable[..., Path], place: dict[str, int]) -> None:
    (message,) = messages(write(place))
    assert "text: 'провести проверку школ' does not stand at a.txt[" in message


def test_a_mention_stands_where_its_offsets_say(write: Callable[..., Path]) -> None:
    mention = {"lemma": "провести", "text": "провести", "start": 2, "end": 10, "inherited": False}
    (message,) = messages(write({"actions": (mention,)}))
    assert "actions: 'провести' does not stand at a.txt[2:10]: 'овести п'" in message


def test_the_source_is_the_one_that_was_read(write: Callable[..., Path]) -> None:
    path = write({})
    (path.parent / "a.txt").write_text("другой текст")
    assert messages(path) == [
        "line 1: a#op1/1: sha256 is not that of a.txt: the file was changed, or it is another one"
    ]


@pytest.mark.parametrize("encoding", ["ascii", "klingon", "hex"])
def test_the_source_has_the_encoding_named(write: Callable[..., Path], encoding: str) -> None:
    path = write({})
    path.write_text(path.read_text(encoding="utf-8").replace('"utf-8"', f'"{encoding}"'), encoding="utf-8")
    assert "the source cannot be decoded as" in messages(path)[0]


def test_a_source_that_is_not_there_leaves_offsets_unchecked(write: Callable[..., Path], tmp_path: Path) -> None:
    path = write({"start": 1})
    report = validate_file(path, tmp_path / "elsewhere")
    assert (report.violations, report.unchecked) == ((), ("a.txt",))


def test_the_keys_stand_in_the_order_of_the_contract(write: Callable[..., Path]) -> None:
    path = write({})
    record = json.loads(path.read_text(encoding="utf-8"))
    record["document"] = dict(sorted(record["document"].items()))
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert messages(path) == ["line 1: a#op1/1: keys in another order than the contract's: document"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{}", "line 1: schema_version: Field required"),
        (b"[1]", "line 1: Input should be an object"),
        (b'{"a": ', "line 1: Invalid JSON"),
        (b"\xff\xfe", "line 1: Invalid JSON"),
        (b"[" * 100_000, "line 1: Invalid JSON"),
        (b" ", "line 1: a blank line"),
        (b'{"start": NaN}', "line 1: "),
    ],
)
def test_malformed_lines_are_violations(tmp_path: Path, line: bytes, message: str) -> None:
    (tmp_path / "tasks.jsonl").write_bytes(line + b"\n")
    assert messages(tmp_path / "tasks.jsonl")[0].startswith(message)


def test_values_of_another_type_are_violations(write: Callable[..., Path]) -> None:
    path = write({})
    path.write_text(path.read_text(encoding="utf-8").replace('"start": 0', '"start": "0"'), encoding="utf-8")
    assert messages(path) == ["line 1: start: Input should be a valid integer"]


def test_the_frame_of_the_file(write: Callable[..., Path]) -> None:
    path = write({})
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\n{}")
    assert [message for message in messages(path) if "Field required" not in message] == [
        "line 1: the file starts with a byte order mark",
        "line 1: a carriage return in the line",
        "line 2: a blank line",
        "line 3: no line end after the last line",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_are_checked(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "tasks.jsonl").write_bytes(data)
    report = validate_file(tmp_path / "tasks.jsonl")
    assert bool(report.violations) == bool(data)


def test_offsets_into_converted_documents_and_members_of_archives_are_checked(
    tmp_path: Path, make_record: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from tests.reading.documents import make_docx, pack

    data = make_docx(["провести проверку школ"])
    (tmp_path / "a.zip").write_bytes(pack({"x/b.docx": data}))
    document = {"source": "a.zip/x/b.docx", "sha256": hashlib.sha256(data).hexdigest(), "encoding": "docx"}
    good = make_record(document=document, text="провести проверку школ", start=0, end=22)
    bad = make_record(document=document, task_id="a#op1/2", text="проверку школ", start=1, end=14)
    (tmp_path / "tasks.jsonl").write_bytes((format_record(good) + format_record(bad)).encode())
    report = validate_file(tmp_path / "tasks.jsonl", tmp_path)
    assert [violation.line for violation in report.violations] == [2]
    assert (report.unchecked, report.unconverted) == ((), ())
    for name in [name for name in sys.modules if name.startswith("lxml.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    report = validate_file(tmp_path / "tasks.jsonl", tmp_path)
    assert (report.violations, report.unchecked, report.unconverted) == ((), (), ("a.zip/x/b.docx",))
