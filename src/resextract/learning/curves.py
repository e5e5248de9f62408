"""Learning curves: how good the tagger alone is after so many annotated texts; pictures of curves and calibration."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from resextract.evaluation.tallies import Counts
from resextract.extractors.registry import build_pipeline
from resextract.extractors.spans import SLOTS
from resextract.language.phrases import phrase
from resextract.learning.calibrating import list_bins
from resextract.learning.examples import list_gold
from resextract.learning.folds import split_folds
from resextract.learning.trials import prepare_trial
from resextract.outline import build_outline
from resextract.pipeline.config import NO_MODEL, load_config
from resextract.tagging.choosing import list_rules
from resextract.tagging.labels import split_label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from spacy.tokens import Doc

    from resextract.learning.annotations import AnnotatedText
    from resextract.learning.calibrating import Outcome
    from resextract.learning.configuration import TrainingConfig
    from resextract.learning.trainers import Report

__all__ = ["CurvePoint", "DrawingError", "check_picture", "draw_calibration", "draw_curve", "measure_curve"]

_FIRST = 2


class DrawingError(ValueError):
    """A picture cannot be drawn; the message says why."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How good a tagger is that has learned from so many texts.

    Attributes:
        texts: How many.
        model: F1 of its mentions, same bounds and slot, over all texts it has not seen.
        rules: The same of the rules, which learn nothing from them.
    """

    texts: int
    model: float
    rules: float


def measure_curve(
    texts: Sequence[AnnotatedText], config: TrainingConfig, report: Report, folds: int
) -> list[CurvePoint]:
    """Measure a learning curve by cross-validation.

    Args:
        texts: Annotated texts.
        config: How to train.
        report: Told how it goes, a line at a time.
        folds: Parts; for each the tagger learns from 2, 4, 8 … and all texts of the others, drawn by the seed.

    Returns:
        A point a number of texts, rising.
    """
    nlp = build_pipeline(load_config(model=NO_MODEL).components)
    docs = {t.doc_id: prepare_trial(t, build_outline(t.source.text), nlp).examples.docs for t in texts}
    parts = split_folds(docs, min(folds, len(docs)), config.seed + 1)
    rules = _count([(d, {(s, c.start, c.end) for s in SLOTS for c in list_rules(d, s)}) for n in docs for d in docs[n]])
    fewest = min(sum(part != fold for part in parts.values()) for fold in set(parts.values()))
    points = []
    for size in _list_sizes(fewest):
        marked: list[tuple[Doc, set[tuple[str, int, int]]]] = []
        for fold in sorted(set(parts.values())):
            rest = sorted(name for name in docs if parts[name] != fold)
            random.Random(config.seed).shuffle(rest)  # noqa: S311 - statistics, not secrets
            tagger = config.tagger.train(
                [doc for name in rest[:size] for doc in docs[name]], config.seed, lambda _: None
            )
            measured = [doc for name in docs if parts[name] == fold for doc in docs[name]]
            for doc, tagging in zip(measured, tagger.tag(measured), strict=True):
                marked.append((doc, {(split_label(s.label)[0], s.start, s.end) for s, _ in tagging.mentions}))
        points.append(CurvePoint(size, _count(marked), rules))
        report(phrase("learning curve: {size} texts, F1 of mentions {model:.3f}", size=size, model=points[-1].model))
    return points


def _list_sizes(most: int) -> list[int]:
    sizes = []
    size = _FIRST
    while size < most:
        sizes.append(size)
        size *= 2
    return [*sizes, most]


def _count(marked: Sequence[tuple[Doc, set[tuple[str, int, int]]]]) -> float:
    hits = predicted = expected = 0
    for doc, found in marked:
        gold = {(split_label(g.label)[0], g.start, g.end) for g in list_gold(doc)}
        hits, predicted, expected = hits + len(found & gold), predicted + len(found), expected + len(gold)
    return Counts(hits, predicted, expected).f1


def check_picture(path: Path) -> None:
    """Make sure, before hours of work, that a picture can be drawn to a file.

    Raises:
        DrawingError: matplotlib is not installed, the suffix is neither ``.svg`` nor ``.png``, or there is no folder.
    """
    try:
        import matplotlib  # noqa: F401 - whether it is there is what is asked
    except ImportError as error:
        raise DrawingError(phrase("pictures need matplotlib: pip install 'resextract[train]'")) from error
    if path.suffix not in (".svg", ".png"):
        raise DrawingError(phrase("{path}: cannot be drawn: name a .svg or a .png", path=path))
    if not path.absolute().parent.is_dir():
        raise DrawingError(
            phrase("{path}: cannot be drawn: there is no folder {parent}", path=path, parent=path.parent)
        )


def draw_curve(points: Sequence[CurvePoint], path: Path) -> None:
    """Draw a learning curve to a file; its suffix, ``.svg`` or ``.png``, tells the format.

    Raises:
        DrawingError: matplotlib is not installed, or cannot write such a file.
    """
    figure, axes = _open_figure("Кривая обучения", "размеченных текстов", "F1 упоминаний (точные границы)")
    axes.plot([p.texts for p in points], [p.model for p in points], marker="o", label="модель без правил")
    axes.axhline(points[0].rules, linestyle="--", color="grey", label="правила")
    axes.set_ylim(0, 1)
    axes.legend(loc="lower right")
    _save(figure, path)


def draw_calibration(outcomes: Sequence[Outcome], path: Path) -> None:
    """Draw a reliability diagram to a file; its suffix, ``.svg`` or ``.png``, tells the format.

    Raises:
        DrawingError: matplotlib is not installed, or cannot write such a file.
    """
    bins = list_bins(outcomes)
    figure, axes = _open_figure("Надёжность вероятностей", "вероятность по модели", "доля верных упоминаний")
    axes.plot([0, 1], [0, 1], linestyle="--", color="grey", label="идеал")
    axes.plot([b.probability for b in bins], [b.right for b in bins], marker="o", label="модель")
    for b in bins:
        axes.annotate(str(b.count), (b.probability, b.right), textcoords="offset points", xytext=(6, -10), fontsize=8)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1.02)
    axes.legend(loc="lower right")
    _save(figure, path)


def _open_figure(title: str, horizontal: str, vertical: str) -> tuple[Any, Any]:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise DrawingError(phrase("pictures need matplotlib: pip install 'resextract[train]'")) from error
    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title)
    axes.set_xlabel(horizontal)
    axes.set_ylabel(vertical)
    axes.grid(alpha=0.3)
    return figure, axes


def _save(figure: Any, path: Path) -> None:
    import matplotlib as mpl

    # The same picture, byte for byte, for the same figures: no date in it, and ids that are not random.
    try:
        with mpl.rc_context({"svg.hashsalt": "resextract", "svg.fonttype": "path"}):
            figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else {"Software": None}, dpi=120)
    except (ValueError, OSError) as error:
        raise DrawingError(phrase("{path}: cannot be drawn: {reason}", path=path, reason=str(error))) from error
