"""Train the shipped model from data/annotated, measure it by cross-validation, and write its card beside it.

usage: python scripts/build_model.py [--no-measure]

The same data and seed give the same files. With --no-measure the card keeps the figures it has.
"""

from __future__ import annotations

import os

# Before numpy is imported: sums over threads need not come out the same.
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

import argparse
import json
import sys
import time
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from resextract.learning.annotations import AnnotatedText, load_annotations
from resextract.learning.configuration import load_training_config
from resextract.learning.cross_reports import dump_cross_validation
from resextract.learning.cross_validation import CrossValidation, cross_validate
from resextract.learning.curves import draw_calibration, draw_curve, measure_curve
from resextract.learning.role_annotations import load_roles
from resextract.learning.training import train_model
from resextract.pipeline.config import load_config
from resextract.pipeline.documents import extract_source
from resextract.tagging.folders import read_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resextract.tagging.folders import Manifest

ROOT = Path(__file__).parents[1]
MODEL = ROOT / "models" / "default"
TEMPLATE = Path(__file__).with_name("model_card.template.md")
SCORES, CARD = "scores.json", "README.md"
FOLDS = 5
LATER = "112"
"""The first document that was written after the rules had been mended."""

MODES = ("rules", "model", "hybrid")


def say(line: str) -> None:
    """Tell how it goes."""
    print(line, file=sys.stderr, flush=True)


def measure_speed(texts: Sequence[AnnotatedText]) -> dict[str, int]:
    """Return characters per second of the rules alone and of the default, best of three interleaved rounds."""
    best: dict[str, float] = {}
    for _ in range(3):
        for name in ("none", "default"):
            config = load_config(model=name)
            extract_source(texts[0].source, config)
            start = time.perf_counter()
            for text in texts:
                extract_source(text.source, config)
            best[name] = min(best.get(name, 1e9), time.perf_counter() - start)
    characters = sum(len(text.source.text) for text in texts)
    return {name: round(characters / seconds) for name, seconds in best.items()}


def select_later(result: CrossValidation) -> CrossValidation:
    """Return what was measured on the later documents."""
    return CrossValidation(
        records={m: {k: t for k, t in found.items() if k >= LATER} for m, found in result.records.items()},
        mentions={m: {k: t for k, t in found.items() if k >= LATER} for m, found in result.mentions.items()},
        outcomes=[o for o in result.outcomes if o.doc_id >= LATER],
        readings=result.readings,
    )


def measure(texts: Sequence[AnnotatedText], roles: Any, config: Any) -> dict[str, Any]:
    """Cross-validate, draw the pictures, and return all figures as JSON values."""
    result = cross_validate(texts, roles, config, say, FOLDS)
    points = measure_curve(texts, config, say, FOLDS)
    draw_curve(points, MODEL / "curve.svg")
    draw_calibration(result.outcomes, MODEL / "calibration.svg")
    return {
        "all": dump_cross_validation(result, points),
        "later": dump_cross_validation(select_later(result), []),
        "speed": measure_speed(texts),
    }


def format_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of Markdown."""
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def format_modes(modes: dict[str, dict[str, Any]]) -> str:
    """Write a table of measures by mode."""
    names = dict.fromkeys(name for mode in MODES for name in modes[mode])
    rows = [[n.removeprefix("field:"), *(format_score(modes[mode].get(n)) for mode in MODES)] for n in names]
    return format_table(["", *MODES], rows)


def format_score(found: dict[str, Any] | None) -> str:
    """Write an F1 with its interval."""
    if found is None:
        return "–"
    interval = found["f1_interval"]
    return f"{found['f1']:.3f}" + (f" ({interval[0]:.2f}–{interval[1]:.2f})" if interval else "")


def format_card(manifest: Manifest, scores: dict[str, Any]) -> str:
    """Write the model card."""
    found, speed, roles = scores["all"], scores["speed"], manifest.roles
    slots = [
        [slot, entry.mode, *(f"{v:g}" if entry.mode == "hybrid" and v <= 1 else "–" for v in (entry.add, entry.extend))]
        for slot, entry in manifest.slots.items()
    ]
    bins = [[f"{p:.2f}", f"{right:.2f}", str(n)] for p, right, n in found["calibration"]["bins"]]
    curve = [[str(p["texts"]), f"{p['model']:.3f}", f"{p['rules']:.3f}"] for p in found["curve"]]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        texts=len(manifest.documents),
        tasks=sum(document.tasks for document in manifest.documents),
        folds=FOLDS,
        seed=manifest.seed,
        size=f"{sum(entry.size for entry in manifest.files.values()) / 1e6:.1f}",
        speed_none=f"{speed['none']:,}",
        speed_default=f"{speed['default']:,}",
        speed_ratio=f"{speed['default'] / speed['none']:.2f}",
        slots=format_table(["slot", "mode", "add from", "extend from"], slots),
        roles=f"{roles.mode}; a heading from {roles.head:g}, out of the operative part from {roles.leave:g}"
        if roles
        else "–",
        records=format_modes(found["records"]),
        later=format_modes(scores["later"]["records"]),
        mentions=format_modes(found["mentions"]),
        error=f"{found['calibration']['expected_error']:.3f}",
        bins=format_table(["mean probability", "right", "mentions"], bins),
        curve=format_table(["texts learned from", "F1 of mentions, model alone", "rules"], curve),
    )


def main() -> int:
    """Build the model and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-measure", action="store_true", help="keep the figures of the card")
    options = parser.parse_args()
    texts = load_annotations(ROOT / "data" / "annotated", ROOT)
    roles = load_roles(ROOT / "data" / "annotated" / "roles", texts)
    config = load_training_config("crf")
    kept = {path.name: path.read_bytes() for path in MODEL.glob("*") if path.name == SCORES or path.suffix == ".svg"}
    start = time.perf_counter()
    train_model(texts, roles, config, say).save(MODEL)
    say(f"trained in {time.perf_counter() - start:.0f} s")
    if options.no_measure and SCORES in kept:
        for name, data in kept.items():
            (MODEL / name).write_bytes(data)
        scores = json.loads(kept[SCORES])
    else:
        scores = measure(texts, roles, config)
        (MODEL / SCORES).write_text(json.dumps(scores, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (MODEL / CARD).write_text(format_card(read_model(MODEL).manifest, scores), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
