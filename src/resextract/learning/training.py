"""A training from annotated texts to a model: roles, tagger, calibration, policies.

Thresholds are chosen on the records of texts that roles and tagger were not trained on; only then are these trained
once more, on all texts. Calibration, and how often each rule was right, are fitted on the same marks that the
thresholds are chosen by: a handful of numbers. Figures that are free of this too come from
`resextract.learning.cross_validation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from resextract import __version__
from resextract.extractors.registry import build_pipeline
from resextract.extractors.spans import SLOTS
from resextract.language.phrases import phrase
from resextract.learning.calibrating import Outcome, fit_calibration
from resextract.learning.examples import DOC_ID, dump_examples, list_gold
from resextract.learning.folds import split_folds
from resextract.learning.parts import run_parts
from resextract.learning.policy_search import choose_policies, count_rules
from resextract.learning.role_stage import RoleStage, train_roles
from resextract.learning.trials import Trial, prepare_trial
from resextract.outline import build_outline
from resextract.pipeline.config import NO_MODEL, load_config
from resextract.tagging.architectures import load_tagger
from resextract.tagging.calibration import Calibration
from resextract.tagging.components import MarkingTagger
from resextract.tagging.folders import write_model
from resextract.tagging.labels import LABELS
from resextract.tagging.mentions import Found, get_found, get_outside, set_found
from resextract.tagging.roles import ROLES_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from spacy.tokens import Doc

    from resextract.learning.annotations import AnnotatedText
    from resextract.learning.configuration import TrainingConfig
    from resextract.learning.role_annotations import RoleSpan
    from resextract.learning.trainers import Report
    from resextract.learning.trials import Reading
    from resextract.tagging.taggers import Tagger

__all__ = ["CONFIG_FILE", "TrainedModel", "TrainingError", "list_outcomes", "train_model"]

CONFIG_FILE = "config.cfg"
_FEWEST_TEXTS = 2


class TrainingError(ValueError):
    """A training cannot be done; the message says why."""


@dataclass(frozen=True, slots=True)
class TrainedModel:
    """A model that is not on the disk yet.

    Attributes:
        manifest: The fields of its manifest but for its name and its files.
        files: Its files by name.
        outcomes: What became of the tagger's mentions in texts it was not trained on, probabilities not calibrated.
        examples: What was learned from, as a ``DocBin`` (see `resextract.learning.examples.dump_examples`).
    """

    manifest: dict[str, Any]
    files: dict[str, bytes]
    outcomes: tuple[Outcome, ...]
    examples: bytes

    def save(self, path: Path) -> Path:
        """Write the model to a folder, whose name becomes its own (see `resextract.tagging.folders.write_model`)."""
        write_model(path, {"name": path.name, **self.manifest}, self.files)
        return path


def train_model(
    texts: Sequence[AnnotatedText],
    roles: Mapping[str, Sequence[RoleSpan]],
    config: TrainingConfig,
    report: Report,
    extra: Sequence[Doc] = (),
) -> TrainedModel:
    """Train a model.

    Args:
        texts: Annotated texts.
        roles: The right roles of their blocks by ``doc_id``; may lack texts.
        config: How to train.
        report: Told how it goes, a line at a time.
        extra: Examples of another corpus, which are learned from and never measured on.

    Returns:
        The model; the same arguments give the same one.

    Raises:
        TrainingError: There are too few texts, nothing in them to learn, or the other corpus holds some of them.
    """
    if len(texts) < _FEWEST_TEXTS:
        raise TrainingError(
            phrase(
                "{number} annotated text: two are needed at least, one to learn from and one to measure on",
                number=len(texts),
            )
        )
    known = {text.doc_id for text in texts}
    if shared := sorted({str(doc.user_data.get(DOC_ID)) for doc in extra} & known):
        raise TrainingError(
            phrase("examples that come on top are of texts that are measured on: {names}", names=", ".join(shared))
        )
    nlp = build_pipeline(load_config(model=NO_MODEL).components)
    folds = split_folds([text.doc_id for text in texts], min(config.folds, len(texts)), config.seed)
    stage = None
    spread = {folds[text.doc_id] for text in texts if text.doc_id in roles}
    if config.roles is not None and len(spread) > 1:
        report("learning roles")
        stage = train_roles(texts, roles, config.roles, folds, nlp, config.seed)
        report(phrase("roles: {number} texts; {reading}", number=len(roles), reading=_describe_roles(stage)))
    trials = [prepare_trial(text, _build_outline(text, stage), nlp) for text in texts]
    try:
        taggings = _cross_tag(trials, folds, config, report, extra)
        outcomes = [o for trial in trials for o in taggings[trial.text.doc_id]]
        calibration = fit_calibration(outcomes)
        for trial in trials:
            _apply(trial, calibration)
        rules = count_rules(doc for trial in trials for doc in trial.examples.docs)
        chosen = choose_policies(trials, rules)
        for slot, reading in chosen.items():
            report(phrase("policy of {slot}: {reading}", slot=slot, reading=_describe_reading(reading)))
        tagger = config.tagger.train([*extra, *_list_docs(trials)], config.seed, report)
    except ValueError as error:
        raise TrainingError(phrase("nothing can be learned: {reason}", reason=str(error))) from error
    files = {**tagger.dump(), CONFIG_FILE: config.text.encode("utf-8")}
    if stage is not None:
        files[ROLES_FILE] = stage.data
    manifest = _make_manifest(trials, config, tagger, calibration, chosen, stage)
    return TrainedModel(manifest, files, tuple(outcomes), dump_examples(trial.examples for trial in trials))


def _build_outline(text: AnnotatedText, stage: RoleStage | None) -> Any:
    if stage is None:
        return build_outline(text.source.text)
    return build_outline(text.source.text, stage.readers[text.doc_id], stage.policy)


def _list_docs(trials: Sequence[Trial]) -> list[Doc]:
    return [doc for trial in trials for doc in trial.examples.docs]


def _cross_tag(
    trials: Sequence[Trial], folds: Mapping[str, int], config: TrainingConfig, report: Report, extra: Sequence[Doc]
) -> dict[str, list[Outcome]]:
    """Mark each text by a tagger that was not trained on it, probabilities as they come."""

    def train_without(fold: int) -> dict[str, bytes]:
        report(phrase("learning mentions without part {fold} of {number}", fold=fold + 1, number=len(numbers)))
        rest = [trial for trial in trials if folds[trial.text.doc_id] != fold]
        return config.tagger.train([*extra, *_list_docs(rest)], config.seed, report).dump()

    outcomes: dict[str, list[Outcome]] = {}
    numbers = sorted(set(folds.values()))
    for fold, files in zip(numbers, run_parts(train_without, numbers), strict=True):
        tagger = load_tagger(config.tagger.architecture, files)
        for trial in trials:
            if folds[trial.text.doc_id] == fold:
                MarkingTagger(tagger, Calibration()).mark(trial.docs)
                outcomes[trial.text.doc_id] = list_outcomes(trial)
    return outcomes


def list_outcomes(trial: Trial) -> list[Outcome]:
    """Return what became of the mentions that a tagger marked in a text's examples."""
    outcomes = []
    for doc in trial.examples.docs:
        gold = {(g.start, g.end, g.label) for g in list_gold(doc)}
        outcomes += [
            Outcome(trial.text.doc_id, f.label, f.probability, (f.start, f.end, f.label) in gold)
            for f in get_found(doc)
            if f.label in LABELS  # labels of one's own are in no text that is measured on
        ]
    return outcomes


