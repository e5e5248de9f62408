"""The registry of known programs: one identifier for every spelling of a name."""

from __future__ import annotations

from resextract.language.registries import Entry, fold_name, load_registry
from resextract.language.slugs import make_slug

__all__ = ["find_program", "make_program_id"]


def find_program(name: str, program_type: str) -> Entry | None:
    """Find a program in the registry.

    Args:
        name: A program's name or alias; case, «ё», quotes and dashes do not matter.
        program_type: The type that the text gives it.

    Returns:
        The first entry of that name and type; None for an unknown name, and for one that only programs of another type
        bear. An initiative (``other``) may be any of them.
    """
    entries = load_registry("programs").get(fold_name(name), ())
    return next((e for e in entries if program_type in (e.type, "other")), None)


def make_program_id(name: str, program_type: str) -> str:
    """Return a program's identifier: the registry's, or for an unknown name one made by transliteration."""
    entry = find_program(name, program_type)
    return entry.id if entry is not None else make_slug(fold_name(name))
