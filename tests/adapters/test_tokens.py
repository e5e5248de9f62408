from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resextract.adapters.tokens import split_tokens


def test_tokens_and_their_offsets() -> None:
    assert split_tokens("до 1 мая 2021 г.") == [
        (0, 2, "до"),
        (3, 4, "1"),
        (5, 8, "мая"),
        (9, 13, "2021"),
        (14, 15, "г"),
        (15, 16, "."),
    ]


def test_blank_text_has_no_tokens() -> None:
    assert split_tokens("") == split_tokens(" \n ") == []


@given(st.text(alphabet="абв «»(),.;-–1234 \nё№%", max_size=60))
def test_tokens_cover_all_that_is_no_white_space(text: str) -> None:
    position = 0
    for start, end, token in split_tokens(text):
        assert not text[position:start].strip()
        assert text[start:end] == token
        assert token.strip() == token != ""
        position = end
    assert not text[position:].strip()
