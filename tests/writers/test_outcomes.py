from __future__ import annotations

from resextract.writers.outcomes import Remarks


def test_remarks_are_counted_by_message_with_their_first_places() -> None:
    remarks = Remarks()
    for message, place in [("long", "a#1"), ("wide", "a#1"), ("long", "a#1"), ("long", "a#2"), ("wide", "a#3")]:
        remarks.add(message, place)
    assert remarks.list_sentences() == ("3 × long: a#1, a#2", "2 × wide: a#1, a#3")
    assert remarks.list_sentences({"long": "длинно"})[0] == "3 × длинно: a#1, a#2"
    for number in range(4, 6):
        remarks.add("long", f"a#{number}")
    assert remarks.list_sentences()[0] == "5 × long: a#1, a#2, a#4, …"


def test_no_remarks_give_no_sentences() -> None:
    assert Remarks().list_sentences() == ()
