from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.cli.application import DEFAULT_MAX_SIZE
from resextract.reading.source import MAX_SIZE
from resextract.records.schema import export_schema
from resextract.writers.jsonl import write_records

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS = ["extract", "outline", "explain", "schema", "validate"]
TEXT = "Педагогический совет\nРЕШИЛ:\n1. Провести проверку школ до 1 мая 2024 года.\n"


def test_help_names_the_commands(resextract: Callable[..., object]) -> None:
    outcome = resextract("--help")
    assert outcome.code == 0
    assert all(f"  {command} " in outcome.out for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_a_command_shows_examples_as_they_are_typed(resextract: Callable[..., object], command: str) -> None:
    outcome = resextract(command, "--help")
    assert outcome.code == 0
    assert "\n  Examples:\n" in outcome.out
    assert f"\n    resextract {command}" in outcome.out


def test_version(resextract: Callable[..., object]) -> None:
    assert resextract("--version").out.startswith("resextract 0.")


def test_the_largest_size_is_the_same_in_python_and_on_the_command_line() -> None:
    assert DEFAULT_MAX_SIZE * 1_000_000 == MAX_SIZE


def test_no_command_is_wrong_usage(resextract: Callable[..., object]) -> None:
    assert resextract().code == 2


def test_schema(resextract: Callable[..., object]) -> None:
    assert json.loads(resextract("schema").out) == export_schema()
    assert resextract("schema", "-o", "schema.json").out == ""
    assert json.loads(Path("schema.json").read_text(encoding="utf-8")) == export_schema()
    outcome = resextract("schema", "-o", "missing/schema.json")
    assert (outcome.code, outcome.err) == (
        2,
        "resextract: missing/schema.json: the folder missing does not exist\n",
    )


def test_validate(resextract: Callable[..., object], make_record: Callable[..., object]) -> None:
    write_records([make_record()], Path("tasks.jsonl"))
    outcome = resextract("validate", "tasks.jsonl")
    assert (outcome.code, outcome.out) == (0, "")
    assert "a.txt: not found" in outcome.err
    assert "tasks.jsonl: 1 records, 0 violations" in outcome.err


def test_validate_prints_violations(resextract: Callable[..., object]) -> None:
    Path("tasks.jsonl").write_text("{\n\n")
    outcome = resextract("validate", "tasks.jsonl")
    assert outcome.code == 1
    assert [line.partition(":")[0] for line in outcome.out.splitlines()] == ["line 1", "line 2"]


def test_validate_takes_the_folder_of_the_sources(
    resextract: Callable[..., object], make_record: Callable[..., object]
) -> None:
    write_records([make_record()], Path("tasks.jsonl"))
    Path("raw").mkdir()
    Path("raw/a.txt").write_text("другой текст", encoding="utf-8")
    outcome = resextract("validate", "tasks.jsonl", "--root", "raw")
    assert (outcome.code, "sha256" in outcome.out) == (1, True)


def test_validate_needs_a_file(resextract: Callable[..., object]) -> None:
    outcome = resextract("validate", "missing.jsonl")
    assert (outcome.code, outcome.err) == (
        1,
        "resextract: missing.jsonl: cannot be read: No such file or directory\n",
    )


@pytest.mark.parametrize("style", ["text", "json"])
def test_outline(resextract: Callable[..., object], style: str) -> None:
    Path("a.txt").write_text(TEXT, encoding="cp1251")
    outcome = resextract("outline", "a.txt", "--format", style)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Провести проверку школ" in outcome.out
    if style == "json":
        assert json.loads(outcome.out)["nodes"]


@pytest.mark.parametrize("command", ["outline", "explain"])
@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("missing.txt", "missing.txt: no such file or folder"),
        ("empty.txt", "empty.txt: empty file"),
        ("texts", "texts: 2 texts; this command takes one"),
    ],
)
def test_a_text_that_cannot_be_read_is_named(
    resextract: Callable[..., object], command: str, argument: str, message: str
) -> None:
    Path("empty.txt").touch()
    Path("texts").mkdir()
    for name in ("a", "b"):
        Path("texts", f"{name}.txt").write_text(TEXT, encoding="utf-8")
    outcome = resextract(command, argument)
    assert (outcome.code, outcome.out, outcome.err) == (1, "", f"resextract: {message}\n")


def test_outline_knows_two_formats(resextract: Callable[..., object]) -> None:
    assert resextract("outline", "a.txt", "--format", "xml").code == 2


def test_explain(resextract: Callable[..., object]) -> None:
    pytest.importorskip("resextract.pipeline.explanations", exc_type=ImportError)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    everything = resextract("explain", "a.txt")
    assert (everything.code, everything.err) == (0, "")
    task_id = everything.out.split()[0]
    assert resextract("explain", "a.txt", task_id).out == everything.out
    unknown = resextract("explain", "a.txt", "op9/9")
    assert (unknown.code, unknown.out) == (2, "")
    assert "no task «op9/9» in a.txt" in unknown.err


def test_a_wrong_configuration_is_wrong_usage(resextract: Callable[..., object]) -> None:
    pytest.importorskip("resextract.pipeline.explanations", exc_type=ImportError)
    Path("a.txt").write_text(TEXT, encoding="utf-8")
    Path("config.toml").write_text('components = ["resextract_crystal_ball"]')
    for command in ("extract", "explain"):
        outcome = resextract(command, "a.txt", "--config", "config.toml")
        assert (outcome.code, outcome.out) == (2, ""), command
        assert "resextract_crystal_ball" in outcome.err


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from resextract.cli import run_command_line\n"
        "try: run_command_line(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'spacy', 'pydantic', 'rich', 'pymorphy3', 'multiprocessing', 'logging'} & set(sys.modules);"
        "sys.exit(f'imported {sorted(heavy)}' if heavy else 0)"
    )
    outcome = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (outcome.returncode, outcome.stderr) == (0, b"")


@pytest.mark.slow
def test_help_takes_at_most_three_times_the_import_of_typer() -> None:
    def measure(*arguments: str) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        return time.perf_counter() - start

    times = [(measure("-c", "import typer"), measure("-m", "resextract", "--help")) for _ in range(5)]
    assert min(helps for _, helps in times) <= 3 * min(imports for imports, _ in times)
