"""``resextract.toml``: the options that somebody always gives, written down once.

A table a command, a key an option; keys before the tables count for all commands that know them. An option on the
command line wins.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FILE_NAME", "Option", "SettingsError", "load_settings", "spread_settings"]

FILE_NAME = "resextract.toml"


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command.

    Attributes:
        name: The parameter's name.
        repeatable: Whether it takes several values.
    """

    name: str
    repeatable: bool

    def read(self, value: Any) -> Any:
        """Return a value of TOML as the command line would give it: days as text, a single value as a list of one."""
        values = value if isinstance(value, list) else [value]
        texts = [one.isoformat() if isinstance(one, dt.date) else one for one in values]
        return texts if self.repeatable or isinstance(value, list) else texts[0]


class SettingsError(ValueError):
    """A settings file cannot be used; the message says why."""


def load_settings(path: Path | None) -> dict[str, Any]:
    """Load a settings file.

    Args:
        path: The file; None for ``resextract.toml`` in the working folder, which need not be there.

    Raises:
        SettingsError: The file cannot be read or is no TOML.
    """
    file = path or Path(FILE_NAME)
    if path is None and not file.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(
            phrase("{file}: cannot be read: {reason}", file=file, reason=error.strerror or str(error))
        ) from error
    except ValueError as error:  # no UTF-8, or no TOML
        raise SettingsError(phrase("{file}: {reason}", file=file, reason=str(error))) from error


def spread_settings(
    settings: Mapping[str, Any], commands: Mapping[str, Mapping[str, Option]], name: str
) -> dict[str, Any]:
    """Turn settings into the defaults of commands.

    Args:
        settings: What the file holds.
        commands: The options of each command, by the name in the file (``max-size``).
        name: How the file is called, for messages.

    Returns:
        The defaults by command and parameter.

    Raises:
        SettingsError: A table is no command, or a key no option.
    """
    shared = {key: value for key, value in settings.items() if not isinstance(value, dict)}
    for key in shared:
        if not any(key in options for options in commands.values()):
            raise SettingsError(
                phrase(
                    "{name}: {key}: no command has such an option{hint}",
                    name=name,
                    key=key,
                    hint=_suggest(key, commands),
                )
            )
    defaults: dict[str, dict[str, Any]] = {
        command: {options[key].name: options[key].read(value) for key, value in shared.items() if key in options}
        for command, options in commands.items()
    }
    for command, table in settings.items():
        if not isinstance(table, dict):
            continue
        if command not in commands:
            raise SettingsError(
                phrase(
                    "{name}: [{command}]: there is no such command{hint}",
                    name=name,
                    command=command,
                    hint=_suggest(command, commands),
                )
            )
        options = commands[command]
        for key, value in table.items():
            if key not in options:
                raise SettingsError(
                    phrase(
                        "{name}: [{command}] {key}: the command has no such option{hint}",
                        name=name,
                        command=command,
                        key=key,
                        hint=_suggest(key, options),
                    )
                )
            defaults[command][options[key].name] = options[key].read(value)
    return defaults


def _suggest(word: str, known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches

    names = sorted({*known, *(key for value in known.values() if isinstance(value, dict) for key in value)})
    close = get_close_matches(word, names, 1)
    if close:
        return phrase("; did you mean {name}?", name=close[0])
    return phrase("; known: {names}", names=", ".join(names))
