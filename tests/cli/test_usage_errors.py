from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.cli.usage_errors import recognise
from resextract.language.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Outcome

WRONG = [
    (("extract",), "Missing argument 'PATH...'.", "Не указан аргумент 'PATH...'."),
    (("convert", "a.jsonl"), "Missing option '--output' / '-o'.", "Не указан параметр '--output' / '-o'."),
    (("models", "--modle"), "No such option: --modle", "Нет параметра --modle"),
    (("models", "--lang"), "Option '--lang' requires an argument.", "У параметра '--lang' должно быть значение."),
    (("models", "--quiet=1"), "Option '--quiet' does not take a value.", "У параметра '--quiet' не бывает значения."),
    (("extrac",), "No such command 'extrac'. Did you mean 'extract'?", "Нет команды 'extrac'. Может быть, 'extract'?"),
    (("xyz",), "No such command 'xyz'.", "Нет команды 'xyz'."),
    (
        ("outline", "a.txt", "--format", "xml"),
        "Invalid value for --format: 'xml' is neither text nor json",
        "Неверное значение --format: 'xml' – не text и не json",
    ),
]


@pytest.mark.parametrize(("arguments", "english", "russian"), WRONG)
def test_a_wrong_command_line_is_told_in_the_language_of_the_user(
    resextract: Callable[..., Outcome], arguments: tuple[str, ...], english: str, russian: str
) -> None:
    for language, error, sentence in (("en", "Error", english), ("ru", "Ошибка", russian)):
        outcome = resextract("--lang", language, *arguments)
        assert (outcome.code, outcome.out) == (2, "")
        assert outcome.err.endswith(f"{error}: {sentence}\n")


def test_a_wrong_command_line_is_told_beside_the_usage_and_the_way_to_the_help(
    resextract: Callable[..., Outcome],
) -> None:
    lines = resextract("models", "--modle", "--lang", "ru").err.splitlines()
    assert lines[0].startswith("Использование: resextract models [ПАРАМЕТРЫ]")
    assert lines[1:] == ["Справка: resextract models -h", "", "Ошибка: Нет параметра --modle"]


def test_the_program_alone_shows_its_help(resextract: Callable[..., Outcome], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "ru")
    outcome = resextract()
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("Использование: resextract [ПАРАМЕТРЫ]")
    assert "Ошибка" not in outcome.err


@pytest.mark.parametrize(
    "sentence",
    [
        "Missing argument 'PATH...'.",
        "No such command 'x. Did you mean'. Did you mean 'extract', 'export'?",
        "No such option: --modle (Possible options: --model, --models)",
        "Invalid value for '--top': Input should be a valid integer, unable to parse string as an integer",
        "Invalid value for '--due-before': Value error, '2024' does not match the formats '%Y-%m-%d', '%d.%m.%Y'.",
        "Got unexpected extra argument(s) (a b)",
    ],
)
def test_a_sentence_that_is_recognised_stays_what_it_is(sentence: str) -> None:
    recognised = recognise(sentence)
    assert isinstance(recognised, Phrase)
    assert recognised == sentence


@pytest.mark.parametrize("sentence", ["", "{name}", "Something that nobody has foreseen.", "Missing argument"])
def test_a_sentence_that_is_not_known_comes_back(sentence: str) -> None:
    assert recognise(sentence) == sentence
    assert not isinstance(recognise(sentence), Phrase)
