from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.writers.jsonl import write_records

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("stub")


@pytest.fixture
def settings(tmp_path: Path) -> Callable[[str], None]:
    """Writes the settings file of the working folder, beside a text."""
    (tmp_path / "a.txt").write_text("Решили:\nпровести проверку\n", encoding="utf-8")

    def write(content: str) -> None:
        (tmp_path / "resextract.toml").write_text(content, encoding="utf-8")

    return write


def test_a_table_gives_a_command_its_options(
    resextract: Callable[..., object], settings: Callable[[str], None]
) -> None:
    settings('[extract]\noutput = "tasks.jsonl"\nerrors = "errors.jsonl"\n')
    assert resextract("extract", "a.txt", "b.txt").code == 1
    assert Path("tasks.jsonl").read_bytes().count(b"\n") == 1
    assert Path("errors.jsonl").read_text(encoding="utf-8") == (
        '{"source": "b.txt", "reason": "no such file or folder"}\n'
    )


def test_the_command_line_wins(resextract: Callable[..., object], settings: Callable[[str], None]) -> None:
    settings('[extract]\noutput = "tasks.jsonl"\n')
    assert resextract("extract", "a.txt", "-o", "own.jsonl").code == 0
    assert sorted(path.name for path in Path().glob("*.jsonl")) == ["own.jsonl"]


def test_a_key_before_the_tables_counts_for_all_commands(
    resextract: Callable[..., object], settings: Callable[[str], None]
) -> None:
    settings("quiet = true\n")
    assert resextract("extract", "a.txt", "-o", "tasks.jsonl").err == ""


def test_another_file(resextract: Callable[..., object], settings: Callable[[str], None]) -> None:
    settings('[extract]\noutput = "tasks.jsonl"\n')
    Path("resextract.toml").rename("mine.toml")
    assert resextract("--settings", "mine.toml", "extract", "a.txt").code == 0
    assert Path("tasks.jsonl").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[extrct]\n", "resextract.toml: [extrct]: there is no such command; did you mean extract?"),
        (
            "[extract]\nworker = 2\n",
            "resextract.toml: [extract] worker: the command has no such option; did you mean workers?",
        ),
        ("qiet = true\n", "resextract.toml: qiet: no command has such an option; did you mean quiet?"),
        ("[extract\n", "resextract.toml: "),
        ('[extract]\nworkers = "many"\n', "--workers"),
    ],
)
def test_what_is_wrong_is_named(
    resextract: Callable[..., object], settings: Callable[[str], None], content: str, message: str
) -> None:
    settings(content)
    outcome = resextract("extract", "a.txt")
    assert (outcome.code, outcome.out) == (2, "")
    assert message in outcome.err


def test_a_missing_file_is_named(resextract: Callable[..., object]) -> None:
    outcome = resextract("--settings", "none.toml", "models")
    assert (outcome.code, outcome.err) == (2, "resextract: none.toml: cannot be read: No such file or directory\n")


def test_days_and_single_values_are_read_as_on_the_command_line(
    resextract: Callable[..., object], make_record: Callable[..., object]
) -> None:
    write_records([make_record()], Path("tasks.jsonl"))  # type: ignore[list-item]
    content = '[stats]\ndue-before = 2025-01-01\n\n[export]\noutput = "tasks.csv"\n'
    Path("resextract.toml").write_text(content, encoding="utf-8")
    assert "no task is left by these filters" in resextract("stats", "tasks.jsonl").err
    assert resextract("export", "tasks.jsonl").code == 0
    assert Path("tasks.csv").exists()


def test_a_wrong_value_names_the_file_that_may_hold_it(
    resextract: Callable[..., object], settings: Callable[[str], None]
) -> None:
    settings('[extract]\nworkers = "many"\n')
    assert "options of resextract.toml count as well" in resextract("extract", "a.txt").err
