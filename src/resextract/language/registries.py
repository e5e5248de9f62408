"""Registries: names of known things with their identifiers, one TOML file each in ``resources/registry``.

::

    entries = [
      { id = "obrazovanie", name = "Образование", type = "project", level = "national", aliases = ["…"] },
    ]
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from resextract.language.lexicons import fold_word, read_resource

__all__ = ["Entry", "RegistryError", "fold_name", "load_registry", "parse_registry"]

_MARKS = re.compile("[«»„“”‟\"'‘’‚‛‹›]")
_DASHES = re.compile(r"\s*[-‐‑–—−]\s*")
_KEYS = frozenset({"id", "name", "type", "level", "aliases"})


class RegistryError(ValueError):
    """A registry is malformed; the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A known thing.

    Attributes:
        id: Its identifier.
        name: Its full name.
        type: What it is.
        level: Whose it is, or None.
        aliases: Other names of it.
    """

    id: str
    name: str
    type: str
    level: str | None
    aliases: tuple[str, ...]


def fold_name(name: str) -> str:
    """Return the form under which names are looked up: lower case, «ё» as «е», no quotes, one kind of dash."""
    bare = _DASHES.sub("-", _MARKS.sub("", fold_word(name)))
    return " ".join(bare.split()).strip(" .,;:")


def parse_registry(name: str, content: str) -> dict[str, tuple[Entry, ...]]:
    """Read a registry from TOML.

    Args:
        name: The name for messages.
        content: The TOML source.

    Returns:
        Folded name or alias to the entries that bear it, in the file's order.

    Raises:
        RegistryError: The TOML is malformed, an id is missing or stands twice, or a key is unknown.
    """
    try:
        rows = tomllib.loads(content).get("entries", [])
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{name}: {error}") from error
    found: dict[str, list[Entry]] = {}
    ids: set[str] = set()
    for row in rows:
        entry_id = str(row.get("id", ""))
        if not entry_id or entry_id in ids or not row.get("name") or not row.get("type"):
            raise RegistryError(f"{name}: entry «{entry_id}» stands twice or lacks an id, a name or a type")
        if unknown := row.keys() - _KEYS:
            raise RegistryError(f"{name}: entry «{entry_id}»: unknown keys {sorted(unknown)}")
        ids.add(entry_id)
        entry = Entry(entry_id, row["name"], row["type"], row.get("level"), tuple(row.get("aliases", ())))
        for title in {fold_name(t): None for t in (entry.name, *entry.aliases)}:
            found.setdefault(title, []).append(entry)
    return {title: tuple(entries) for title, entries in found.items()}


@cache
def load_registry(name: str) -> dict[str, tuple[Entry, ...]]:
    """Load a registry of the package, once per process; see `parse_registry`.

    Args:
        name: The file's name in ``resources/registry`` without ``.toml``.

    Raises:
        RegistryError: The registry is malformed.
        LexiconError: There is no such file.
    """
    return parse_registry(f"resources/registry/{name}.toml", read_resource(f"registry/{name}.toml"))
