from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.exchange.brat import format_folder, read_folder
from resextract.exchange.errors import ExchangeError
from resextract.exchange.loading import load_documents
from resextract.exchange.restoring import restore_documents
from resextract.exchange.standoff import flatten_records
from resextract.writers.jsonl import format_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.exchange.standoff import StandoffDocument
    from resextract.records.models import TaskRecord

GOLDEN = Path(__file__).parent / "golden"


def read(path: Path) -> str:
    return path.read_bytes().decode()


def write(path: Path, content: str) -> None:
    path.write_bytes(content.encode())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("sample.txt", "sample.ann"):
        shutil.copy(GOLDEN / name, tmp_path)
    return tmp_path


@pytest.fixture
def edit(folder: Path) -> Callable[[str, str], Path]:
    """Replaces a part of the golden file."""

    def replace(old: str, new: str) -> Path:
        content = read(folder / "sample.ann")
        assert content.count(old) == 1
        write(folder / "sample.ann", content.replace(old, new))
        return folder

    return replace


def restore(folder: Path) -> tuple[list[TaskRecord], list[str]]:
    records, remarks = restore_documents(read_folder(folder))
    return records, [str(remark) for remark in remarks]


def test_golden_is_written() -> None:
    files = dict(format_folder(load_documents(GOLDEN / "sample.jsonl", GOLDEN)))
    assert list(files) == ["annotation.conf", "visual.conf", "sample.txt", "sample.ann"]
    assert files["sample.ann"] == read(GOLDEN / "sample.ann")
    assert files["sample.txt"] == read(GOLDEN / "sample.txt")


def test_golden_is_read() -> None:
    records, remarks = restore(GOLDEN)
    assert "".join(map(format_record, records)) == read(GOLDEN / "sample.jsonl")
    assert remarks == []


def test_configuration_names_all_that_is_written(document: StandoffDocument) -> None:
    files = dict(format_folder([document]))
    configured = {line.split("\t")[0] for line in files["annotation.conf"].splitlines()}
    used = {line.split("\t")[1].split(" ")[0] for line in files["a.ann"].splitlines() if line[0] in "TAR"}
    assert used <= configured
    assert "actor_role\tArg:actor, Value:responsible|co_executor|controller" in files["annotation.conf"]
    assert "deadline_business_days\tArg:deadline\n" in files["annotation.conf"]


def test_file_names_are_safe_and_unique(document: StandoffDocument, records: list[TaskRecord]) -> None:
    documents = []
    for doc_id in ("../a", "__/a", ".hidden"):
        named = records[0].document.model_copy(update={"doc_id": doc_id})
        documents.append(flatten_records([records[0].model_copy(update={"document": named})], document.text, 0, ""))
    names = [name for name, _ in format_folder(documents) if name.endswith(".txt")]
    assert names == ["_._a.txt", "___a.txt", "_hidden.txt"]


def test_an_annotation_is_one_line_to_brat(records: list[TaskRecord], document: StandoffDocument) -> None:
    # brat splits files at everything that ends a line to Unicode.
    noted = records[0].model_copy(update={"number": "1\u20282\x853\n4"})
    content = dict(format_folder([flatten_records([noted], document.text, 0, "")]))["a.ann"]
    assert content.splitlines() == content.split("\n")[:-1]


def test_windows_line_ends_of_an_editor(folder: Path) -> None:
    write(folder / "sample.ann", read(folder / "sample.ann").replace("\n", "\r\n"))
    assert restore(folder) == restore(GOLDEN)


def test_notes_of_brat_itself_are_passed_over(folder: Path) -> None:
    write(folder / "sample.ann", read(folder / "sample.ann") + "#9\tAnnotationError T2\tOverlap\n")
    assert restore(folder) == restore(GOLDEN)


def test_a_changed_attribute_comes_back(edit: Callable[[str, str], Path]) -> None:
    edit('"end_date": "2025-05-01"', '"end_date": "2025-05-02"')
    records, remarks = restore(
        edit("A2\tdeadline_kind T4 due", "A2\tdeadline_kind T4 due\nA3\tdeadline_business_days T4")
    )
    assert (records[0].deadlines[0].end_date, records[0].deadlines[0].business_days) == ("2025-05-02", True)
    assert remarks == []


