from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.evaluation.floors import FloorGroup, FloorsError, check_floors, load_floors, parse_floors

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from resextract.records.models import TaskRecord


def test_options_name_a_measure_or_mean_the_micro_average() -> None:
    assert parse_floors(["0.9", "tasks=0.95"]).floors == {"slots-micro": 0.9, "tasks": 0.95}


@pytest.mark.parametrize("option", ["high", "tasks=", "tasks=1.2", "-0.1", "nan"])
def test_option_that_is_no_floor(option: str) -> None:
    with pytest.raises(FloorsError, match="neither a number from 0 to 1"):
        parse_floors([option])


def test_file_of_groups(tmp_path: Path) -> None:
    (tmp_path / "floors.toml").write_text('[real]\ndocuments = ["00*"]\ntasks = 0.99\n[all]\nexact = 1\n')
    assert load_floors(tmp_path / "floors.toml") == [
        FloorGroup("real", ("00*",), {"tasks": 0.99}),
        FloorGroup("all", (), {"exact": 1}),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("tasks = 0.9", "tasks is no table"),
        ("[a]\ntasks = 'x'", "a: tasks must be"),
        ("[a]\ntasks = 2", "a: tasks must be"),
        ("[a]\ndocuments = '0*'", "a: documents must be"),
        ("[a", "cannot be read"),
    ],
)
def test_file_of_another_shape(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "floors.toml").write_text(text)
    with pytest.raises(FloorsError, match=message):
        load_floors(tmp_path / "floors.toml")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FloorsError, match="cannot be read"):
        load_floors(tmp_path / "none.toml")


def test_only_what_is_below_its_floor_is_a_shortfall(make_task: Callable[..., TaskRecord]) -> None:
    gold = {"a": [make_task(0, 5), make_task(10, 15)], "b": [make_task(0, 5, doc="b")]}
    pred = {"a": [make_task(0, 5)], "b": gold["b"]}
    groups = [FloorGroup("a", ("a",), {"tasks": 2 / 3, "exact": 0.7}), FloorGroup("b", ("b",), {"tasks": 1.0})]
    assert [str(found) for found in check_floors(groups, gold, pred)] == [
        "a: exact F1 is 0.6667, below its floor of 0.7000"
    ]


def test_unknown_measure(make_task: Callable[..., TaskRecord]) -> None:
    corpus = {"a": [make_task(0, 5)]}
    with pytest.raises(FloorsError, match="no measure verbs; there are tasks"):
        check_floors([FloorGroup("a", (), {"verbs": 0.5})], corpus, corpus)
