"""Training of the classifier of node roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.util import registry

from resextract.adapters.crf import train_crf
from resextract.learning.role_annotations import read_block_roles
from resextract.outline.building import list_blocks
from resextract.outline.role_features import read_role_features

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.learning.role_annotations import RoleSpan

__all__ = ["RoleTrainer"]


@dataclass(frozen=True, slots=True)
class RoleTrainer:
    """Learns a `resextract.tagging.roles.RoleTagger`.

    Attributes:
        rounds: Most passes over the texts.
        c1: Weight of the L1 penalty.
        c2: Weight of the L2 penalty.
    """

    rounds: int
    c1: float
    c2: float

    def train(self, texts: Sequence[tuple[str, Sequence[RoleSpan]]], seed: int) -> bytes:
        """Learn from texts and their right roles; the bytes of a role tagger.

        Raises:
            CrfError: There are no texts.
        """
        blocks = [list_blocks(text) for text, _ in texts]
        return train_crf(
            [read_role_features(found) for found in blocks],
            [[str(r) for r in read_block_roles(found, spans)] for found, (_, spans) in zip(blocks, texts, strict=True)],
            algorithm="lbfgs",
            parameters={"max_iterations": self.rounds, "c1": self.c1, "c2": self.c2},
            seed=seed,
        )


@registry.misc("resextract.RoleTrainer.v1")  # type: ignore[untyped-decorator]
def make_role_trainer(rounds: int, c1: float, c2: float) -> RoleTrainer:
    """Make the trainer that a configuration asks for (see `RoleTrainer`)."""
    return RoleTrainer(rounds, c1, c2)
