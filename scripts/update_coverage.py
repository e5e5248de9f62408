"""Write docs/coverage.md anew: which phenomena of docs/phenomena.md work, by their worked examples."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "corpus" / "cases"
TARGET = ROOT / "docs" / "coverage.md"
SECTIONS = {
    "A": "Document kinds and structure",
    "B": "Numbering, bullets, headings, noise",
    "C": "Actors",
    "D": "Actions",
    "E": "Deadlines",
    "F": "Targets",
    "G": "Programs",
}
VERDICTS = ("works", "partly", "does not")
COUNTS_HEAD = (
    "| section | phenomena | works | partly | does not | examples | failed |",
    "|---|---|---|---|---|---|---|",
)
TABLE_HEAD = ("| phenomenon | verdict | examples | what fails |", "|---|---|---|---|")
INTRODUCTION = """\
# What works and what does not

The phenomena of [phenomena.md](phenomena.md), sections A to G, each tried on short texts written by hand for it, with
records expected by the [annotation guidelines](annotation-guidelines.md) alone. The texts take their trades (health,
roads, culture, housing, police, farming …) and wordings from outside the samples. They were written before the program
had been run on them, but for A-07c and C-02c, which come of looking into failures, and B-08b, whose verb was changed
after the first run (the guidelines leave open whether «наградить» is work). They stand in
`tests/corpus/cases/phenomena.jsonl`, each is a test; one that fails is marked there with the reason, and its test must
go on failing until it is mended.

A phenomenon works when all of its examples do, partly when some do. An example counts as failed when anything in it is
wrong, also beside the phenomenon: its tasks' numbers, their actions, or the other fields it names. So a failure may
stand under a phenomenon that is not its cause; the last column gives the cause. Two or three examples show that a
phenomenon is handled, not how often it is.

This page is written by `scripts/update_coverage.py`.
"""


def read_phenomena() -> dict[str, dict[str, str]]:
    """Read the phenomena by id, in the order of docs/phenomena.md."""
    with (CASES / "phenomena.toml").open("rb") as file:
        return tomllib.load(file)


def read_examples() -> list[dict[str, Any]]:
    """Read the worked examples, in the order of their file."""
    return [json.loads(line) for line in (CASES / "phenomena.jsonl").read_text(encoding="utf-8").splitlines()]


def judge(examples: list[dict[str, Any]]) -> str:
    """Say in a word how the examples of one phenomenon fare."""
    failed = sum("known_failure" in example for example in examples)
    if not failed:
        return "works"
    return "does not" if failed == len(examples) else "partly"


def build_row(title: str, examples: list[dict[str, Any]]) -> str:
    """Build the table row of one phenomenon."""
    ids = ", ".join(example["id"] for example in examples)
    failures = "; ".join(f"{e['id']}: {e['known_failure']}" for e in examples if "known_failure" in e)
    return f"| {title} | {judge(examples)} | {ids} | {failures} |"


def build_section(letter: str, phenomena: dict[str, dict[str, str]], examples: list[dict[str, Any]]) -> tuple[str, str]:
    """Build a section's row of counts and its table."""
    own = {
        f"{key} {phenomenon['title']}": [example for example in examples if example["phenomenon"] == key]
        for key, phenomenon in phenomena.items()
        if phenomenon["section"] == letter
    }
    verdicts = [judge(found) for found in own.values()]
    counts = [
        len(own),
        *(verdicts.count(verdict) for verdict in VERDICTS),
        sum(map(len, own.values())),
        sum("known_failure" in example for found in own.values() for example in found),
    ]
    name = f"{letter}. {SECTIONS[letter]}"
    count_row = f"| {' | '.join([name, *map(str, counts)])} |"
    rows = [build_row(title, found) for title, found in own.items()]
    return count_row, "\n".join([f"\n## {name}\n", *TABLE_HEAD, *rows])


def build_page() -> str:
    """Build the whole page: the counts, then a table a section."""
    phenomena, examples = read_phenomena(), read_examples()
    built = [build_section(letter, phenomena, examples) for letter in SECTIONS]
    lines = [INTRODUCTION, *COUNTS_HEAD, *(row for row, _ in built), *(table for _, table in built)]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page."""
    TARGET.write_text(build_page(), encoding="utf-8")
    print(f"{TARGET.name}: {len(read_examples())} examples")


if __name__ == "__main__":
    main()
