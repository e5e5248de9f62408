from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.language.slugs import SLUG_LENGTH, make_slug, transliterate


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Успех каждого ребёнка", "uspekh-kazhdogo-rebenka"),
        ("Успех каждого ребенка", "uspekh-kazhdogo-rebenka"),
        ("500+", "500-plus"),
        ("IT-куб", "it-kub"),
        ("КемероVO! Я помню! Я горжусь!", "kemerovo-ya-pomnyu-ya-gorzhus"),
        ("Щит и меч", "shchit-i-mech"),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert make_slug(name) == slug


def test_transliteration_leaves_other_characters() -> None:
    assert transliterate("Ёж, 5 %!") == "ezh, 5 -percent-!"


def test_long_names_are_cut_at_a_word_and_stay_apart() -> None:
    long = "Совершенствование условий получения качественного образования в школах"
    first, second = make_slug(long + " города"), make_slug(long + " района")
    assert first != second
    assert re.fullmatch(r"[a-z-]+-[0-9a-f]{8}", first)
    assert len(first) <= SLUG_LENGTH + 9


def test_name_without_letters() -> None:
    assert re.fullmatch(r"[0-9a-f]{8}", make_slug("—!"))


@given(st.text(max_size=120))
def test_slugs_are_ascii_words(name: str) -> None:
    slug = make_slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert slug == make_slug(name)
