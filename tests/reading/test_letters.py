from __future__ import annotations

import pytest

from resextract.reading.letters import UNREADABLE, judge_text, measure_surprise

RUSSIAN = "Управлению образования обеспечить проведение муниципального этапа олимпиады школьников"
READABLE = {
    "prose": RUSSIAN,
    "capitals": RUSSIAN.upper(),
    "letter-spaced": "п о с т а н о в л я е т, Р Е Ш И Л И, П Р И К А З Ы В А Ю",
    "abbreviations": "МБОУ СОШ № 5, МАОУ СШ № 14, ГБПОУ, ОГЭ, ЕГЭ, ВПР, ШНОР, ФГОС НОО, МСОКО",
    "Ukrainian": "Про затвердження Порядку проведення конкурсу на посаду керівника державного закладу",
    "Tatar": "Татарстан Республикасы Министрлар Кабинеты карар бирә: әлеге карарның үтәлешен контрольдә тотуны",
    "a table": "│ Проведение конкурса │ до 1 мая │ отдел │\n├─────────────┼──────────┼──────┤",
}
GARBLED = {
    "windows-1251 read as KOI8-R": RUSSIAN.encode("cp1251").decode("koi8_r"),
    "KOI8-R read as windows-1251": RUSSIAN.encode("koi8_r").decode("cp1251"),
    "windows-1251 read as CP866": RUSSIAN.encode("cp1251").decode("cp866"),
    "UTF-8 read as windows-1251": RUSSIAN.encode().decode("cp1251", "replace"),
    "UTF-8 read as Latin-1": RUSSIAN.encode().decode("latin-1"),
    "a failed OCR": "Ъьццлхжщ фъдьръиьного зощноь щъ дкьъръ ъьж",
}


@pytest.mark.parametrize("name", READABLE)
def test_readable_texts_surprise_little(name: str) -> None:
    assert measure_surprise(READABLE[name])[0] < UNREADABLE


@pytest.mark.parametrize("name", GARBLED)
def test_garbled_texts_surprise_much(name: str) -> None:
    assert measure_surprise(GARBLED[name])[0] >= UNREADABLE


@pytest.mark.parametrize("text", ["", "2021-2022", "plain English, no more"])
def test_nothing_is_measured_without_letters(text: str) -> None:
    assert measure_surprise(text) == (0.0, 0)


def test_one_garbled_page_among_ten_shows() -> None:
    page = (RUSSIAN + "\n") * 25
    garbled = page.encode("cp1251").decode("koi8_r")
    assert judge_text(page * 10).garbled == 0
    assert 0.05 < judge_text(page * 5 + garbled + page * 5).garbled < 0.2


def test_a_long_text_is_judged_by_a_sample() -> None:
    page = (RUSSIAN + "\n") * 25
    assert judge_text(page * 1500).signs <= 2000 * 500
