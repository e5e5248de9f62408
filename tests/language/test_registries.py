from __future__ import annotations

import pytest

from resextract.language.registries import RegistryError, fold_name, parse_registry

ROW = '{ id = "a", name = "Ёлка", type = "project", aliases = ["ЁЛ"] }'


def test_names_and_aliases_lead_to_the_entry() -> None:
    found = parse_registry("test", f"entries = [{ROW}]")
    assert set(found) == {"елка", "ел"}
    assert found["ел"][0].level is None


def test_empty_registry() -> None:
    assert parse_registry("test", "") == {}


@pytest.mark.parametrize(
    "content",
    [
        f"entries = [{ROW}, {ROW}]",
        'entries = [{ id = "a", name = "А" }]',
        'entries = [{ id = "a", name = "А", type = "project", colour = "red" }]',
        "entries = [",
    ],
)
def test_malformed(content: str) -> None:
    with pytest.raises(RegistryError, match="test"):
        parse_registry("test", content)


def test_folding() -> None:
    assert fold_name(" «Россия — страна “Возможностей”». ") == "россия-страна возможностей"
