"""Cross-validation by document: rules, model and both, each measured on texts that nothing of the model has seen.

For each fold a whole training (roles, tagger, calibration, policies) is run on the other folds, written to the disk and
used as extraction uses it.
"""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from resextract.evaluation.scoring import score_document
from resextract.evaluation.tallies import Counts
from resextract.extractors.registry import build_pipeline
from resextract.extractors.spans import SLOTS
from resextract.language.phrases import phrase
from resextract.learning.examples import list_gold
from resextract.learning.folds import split_folds
from resextract.learning.role_stage import compare_roles
from resextract.learning.training import TrainingError, list_outcomes, train_model
from resextract.learning.trials import prepare_trial
from resextract.outline import build_outline
from resextract.pipeline.config import NO_MODEL, Config, load_config
from resextract.pipeline.documents import extract_source
from resextract.tagging.choosing import list_choices
from resextract.tagging.components import load_marking_tagger
from resextract.tagging.folders import load_model
from resextract.tagging.labels import LABELS, split_label
from resextract.tagging.mentions import get_found
from resextract.tagging.pipelines import list_modes
from resextract.tagging.policies import MODES
from resextract.tagging.roles import load_roles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from resextract.evaluation.tallies import Tally
    from resextract.learning.annotations import AnnotatedText
    from resextract.learning.calibrating import Outcome
    from resextract.learning.configuration import TrainingConfig
    from resextract.learning.role_annotations import RoleSpan
    from resextract.learning.trainers import Report
    from resextract.learning.trials import Trial
    from resextract.tagging.policies import Mode

__all__ = ["CrossValidation", "cross_validate"]

_FEWEST_LEARNED = 2

ROLES = "roles"


@dataclass(slots=True)
class CrossValidation:
    """What was measured, each text by a model that was not trained on it.

    Attributes:
        records: For each mode and text the tally of its records.
        mentions: For each mode and text the counts of mentions by slot, same bounds; ``roles`` among the slots.
        outcomes: What became of the model's mentions, with calibrated probabilities.
        readings: For each fold how its model reads each slot.
    """

    records: dict[Mode, dict[str, Tally]] = field(default_factory=lambda: {mode: {} for mode in MODES})
    mentions: dict[Mode, dict[str, Tally]] = field(default_factory=lambda: {mode: {} for mode in MODES})
    outcomes: list[Outcome] = field(default_factory=list)
    readings: list[dict[str, Mode]] = field(default_factory=list)


def cross_validate(
    texts: Sequence[AnnotatedText],
    roles: Mapping[str, Sequence[RoleSpan]],
    config: TrainingConfig,
    report: Report,
    folds: int,
) -> CrossValidation:
    """Cross-validate a training.

    Args:
        texts: Annotated texts.
        roles: The right roles of their blocks by ``doc_id``.
        config: How to train.
        report: Told how it goes, a line at a time.
        folds: How many parts the texts are split into.

    Raises:
        TrainingError: There are too few texts.
    """
    parts = split_folds([text.doc_id for text in texts], min(folds, len(texts)), config.seed + 1)
    if len(texts) - max(Counter(parts.values()).values(), default=0) < _FEWEST_LEARNED:
        raise TrainingError(
            phrase(
                "{number} annotated texts in {parts} parts: too few for cross-validation, which must "
                "learn from two texts at least and measure on others",
                number=len(texts),
                parts=min(folds, len(texts)),
            )
        )
    result = CrossValidation()
    for fold in sorted(set(parts.values())):
        report(phrase("cross-validation, part {fold} of {number}", fold=fold + 1, number=len(set(parts.values()))))
        rest = [text for text in texts if parts[text.doc_id] != fold]
        known = {text.doc_id: roles[text.doc_id] for text in rest if text.doc_id in roles}
        trained = train_model(rest, known, config, report)
        with tempfile.TemporaryDirectory() as folder:
            path = trained.save(Path(folder) / f"part{fold}")
            measured = [text for text in texts if parts[text.doc_id] == fold]
            result.readings.append(list_modes(str(path), {}))
            _measure_records(measured, str(path), result)
            _measure_mentions(measured, roles, str(path), result)
    return result


def _measure_records(texts: Sequence[AnnotatedText], path: str, result: CrossValidation) -> None:
    plain = load_config(model=NO_MODEL)
    everything = tuple((slot, "model") for slot in SLOTS)
    configs: dict[Mode, Config] = {
        "rules": plain,
        "model": Config(components=plain.components, model=path, slots=everything, roles="model"),
        "hybrid": Config(components=plain.components, model=path),
    }
    for mode, config in configs.items():
        for text in texts:
            result.records[mode][text.doc_id] = score_document(text.records, extract_source(text.source, config))


def _measure_mentions(
    texts: Sequence[AnnotatedText], roles: Mapping[str, Sequence[RoleSpan]], path: str, result: CrossValidation
) -> None:
    nlp = build_pipeline(load_config(model=NO_MODEL).components)
    tagger, modes = load_marking_tagger(path), list_modes(path, {})
    reader, _ = load_roles(path)
    for text in texts:
        trial = prepare_trial(text, build_outline(text.source.text), nlp)
        tagger.mark(trial.docs)
        result.outcomes += list_outcomes(trial)
        for mode in MODES:
            tally = _count_mentions(trial, path, dict.fromkeys(SLOTS, mode) if mode != "hybrid" else modes)
            result.mentions[mode][text.doc_id] = tally
        result.mentions["model"][text.doc_id] |= _count_labels(trial)
        if reader is not None and text.doc_id in roles:
            compared = compare_roles(text, roles[text.doc_id], reader)
            for mode, place in (("rules", 2), ("model", 1)):
                right = sum(row[0] == row[place] for row in compared)
                result.mentions[mode][text.doc_id][ROLES] = Counts(right, len(compared), len(compared))


def _count_labels(trial: Trial) -> Tally:
    """Count the model's mentions by label, classes and all."""
    counts = {label: [0, 0, 0] for label in LABELS if ":" in label}
    for doc in trial.examples.docs:
        gold = {(g.label, g.start, g.end) for g in list_gold(doc)}
        found = {(f.label, f.start, f.end) for f in get_found(doc)}
        for place, items in enumerate((found & gold, found, gold)):
            for label, _, _ in items:
                if label in counts:
                    counts[label][place] += 1
    return {label: Counts(*row) for label, row in counts.items()}


def _count_mentions(trial: Trial, path: str, modes: Mapping[str, Mode]) -> Tally:
    slots = load_model(path).manifest.slots
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for doc in trial.examples.docs:
        gold = [(split_label(g.label)[0], g.start, g.end) for g in list_gold(doc)]
        for slot in SLOTS:
            chosen = [c.candidate for c in list_choices(doc, slot, modes[slot], slots[slot].policy)]
            predicted = {(slot, c.start, c.end) for c in chosen}
            wanted = {g for g in gold if g[0] == slot}
            row = counts[slot]
            row[0] += len(predicted & wanted)
            row[1] += len(predicted)
            row[2] += len(wanted)
    return {slot: Counts(*counts[slot]) for slot in SLOTS}
