"""What no normaliser can read must not cost the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.extractors.spans import make_span
from resextract.normalisation.linking import link_mentions
from resextract.outline import build_outline
from resextract.tasks.model import AnnotatedNode, Mention

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

TEXT = "Отделу спорта провести опрос с 5 мая 2024 года по 1 мая 2024 года."


@pytest.fixture
def home(annotate: Callable[[str], Doc]) -> AnnotatedNode:
    node = build_outline("РЕШИЛИ:\n1. " + TEXT).nodes[1]
    return AnnotatedNode(node, annotate(node.text))


def mention(home: AnnotatedNode, slot: str, text: str, label: str) -> Mention:
    start = home.doc.text.index(text)
    return Mention(slot, make_span(home.doc, start, start + len(text), label, "test"), home, inherited=False)


def test_a_span_without_a_value_is_left_out_with_a_warning(home: AnnotatedNode) -> None:
    linked, warnings = link_mentions([mention(home, "targets", "опрос", "count")], None)
    assert (linked, warnings) == ([], ["mention_without_value"])


def test_a_period_that_ends_before_it_starts_has_no_values(home: AnnotatedNode) -> None:
    (item,), _ = link_mentions([mention(home, "deadlines", "с 5 мая 2024 года по 1 мая 2024 года", "period")], None)
    assert (item.value.start_date, item.value.end_date) == (None, None)
    assert "invalid_date" in item.value.warnings


def test_an_actor_in_one_role_is_listed_once(home: AnnotatedNode) -> None:
    same = [mention(home, "actors", "Отделу спорта", "responsible")] * 2
    linked, _ = link_mentions(same, None)
    assert [item.value.normal for item in linked] == ["Отдел спорта"]


def test_offsets_are_those_of_the_decoded_text(home: AnnotatedNode) -> None:
    (item,), _ = link_mentions([mention(home, "actors", "Отделу спорта", "responsible")], None)
    assert ("РЕШИЛИ:\n1. " + TEXT)[item.start : item.end] == "Отделу спорта"


def test_an_unknown_slot_is_an_error(home: AnnotatedNode) -> None:
    with pytest.raises(LookupError, match="no normaliser"):
        link_mentions([mention(home, "colours", "опрос", "red")], None)
