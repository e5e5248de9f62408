from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from resextract.extractors.programs import find_programs
from resextract.extractors.spans import make_span
from resextract.normalisation.programs import normalise_program

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

    from resextract.normalisation.values import ProgramValue

CORPUS = Path(__file__).parents[1] / "corpus" / "programs.jsonl"
EXAMPLES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def values(doc: Doc) -> list[ProgramValue]:
    return [normalise_program(span) for span in find_programs(doc)]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_corpus(annotate: Callable[[str], Doc], example: dict[str, Any]) -> None:
    found = [(value.name, value.type, value.level) for value in values(annotate(example["text"]))]
    assert found == [(program["name"], program["type"], program["level"]) for program in example["expect"]]


@pytest.mark.parametrize(
    ("text", "program_id"),
    [
        ("Участвовать в проекте «Успех каждого ребёнка».", "uspekh-kazhdogo-rebenka"),
        ("Участвовать в проекте «ЦОС».", "tsifrovaya-obrazovatelnaya-sreda"),
        ("Участвовать в проекте «Лесная школа».", "lesnaya-shkola"),
    ],
)
def test_identifier_is_the_registrys_or_made_from_the_name(
    annotate: Callable[[str], Doc], text: str, program_id: str
) -> None:
    assert [value.program_id for value in values(annotate(text))] == [program_id]


def test_name_is_printed_and_level_is_the_texts_whatever_the_registry_says(annotate: Callable[[str], Doc]) -> None:
    (value,) = values(annotate("Участвовать в проекте «Успех каждого ребёнка»."))
    assert (value.name, value.level) == ("Успех каждого ребёнка", None)


def test_span_of_another_maker_without_head(annotate: Callable[[str], Doc]) -> None:
    text = "Продолжить «Разговоры о важном» в школах."
    doc = annotate(text)
    span = make_span(doc, text.index("«"), text.index("»") + 1, "other", "model")
    assert normalise_program(span).name == "Разговоры о важном"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Выполнить программу «Путь», утвержденную постановлением администрации Лесного района.", "municipal"),
        ("Выполнить программу «Путь», изученную ранее.", None),
        ("Выполнить программу «Путь» Орловской области.", "regional"),
        ("Выполнить программу «Путь» в Орловской области.", None),
        ("Выполнить проект федерального уровня «Путь».", "federal"),
        ("Выполнить национальную программу «Путь».", "federal"),
        ("Выполнить проект «Граждане России».", None),
        ("Выполнить проект «Воспитание в России».", "federal"),
        ("Выполнить План мероприятий на 2021–2027 годы, проводимых в Орловской области.", "regional"),
    ],
)
def test_level(annotate: Callable[[str], Doc], text: str, level: str | None) -> None:
    assert [value.level for value in values(annotate(text))] == [level]
