from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.cli.targets import TargetError, check_targets, protect_sources
from resextract.writers.jsonl import OutputError, write_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.txt").write_bytes(b"")


@pytest.mark.parametrize(
    "targets", [["a", "a"], ["a", "./a"], ["-", "-"], ["a", "a.part"], ["a.part.log", "a"]], ids="/".join
)
def test_two_outputs_do_not_share_a_place(targets: list[str]) -> None:
    with pytest.raises(TargetError, match="an output is named twice"):
        check_targets(targets, [])


@pytest.mark.parametrize("several", [False, True])
def test_an_input_is_no_output(several: bool) -> None:
    with pytest.raises(TargetError, match=r"^in\.txt: is .*choose another name"):
        check_targets(["b", "in.txt"], [Path("in.txt")], several=several)


def test_a_missing_folder_is_found_out_before_the_work() -> None:
    with pytest.raises(OutputError, match="the folder none does not exist"):
        check_targets(["none/b"], [])


def test_what_is_in_nobodys_way_is_fine() -> None:
    check_targets(["a", "b", "-"], [Path("in.txt")])


@pytest.mark.parametrize(("source", "target"), [("in.txt", "in.txt"), ("mail.zip/in/a.docx", "mail.zip")])
def test_a_source_of_the_records_is_no_output(make_record: Callable[..., TaskRecord], source: str, target: str) -> None:
    Path(target).write_bytes(b"")
    records = Path("tasks.jsonl")
    write_records([make_record(document={"source": source})], records)
    with pytest.raises(TargetError, match="is a source of the records"):
        protect_sources([target], records, Path())
    protect_sources([target], records, Path("elsewhere"))
    protect_sources(["new.html", "-"], records, Path())


@pytest.mark.parametrize("command", ["report", "export"])
def test_the_commands_keep_to_it(
    resextract: Callable[..., object], make_record: Callable[..., TaskRecord], command: str
) -> None:
    write_records([make_record(document={"source": "in.csv"})], Path("tasks.jsonl"))
    Path("in.csv").write_bytes(b"precious")
    outcome = resextract(command, "tasks.jsonl", "-o", "in.csv")
    assert (outcome.code, Path("in.csv").read_bytes()) == (2, b"precious")


@pytest.mark.usefixtures("stub")
def test_errors_do_not_go_over_the_records(resextract: Callable[..., object]) -> None:
    Path("a.txt").write_text("Решили:\nпровести проверку\n", encoding="utf-8")
    for errors in ("out.jsonl", "none/errors.jsonl"):
        assert resextract("extract", "a.txt", "-o", "out.jsonl", "--errors", errors).code == 2
    assert not Path("out.jsonl").exists()
