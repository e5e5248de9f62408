from __future__ import annotations

from resextract.exchange.scheme import FIELDS, LABELS, MODELS, SLOTS
from resextract.records.models import SLOTS as RECORD_SLOTS


def test_every_slot_has_a_label() -> None:
    assert tuple(SLOTS.values()) == RECORD_SLOTS
    assert list(FIELDS) == list(LABELS)


def test_every_value_of_a_mention_is_an_attribute() -> None:
    for label, model in MODELS.items():
        assert list(model.model_fields) == [*list(FIELDS[label])[:-1], "text", "start", "end", "inherited"]


def test_kinds() -> None:
    kinds = {name: (field.kind, field.required, field.empty) for name, field in FIELDS["target"].items()}
    assert kinds["value"] == ("number", True, None)
    assert kinds["value_from"] == ("number", False, None)
    assert kinds["unit"] == ("choice", True, None)
    assert kinds["unit_text"] == ("text", False, "")
    assert kinds["indicator"] == ("text", False, None)
    assert FIELDS["deadline"]["business_days"].empty is False
    assert FIELDS["task"]["section"].empty == ()
    assert FIELDS["program"]["level"].choices[0] == "national"
