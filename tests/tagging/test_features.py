from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.spans import COLUMN, PLACE
from resextract.tagging.features import read_features

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


def test_a_token_shows_its_form_and_its_neighbours(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("Отделу культуры провести смотр.")
    rows = read_features(doc)
    assert len(rows) == len(doc)
    assert {"l=отдел", "c=DatPROPN", "s=Xxx", "e=елу", "1l=культура", "-1#", "2l=провести"} <= set(rows[0])
    assert "k=INFINITIVE" in rows[2]


def test_the_part_that_a_text_plays_is_seen(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("до 1 мая")
    doc.user_data |= {PLACE: "attached", COLUMN: "term"}
    assert all({"place=attached", "column=term"} <= set(row) for row in read_features(doc))


def test_quotes_and_brackets_are_seen_from_their_first_mark_to_their_last(annotate: Callable[[str], Doc]) -> None:
    doc = annotate("проект «Школа» (новый) идёт")
    quoted = [doc[i].text for i, row in enumerate(read_features(doc)) if "quoted" in row]
    bracketed = [doc[i].text for i, row in enumerate(read_features(doc)) if "bracketed" in row]
    assert (quoted, bracketed) == (["«", "Школа", "»"], ["(", "новый", ")"])


def test_an_empty_text_has_none(annotate: Callable[[str], Doc]) -> None:
    assert read_features(annotate("")) == []
