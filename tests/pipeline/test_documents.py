from __future__ import annotations

import json
from pathlib import Path

import pytest

from resextract.pipeline.documents import extract_source
from resextract.reading.source import decode_source
from resextract.writers.jsonl import format_record

RAW = Path(__file__).parents[2] / "data" / "raw"
GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(RAW.glob("*.txt"))


def lines(path: Path) -> list[str]:
    source = decode_source(path.read_bytes(), doc_id=path.stem, source=f"data/raw/{path.name}")
    return [format_record(record).rstrip("\n") for record in extract_source(source)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_records_of_the_real_texts_are_the_golden_ones(path: Path) -> None:
    golden = (GOLDEN / f"{path.stem}.jsonl").read_text(encoding="utf-8").splitlines()
    found = lines(path)
    for new, old in zip(found, golden, strict=False):
        assert json.loads(new) == json.loads(old)
    assert found == golden


def test_two_runs_give_the_same_bytes() -> None:
    assert lines(FILES[2]) == lines(FILES[2])


def test_growth_is_linear() -> None:
    """Ten copies of a text give ten times its tasks, and the offsets of each copy its own places."""
    text = FILES[1].read_text(encoding="utf-8")
    once = extract_source(decode_source(text.encode(), doc_id="a", source="a"))
    twice = extract_source(decode_source((text + "\n\n" + text).encode(), doc_id="a", source="a"))
    shift = len(text) + 2
    assert [r.start for r in twice] == [r.start for r in once] + [r.start + shift for r in once]
    assert len({r.task_id for r in twice}) == len(twice)
