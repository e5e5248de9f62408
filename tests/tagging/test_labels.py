from __future__ import annotations

import itertools
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.extractors.spans import SLOTS
from resextract.records.models import Actor, Program
from resextract.tagging.labels import (
    LABELS,
    TokenSpan,
    decode_tags,
    drop_overlaps,
    encode_tags,
    make_label,
    split_label,
)


def test_labels_are_those_of_the_contract() -> None:
    assert {split_label(label)[0] for label in LABELS} == set(SLOTS)
    for slot, model, field in (("actors", Actor, "role"), ("programs", Program, "type")):
        names = [name for found, name in map(split_label, LABELS) if found == slot]
        assert sorted(names) == sorted(get_args(get_type_hints(model)[field]))


@pytest.mark.parametrize(
    ("slot", "name", "label"),
    [
        ("actors", "responsible", "actors:responsible"),
        ("deadlines", "due", "deadlines"),
        ("actions", "directive", "actions"),
    ],
)
def test_a_class_counts_only_where_classes_are_learned(slot: str, name: str, label: str) -> None:
    assert make_label(slot, name) == label


def test_of_nested_spans_the_outer_is_kept() -> None:
    outer, inner, other = TokenSpan(0, 5, "a"), TokenSpan(2, 4, "b"), TokenSpan(5, 6, "a")
    assert drop_overlaps([inner, other, outer, outer]) == [outer, other]


def test_an_inner_tag_that_continues_nothing_opens_a_span() -> None:
    assert decode_tags(["I-a", "I-a", "I-b", "O", "B-a", "B-a"]) == [
        TokenSpan(0, 2, "a"),
        TokenSpan(2, 3, "b"),
        TokenSpan(4, 5, "a"),
        TokenSpan(5, 6, "a"),
    ]


SPANS = st.lists(st.tuples(st.integers(0, 18), st.integers(1, 6), st.sampled_from(LABELS)), max_size=12).map(
    lambda rows: [TokenSpan(start, start + size, label) for start, size, label in rows]
)


@given(SPANS)
def test_tags_give_back_the_spans_they_were_made_of(spans: list[TokenSpan]) -> None:
    kept = drop_overlaps(spans)
    assert decode_tags(encode_tags(24, kept)) == kept
    assert all(a.end <= b.start for a, b in itertools.pairwise(kept))
