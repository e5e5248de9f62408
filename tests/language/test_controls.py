from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from resextract.language.controls import hide_controls


def test_escape_sequences_lose_their_power() -> None:
    assert hide_controls("a\x1b[2Jb\x07\x9b\x7f") == "a\ufffd[2Jb\ufffd\ufffd\ufffd"


def test_tabs_and_line_feeds_stay_and_page_breaks_are_blanks() -> None:
    assert hide_controls("a\tb\nc\x0bd\x0ce") == "a\tb\nc d e"


@given(st.text())
def test_offsets_stay_and_nothing_steers(text: str) -> None:
    shown = hide_controls(text)
    assert len(shown) == len(text)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", shown)
