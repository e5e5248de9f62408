"""spaCy without its command line.

``spacy/__init__.py`` imports ``spacy.cli`` for one function, ``spacy.info``; with it come weasel, requests and their
like, two fifths of the time that ``import spacy`` takes. A placeholder stands in for that one import and goes right
after it: ``spacy.info`` and ``import spacy.cli`` work as ever, they load when they are first asked for.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

__all__ = ["import_spacy"]

_PLACEHOLDERS = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> Any:
    """Import spaCy, its command line left out unless somebody has imported it before.

    Returns:
        The package.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    package, info = (ModuleType(name) for name in _PLACEHOLDERS)
    package.__path__ = []
    info.__dict__["info"] = _show_info
    sys.modules.update(zip(_PLACEHOLDERS, (package, info), strict=True))
    try:
        spacy = importlib.import_module("spacy")
    finally:
        for name in _PLACEHOLDERS:
            sys.modules.pop(name, None)
    if spacy.__dict__.get("cli") is package:
        del spacy.__dict__["cli"]
    return spacy


def _show_info(*args: Any, **options: Any) -> Any:
    return importlib.import_module("spacy.cli.info").info(*args, **options)
