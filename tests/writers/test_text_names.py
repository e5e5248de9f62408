from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from resextract.writers.text_names import find_crowded, name_file


@given(st.text(max_size=300))
def test_any_id_gives_a_name_that_every_system_takes(doc_id: str) -> None:
    name = name_file(doc_id)
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name.endswith(".txt")
    assert name.strip(". ") == name
    assert len(name.encode()) < 230


def test_two_ids_never_share_a_file() -> None:
    ids = ["a/b", "a:b", "a_b", "../a", "a", "a.", "x" * 300, "x" * 301, "con", "_con", ".", "..", ""]
    assert len({name_file(doc_id).lower() for doc_id in ids}) == len(ids)


def test_names_that_some_systems_do_not_tell_apart_are_told_by_a_digest() -> None:
    ids = ["А", "а", "й", unicodedata.normalize("NFD", "й"), "Резолюция 2021"]
    crowded = find_crowded(ids)
    assert crowded == {"а", "й"}
    names = [name_file(doc_id, crowded) for doc_id in ids]
    assert len({unicodedata.normalize("NFC", name).casefold() for name in names}) == len(ids)
    assert names[0].startswith("А~")
    assert names[4] == "Резолюция 2021.txt"


def test_a_name_that_nothing_is_like_stays_readable() -> None:
    assert find_crowded(["План", "План", "Приказ", unicodedata.normalize("NFD", "йод")]) == frozenset()
    assert find_crowded([]) == frozenset()


@given(st.lists(st.text(alphabet="аАйИ\u0306ßsS/:_ .", max_size=4), unique=True, max_size=8))
def test_no_two_documents_of_a_run_share_a_file_on_any_system(ids: list[str]) -> None:
    crowded = find_crowded(ids)
    names = {unicodedata.normalize("NFC", name_file(doc_id, crowded)).casefold() for doc_id in ids}
    assert len(names) == len(ids)