def _apply(trial: Trial, calibration: Calibration) -> None:
    for doc in trial.docs:
        found = [Found(f.start, f.end, f.label, calibration.apply(f.slot, f.probability)) for f in get_found(doc)]
        set_found(doc, found, get_outside(doc))


def _make_manifest(
    trials: Sequence[Trial],
    config: TrainingConfig,
    tagger: Tagger,
    calibration: Calibration,
    chosen: Mapping[str, Reading],
    stage: RoleStage | None,
) -> dict[str, Any]:
    policy = stage.policy if stage is not None else None
    return {
        "made_by": __version__,
        "architecture": config.tagger.architecture,
        "labels": tagger.labels,
        "seed": config.seed,
        "documents": [
            {"doc_id": t.text.doc_id, "sha256": t.text.source.sha256, "tasks": len(t.text.records)} for t in trials
        ],
        "calibration": {"slope": calibration.slope, "offsets": dict(calibration.offsets)},
        "slots": {
            slot: {
                "mode": mode,
                **policy_.thresholds,
                "rules": dict(policy_.rules),
            }
            for slot, (mode, policy_) in ((slot, chosen[slot]) for slot in SLOTS)
        },
        "roles": {"mode": policy.mode, "leave": policy.leave, "head": policy.head} if policy is not None else None,
        "warn_below": config.warn_below,
    }


def _describe_roles(stage: RoleStage) -> str:
    policy = stage.policy
    if policy.mode == "rules":
        return "the rules decide"
    return ", ".join(f"{name} from {v:g}" for name, v in (("leave", policy.leave), ("head", policy.head)) if v <= 1)


def _describe_reading(reading: Reading) -> str:
    mode, policy = reading
    if mode != "hybrid":
        return mode
    reached = (f"{name} from {value:g}" for name, value in policy.thresholds.items() if value <= 1)
    return ", ".join(["hybrid", *reached])
