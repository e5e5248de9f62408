"""The whole program over the five real texts and over sizes that it must survive."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resextract.pipeline.documents", exc_type=ImportError)

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
RAW = ROOT / "data" / "raw"


def run(*arguments: str | Path, timeout: float = 300) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "resextract", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=timeout, check=False)


def test_the_five_texts_give_valid_records_the_same_for_any_number_of_workers(tmp_path: Path) -> None:
    for workers in (1, 2):
        outcome = run("extract", "data/raw", "-o", tmp_path / f"{workers}.jsonl", "--workers", workers)
        assert (outcome.returncode, outcome.stdout) == (0, "")
        assert "всего: 5" in outcome.stderr
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes()
    outcome = run("validate", tmp_path / "1.jsonl")
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert "not found" not in outcome.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "koi8_r", "cp866"])
def test_a_text_gives_valid_records_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = (RAW / "002_eec4908345cec26c.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    (tmp_path / "a.txt").write_bytes(text.encode(encoding, "ignore"))
    assert run("extract", tmp_path / "a.txt", "-o", tmp_path / "tasks.jsonl").returncode == 0
    outcome = run("validate", tmp_path / "tasks.jsonl")
    assert (outcome.returncode, outcome.stdout) == (0, "")
    assert (tmp_path / "tasks.jsonl").read_bytes().count(b"\n") > 30


def test_a_file_of_20_megabytes_is_refused_with_the_limit_named(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_bytes((RAW / "002_eec4908345cec26c.txt").read_bytes() * 820)
    assert (tmp_path / "large.txt").stat().st_size > 20_000_000
    outcome = run("extract", tmp_path / "large.txt", "data/raw/001_501e272872e5d935.txt", "-o", tmp_path / "out.jsonl")
    assert outcome.returncode == 1
    assert "large.txt: larger than the limit of 5 MB (--max-size raises it)" in outcome.stderr
    assert (tmp_path / "out.jsonl").read_bytes()


@pytest.mark.parametrize("unit", ["провести проверку и ", "Ы", "провести проверку; ", "1.1. Провести смотр. "])
def test_a_line_of_a_megabyte_is_refused_with_a_reason(tmp_path: Path, unit: str) -> None:
    line = (unit * 1_000_000)[: 1_000_000 // 2]  # two bytes a letter
    (tmp_path / "line.txt").write_text(f"РЕШИЛИ:\n1. Отделу {line}\n2. Провести смотр школ.\n", encoding="utf-8")
    outcome = run("extract", tmp_path / "line.txt", "-o", tmp_path / "out.jsonl", timeout=30)
    assert outcome.returncode == 1
    assert "line.txt: not a text: a line of 5000" in outcome.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_a_text_without_line_ends_is_processed(tmp_path: Path) -> None:
    text = " ".join((RAW / "002_eec4908345cec26c.txt").read_text(encoding="utf-8").split())
    (tmp_path / "line.txt").write_text(text * 5, encoding="utf-8")
    assert run("extract", tmp_path / "line.txt", "-o", tmp_path / "out.jsonl").returncode == 0
    assert run("validate", tmp_path / "out.jsonl").returncode == 0
