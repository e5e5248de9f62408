from __future__ import annotations

import os

# Before numpy is imported anywhere: threads of the linear algebra library times workers is a trap.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The tests read English messages whatever the locale of whoever runs them.
os.environ["LANGUAGE"] = "en"

from typing import TYPE_CHECKING, Any

import pytest
from tests.annotated_texts import write_corpus

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.tokens import Doc

    from resextract.reading.source import SourceText
    from resextract.records.models import TaskRecord


@pytest.fixture(scope="session")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small annotated corpus, which nobody may change; its root is the folder above."""
    return write_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="session")
def small_model(small_corpus: Path) -> Path:
    """The folder of a model trained on the small corpus, which nobody may change."""
    from resextract.learning.annotations import load_annotations
    from resextract.learning.configuration import load_training_config
    from resextract.learning.role_annotations import load_roles
    from resextract.learning.training import train_model

    texts = load_annotations(small_corpus, small_corpus.parent)
    roles = load_roles(small_corpus / "roles", texts)
    config = load_training_config("crf", {"training.folds": 2})
    return train_model(texts, roles, config, lambda _: None).save(small_corpus.parent / "models" / "small")


@pytest.fixture(scope="session")
def annotate() -> Callable[[str], Doc]:
    """Morphology and lemmas only, no extractor: `annotate("clean text") -> Doc`."""
    from resextract.annotation import build_language

    return build_language(["resextract_morphology"])


def build_record(**changes: Any) -> TaskRecord:
    from resextract.records.models import DocumentRecord, TaskRecord

    document = {"doc_id": "a", "source": "a.txt", "sha256": "0" * 64, "encoding": "utf-8"}
    document |= dict.fromkeys(["title", "event", "date", "place"]) | {"controllers": ()} | changes.pop("document", {})
    fields = {"schema_version": "1.0", "task_id": f"{document['doc_id']}#op1/1", "number": "1", "section": ()}
    fields |= {"level": None, "modality": "directive", "text": "провести проверку", "start": 0, "end": 17}
    fields |= dict.fromkeys(["actions", "actors", "deadlines", "targets", "programs", "references", "warnings"], ())
    return TaskRecord.model_validate(fields | {"document": DocumentRecord.model_validate(document)} | changes)


def extract_lines(source: SourceText, config: object = None) -> list[TaskRecord]:
    document = {name: getattr(source, name) for name in ("doc_id", "source", "sha256", "encoding")}
    records, start = [], 0
    for number, line in enumerate(source.text.split("\n"), 1):
        if "провести" in line:
            place = {"task_id": f"{source.doc_id}#op1/{number}", "start": start, "end": start + len(line)}
            records.append(build_record(document=document, text=line, **place))
        start += len(line) + 1
    return records


@pytest.fixture
def make_record() -> Callable[..., TaskRecord]:
    """A valid record; keyword arguments replace its fields."""
    return build_record


@pytest.fixture
def line_extractor() -> Callable[..., list[TaskRecord]]:
    """Stands in for the pipeline: each line with the word «провести» is a task."""
    return extract_lines
