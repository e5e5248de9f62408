from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resextract.writers.report.display import DisplayText, collapse

TEXTS = st.text(alphabet=st.sampled_from("аё \r\n\t\x0c\u2028\u00a0😀👩‍🏫\u202e"), max_size=40)


def cut(text: str, start: int, end: int) -> str:
    """What `String.slice` of JavaScript gives."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def test_line_ends_are_line_feeds() -> None:
    assert DisplayText("а\r\nб\rв\nг\u2028д\x85е\x0cж").text == "а\nб\nв\nг\nд\nе\nж"


def test_places_are_counted_as_a_browser_counts() -> None:
    original = "😀\r\nа😀б\r\nв"
    display = DisplayText(original)
    assert display.text == "😀\nа😀б\nв"
    assert [display.locate(original.index(letter)) for letter in "абв"] == [3, 6, 8]


@given(TEXTS, st.data())
def test_a_passage_is_the_same_at_its_new_place(original: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, len(original)))
    # A passage that begins or ends within a line end has no place of its own.
    for offset in (start, end):
        if original[max(offset - 1, 0) : offset + 1] == "\r\n":
            return
    display = DisplayText(original)
    shown = cut(display.text, display.locate(start), display.locate(end))
    assert shown == DisplayText(original[start:end]).text


@given(TEXTS)
def test_an_offset_beyond_the_text_is_its_end(original: str) -> None:
    display = DisplayText(original)
    assert display.locate(len(original) + 7) == len(display.text.encode("utf-16-le")) // 2


def test_a_passage_is_known_by_its_collapsed_text() -> None:
    display = DisplayText("Провести \r\n\u00a0 сбор.")
    assert display.holds(0, 17, "Провести сбор")
    assert not display.holds(0, 17, "Провести  сбор")
    assert not display.holds(0, 16, "Провести сбор")


@given(TEXTS)
def test_collapsing_twice_changes_nothing(text: str) -> None:
    assert collapse(collapse(text)) == collapse(text)
