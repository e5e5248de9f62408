"""docs/coverage.md says what the worked examples of the phenomena say, and each phenomenon has examples."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_coverage", ROOT / "scripts" / "update_coverage.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_page_is_up_to_date(script: ModuleType) -> None:
    page = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8")
    assert page == script.build_page(), "run scripts/update_coverage.py"


def test_every_phenomenon_has_an_example_and_every_example_a_phenomenon(script: ModuleType) -> None:
    assert {example["phenomenon"] for example in script.read_examples()} == set(script.read_phenomena())


def test_ids_name_the_phenomenon_and_its_section(script: ModuleType) -> None:
    for key, phenomenon in script.read_phenomena().items():
        assert key.startswith(f"{phenomenon['section']}-")
        assert phenomenon["section"] in script.SECTIONS
    for example in script.read_examples():
        assert example["id"].rstrip("abcdefgh") == example["phenomenon"]


@pytest.mark.parametrize(
    ("failures", "verdict"), [([False, False], "works"), ([False, True], "partly"), ([True, True], "does not")]
)
def test_verdict(script: ModuleType, failures: list[bool], verdict: str) -> None:
    examples = [{"id": "A-01a"} | ({"known_failure": "why"} if failed else {}) for failed in failures]
    assert script.judge(examples) == verdict