def test_a_moved_span_comes_back(edit: Callable[[str, str], Path]) -> None:
    records, _ = restore(
        edit("action 11 24;25 35\tпровести про- верку школ", "action 11 24;25 30\tпровести про- верку")
    )
    action = records[0].actions[0]
    assert (action.text, action.start, action.end) == ("провести проверку", 11, 30)


def test_a_fresh_entity_is_computed(edit: Callable[[str, str], Path]) -> None:
    records, (remark,) = restore(edit("R1\t", "T9\tdeadline 39 44\t1 мая\nR9\town Arg1:T2 Arg2:T9\nR1\t"))
    assert [deadline.end_date for deadline in records[0].deadlines] == ["2025-05-01", "2025-05-01"]
    assert "sample.ann, line 11: T9: the deadline «1 мая» has no kind; computed, please check: kind = due" in remark


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("deadline 36 44", "deadline 36 99", "line 8: T4: the span 36:99 does not lie in the text of 46 characters"),
        ("deadline 36 44", "deadline 44 36", "line 8: T4: the span 44:36 does not lie"),
        ("deadline 36 44", "deadline 35 43", "line 8: T4: 'до 1 мая' does not stand at 35 43: ' до 1 ма'"),
        ("deadline 36 44\tдо 1 мая", "deadline 36 38;41 44\tдо мая", "line 8: T4: the annotation leaves out a part"),
        ("T4\tdeadline", "T4\tterm", "line 8: T4: unknown label 'term'; there are task, action"),
        ("T4\tdeadline", "T3\tdeadline", "line 8: T3 stands in the file twice"),
        ("T4\tdeadline", "E4\tdeadline", "line 8: no annotation of the kinds T, A, R and #: 'E4\\tdeadline"),
        ("T4\tdeadline 36", "T4\tdeadline x", "line 8: no annotation of the kinds T, A, R and #"),
        ("Arg2:T4", "Arg2:T7", "line 12: R2: a relation leads to T7, and there is no such annotation"),
        ("own Arg1:T2 Arg2:T4", "has Arg1:T2 Arg2:T4", "line 12: unknown relation 'has'; there are own, inherited"),
        ("Arg1:T2 Arg2:T4", "Arg1:T3 Arg2:T4", "line 12: R2: a relation leads from T3 (action) to T4 (deadline)"),
        (
            "deadline_kind T4",
            "deadline_kind T8",
            "line 9: an attribute or a note of T8, and there is no such",
        ),
        ("deadline_kind T4 due", "deadline_kind T4 soon", "line 8: T4: the deadline kind: Input should be 'due'"),
        ("deadline_kind T4 due", "actor_role T4 boss", "line 8: T4: unknown attribute actor_role of the deadline"),
        ('{"end_date": "2025-05-01"}', "проверить", "line 10: the note is no JSON: "),
        ('{"end_date": "2025-05-01"}', "[1]", "line 10: the note is no JSON object"),
        ('"position": 0', '"position": "x"', "line 1: the document's position is no whole number"),
        ("T1\tdocument", "T1\ttask", "sample.ann: 0 annotations 'document'; there must be one, with its note"),
    ],
)
def test_a_wrong_line_is_named(edit: Callable[[str, str], Path], old: str, new: str, message: str) -> None:
    with pytest.raises(ExchangeError) as caught:
        restore(edit(old, new))
    assert message in str(caught.value)


def test_files_that_are_no_use(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    write(folder / "sample.txt", read(folder / "sample.txt").replace(".\n", ". \n"))
    with pytest.raises(ExchangeError, match=r"sample.ann, line 1: the text is not the one that was converted"):
        read_folder(folder)
    (folder / "sample.txt").write_bytes(b"\xff")
    with pytest.raises(ExchangeError, match=r"sample.txt: is no UTF-8"):
        read_folder(folder)
    (folder / "sample.txt").unlink()
    with pytest.raises(ExchangeError, match=r"sample.txt: cannot be read"):
        read_folder(folder)
    with pytest.raises(ExchangeError, match=r"the folder holds no \*.ann"):
        read_folder(tmp_path_factory.mktemp("empty"))


def test_an_empty_file_is_refused(folder: Path) -> None:
    write(folder / "sample.ann", "")
    with pytest.raises(ExchangeError, match=r"sample.ann, line 1: the file is empty"):
        read_folder(folder / "sample.ann")
