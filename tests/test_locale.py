from __future__ import annotations

import gettext
import io
import re
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from scripts.update_locale import FOLDER, compile_catalogue, format_catalogue, list_messages, update_catalogue

SOURCE = (FOLDER / "messages.po").read_text(encoding="utf-8")
RUSSIAN = {str(message.id): str(message.string) for message in read_po(io.StringIO(SOURCE), locale="ru") if message.id}


def list_fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def list_entries(text: str) -> list[tuple[str, str, list[str]]]:
    catalogue = read_po(io.StringIO(text), locale="ru")
    return [(str(m.id), str(m.string), [place for place, _ in m.locations]) for m in catalogue if m.id]


def test_the_catalogue_holds_what_the_program_says() -> None:
    # Where this fails, `make locale` collects the messages; what is new among them wants a translation.
    assert set(RUSSIAN) == set(list_messages())


def test_every_message_has_a_translation() -> None:
    assert [text for text, told in RUSSIAN.items() if told in ("", text)] == []


@pytest.mark.parametrize("text", RUSSIAN)
def test_a_translation_names_the_values_of_its_message(text: str) -> None:
    assert list_fields(RUSSIAN[text]) == list_fields(text)


@pytest.mark.parametrize("text", [text for text in RUSSIAN if "\b" in text])
def test_help_keeps_its_examples_and_their_lines(text: str) -> None:
    commands = [re.findall(r"^ +resextract (?:\S| (?! ))+", told, re.MULTILINE) for told in (text, RUSSIAN[text])]
    assert commands[0] == commands[1]
    assert RUSSIAN[text].count("\b\n") == text.count("\b\n")
    assert max(map(len, RUSSIAN[text].split("\n"))) <= 120


def test_the_file_of_translations_is_as_the_script_writes_it() -> None:
    # Entries and not bytes: where a long line is broken is for babel to say, and another version may say otherwise.
    assert list_entries(format_catalogue(update_catalogue(SOURCE))) == list_entries(SOURCE)


def test_the_compiled_catalogue_is_that_of_the_translations() -> None:
    compiled = (FOLDER / "messages.mo").read_bytes()
    assert compiled == compile_catalogue(update_catalogue(SOURCE))
    assert gettext.GNUTranslations(io.BytesIO(compiled)).gettext("empty file") == "пустой файл"
