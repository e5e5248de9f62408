"""Where the model files lie: they ship inside the natasha wheel and are read without importing it.

Importing natasha 1.6 pulls in yargy and pymorphy2, which need ``pkg_resources`` and do not run on newer Pythons;
the model files themselves need neither (ADR 4).
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

__all__ = ["ModelFileError", "find_model_file"]


class ModelFileError(RuntimeError):
    """A model file that should ship with natasha is not there."""


def find_model_file(kind: str, name: str) -> Path:
    """Find a model file in the natasha distribution.

    Args:
        kind: The folder below natasha's data, ``emb`` or ``model``.
        name: The file's name.

    Returns:
        The file's path.

    Raises:
        ModelFileError: natasha is not installed, or its wheel lacks the file.
    """
    spec = find_spec("natasha")
    for root in (spec.submodule_search_locations or []) if spec else []:
        path = Path(root) / "data" / kind / name
        if path.is_file():
            return path
    raise ModelFileError(f"the model file {name} is missing: reinstall the package 'natasha' (1.6 ships it)")
