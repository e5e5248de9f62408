from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from resextract.learning.folds import split_folds

NAMES = st.lists(st.text(min_size=1, max_size=4), unique=True, max_size=20)


@given(NAMES, st.integers(1, 6), st.integers(0, 99))
def test_every_document_is_in_one_fold_and_folds_are_of_one_size(names: list[str], folds: int, seed: int) -> None:
    parts = split_folds(names, folds, seed)
    assert set(parts) == set(names)
    sizes = Counter(parts.values())
    assert all(0 <= fold < folds for fold in sizes)
    assert not sizes or max(sizes.values()) - min(sizes.values(), default=0) <= 1 or len(sizes) < folds


def test_the_order_of_the_names_does_not_matter_and_the_seed_does() -> None:
    names = [str(n) for n in range(20)]
    assert split_folds(names, 4, 1) == split_folds(reversed(names), 4, 1)
    assert split_folds(names, 4, 1) != split_folds(names, 4, 2)
