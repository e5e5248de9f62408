"""Where models lie: in the package, in the ``models`` folder of a checkout, or wherever a path says."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from resextract.tagging.errors import ModelError
from resextract.tagging.folders import MANIFEST

__all__ = ["find_model", "list_models"]

FOLDER = "models"


def find_model(name: str) -> Path:
    """Find a model folder.

    Args:
        name: The name of an installed model, or the path of a folder.

    Returns:
        The folder; that it holds a model is for `resextract.tagging.folders.read_model` to say.

    Raises:
        ModelError: No model of that name is installed, and no such folder is there.
    """
    for path in list_models():
        if path.name == name:
            return path
    path = Path(name)
    if path.is_dir() or path.with_name(f".{path.name}.previous").is_dir():
        return path
    installed = ", ".join(path.name for path in list_models()) or "none"
    raise ModelError(f"{name}: no model of that name is installed and no such folder is there; installed: {installed}")


def list_models() -> list[Path]:
    """Return the folders of the installed models, by name; empty where there are none."""
    package = Path(str(files("resextract")))
    roots = [package / FOLDER]
    checkout = package.parent.parent
    if (checkout / "pyproject.toml").is_file():
        roots.append(checkout / FOLDER)
    found = [path for root in roots if root.is_dir() for path in root.iterdir() if (path / MANIFEST).is_file()]
    return sorted(found, key=lambda path: path.name)
