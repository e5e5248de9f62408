from __future__ import annotations

import pytest

from resextract.learning.parts import run_parts


def test_results_come_in_the_order_of_the_parts() -> None:
    assert list(run_parts(lambda part: part * part, [3, 1, 2])) == [9, 1, 4]


def test_what_a_part_refuses_is_refused() -> None:
    def refuse(part: int) -> int:
        raise ValueError(f"part {part} is empty")

    with pytest.raises(ValueError, match="part 3 is empty"):
        list(run_parts(refuse, [3, 1]))


def test_a_part_whose_process_dies_is_named() -> None:
    import os

    with pytest.raises(RuntimeError, match="part 1 died"):
        list(run_parts(lambda part: os._exit(9) if part == 1 else part, [0, 1]))
