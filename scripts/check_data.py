"""Check the annotated texts: contract, offsets, one document a file, roles, list of documents; print what they hold.

usage: python scripts/check_data.py [--root FOLDER]
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resextract.evaluation.corpora import CorpusError, load_corpus
from resextract.learning.annotations import AnnotationsError, load_annotations
from resextract.learning.role_annotations import load_roles
from resextract.records.models import SLOTS
from resextract.records.validation import validate_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from resextract.evaluation.corpora import Corpus

ANNOTATED = Path("data/annotated")
KEYS = {"origin", "kind", "layout", "fold"}


def check_files(root: Path) -> Iterator[str]:
    """Yield what is wrong with the files of gold records and of annotation passes."""
    folder = root / ANNOTATED
    for path in sorted([*folder.glob("*.jsonl"), *folder.glob("passes/*/*.jsonl")]):
        name = path.relative_to(root)
        report = validate_file(path, root)
        yield from (f"{name}: {violation}" for violation in report.violations)
        yield from (f"{name}: the source {source} is not there" for source in report.unchecked)
        if not report.records:
            yield f"{name}: holds no records"
        elif not report.violations and list(load_corpus(path)) != [path.stem]:
            yield f"{name}: holds other documents than {path.stem}"


def check_list(root: Path) -> Iterator[str]:
    """Yield what is wrong with the list of documents, which names each file of gold records once."""
    folder = root / ANNOTATED
    listed: dict[str, Any] = tomllib.loads((folder / "documents.toml").read_text(encoding="utf-8"))
    files = {path.stem for path in folder.glob("*.jsonl")}
    yield from (f"documents.toml: {doc_id} has no file" for doc_id in sorted(listed.keys() - files))
    yield from (f"documents.toml: {doc_id} is not listed" for doc_id in sorted(files - listed.keys()))
    for doc_id, entry in listed.items():
        if entry.keys() != KEYS:
            yield f"documents.toml: {doc_id}: the keys must be {', '.join(sorted(KEYS))}"


def check_roles(root: Path) -> Iterator[str]:
    """Yield what is wrong with the roles: stretches, and whether every visible character of a text has one."""
    folder = root / ANNOTATED
    try:
        texts = load_annotations(folder, root)
        roles = load_roles(folder / "roles", texts)
    except AnnotationsError as error:
        yield from error.problems
        return
    for text in texts:
        if text.doc_id not in roles:
            yield f"roles: {text.doc_id} has no file"
            continue
        covered = {i for span in roles[text.doc_id] for i in range(span.start, span.end)}
        bare = sum(i not in covered and not char.isspace() for i, char in enumerate(text.source.text))
        if bare:
            yield f"roles/{text.doc_id}.jsonl: {bare} visible characters have no role"


def count_mentions(corpus: Corpus) -> Iterator[str]:
    """Yield a table of what the gold holds, a line a document."""
    yield "  ".join([f"{'document':<24}", *(f"{name:>10}" for name in ("tasks", *SLOTS))])
    totals = [0] * (len(SLOTS) + 1)
    for doc_id, records in corpus.items():
        row = [len(records), *(sum(len(getattr(record, slot)) for record in records) for slot in SLOTS)]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        yield "  ".join([f"{doc_id:<24}", *(f"{number:>10}" for number in row)])
    yield "  ".join([f"{'all':<24}", *(f"{number:>10}" for number in totals)])


def main() -> int:
    """Check everything and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=Path(), help="the folder that holds data/; here by default")
    root = parser.parse_args().root
    problems = [*check_files(root), *check_list(root)]
    if not problems:
        problems += check_roles(root)
    try:
        for line in count_mentions(load_corpus(root / ANNOTATED)):
            print(line)
    except CorpusError as error:
        problems.append(str(error))
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(problems)} problems", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
