from __future__ import annotations

from pathlib import Path

import pytest

from resextract.pipeline.config import ConfigError
from resextract.reading.source import ReadingError

api = pytest.importorskip("resextract.pipeline.api", exc_type=ImportError)

TEXT = "РЕШИЛИ:\n1. Отделу культуры до 1 мая 2025 года провести смотр музеев.\n"


def test_the_package_gives_the_function_lazily() -> None:
    import resextract

    assert resextract.extract is api.extract
    with pytest.raises(AttributeError, match="nonsense"):
        resextract.nonsense  # noqa: B018


def test_a_text_gives_records() -> None:
    (record,) = api.extract(TEXT)
    assert (record.document.doc_id, record.document.source) == ("text", "-")
    assert [action.lemma for action in record.actions] == ["провести"]
    assert TEXT[record.start : record.end] == record.text


def test_a_path_gives_the_same_records(tmp_path: Path) -> None:
    path = tmp_path / "смотр.txt"
    path.write_bytes(TEXT.encode("koi8_r"))
    (record,) = api.extract(path)
    assert (record.document.doc_id, record.document.encoding) == ("смотр", "koi8_r")
    assert api.extract(str(path)) == [record]
    assert api.extract(path, doc_id="x")[0].task_id == record.task_id.replace("смотр", "x", 1)


def test_a_text_without_tasks_gives_none() -> None:
    assert api.extract("Погода была хорошая.") == []
    assert api.extract("") == []


@pytest.mark.parametrize("path", ["missing.txt", Path("missing.md")])
def test_a_missing_file_is_no_text(path: str | Path) -> None:
    with pytest.raises(ReadingError, match="missing"):
        api.extract(path)


def test_a_long_line_is_a_text() -> None:
    assert api.extract("Погода была хорошая. " * 1000) == []


def test_a_model_can_be_named(small_model: Path) -> None:
    text = "РЕШИЛИ:\n1. Отделу культуры до 1 мая 2024 года провести смотр."
    for model in (None, "none", "default", str(small_model)):
        assert [task.actors[0].normal for task in api.extract(text, model=model)] == ["Отдел культуры"]
    with pytest.raises(ConfigError, match="no-such-model"):
        api.extract(text, model="no-such-model")
