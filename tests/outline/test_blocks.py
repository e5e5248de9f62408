from __future__ import annotations

import pytest

from resextract.outline.blocks import build_blocks


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Принять план на 2021-\n2022\nучебный год:", [("Принять план на 2021-2022 учебный год:", False)]),
        ("Принять план на 2021–\n2022 годы", [("Принять план на 2021– 2022 годы", False)]),
        ("Принять план работы\n2022\nучебных групп", [("Принять план работы учебных групп", False), ("2022", True)]),
        ("Итоги 2021 года -\n12\nПринять план", [("Итоги 2021 года - Принять план", False), ("12", True)]),
        ("Телефон 12-2021-\n34\nПринять план", [("Телефон 12-2021-Принять план", False), ("34", True)]),
    ],
)
def test_a_year_that_ends_a_range_is_no_page_number(text: str, blocks: list[tuple[str, bool]]) -> None:
    found = [(block.clean.text or block.lines[0].text, block.furniture) for block in build_blocks(text)]
    assert found == blocks
