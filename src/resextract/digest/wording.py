"""The Russian words for the codes of a record: ``resources/wording/ru.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from resextract.language.lexicons import read_resource

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["count_noun", "decline_noun", "list_words", "name_code"]


@cache
def _load_wording() -> Mapping[str, Mapping[str, Any]]:
    tables = tomllib.loads(read_resource("wording/ru.toml"))
    return MappingProxyType({name: MappingProxyType(table) for name, table in tables.items()})


def list_words(group: str) -> Mapping[str, str]:
    """List the words of a group of codes.

    Args:
        group: The table's name: ``role``, ``warning``, ``deadline_kind``, ….

    Returns:
        Code to words, in the order of the resource.

    Raises:
        LookupError: There is no such group.
    """
    return _load_wording()[group]


def name_code(group: str, code: str | None) -> str:
    """Return the words for a code; the code itself where the group does not know it, so that nothing is hidden.

    Raises:
        LookupError: There is no such group.
    """
    return "" if code is None else list_words(group).get(code, code)


def count_noun(number: int, noun: str) -> str:
    """Return a number with its noun in the form that Russian asks for: «1 день», «3 дня», «5 дней».

    Args:
        number: How many.
        noun: A key of the group ``counted``.

    Raises:
        LookupError: The noun is not known.
    """
    return f"{number} {decline_noun(number, noun)}"


def decline_noun(number: float, noun: str) -> str:
    """Return a noun in the form that Russian asks for after a number: «раз», «раза»; after a fraction «раза».

    Args:
        number: How many.
        noun: A key of the group ``counted``.

    Raises:
        LookupError: The noun is not known.
    """
    one, few, many = _load_wording()["counted"][noun]
    if number % 1:
        return str(few)
    if number % 10 == 1 and number % 100 != 11:
        return str(one)
    return str(few if number % 10 in {2, 3, 4} and number % 100 not in {12, 13, 14} else many)
