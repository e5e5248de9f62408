from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.writers.jsonl import OutputError, closing_safely, format_record, open_output, write_records

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_record_is_one_line_of_plain_json(make_record: Callable[..., Any]) -> None:
    line = format_record(make_record(section=("«А»\u2028\u2029\x85Б",)))
    assert line.startswith('{"schema_version": "1.0", "task_id": "a#op1/1", "document": {"doc_id": "a",')
    assert line.endswith('"warnings": []}\n')
    assert '"провести проверку"' in line
    assert len(line.splitlines()) == 1
    assert json.loads(line)["section"] == ["«А»\u2028\u2029\x85Б"]


def test_records_are_written_and_replace_what_was_there(make_record: Callable[..., Any], tmp_path: Path) -> None:
    target = tmp_path / "tasks.jsonl"
    target.write_text("old and longer" * 1000)
    write_records([make_record(), make_record(number=None)], target)
    assert target.read_bytes() == (format_record(make_record()) + format_record(make_record(number=None))).encode()
    assert [path.name for path in tmp_path.iterdir()] == ["tasks.jsonl"]


def test_a_failure_on_the_way_leaves_the_old_file_alone(make_record: Callable[..., Any], tmp_path: Path) -> None:
    def fail() -> Any:
        yield make_record()
        raise RuntimeError("midway")

    (tmp_path / "tasks.jsonl").write_text("old")
    with pytest.raises(RuntimeError, match="midway"):
        write_records(fail(), tmp_path / "tasks.jsonl")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("tasks.jsonl", "old")]


def test_a_failure_on_the_way_leaves_no_new_file(tmp_path: Path) -> None:
    def write_half() -> None:
        with open_output(str(tmp_path / "tasks.jsonl")) as output:
            output.write(b"half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match="cannot be written: No space left"), open_output(str(tmp_path / "a")):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_that_takes_nothing_is_an_output_error() -> None:
    with pytest.raises(OutputError, match="/dev/full: cannot be written"), open_output("/dev/full") as output:
        output.write(b"data")


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs /dev/null")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with open_output("/dev/null") as output:
        output.write(b"data")
    assert not Path("/dev/null").is_file()


def test_a_missing_folder_is_an_output_error_and_is_not_made(tmp_path: Path) -> None:
    with (
        pytest.raises(OutputError, match=r"the folder .*missing does not exist"),
        open_output(str(tmp_path / "missing" / "a")),
    ):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_output(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"), open_output(str(tmp_path)):
        pass


def test_a_folder_without_permission_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)  # the tests may run as root, whom no permission stops
    with pytest.raises(OutputError, match="cannot be written: Permission denied"), open_output(str(tmp_path / "a")):
        pass


def test_errors_of_the_writer_are_not_taken_for_errors_of_the_output(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), open_output(str(tmp_path / "a")):
        raise FileNotFoundError("an input")


def test_a_symbolic_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    with open_output(str(tmp_path / "link")) as output:
        output.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


@pytest.mark.skipif(os.name != "posix", reason="permission bits")
def test_the_rights_are_those_of_the_old_file_or_of_any_new_one(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        for name in ("old", "new"):
            if name == "old":
                (tmp_path / name).touch()
                (tmp_path / name).chmod(0o604)
            with open_output(str(tmp_path / name)):
                pass
    finally:
        os.umask(mask)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("old", "new")] == [0o604, 0o640]


def test_standard_output_gets_bytes_as_they_come(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_output("-") as output:
        output.write("да\n".encode())
    assert capfdbinary.readouterr().out == "да\n".encode()


KILLED = """
import sys, time
from resextract.writers.jsonl import open_output
with open_output(sys.argv[1]) as output:
    output.write(b"half a file" * 100_000)
    print("writing", flush=True)
    time.sleep(60)
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_killed_run_leaves_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "tasks.jsonl"
    target.write_text("old")
    with subprocess.Popen([sys.executable, "-c", KILLED, str(target)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert target.read_text() == "old"


def test_a_disk_that_is_full_at_closing_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    with (
        pytest.raises(OutputError, match=r"out: cannot be written: No space left on device"),
        open_output(str(tmp_path / "out")) as output,
    ):
        output.write(b"data")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_to_close_hides_no_earlier_failure(tmp_path: Path) -> None:
    class Full:
        def close(self) -> None:
            raise OSError(28, "No space left on device")

    full: Any = Full()
    with pytest.raises(OutputError, match="No space left"), closing_safely(full, "out"):
        pass
    with pytest.raises(ValueError, match="first"), closing_safely(full, "out"):
        raise ValueError("first")


def test_a_closed_standard_output_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match="standard output is closed"), open_output("-"):
        pass
