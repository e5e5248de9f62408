from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.records.models import TaskRecord

    Run = Callable[..., Any]


@pytest.fixture
def files(resextract: Run, make_record: Callable[..., TaskRecord]) -> None:
    """Writes gold.jsonl with two tasks, pred.jsonl with the first of them, other.jsonl made from another file."""
    first = make_record()
    second = make_record(task_id="a#op1/2", start=20, end=37)
    other = make_record(document={"sha256": "1" * 64})
    for name, records in (("gold", [first, second]), ("pred", [first]), ("other", [other])):
        Path(f"{name}.jsonl").write_text("".join(r.model_dump_json() + "\n" for r in records), encoding="utf-8")


@pytest.mark.usefixtures("files")
class TestEvaluate:
    def test_table(self, resextract: Run) -> None:
        result = resextract("evaluate", "gold.jsonl", "pred.jsonl")
        assert result.code == 0
        assert "0.667" in result.out

    def test_json(self, resextract: Run) -> None:
        result = resextract("evaluate", "gold.jsonl", "pred.jsonl", "--format", "json")
        assert json.loads(result.out)["total"]["tasks"]["recall"] == 0.5

    def test_errors_in_both_formats(self, resextract: Run) -> None:
        assert "1 errors" in resextract("evaluate", "gold.jsonl", "pred.jsonl", "--errors", "errors.md").err
        resextract("evaluate", "gold.jsonl", "pred.jsonl", "--errors", "errors.jsonl")
        assert "## tasks, missed: 1" in Path("errors.md").read_text(encoding="utf-8")
        assert json.loads(Path("errors.jsonl").read_text(encoding="utf-8"))["kind"] == "missed"

    def test_lost_floor_is_exit_code_1(self, resextract: Run) -> None:
        assert resextract("evaluate", "gold.jsonl", "pred.jsonl", "--fail-under", "tasks=0.6").code == 0
        result = resextract("evaluate", "gold.jsonl", "pred.jsonl", "--fail-under", "tasks=0.7")
        assert result.code == 1
        assert "tasks F1 is 0.6667, below its floor of 0.7000" in result.err

    def test_floors_of_a_file(self, resextract: Run) -> None:
        Path("floors.toml").write_text("[all]\nexact = 0.9\n", encoding="utf-8")
        result = resextract("evaluate", "gold.jsonl", "pred.jsonl", "--floors", "floors.toml")
        assert (result.code, "all: exact F1" in result.err) == (1, True)

    def test_selected_documents(self, resextract: Run) -> None:
        assert resextract("evaluate", "gold.jsonl", "pred.jsonl", "-d", "a").code == 0
        result = resextract("evaluate", "gold.jsonl", "pred.jsonl", "-d", "b*")
        assert (result.code, "matches 'b*'; it holds a" in result.err) == (2, True)

    def test_other_text_is_refused(self, resextract: Run) -> None:
        result = resextract("evaluate", "gold.jsonl", "other.jsonl")
        assert (result.code, "a: the records were made from different files" in result.err) == (1, True)

    def test_missing_and_unjudged_documents_are_named(self, resextract: Run) -> None:
        Path("empty.jsonl").touch()
        result = resextract("evaluate", "gold.jsonl", "empty.jsonl")
        assert (result.code, "no predictions for a" in result.err) == (0, True)
        assert "no gold for a" in resextract("evaluate", "empty.jsonl", "gold.jsonl").err

    def test_wrong_use(self, resextract: Run) -> None:
        assert resextract("evaluate", "gold.jsonl", "none.jsonl").code == 2
        assert resextract("evaluate", "gold.jsonl", "pred.jsonl", "--fail-under", "much").code == 2
        assert resextract("evaluate", "gold.jsonl", "pred.jsonl", "--format", "xml").code == 2


@pytest.mark.usefixtures("files")
class TestCompare:
    def test_changes_with_gold(self, resextract: Run) -> None:
        result = resextract("compare", "gold.jsonl", "pred.jsonl", "--gold", "gold.jsonl")
        assert result.code == 0
        assert result.out.startswith("broken      lost    tasks")

    def test_json_without_gold(self, resextract: Run) -> None:
        result = resextract("compare", "pred.jsonl", "gold.jsonl", "-f", "json")
        assert [change["verdict"] for change in json.loads(result.out)] == ["unjudged"]

    def test_equal_runs(self, resextract: Run) -> None:
        assert resextract("compare", "pred.jsonl", "pred.jsonl").out == "no difference\n"

    def test_wrong_use(self, resextract: Run) -> None:
        assert resextract("compare", "gold.jsonl", "other.jsonl").code == 1
        assert resextract("compare", "gold.jsonl", "none.jsonl").code == 2
