from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.cli.languages import choose_language, find_option, read_language
from resextract.cli.settings import SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.cli.conftest import Outcome

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
COMMANDS = (
    *("extract", "outline", "explain", "schema", "validate", "show", "stats", "report", "export"),
    *("evaluate", "compare", "convert", "train", "models", "suggest"),
)


@pytest.fixture
def set_locale(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes variables those of the locale, and no others: `set_locale(LANG="ru_RU.UTF-8")`."""

    def put(**variables: str) -> None:
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return put


@pytest.mark.parametrize(
    ("arguments", "setting", "environment", "language"),
    [
        ((), None, {}, "en"),
        ((), None, {"LANG": "C"}, "en"),
        ((), None, {"LANG": "de_DE.UTF-8"}, "en"),
        ((), None, {"LANG": "ru_RU.UTF-8"}, "ru"),
        ((), None, {"LANG": "RU"}, "ru"),
        ((), None, {"LC_MESSAGES": "ru_RU.UTF-8", "LANG": "en_GB.UTF-8"}, "ru"),
        ((), None, {"LC_MESSAGES": "en_GB.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ((), None, {"LC_ALL": "C", "LC_MESSAGES": "ru_RU.UTF-8", "LANG": "ru_RU.UTF-8"}, "en"),
        ((), None, {"LANGUAGE": "ru:en", "LC_ALL": "C"}, "ru"),
        ((), None, {"LANGUAGE": "", "LC_ALL": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        ((), "en", {"LANG": "ru_RU.UTF-8"}, "en"),
        ((), "ru", {"LANG": "C"}, "ru"),
        (("--lang", "en"), "ru", {"LANG": "ru_RU.UTF-8"}, "en"),
        (("extract", "--lang=ru", "a.txt"), "en", {}, "ru"),
        (("--lang", "ru", "extract", "--lang", "en"), None, {}, "en"),
        (("extract", "--", "--lang", "ru"), None, {}, "en"),
        (("--lang", "xx"), None, {"LANG": "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_the_option_wins_then_the_settings_then_the_locale(
    arguments: tuple[str, ...], setting: str | None, environment: Mapping[str, str], language: str
) -> None:
    assert choose_language(arguments, setting, environment) == language


@pytest.mark.parametrize("arguments", [(), ("--lang",), ("extract", "--language", "ru")])
def test_an_option_that_is_not_there_has_no_value(arguments: tuple[str, ...]) -> None:
    assert find_option(arguments, "--lang") is None


@pytest.mark.parametrize(
    ("settings", "arguments", "language"),
    [
        ({}, ("extract",), None),
        ({"lang": "ru"}, ("extract",), "ru"),
        ({"lang": "ru", "extract": {"lang": "en"}}, ("extract", "a.txt"), "en"),
        ({"lang": "ru", "extract": {"lang": "en"}}, ("stats", "tasks.jsonl"), "ru"),
    ],
)
def test_the_table_of_the_command_has_the_last_word_on_the_language(
    settings: Mapping[str, object], arguments: tuple[str, ...], language: str | None
) -> None:
    assert read_language(settings, arguments, "resextract.toml") == language


@pytest.mark.parametrize("language", ["xx", 5, "", ["ru"]])
def test_settings_with_a_language_that_there_is_not_are_refused(language: object) -> None:
    with pytest.raises(SettingsError, match=r"resextract\.toml: lang: .* is none of the languages: en, ru$"):
        read_language({"lang": language}, (), "resextract.toml")


def test_the_help_of_the_program_is_russian(resextract: Callable[..., Outcome]) -> None:
    outcome = resextract("--lang", "ru", "--help")
    assert outcome.code == 0
    assert outcome.out.startswith("Использование: resextract [ПАРАМЕТРЫ] КОМАНДА")
    for words in ("\nПараметры:\n", "\nКоманды:\n", "С чего начать:\n", "Показать эту справку и выйти.\n"):
        assert words in outcome.out
    assert not {"Usage", "Options", "Commands", "Install", "Show"} & set(outcome.out.replace(":", " ").split())


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_is_russian(resextract: Callable[..., Outcome], command: str) -> None:
    lines = resextract(command, "--lang", "ru", "--help").out.splitlines()
    assert lines[0].startswith(f"Использование: resextract {command} [ПАРАМЕТРЫ]")
    assert "Параметры:" in lines
    assert any(line.startswith("  -h, --help ") and line.endswith("Показать эту справку и выйти.") for line in lines)
    assert not {"Usage:", "Options:", "Arguments:", "Examples:"} & {word for line in lines for word in line.split()}


def test_an_example_stands_in_a_line_of_its_own(resextract: Callable[..., Outcome]) -> None:
    lines = resextract("--lang", "ru", "extract", "--help").out.splitlines()
    start = lines.index("  Примеры:")
    assert [line.strip().partition(" ")[0] for line in lines[start + 1 : start + 5]] == ["resextract"] * 3 + ["curl"]


def test_the_help_is_english_where_nobody_asks_for_russian(
    resextract: Callable[..., Outcome], set_locale: Callable[..., None]
) -> None:
    set_locale(LANG="C")
    assert resextract("extract", "--help").out.startswith("Usage: resextract extract [OPTIONS]")


@pytest.mark.usefixtures("stub")
def test_a_russian_locale_gives_russian_messages(
    resextract: Callable[..., Outcome], set_locale: Callable[..., None]
) -> None:
    set_locale(LANG="ru_RU.UTF-8")
    Path("a.txt").write_text("Решили:\nпровести проверку\n", encoding="utf-8")
    outcome = resextract("extract", "a.txt", "b.txt", "-o", "tasks.jsonl")
    assert outcome.code == 1
    assert "resextract: b.txt: нет такого файла или папки\n" in outcome.err
    assert "[1/2] a.txt: задач: 1\n" in outcome.err


@pytest.mark.usefixtures("stub")
def test_the_settings_choose_the_language(resextract: Callable[..., Outcome], set_locale: Callable[..., None]) -> None:
    set_locale(LANG="C")
    Path("resextract.toml").write_text('lang = "ru"\n', encoding="utf-8")
    assert resextract("extract", "b.txt", "--quiet").err == "resextract: b.txt: нет такого файла или папки\n"
    assert "no such file or folder" in resextract("extract", "b.txt", "--quiet", "--lang", "en").err


def test_wrong_settings_are_reported_in_the_language_that_was_asked_for(resextract: Callable[..., Outcome]) -> None:
    Path("resextract.toml").write_text('lang = "xx"\n', encoding="utf-8")
    outcome = resextract("--lang", "ru", "models")
    assert (outcome.code, outcome.err) == (2, "resextract: resextract.toml: lang: языка 'xx' нет; есть en, ru\n")


@pytest.mark.usefixtures("stub")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_records_and_failures_are_the_same_bytes_in_both_languages(
    resextract: Callable[..., Outcome], workers: str
) -> None:
    Path("a.txt").write_text("Решили:\nпровести проверку\n", encoding="utf-8")
    Path("empty.txt").write_bytes(b"")
    Path("image.txt").write_bytes(b"\x89PNG\r\n")
    written = []
    for language in ("en", "ru"):
        files = [f"{language}.jsonl", f"{language}-errors.jsonl"]
        outcome = resextract(
            *("--lang", language, "extract", "a.txt", "empty.txt", "image.txt", "none.txt"),
            *("-o", files[0], "--errors", files[1], "--workers", workers),
        )
        assert outcome.code == 1
        written.append([Path(name).read_bytes() for name in files])
    assert written[0] == written[1]
    assert b'"reason": "not a text: an image; convert it to plain text first"' in written[0][1]


@pytest.mark.usefixtures("stub")
def test_the_reason_of_a_worker_process_is_russian_in_all_its_parts(resextract: Callable[..., Outcome]) -> None:
    Path("image.txt").write_bytes(b"\x89PNG\r\n")
    Path("empty.txt").write_bytes(b"")
    err = resextract("extract", "image.txt", "empty.txt", "--workers", "2", "--lang", "ru", "--quiet").err
    assert err == (
        "resextract: image.txt: не текст, а изображение; сначала преобразуйте в простой текст\n"
        "resextract: empty.txt: пустой файл\n"
    )


@pytest.mark.usefixtures("stub")
def test_the_reason_of_the_process_that_reads_pdf_files_is_russian(resextract: Callable[..., Outcome]) -> None:
    pytest.importorskip("pdfplumber")
    Path("a.pdf").write_bytes(b"%PDF-1.4\nbroken")
    err = resextract("extract", "a.pdf", "--lang", "ru", "--quiet").err
    assert err.startswith("resextract: a.pdf: повреждён: PDF не читается: ")


def test_a_translation_with_letters_that_the_terminal_has_not_is_printed_all_the_same() -> None:
    command = [sys.executable, "-m", "resextract", "--lang", "ru", "--help"]
    environment = os.environ | {"PYTHONIOENCODING": "koi8-r"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("koi8-r").startswith("Использование: resextract")


@pytest.mark.parametrize("arguments", [("--lang", "xx", "models"), ("models", "--lang", "xx"), ("--lang=xx", "--help")])
def test_an_unknown_language_is_wrong_usage(resextract: Callable[..., Outcome], arguments: tuple[str, ...]) -> None:
    outcome = resextract(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Error: Invalid value for --lang: 'xx' is none of the languages: en, ru\n" in outcome.err


def test_a_command_does_not_change_the_language_of_the_tests(resextract: Callable[..., Outcome]) -> None:
    resextract("--lang", "ru", "--help")
    assert resextract("--help").out.startswith("Usage:")
    assert os.environ["LANGUAGE"] == "en"


@pytest.mark.slow
def test_the_installed_program_finds_its_translation() -> None:
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES} | {"LANG": "ru_RU.UTF-8"}
    command = [sys.executable, "-m", "resextract", "none.txt"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert "Ошибка: Нет команды 'none.txt'." in done.stderr.decode("utf-8")
