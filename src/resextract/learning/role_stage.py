"""The first stage of a training: the classifier of roles, and how far the outline is to follow it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.evaluation.scoring import MICRO, score_document
from resextract.evaluation.tallies import add_tallies
from resextract.learning.parts import run_parts
from resextract.learning.policy_search import is_widespread
from resextract.learning.role_annotations import read_block_roles
from resextract.outline import build_outline
from resextract.outline.building import list_blocks
from resextract.outline.role_readings import RolePolicy
from resextract.pipeline.documents import assemble_records
from resextract.tagging.policies import NEVER
from resextract.tagging.roles import RoleTagger
from resextract.tasks.annotating import annotate_outline

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from spacy.language import Language

    from resextract.evaluation.tallies import Tally
    from resextract.learning.annotations import AnnotatedText
    from resextract.learning.role_annotations import RoleSpan
    from resextract.learning.role_training import RoleTrainer
    from resextract.outline import NodeKind

__all__ = ["RoleStage", "compare_roles", "search_policy", "train_roles"]

START = RolePolicy("hybrid", leave=0.95, head=0.8)
"""Where the search begins, see `resextract.learning.policy_search`."""

_STEPS = {"head": (NEVER, 0.9, 0.8, 0.7, 0.6), "leave": (NEVER, 0.95, 0.9, 0.8)}
"""Thresholds that are tried, the strictest first."""


@dataclass(frozen=True, slots=True)
class RoleStage:
    """What the stage gives.

    Attributes:
        data: The classifier trained on all texts.
        policy: When it has its way.
        readers: For each text a classifier that was not trained on it.
    """

    data: bytes
    policy: RolePolicy
    readers: Mapping[str, RoleTagger]


def train_roles(
    texts: Sequence[AnnotatedText],
    roles: Mapping[str, Sequence[RoleSpan]],
    trainer: RoleTrainer,
    folds: Mapping[str, int],
    nlp: Language,
    seed: int,
) -> RoleStage:
    """Train the classifier of roles and choose its policy.

    Args:
        texts: The texts, at least one of each of two folds with roles.
        roles: The right roles by ``doc_id``; texts without stay with the rules.
        trainer: What trains it.
        folds: The fold of each text.
        nlp: The pipeline of annotation and rules.
        seed: Start of random generators.

    Returns:
        The classifier and its policy, which is searched as those of the slots are: what counts are tasks, values and
        sections, and neither tasks nor values may get worse, by either threshold or by both.
    """
    known = [text for text in texts if text.doc_id in roles]

    def train(some: Sequence[AnnotatedText]) -> bytes:
        return trainer.train([(text.source.text, roles[text.doc_id]) for text in some], seed)

    def train_without(fold: int) -> bytes:
        return train([text for text in known if folds[text.doc_id] != fold])

    numbers = sorted({folds[text.doc_id] for text in texts})
    by_fold = {fold: RoleTagger(data) for fold, data in zip(numbers, run_parts(train_without, numbers), strict=True)}
    readers = {text.doc_id: by_fold[folds[text.doc_id]] for text in texts}
    policy = search_policy(_Scorer(texts, readers, nlp).score)
    return RoleStage(train(known), policy, readers)


def search_policy(score: Callable[[RolePolicy], Sequence[Tally]]) -> RolePolicy:
    """Search how far the outline is to follow the classifier.

    Args:
        score: Measures the records of the texts under a policy, a tally a text.

    Returns:
        The policy. A threshold that makes tasks or values worse is out of reach, `NEVER`; a looser one than that of
        `START` wants the evidence that the policies of slots want.
    """
    policy = START
    best = score(policy)
    for name, steps in _STEPS.items():
        for value in steps:
            thresholds = {"leave": policy.leave, "head": policy.head, name: value}
            candidate = RolePolicy("hybrid", **thresholds)
            tallies = score(candidate)
            looser = value < getattr(START, name)
            harmed = value == NEVER and _is_worse(tallies, best)
            if harmed or (_is_better(best, tallies) if looser else _gains(best, tallies)):
                best, policy = tallies, candidate
    if policy.head == policy.leave == NEVER or _is_worse(score(RolePolicy("rules")), best):
        return RolePolicy("rules")
    return policy


class _Scorer:
    """Measures the records of texts under a policy; an outline that was measured before is not measured again."""

    def __init__(self, texts: Sequence[AnnotatedText], readers: Mapping[str, RoleTagger], nlp: Language) -> None:
        self._texts = texts
        self._readers = readers
        self._nlp = nlp
        self._known: dict[tuple[object, ...], Tally] = {}

    def score(self, policy: RolePolicy) -> list[Tally]:
        return [self._score_one(text, policy) for text in self._texts]

    def _score_one(self, text: AnnotatedText, policy: RolePolicy) -> Tally:
        outline = build_outline(text.source.text, self._readers[text.doc_id], policy)
        key = (text.doc_id, *((node.eid, node.kind, node.pieces) for node in outline.walk()))
        if key not in self._known:
            annotated = annotate_outline(outline, self._nlp)
            records = [traced.record for traced in assemble_records(text.source, outline, annotated)]
            self._known[key] = score_document(text.records, records)
        return self._known[key]


def _gains(old: Sequence[Tally], new: Sequence[Tally]) -> bool:
    return not _is_worse(old, new) and _sum(add_tallies(new)) > _sum(add_tallies(old))


def _is_worse(old: Sequence[Tally], new: Sequence[Tally]) -> bool:
    before, after = add_tallies(old), add_tallies(new)
    return any(after[name].f1 < before[name].f1 for name in ("tasks", MICRO))


def _is_better(old: Sequence[Tally], new: Sequence[Tally]) -> bool:
    return _gains(old, new) and is_widespread([_sum(b) - _sum(a) for a, b in zip(old, new, strict=True)])


def _sum(tally: Tally) -> float:
    return sum(tally[name].f1 for name in ("tasks", MICRO, "field:section"))


def compare_roles(
    text: AnnotatedText, spans: Sequence[RoleSpan], reader: RoleTagger
) -> list[tuple[NodeKind, NodeKind, NodeKind]]:
    """Return for each block of a text its right role, the classifier's and the rules'."""
    blocks = list_blocks(text.source.text)
    kinds = {node.pieces[:1]: node.kind for node in build_outline(text.source.text).walk()}
    return [
        (right, max(reading, key=lambda kind: reading[kind]), kinds.get(tuple(block.pieces[:1]), right))
        for block, right, reading in zip(blocks, read_block_roles(blocks, spans), reader.read(blocks), strict=True)
    ]
