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
    names = [_Name(path) for path in paths]
    chains: dict[tuple[int, str], int] = {}  # folders so far and the next one to a number: long paths compare at once
    while True:
        counts = Counter(name.key for name in names)
        shared = [name for name in names if counts[name.key] > 1 and name.can_grow()]
        if not shared:
            return _number([name.spell() for name in names])
        for name in shared:
            name.grow(chains)


class _Name:
    """The id of a document as it grows, folder by folder."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._folders = [part for part in reversed(path.parts[:-1]) if part.strip("/\\")] if path else []
        self._level = 0
        self._chain = 0
        self.key: tuple[str, int] = (path.stem if path else STDIN_ID, 0)

    def can_grow(self) -> bool:
        return self._path is not None and self._level <= len(self._folders) + 1

    def grow(self, chains: dict[tuple[int, str], int]) -> None:
        self._level += 1
        if self._path is None:
            return
        # The first step adds a folder, the second the extension, each later one another folder.
        taken = self._count_folders()
        if self._level != 2 and taken <= len(self._folders):
            folder = self._folders[taken - 1] if self._folders else ""
            self._chain = chains.setdefault((self._chain, folder), len(chains) + 1)
        self.key = (self._path.stem if self._level == 1 else self._path.name, self._chain)

    def spell(self) -> str:
        if self._path is None or self._level == 0:
            return self.key[0]
        return "~".join([self.key[0], *self._folders[: self._count_folders()]])

    def _count_folders(self) -> int:
        return max(1, self._level - 1)


def _number(names: list[str]) -> list[str]:
    # Only ids that collide by chance over all folders get here: «a~b» in one folder beside «a» in the folder «b».
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}~{seen[name]}")
    return unique
