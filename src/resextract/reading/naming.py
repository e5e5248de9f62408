"""Ids of documents: the file's stem, made unique when several inputs share it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["name_documents"]

STDIN_ID = "stdin"


def name_documents(paths: Sequence[Path | None]) -> list[str]:
    """Give every document an id that no other has.

    The id is the file's stem. Where several share it, each of them gets its folder's name, and as many more folders as
    it takes: ``2021/plan.txt`` and ``2022/plan.txt`` are ``plan~2021`` and ``plan~2022``; two files of one folder that
    differ in the extension keep it. So an id depends on where the files lie and not on the order they are given in.

    Args:
        paths: Absolute paths, each once; None for standard input, whose id is ``stdin``.

    Returns:
        The ids, in the order of the paths.
    """
    levels = [0] * len(paths)
    while True:
        names = [_name(path, level) for path, level in zip(paths, levels, strict=True)]
        counts = Counter(names)
        shared = [i for i, path in enumerate(paths) if counts[names[i]] > 1 and path and levels[i] <= len(path.parts)]
        if not shared:
            return _number(names)
        for i in shared:
            levels[i] += 1


def _name(path: Path | None, level: int) -> str:
    if path is None:
        return STDIN_ID
    if level == 0:
        return path.stem
    folders = [parent.name for parent in path.parents if parent.name]
    base = path.stem if level == 1 else path.name
    return "~".join([base, *folders[: max(1, level - 1)]])


def _number(names: list[str]) -> list[str]:
    # Only ids that collide by chance over all folders get here: «a~b» in one folder beside «a» in the folder «b».
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}~{seen[name]}")
    return unique
