from __future__ import annotations

from resextract.reading.converters.blocks import Cell, Table
from resextract.reading.converters.rtf_flows import Edge, Flow, close_blocks, end_text


def test_a_paragraph_ends_with_the_boxes_that_hang_on_it() -> None:
    flow = Flow(open=["1.\t", "смотр "], boxes=["в рамке"])
    end_text(flow, in_table=False)
    assert (close_blocks(flow), flow.open) == (["1. смотр", "в рамке"], [])
    assert close_blocks(Flow()) == []


def test_a_table_that_nothing_ends_is_kept() -> None:
    flow = Flow(open=["школы"], cells=[("1",)])
    assert close_blocks(flow) == [Table(((Cell(("1",)), Cell(("школы",))),))]


def test_edges_that_differ_a_little_are_one_column() -> None:
    rows = [
        ([("а",), ("б",)], [Edge(1000, above=False, left=False), Edge(2000, above=False, left=False)]),
        ([("в",)], [Edge(2030, above=False, left=False)]),
        ([("г",), ("д",)], [Edge(980, above=True, left=False), Edge(1990, above=False, left=True)]),
    ]
    assert close_blocks(Flow(rows=rows)) == [
        Table(((Cell(("а",)), Cell(("б",))), (Cell(("в",), 2),), (Cell(("д",), 2, continues=True),)))
    ]
