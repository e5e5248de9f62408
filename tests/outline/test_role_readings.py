from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from resextract.outline import NodeKind, build_outline
from resextract.outline.building import list_blocks
from resextract.outline.role_features import read_role_features
from resextract.outline.role_readings import ROLE_UNCERTAIN, RolePolicy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.blocks import Block

TEXT = (
    "РЕШИЛИ:\nПодготовить доклад.\nВ адрес министерства культуры Заречной области\nПровести смотр.\nОбсудить итоги.\n"
)


class Reader:
    """Says of each block whose text opens with a word what it is told, and of the others nothing."""

    def __init__(self, **roles: dict[NodeKind, float]) -> None:
        self.roles = roles

    def read(self, blocks: Sequence[Block]) -> list[dict[NodeKind, float]]:
        nothing = {NodeKind.ITEM: 1.0}
        return [self.roles.get(block.text.split(" ")[0] if block.text else "", nothing) for block in blocks]


def kinds(reader: Reader | None = None, policy: RolePolicy | None = None) -> list[tuple[str, str]]:
    return [(node.kind.value, node.text.split(" ")[0]) for node in build_outline(TEXT, reader, policy).walk()]


HEADING = Reader(В={NodeKind.HEADING: 0.6, NodeKind.LEAD_IN: 0.3, NodeKind.ITEM: 0.1})
REPORT = Reader(Обсудить={NodeKind.REPORT: 0.9, NodeKind.ITEM: 0.1})


def test_without_a_classifier_the_rules_decide() -> None:
    assert ("item", "В") in kinds()


@pytest.mark.parametrize(("threshold", "kind"), [(0.89, "heading"), (0.91, "item")])
def test_a_sure_heading_becomes_one(threshold: float, kind: str) -> None:
    assert (kind, "В") in kinds(HEADING, RolePolicy("hybrid", head=threshold))


def test_a_directive_is_no_heading_whatever_the_classifier_says() -> None:
    reader = Reader(Провести={NodeKind.HEADING: 1.0})
    assert ("item", "Провести") in kinds(reader, RolePolicy("hybrid", head=0.5))


@pytest.mark.parametrize(("threshold", "kind"), [(0.9, "report"), (0.95, "item")])
def test_a_sure_report_leaves_the_operative_part(threshold: float, kind: str) -> None:
    assert (kind, "Обсудить") in kinds(REPORT, RolePolicy("hybrid", leave=threshold))


@pytest.mark.parametrize("policy", [None, RolePolicy("hybrid")])
def test_a_doubted_item_stays_and_says_so(policy: RolePolicy | None) -> None:
    doubted = {node.text.split(" ")[0]: node.warnings for node in build_outline(TEXT, REPORT, policy).walk()}
    assert doubted["Обсудить"] == (ROLE_UNCERTAIN,)
    assert doubted["Провести"] == ()


def test_a_classifier_alone_decides_on_every_part() -> None:
    everything = Reader(
        **{"РЕШИЛИ:": {NodeKind.FORMULA: 1.0}},
        В={NodeKind.HEADING: 1.0},
        Обсудить={NodeKind.SIGNATURE: 1.0},
    )
    assert kinds(everything, RolePolicy("model")) == [
        ("formula", "РЕШИЛИ:"),
        ("item", "Подготовить"),
        ("heading", "В"),
        ("item", "Провести"),
        ("signature", "Обсудить"),
    ]


def test_every_character_stays_in_one_piece_whatever_the_classifier_says() -> None:
    for policy in (RolePolicy("hybrid", 0.5, 0.5), RolePolicy("model")):
        pieces = sorted(piece for node in build_outline(TEXT, REPORT, policy).walk() for piece in node.pieces)
        assert "".join(TEXT[a:b] for a, b in pieces).replace(" ", "") == "".join(TEXT.split())


def test_blocks_are_described_one_by_one() -> None:
    blocks = list_blocks(TEXT)
    rows = read_role_features(blocks)
    assert len(rows) == len(blocks)
    assert {"colon", "-1edge"} <= set(rows[0])
    assert "opens_infinitive" in rows[1]
    assert read_role_features([]) == []
