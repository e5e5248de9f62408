from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from resextract.writers.workbooks.limits import CUT_MARK, count_units, cut_text


def test_lengths_are_counted_as_excel_does() -> None:
    assert count_units("аб😀") == 4


@given(st.text("а😀", max_size=300), st.integers(100, 200))
def test_a_text_fits_and_is_cut_with_a_mark_only_where_it_must_be(text: str, limit: int) -> None:
    cut = cut_text(text, limit)
    assert count_units(cut) <= limit
    if count_units(text) <= limit:
        assert cut == text
    else:
        assert cut.endswith(CUT_MARK)
        assert text.startswith(cut.removesuffix(CUT_MARK))
        assert count_units(cut) >= limit - 1
