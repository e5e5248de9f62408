from __future__ import annotations

import pytest

from resextract.adapters.dictionary import inflect_parse, is_known_word, list_forms, parse_word


def test_readings_come_most_likely_first() -> None:
    readings = parse_word("школы")

    assert {r.lemma for r in readings} == {"школа"}
    assert [r.score for r in readings] == sorted((r.score for r in readings), reverse=True)
    assert readings[0].has("NOUN", "femn")


@pytest.mark.parametrize(("word", "pos"), [("обеспечить", "INFN"), ("Обеспечить", "INFN"), ("2021", ""), ("№", "")])
def test_every_token_has_a_reading(word: str, pos: str) -> None:
    assert parse_word(word)[0].pos == pos


def test_known_and_guessed_words() -> None:
    assert is_known_word("Учёба")
    assert not is_known_word("диссеминировать")
    assert parse_word("учёба")[0].known
    assert not parse_word("диссеминировать")[0].known


def test_inflection() -> None:
    reading = next(p for p in parse_word("отделу") if p.has("datv"))

    assert inflect_parse(reading, {"nomn"}) == "отдел"
    assert inflect_parse(parse_word("ежегодно")[0], {"datv"}) is None


def test_forms_of_a_word_and_of_none() -> None:
    forms = list_forms("Год")

    assert {"год", "года", "году", "лет"} & set(forms) >= {"год", "года", "году"}
    assert list(forms) == sorted(forms)
    assert list_forms("бвгдж") == ("бвгдж",)


def test_forms_do_not_mix_homonyms() -> None:
    assert "вёл" not in list_forms("весть")
