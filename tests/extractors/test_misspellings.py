from __future__ import annotations

import pytest

from resextract.extractors.misspellings import mend_infinitive


@pytest.mark.parametrize(
    ("typo", "verb"),
    [
        ("нарращивать", "наращивать"),
        ("обепечить", "обеспечить"),
        ("оргнаизовать", "организовать"),
        ("разрабоотать", "разработать"),
        ("обеспечитть", "обеспечить"),
    ],
)
def test_one_edit_away(typo: str, verb: str) -> None:
    assert mend_infinitive(typo) == verb


@pytest.mark.parametrize(
    "word",
    [
        "диссеминировать",  # unknown, no neighbour
        "прпвести",  # two neighbours or more
        "тить",  # too short
        "областиобеспечить",  # glued, many edits away
    ],
)
def test_left_as_it_is(word: str) -> None:
    assert mend_infinitive(word) == word
