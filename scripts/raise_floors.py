"""Raise the floors of data/annotated/floors.toml to what is measured now; a floor is never lowered.

usage: python scripts/raise_floors.py
"""

from __future__ import annotations

import sys
from pathlib import Path

from resextract.evaluation.corpora import load_corpus, select_documents
from resextract.evaluation.floors import load_floors
from resextract.evaluation.scoring import evaluate
from resextract.pipeline.config import NO_MODEL, load_config
from resextract.pipeline.documents import extract_source
from resextract.reading.inputs import find_inputs
from resextract.reading.source import read_input

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "data" / "annotated" / "floors.toml"
HEAD = """\
# The least F1 of each measure, by group of documents, of the rules alone; CI fails below. Floors only rise:
# `make raise-floors` sets them to what is measured, rounded down, and never lowers one.
"""


def main() -> int:
    """Rewrite the file of floors and return the exit code."""
    gold = load_corpus(ROOT / "data" / "annotated")
    inputs = find_inputs([str(ROOT / "data" / "raw"), str(ROOT / "data" / "invented")])
    rules = load_config(model=NO_MODEL)  # the shipped model was trained on these texts
    pred = {item.doc_id: extract_source(read_input(item), rules) for item in inputs}
    tables = [HEAD]
    for group in load_floors(FLOORS):
        total = evaluate(select_documents(gold, group.documents), pred).total
        patterns = ", ".join(f'"{pattern}"' for pattern in group.documents)
        lines = [f"[{group.name}]", f"documents = [{patterns}]"]
        for measure, floor in group.floors.items():
            lines.append(f"{measure} = {max(floor, int(total[measure].f1 * 1000) / 1000):.3f}")
        tables.append("\n".join(lines) + "\n")
    FLOORS.write_text("\n".join(tables), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
