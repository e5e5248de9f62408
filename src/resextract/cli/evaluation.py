"""The commands `evaluate` and `compare`: quality beside gold, and what a change did."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.cli.messages import FAILED, OK, report, report_usage, tell
from resextract.evaluation.bootstrap import RESAMPLES, estimate_intervals
from resextract.evaluation.comparison import compare_runs
from resextract.evaluation.corpora import CorpusError, find_other_texts, load_corpus, select_documents
from resextract.evaluation.differences import list_differences
from resextract.evaluation.error_lists import dump_errors, format_errors
from resextract.evaluation.floors import FloorsError, check_floors, load_floors, parse_floors
from resextract.evaluation.reports import dump_changes, dump_evaluation, format_changes, format_evaluation
from resextract.evaluation.scoring import evaluate
from resextract.language.phrases import phrase
from resextract.writers.jsonl import STDOUT, OutputError, open_output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.evaluation.corpora import Corpus

__all__ = ["show_comparison", "show_evaluation"]


def show_evaluation(
    gold_path: Path,
    pred_path: Path,
    *,
    documents: Sequence[str],
    style: str,
    errors_path: str | None,
    fail_under: Sequence[str],
    floors_path: Path | None,
) -> int:
    """Measure predictions against gold and print the figures.

    Args:
        gold_path: Gold records: a file, or a folder of files.
        pred_path: Predicted records: the same.
        documents: Shell patterns of the documents to measure; all if empty.
        style: ``table`` or ``json``.
        errors_path: Where the errors go: JSON Lines if it ends in ``.jsonl``, else Markdown; None for nowhere.
        fail_under: Floors as ``0.9`` or ``MEASURE=0.9``.
        floors_path: A file of floors.

    Returns:
        The exit code: 1 if a floor is lost or a document cannot be compared, 2 if something cannot be read.
    """
    try:
        gold = select_documents(load_corpus(gold_path), documents)
        pred = load_corpus(pred_path)
        groups = load_floors(floors_path) if floors_path else []
        groups += [parse_floors(fail_under)] if fail_under else []
        if others := find_other_texts(gold, pred):
            return _report_other_texts(others)
        evaluation = evaluate(gold, pred)
        intervals = estimate_intervals(list(evaluation.documents.values()), RESAMPLES)
        if style == "json":
            text = json.dumps(dump_evaluation(evaluation, intervals), ensure_ascii=False, indent=2) + "\n"
        else:
            text = format_evaluation(evaluation, intervals)
        _write(STDOUT, text)
        if errors_path:
            errors = list_differences(gold, pred)
            _write(errors_path, dump_errors(errors) if Path(errors_path).suffix == ".jsonl" else format_errors(errors))
            tell(phrase("{path}: {number} errors", path=errors_path, number=len(errors)))
        shortfalls = check_floors(groups, gold, pred)
    except (CorpusError, FloorsError, OutputError) as error:
        return report_usage(str(error))
    if missing := sorted(gold.keys() - pred.keys()):
        report(phrase("no predictions for {names}: all of their tasks count as missed", names=", ".join(missing)))
    if evaluation.unjudged and not documents:
        report(phrase("no gold for {names}: not measured", names=", ".join(evaluation.unjudged)))
    for shortfall in shortfalls:
        report(str(shortfall))
    return FAILED if shortfalls else OK


def show_comparison(old_path: Path, new_path: Path, *, gold_path: Path | None, style: str) -> int:
    """Print what a new run has otherwise than an old one.

    Args:
        old_path: Records before the change.
        new_path: Records after it.
        gold_path: Gold records that tell what is mended and what is broken; None for none.
        style: ``table`` or ``json``.

    Returns:
        The exit code: 1 if the documents cannot be compared, 2 if something cannot be read.
    """
    try:
        old, new = load_corpus(old_path), load_corpus(new_path)
        gold: Corpus = load_corpus(gold_path) if gold_path else {}
    except CorpusError as error:
        return report_usage(str(error))
    if others := sorted({*find_other_texts(old, new), *find_other_texts(gold, old), *find_other_texts(gold, new)}):
        return _report_other_texts(others)
    changes = compare_runs(old, new, gold)
    if style == "json":
        _write(STDOUT, json.dumps(dump_changes(changes), ensure_ascii=False, indent=2) + "\n")
    else:
        _write(STDOUT, format_changes(changes))
    return OK


def _report_other_texts(documents: Sequence[str]) -> int:
    for doc_id in documents:
        report(
            phrase(
                "{doc_id}: the records were made from different files (sha256 differs); offsets cannot be compared",
                doc_id=doc_id,
            )
        )
    return FAILED


def _write(output: str, text: str) -> None:
    with open_output(output) as stream:
        stream.write(text.encode("utf-8"))
