"""The trained classifier of node roles: a conditional random field over the blocks of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.adapters.crf import CrfError, CrfModel
from resextract.language.phrases import phrase
from resextract.outline import NodeKind
from resextract.outline.role_features import read_role_features
from resextract.outline.role_readings import RolePolicy
from resextract.tagging.errors import ModelError, TaggerError
from resextract.tagging.folders import load_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.blocks import Block
    from resextract.tagging.policies import Mode

__all__ = ["ROLES_FILE", "RoleTagger", "load_roles"]

ROLES_FILE = "roles.crfsuite"


class RoleTagger:
    """Reads the roles of a document's blocks (see `resextract.outline.role_readings.RoleReader`).

    Args:
        data: The bytes of `ROLES_FILE`.

    Raises:
        TaggerError: The bytes are no such model.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._model = CrfModel(data)
            self._kinds = {label: NodeKind(label) for label in self._model.labels}
        except (CrfError, ValueError) as error:
            raise TaggerError(phrase("{file}: {reason}", file=ROLES_FILE, reason=str(error))) from error

    def read(self, blocks: Sequence[Block]) -> list[dict[NodeKind, float]]:
        """Return the probability of each role, for each block."""
        self._model.label(read_role_features(blocks))
        marginal = self._model.read_marginal
        return [{kind: marginal(name, i) for name, kind in self._kinds.items()} for i in range(len(blocks))]


def load_roles(model: str, mode: Mode | None = None) -> tuple[RoleTagger | None, RolePolicy | None]:
    """Load the classifier of roles of a model.

    Args:
        model: The model folder.
        mode: How the roles are read; None for what the model's manifest says.

    Returns:
        The classifier and its policy; None and None for a model without one.

    Raises:
        ModelError: The folder is no model, or its classifier is damaged.
    """
    folder = load_model(model)
    entry = folder.manifest.roles
    if entry is None or ROLES_FILE not in folder.files:
        return None, None
    try:
        return RoleTagger(folder.files[ROLES_FILE]), RolePolicy(mode or entry.mode, entry.leave, entry.head)
    except TaggerError as error:
        raise ModelError(phrase("{model}: {reason}", model=model, reason=str(error))) from error
