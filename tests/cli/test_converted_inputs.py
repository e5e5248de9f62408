"""The commands over documents that are no plain texts."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.reading.documents import MAKERS, make_docx, make_rtf, pack

from resextract.pipeline.workers import FORKS

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.usefixtures("stub"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning"),
]

LINES = ["Решили:", "провести проверку школьных столовых", "провести смотр школьных музеев района"]
WORKERS = pytest.mark.parametrize(
    "workers", ["1", pytest.param("2", marks=pytest.mark.skipif(not FORKS, reason="a stub"))]
)


@pytest.fixture
def folder(resextract: Callable[..., Any]) -> Path:
    """A folder with a document of every kind, in an empty working folder."""
    raw = Path("raw")
    raw.mkdir()
    for kind, make in MAKERS.items():
        (raw / f"{kind}.{kind}").write_bytes(make(LINES))
    (raw / "plain.txt").write_text("\n".join(LINES), encoding="utf-8")
    (raw / "scan.jpg").write_bytes(b"x")
    (raw / "a.zip").write_bytes(pack({"x/member.rtf": make_rtf(LINES), "plain.txt": "\n".join(LINES).encode("cp1251")}))
    return raw


def read_documents(path: str) -> dict[str, dict[str, str]]:
    lines = Path(path).read_text(encoding="utf-8").splitlines()
    return {d["doc_id"]: d for d in (json.loads(line)["document"] for line in lines)}


@WORKERS
def test_records_of_every_kind_are_valid_while_the_originals_are_there(
    resextract: Callable[..., Any], folder: Path, workers: str
) -> None:
    outcome = resextract("extract", "raw", "-o", "tasks.jsonl", "--workers", workers)
    assert outcome.code == 0, outcome.err
    documents = read_documents("tasks.jsonl")
    assert {d["source"]: d["encoding"] for d in documents.values()} == {
        "raw/a.zip/plain.txt": "cp1251",
        "raw/a.zip/x/member.rtf": "rtf",
        "raw/plain.txt": "utf-8",
        **{f"raw/{kind}.{kind}": kind for kind in MAKERS},
    }
    assert "пропущено файлов других типов: 1 (.jpg 1)" in outcome.err
    assert resextract("validate", "tasks.jsonl").err == "resextract: tasks.jsonl: 16 records, 0 violations\n"
    converted = resextract("convert", "tasks.jsonl", "--to", "doccano", "-o", "tasks.doccano.jsonl")
    assert (converted.code, converted.err.startswith("resextract: 8 documents, ")) == (0, True)


@WORKERS
def test_records_of_saved_texts_are_valid_without_the_originals(
    resextract: Callable[..., Any], folder: Path, workers: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(LINES).encode("koi8_r"))))
    outcome = resextract("extract", "raw", "-", "-o", "tasks.jsonl", "--save-text", "texts", "--workers", workers)
    assert outcome.code == 0, outcome.err
    documents = read_documents("tasks.jsonl")
    saved = {doc_id: d for doc_id, d in documents.items() if d["source"].startswith("texts/")}
    assert set(documents) - set(saved) == {"plain~raw"}
    assert {d["encoding"] for d in saved.values()} == {"utf-8"}
    rows = [json.loads(line) for line in Path("texts/sources.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows] == sorted(d["source"] for d in saved.values())
    assert {row["source"]: row["converter"] for row in rows} == {
        "-": "koi8_r",
        "raw/a.zip/plain.txt": "cp1251",
        "raw/a.zip/x/member.rtf": "rtf",
        **{f"raw/{kind}.{kind}": kind for kind in MAKERS},
    }
    assert {row["pages"] for row in rows} == {None, 1}
    before = {path.name: path.read_bytes() for path in Path("texts").iterdir()}
    shutil.rmtree("raw")
    assert resextract("validate", "tasks.jsonl").err == (
        "resextract: raw/plain.txt: not found, so offsets into it were not checked (see --root)\n"
        "resextract: tasks.jsonl: 18 records, 0 violations\n"
    )
    assert before == {path.name: path.read_bytes() for path in Path("texts").iterdir()}


def test_quiet_names_only_what_failed(resextract: Callable[..., Any], folder: Path) -> None:
    Path("raw/broken.docx").write_bytes(b"PK\x03\x04")
    Path("raw/old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"))
    outcome = resextract("extract", "raw", "-q", "-o", "tasks.jsonl")
    assert (outcome.code, outcome.err.splitlines()) == (
        1,
        [
            "resextract: raw/broken.docx: damaged archive: File is not a zip file",
            "resextract: raw/old.doc: a DOC file of Word 97–2003; open it and save it as DOCX",
        ],
    )


def test_without_the_libraries_each_file_is_named_with_what_to_install(
    resextract: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.docx").write_bytes(make_docx(LINES))
    Path("b.txt").write_text("\n".join(LINES), encoding="utf-8")
    for name in [name for name in sys.modules if name.startswith("lxml.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    outcome = resextract("extract", "a.docx", "b.txt", "-q")
    assert (outcome.code, len(outcome.out.splitlines())) == (1, 2)
    assert outcome.err == (
        "resextract: a.docx: reading DOCX needs libraries that are not installed: pip install 'resextract[inputs]'\n"
    )


def test_a_text_that_cannot_be_saved_is_a_failure_of_its_document(resextract: Callable[..., Any]) -> None:
    Path("a.docx").write_bytes(make_docx(LINES))
    Path("b.rtf").write_bytes(make_rtf(LINES))
    Path("texts").mkdir()
    Path("texts/a.txt").write_text("чужой")
    outcome = resextract("extract", "a.docx", "b.rtf", "-q", "--save-text", "texts", "-o", "tasks.jsonl")
    assert outcome.code == 1
    assert "a.docx: texts/a.txt: is there already and was not written by --save-text" in outcome.err
    assert list(read_documents("tasks.jsonl")) == ["b"]


def test_a_folder_that_is_read_takes_no_saved_texts(resextract: Callable[..., Any], folder: Path) -> None:
    outcome = resextract("extract", "raw", "--save-text", "raw/texts", "-o", "tasks.jsonl")
    assert outcome.code == 2
    assert "would be read next time" in outcome.err
    assert not Path("tasks.jsonl").exists()


@pytest.fixture
def break_off(monkeypatch: pytest.MonkeyPatch, line_extractor: Callable[..., Any]) -> Callable[[str], None]:
    """From now on a run is broken off at the document of this id; of none for an empty one."""

    def set_end(doc_id: str) -> None:
        def extract(source: Any, config: object) -> Any:
            if source.doc_id == doc_id:
                raise SystemExit(143)
            return line_extractor(source, config)

        monkeypatch.setattr("resextract.pipeline.runs._extract", extract)

    return set_end


def test_texts_of_a_run_that_was_broken_off_are_known_as_such(
    resextract: Callable[..., Any], break_off: Callable[[str], None]
) -> None:
    command = ("extract", "a.docx", "b.docx", "c.docx", "-o", "tasks.jsonl", "--save-text", "texts")
    for name in "abc":
        Path(f"{name}.docx").write_bytes(make_docx([*LINES, name]))
    break_off("c")
    assert resextract(*command).code != 0
    assert sorted(path.name for path in Path("texts").glob("*.txt")) == ["a.txt", "b.txt", "c.txt"]
    break_off("")
    Path("c.docx").write_bytes(make_docx([*LINES, "иначе"]))
    Path("texts/b.txt").write_text("somebody has changed it")
    outcome = resextract(*command, "--resume")
    assert (outcome.code, "going on after 1 of 3 inputs" in outcome.err) == (0, True), outcome.err
    assert "its saved text is gone: it and all after are read again" in outcome.err
    assert resextract("validate", "tasks.jsonl").code == 0
    rows = [json.loads(line) for line in Path("texts/sources.jsonl").read_bytes().splitlines()]
    assert [row["doc_id"] for row in rows] == ["a", "b", "c"]


def test_what_failed_for_want_of_a_library_is_read_when_it_has_come(
    resextract: Callable[..., Any], break_off: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("extract", "a.txt", "b.pdf", "c.txt", "-o", "tasks.jsonl")
    for name in "ac":
        Path(f"{name}.txt").write_text("\n".join(LINES), encoding="utf-8")
    Path("b.pdf").write_bytes(MAKERS["pdf"](LINES))
    break_off("c")
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pdfplumber", None)
        assert "pip install" in resextract(*command).err
    break_off("")
    outcome = resextract(*command, "--resume")
    assert (outcome.code, "going on after 1 of 3 inputs" in outcome.err) == (0, True), outcome.err
    assert set(read_documents("tasks.jsonl")) == {"a", "b", "c"}


@pytest.mark.skipif(sys.platform == "win32", reason="no such names")
def test_lists_are_lines_whatever_the_names(resextract: Callable[..., Any]) -> None:
    Path("а\u2028б.docx").write_bytes(make_docx(LINES))
    Path("в\x85г.txt").write_bytes(b"")
    command = ("extract", ".", "-o", "../tasks.jsonl", "--save-text", "../texts", "--errors", "../errors.jsonl")
    for _ in range(2):
        assert resextract(*command).code == 1
        for name in ("../texts/sources.jsonl", "../errors.jsonl"):
            lines = Path(name).read_text(encoding="utf-8").splitlines()
            assert ["source" in json.loads(line) for line in lines] == [True]


def test_a_pattern_that_takes_in_the_saved_texts_is_refused(resextract: Callable[..., Any], folder: Path) -> None:
    outcome = resextract("extract", "raw/*", "-o", "tasks.jsonl", "--save-text", "raw/texts")
    assert outcome.code == 2
    assert "its texts would be read next time, as raw/* takes them in" in outcome.err
    assert not (folder / "texts").exists()
