from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from resextract.language import lexicons
from resextract.language.lexicons import LexiconError, fold_word, load_lexicon, read_resource

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = sorted(p.name.removesuffix(".txt") for p in files("resextract").joinpath("resources", "lexicons").iterdir())


@pytest.fixture
def _fresh_cache() -> Iterator[None]:
    load_lexicon.cache_clear()
    yield
    load_lexicon.cache_clear()


def load(monkeypatch: pytest.MonkeyPatch, content: str) -> dict[str, str]:
    monkeypatch.setattr(lexicons, "read_resource", lambda _path: content)
    return dict(load_lexicon("made-up"))


@pytest.mark.usefixtures("_fresh_cache")
def test_entries_values_and_comments(monkeypatch: pytest.MonkeyPatch) -> None:
    content = "# head\n\nЁлка\nфз = закон  # why\n  два слова = a = b\n"
    assert load(monkeypatch, content) == {"елка": "", "фз": "закон", "два слова": "a = b"}


@pytest.mark.usefixtures("_fresh_cache")
def test_an_empty_file_is_an_empty_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(monkeypatch, "# nothing yet\n") == {}


@pytest.mark.usefixtures("_fresh_cache")
def test_a_repeated_entry_is_refused_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LexiconError, match=r"made-up\.txt:3: «елка»"):
        load(monkeypatch, "ёлка\n\nЕлка\n")


def test_a_missing_resource_is_named() -> None:
    with pytest.raises(LexiconError, match=r"resources/lexicons/no-such\.txt"):
        load_lexicon("no-such")


def test_a_lexicon_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        load_lexicon("number-cardinals")["два"] = "3"  # type: ignore[index]


@pytest.mark.parametrize("word", ["Ёлка", "ЕЛКА", "ѐлка", "елка"])
def test_words_are_folded_alike(word: str) -> None:
    assert fold_word(word) == "елка"


@pytest.mark.parametrize("name", NAMES)
def test_every_lexicon_of_the_package_loads(name: str) -> None:
    assert all(entry == fold_word(entry.strip()) for entry in load_lexicon(name))
    assert read_resource(f"lexicons/{name}.txt").endswith("\n")
