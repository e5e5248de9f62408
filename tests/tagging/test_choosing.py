from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.extractors.registry import build_pipeline
from resextract.extractors.spans import KIND, get_spans
from resextract.pipeline.config import load_config
from resextract.tagging.choosing import choose_spans, list_found, list_rules
from resextract.tagging.mentions import Found, is_doubtful, read_confidence, set_found
from resextract.tagging.policies import SlotPolicy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@pytest.fixture(scope="module")
def rules() -> Language:
    return build_pipeline(load_config(model="none").components)


def mark(doc: Doc, *found: tuple[str, str, float]) -> None:
    """Mark words of a text as a tagger would, each with its label and probability."""
    items = []
    for words, label, probability in found:
        start = doc.text.index(words)
        span = doc.char_span(start, start + len(words))
        assert span is not None, words
        items.append(Found(span.start, span.end, label, probability))
    set_found(doc, items, [0.99] * len(doc))


def texts(doc: Doc, slot: str) -> list[str]:
    return [span.text for span in get_spans(doc, slot)]


ADDED = SlotPolicy(add=0.9, extend=0.9)
LIST = "Депутатам по округам № 3, 7, 9 до 1 мая 2024 года провести встречи"


def test_rules_alone_are_left_as_they_are(rules: Language) -> None:
    doc = rules(LIST)
    before = texts(doc, "actors")
    mark(doc, ("Депутатам по округам № 3, 7, 9", "actors:responsible", 0.99))
    choose_spans(doc, "actors", "rules", ADDED)
    assert texts(doc, "actors") == before


def test_the_model_alone_decides_where_it_is_asked(rules: Language) -> None:
    doc = rules(LIST)
    mark(doc, ("Депутатам", "actors:responsible", 0.3))
    choose_spans(doc, "actors", "model", ADDED, warn_below=0.5)
    (actor,) = get_spans(doc, "actors")
    assert (actor.text, actor.label_, actor.id_) == ("Депутатам", "responsible", "model")
    assert (read_confidence(actor, "actors"), is_doubtful(actor, "actors")) == (0.3, True)


def test_both_together_go_by_the_policy(rules: Language) -> None:
    doc = rules("Метеопосту «Заря» до 1 мая 2024 года провести опрос не менее 5 школ")
    assert texts(doc, "actors") == []
    mark(doc, ("Метеопосту «Заря»", "actors:responsible", 0.95), ("до 1 мая", "deadlines", 0.99))
    for slot in ("actors", "deadlines"):
        choose_spans(doc, slot, "hybrid", ADDED)
    assert texts(doc, "actors") == ["Метеопосту «Заря»"]
    assert texts(doc, "deadlines") == ["до 1 мая 2024 года"]


def test_a_mention_that_gives_no_value_is_not_added(rules: Language) -> None:
    doc = rules("Провести опрос когда-нибудь")
    mark(doc, ("когда-нибудь", "deadlines", 0.99))
    choose_spans(doc, "deadlines", "hybrid", ADDED)
    assert texts(doc, "deadlines") == []
    choose_spans(doc, "deadlines", "model", ADDED)
    assert [(s.text, s.label_) for s in get_spans(doc, "deadlines")] == [("когда-нибудь", "due")]


def test_an_infinitive_that_the_rules_have_judged_is_not_added(rules: Language) -> None:
    doc = rules("Предоставить жителям возможность оплатить услуги")
    mark(doc, ("Предоставить", "actions", 0.99), ("оплатить", "actions", 0.99))
    assert [c.start for c in list_found(doc, "actions", readable=True)] == []
    choose_spans(doc, "actions", "hybrid", ADDED)
    assert [s.kb_id_ for s in get_spans(doc, "actions")] == ["предоставить"]


def test_actions_of_the_model_have_lemma_extent_and_negation(rules: Language) -> None:
    doc = rules("Не допускать задержек; возможность оплатить услуги")
    mark(doc, ("допускать", "actions", 0.9), ("оплатить", "actions", 0.8))
    choose_spans(doc, "actions", "model", ADDED)
    assert [(s.kb_id_, s.text) for s in get_spans(doc, "actions")] == [
        ("не допускать", "Не допускать задержек"),
        ("оплатить", "оплатить услуги"),
    ]
    assert [read_confidence(s, "actions") for s in get_spans(doc, "actions")] == [0.9, 0.8]


def test_a_control_clause_stays_with_the_rules(rules: Language) -> None:
    doc = rules("Контроль за исполнением возложить на Иванова И.И.")
    doc.user_data[KIND] = "control"
    before = texts(doc, "actors")
    mark(doc, ("Контроль", "actors:responsible", 0.99))
    choose_spans(doc, "actors", "model", ADDED)
    assert texts(doc, "actors") == before


def test_rules_are_listed_with_how_sure_the_model_is_of_their_being_outside(rules: Language) -> None:
    doc = rules(LIST)
    assert {c.probability for c in list_rules(doc, "deadlines")} == {0.0}
    mark(doc)
    (deadline,) = list_rules(doc, "deadlines")
    assert (deadline.name, deadline.probability) == ("due", 0.99)
    (verb,) = list_rules(doc, "actions")
    assert doc[verb.start].text == "провести"
