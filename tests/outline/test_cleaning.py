from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.outline.cleaning import clean_pieces, collapse_span

CLEANED = [
    ("Организовать социально-\nпедагогическое сопровождение", "Организовать социально-педагогическое сопровождение"),
    ("выполнение меропри-\nятий плана", "выполнение мероприятий плана"),
    ("информационно- \nметодический ресурс", "информационно-методический ресурс"),
    ("оздоровительных ла-\nгерей", "оздоровительных лагерей"),
    ("из-\nза погоды", "из-за погоды"),
    ("100%-\nную вакцинацию", "100%-ную вакцинацию"),
    ("об\u00adра\u00adзо\u00adватель\u00adную про\u00adграмму", "образовательную программу"),
    ("1\u00a0октября  2024\u202fг.", "1 октября 2024 г."),
    ("Oбеспечить участие в ХV олимпиадe", "Обеспечить участие в XV олимпиаде"),
    ("с учѐтом", "с учетом"),
    ("район п о с т а н о в л я е т:", "район постановляет:"),
    ("Вцелях подготовки всоответствии с графиком", "В целях подготовки в соответствии с графиком"),
    ("главам областиобеспечить запас", "главам области обеспечить запас"),
    ("2023/2024учебный год", "2023/2024 учебный год"),
]
UNTOUCHED = [
    "проект «КемероVO!»",  # Latin letters that are no look-alikes
    "г. Приозёрск и село Наволоки",  # a name that starts like a preposition
    "военнопатриотической составляющей",  # a lost hyphen is no glued preposition
    "по ФГОС и МБОУ СОШ",
    "и в о с",  # four lone letters that make no word
    "роуп-скиппинг",
    "Опрессовка систем и Спецодежда",  # a preposition's letters before a noun in a case it does not govern
    "3-х классов, 9-классников",
]


@pytest.mark.parametrize(("raw", "clean"), CLEANED)
def test_conversion_slips_are_mended(raw: str, clean: str) -> None:
    assert clean_pieces(raw, [(0, len(raw))]).text == clean


@pytest.mark.parametrize("raw", UNTOUCHED)
def test_near_misses_stay(raw: str) -> None:
    assert clean_pieces(raw, [(0, len(raw))]).text == raw


def test_every_letter_maps_to_its_own_place() -> None:
    raw = "выпол-\n  нение   плана"
    clean = clean_pieces(raw, [(0, 6), (9, len(raw))])
    assert clean.text == "выполнение плана"
    assert [raw[o] for o in clean.offsets if not raw[o].isspace()] == list("выполнениеплана")
    assert clean.raw_span(0, 10) == (0, 14)


TEXT = st.text(alphabet="абвгоеё АВсT-\n \u00ad\u00a0.,;:()«»*1290xo", max_size=120)


@given(TEXT)
def test_offsets_grow_and_point_at_the_same_letters(raw: str) -> None:
    clean = clean_pieces(raw, [(0, len(raw))])
    assert len(clean.text) == len(clean.offsets)
    assert list(clean.offsets) == sorted(clean.offsets)
    assert "  " not in clean.text
    assert clean.text == clean.text.strip()


@given(TEXT)
def test_collapsed_text_equals_the_source_but_for_space_and_hyphens(raw: str) -> None:
    clean = clean_pieces(raw, [(0, len(raw))])
    if not clean.text:
        return
    start, end = clean.raw_span(0, len(clean.text))
    text = collapse_span(raw, clean, start, end)

    def bare(value: str) -> str:
        return "".join(c for c in value if not c.isspace() and c not in "\u00ad-")

    assert bare(text) == bare(raw[start:end])
    assert text == " ".join(text.split())
