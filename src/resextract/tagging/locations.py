"""Where models lie: in the package, in the ``models`` folder of a checkout, or wherever a path says."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from resextract.language.phrases import phrase
from resextract.tagging.errors import ModelError
from resextract.tagging.folders import MANIFEST, previous_place

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
    installed_places = [root / name for root in _list_roots()] if Path(name).name == name else []
    for path in [*installed_places, Path(name)]:
        if (path / MANIFEST).is_file() or previous_place(path).is_dir():
            return path
    if Path(name).is_dir():
        return Path(name)
    installed = ", ".join(path.name for path in list_models()) or phrase("none")
    raise ModelError(
        phrase(
            "{name}: no model of that name is installed and no such folder is there; installed: {installed}",
            name=name,
            installed=installed,
        )
    )


def list_models() -> list[Path]:
    """Return the folders of the installed models, by name; empty where there are none."""
    places = [path for root in _list_roots() if root.is_dir() for path in root.iterdir()]
    found = [path for path in places if not path.name.startswith(".") and (path / MANIFEST).is_file()]
    return sorted(found, key=lambda path: path.name)


def _list_roots() -> list[Path]:
    package = Path(str(files("resextract")))
    checkout = package.parent.parent
    return [package / FOLDER, *([checkout / FOLDER] if (checkout / "pyproject.toml").is_file() else [])]
