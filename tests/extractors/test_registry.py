from __future__ import annotations

import pytest

from resextract.extractors.registry import EXTRACTORS, build_pipeline
from resextract.extractors.spans import PLACE, SLOTS, covered, get_spans, make_span, once_per_doc, set_spans


def test_every_slot_has_an_extractor_in_the_order_of_the_slots() -> None:
    assert [name.removeprefix("resextract_") for name in EXTRACTORS] == list(SLOTS)


def test_extractors_write_their_slots() -> None:
    nlp = build_pipeline(["resextract_morphology", *EXTRACTORS])
    doc = nlp.make_doc("Отделу культуры до 1 мая 2024 года провести опрос не менее 60 % семей.")
    doc.user_data[PLACE] = "leaf"
    (doc,) = nlp.pipe([doc])
    assert {slot: [s.text for s in get_spans(doc, slot)] for slot in ("actors", "deadlines", "targets")} == {
        "actors": ["Отделу культуры"],
        "deadlines": ["до 1 мая 2024 года"],
        "targets": ["не менее 60 %"],
    }


def test_an_unknown_component_is_an_error() -> None:
    with pytest.raises(ValueError, match="no_such"):
        build_pipeline(["no_such"])


def test_spans_keep_label_rule_and_order() -> None:
    doc = build_pipeline([]).make_doc("один два три")
    set_spans(doc, "actors", [make_span(doc, 9, 12, "b", "r2"), make_span(doc, 0, 4, "a", "r1")])
    assert [(s.text, s.label_, s.id_) for s in get_spans(doc, "actors")] == [("один", "a", "r1"), ("три", "b", "r2")]
    assert covered(3, 6, get_spans(doc, "actors"))
    assert not covered(4, 9, get_spans(doc, "actors"))
    with pytest.raises(ValueError, match="no token"):
        make_span(doc, 50, 60, "a", "r")


def test_a_reading_is_made_once_per_doc() -> None:
    calls = []

    @once_per_doc
    def count(doc: object) -> int:
        calls.append(doc)
        return len(calls)

    nlp = build_pipeline([])
    first, second = nlp.make_doc("а"), nlp.make_doc("б")
    assert [count(first), count(first), count(second)] == [1, 1, 2]
