from __future__ import annotations

import re

import pytest

from resextract.language.registries import fold_name, load_registry
from resextract.language.slugs import make_slug
from resextract.normalisation.registry import find_program, make_program_id

ENTRIES = {entry.id: entry for entries in load_registry("programs").values() for entry in entries}


@pytest.mark.parametrize(
    "name", ["Успех каждого ребенка", "успех каждого ребёнка", "«Успех  каждого ребенка»", "УСПЕХ КАЖДОГО РЕБЕНКА."]
)
def test_spellings_of_one_name(name: str) -> None:
    entry = find_program(name, "project")
    assert entry is not None
    assert entry.id == "uspekh-kazhdogo-rebenka"


def test_dashes_and_aliases() -> None:
    assert make_program_id("Россия - страна возможностей", "project") == "rossiya-strana-vozmozhnostey"
    assert make_program_id("БКД", "project") == make_program_id("Безопасные качественные дороги", "project")


def test_type_tells_namesakes_apart() -> None:
    assert make_program_id("Земский учитель", "program") != make_program_id("Земский учитель", "project")
    assert find_program("Образование", "plan") is None


def test_unknown_name_gets_a_slug() -> None:
    assert find_program("Лесная школа", "project") is None
    assert make_program_id("Лесная школа", "project") == "lesnaya-shkola"


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_entry_is_well_formed(entry: object) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id)
    assert entry.type in {"project", "program", "strategy", "concept", "plan", "model", "other"}
    assert entry.level in {"national", "federal", "regional", "municipal", "institution", None}
    assert entry.level != "national" or entry.type == "project" or entry.name.startswith("Цифровая экономика")
    assert "ё" not in entry.name.lower()
    assert find_program(entry.name, entry.type) == entry


def test_no_alias_belongs_to_two_programs_of_one_type() -> None:
    for title, entries in load_registry("programs").items():
        assert len({entry.type for entry in entries}) == len(entries), title


def test_plain_ids_are_slugs_of_names() -> None:
    plain = [entry for entry in ENTRIES.values() if entry.type == "project" and not entry.id.startswith("proekt-")]
    assert all(entry.id == make_slug(fold_name(entry.name)) for entry in plain)
