"""The one place where natasha itself is imported: the benchmark's yardstick, nothing in the extraction path.

natasha 1.6 imports yargy, which imports pymorphy2, which needs ``pkg_resources`` (gone from setuptools 82) and a
function removed in Python 3.11. Every pymorphy2 module that they ask for is therefore served by its pymorphy3 twin
before the import. All loaded submodules must be aliased, or Python would run them a second time under the old name.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

__all__ = ["import_natasha"]


def import_natasha() -> Any:
    """Import natasha with pymorphy3 in the place of pymorphy2.

    Returns:
        The natasha module, all of whose classes work on Python 3.11 and later.
    """
    importlib.import_module("pymorphy3.analyzer")
    importlib.import_module("pymorphy3.units")
    for name, module in list(sys.modules.items()):
        if name == "pymorphy3" or name.startswith("pymorphy3."):
            sys.modules.setdefault("pymorphy2" + name.removeprefix("pymorphy3"), module)
    return importlib.import_module("natasha")
