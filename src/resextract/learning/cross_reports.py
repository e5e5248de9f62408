"""Cross-validations, written as tables for people and as JSON for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from resextract.evaluation.bootstrap import RESAMPLES, estimate_intervals
from resextract.evaluation.reports import align_table
from resextract.evaluation.scoring import MICRO
from resextract.evaluation.tallies import Counts, add_tallies
from resextract.extractors.spans import SLOTS
from resextract.learning.calibrating import list_bins, measure_error
from resextract.learning.cross_validation import ROLES
from resextract.tagging.labels import LABELS
from resextract.tagging.policies import MODES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from resextract.evaluation.tallies import Tally
    from resextract.learning.cross_validation import CrossValidation
    from resextract.learning.curves import CurvePoint
    from resextract.tagging.policies import Mode

__all__ = ["dump_cross_validation", "format_cross_validation"]

_RECORDS = ("tasks", *SLOTS, MICRO, "exact", "field:section")
_MENTIONS = (*SLOTS, *(label for label in LABELS if ":" in label), ROLES)


def format_cross_validation(result: CrossValidation, curve: list[CurvePoint]) -> str:
    """Format a cross-validation: values of records, mentions, calibration, learning curve; lines with their ends."""
    lines = [
        f"{len(result.records['rules'])} texts, each measured by a model that was not trained on it",
        "F1 with the 95 % interval over texts",
        "",
        *align_table(("values of records", *MODES), list(_list_rows(result.records, _RECORDS))),
        "",
        *align_table(("mentions, same bounds", *MODES), list(_list_rows(result.mentions, _MENTIONS))),
        "",
        "hybrid is read as: " + "; ".join(_describe_readings(result)),
        "",
        f"calibration: expected error {measure_error(result.outcomes):.3f} over {len(result.outcomes)} mentions",
        *align_table(
            ("probability", "right", "mentions"),
            [(f"{b.probability:.2f}", f"{b.right:.2f}", str(b.count)) for b in list_bins(result.outcomes)],
        ),
    ]
    if curve:
        rows = [(str(p.texts), f"{p.model:.3f}", f"{p.rules:.3f}") for p in curve]
        lines += ["", *align_table(("texts learned from", "model, mentions F1", "rules"), rows)]
    return "".join(f"{line}\n" for line in lines)


def _list_rows(tallies: Mapping[Mode, Mapping[str, Tally]], names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    totals = {mode: add_tallies(found.values()) for mode, found in tallies.items()}
    intervals = {mode: estimate_intervals(list(found.values()), RESAMPLES) for mode, found in tallies.items()}
    for name in names:
        cells = []
        for mode in MODES:
            counts, interval = totals[mode].get(name), intervals[mode].get(name)
            low_high = f" ({interval[0]:.3f}–{interval[1]:.3f})" if interval else ""
            cells.append(f"{counts.f1:.3f}{low_high}" if counts is not None else "–")
        yield (name, *cells)


def _describe_readings(result: CrossValidation) -> Iterator[str]:
    for slot in SLOTS:
        modes = [reading[slot] for reading in result.readings]
        found = {mode: modes.count(mode) for mode in MODES if mode in modes}
        yield f"{slot} " + ", ".join(f"{mode} {count}×" for mode, count in found.items())


def dump_cross_validation(result: CrossValidation, curve: list[CurvePoint]) -> dict[str, Any]:
    """Return a cross-validation as JSON values."""
    return {
        "records": {mode: _dump(found, _RECORDS) for mode, found in result.records.items()},
        "mentions": {mode: _dump(found, _MENTIONS) for mode, found in result.mentions.items()},
        "documents": {
            mode: {
                doc_id: {name: tally[name].f1 for name in ("tasks", MICRO, "exact")} for doc_id, tally in found.items()
            }
            for mode, found in result.records.items()
        },
        "readings": result.readings,
        "calibration": {
            "expected_error": measure_error(result.outcomes),
            "bins": [[b.probability, b.right, b.count] for b in list_bins(result.outcomes)],
        },
        "curve": [{"texts": p.texts, "model": p.model, "rules": p.rules} for p in curve],
    }


def _dump(tallies: Mapping[str, Tally], names: tuple[str, ...]) -> dict[str, Any]:
    total, intervals = add_tallies(tallies.values()), estimate_intervals(list(tallies.values()), RESAMPLES)
    return {
        name: {
            "precision": counts.precision,
            "recall": counts.recall,
            "f1": counts.f1,
            "f1_interval": list(intervals[name]) if name in intervals else None,
        }
        for name in names
        if (counts := total.get(name, Counts())) and name in total
    }
