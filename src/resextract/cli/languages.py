"""The language of help and messages: English, or Russian if asked for or if the locale is Russian.

Translations lie in gettext's catalogue ``resources/locale/ru/LC_MESSAGES/messages.mo``; typer looks its own words up in
the same domain. Records, reports and spreadsheets do not depend on the language.
"""

from __future__ import annotations

import functools
import gettext
import os
import sys
from typing import TYPE_CHECKING, Any

from resextract.cli.shared_options import LANGUAGES
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["LanguageError", "choose_language", "find_option", "read_language", "translate_command", "use_language"]

_PRIMARY_LANGUAGE, _RUSSIAN = 0x3FF, 0x19  # of Windows' language identifiers: PRIMARYLANGID, LANG_RUSSIAN
_LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which gettext looks at them


class LanguageError(ValueError):
    """There is no such language; the message says who asks for it and names those that there are."""


def find_option(arguments: Sequence[str], name: str) -> str | None:
    """Find the value of an option before the arguments are parsed: the last one counts; None if it is not there."""
    found = None
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == name and position + 1 < len(arguments):
            found = arguments[position + 1]
        elif argument.startswith(f"{name}="):
            found = argument.partition("=")[2]
    return found


def choose_language(arguments: Sequence[str], setting: str | None, environment: Mapping[str, str]) -> str:
    """Choose the language.

    Args:
        arguments: The command line; ``--lang`` wins.
        setting: That of the settings file.
        environment: The environment; its first variable that names a locale tells.

    Returns:
        ``en`` or ``ru``; ``en`` where nobody asks for one of these.
    """
    asked = find_option(arguments, "--lang") or setting
    if asked in LANGUAGES:
        return asked
    locale = next((value for name in _LOCALE_VARIABLES if (value := environment.get(name))), None)
    if locale is None:
        return "ru" if _shows_russian() else "en"
    return "ru" if locale.lower().startswith("ru") else "en"


def _shows_russian() -> bool:
    # Windows has no variables for it.
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetUserDefaultUILanguage() & _PRIMARY_LANGUAGE == _RUSSIAN)


def read_language(settings: Mapping[str, Any], arguments: Sequence[str], name: str) -> str | None:
    """Read the language that the settings ask for, and make sure that there is this one and that of the command line.

    typer could check the option, but not before it shows a help page, and not without loading what it needs for that.

    Args:
        settings: What the file holds; the table of a command that the command line names wins.
        arguments: The command line.
        name: How the file is called, for messages.

    Returns:
        The language; None where the settings ask for none.

    Raises:
        LanguageError: A language is none of those that there are.
    """
    tables = [settings, *(settings[a] for a in arguments if isinstance(settings.get(a), dict))]
    asked = [table["lang"] for table in tables if "lang" in table]
    option = find_option(arguments, "--lang")
    places = [(f"{name}: lang", language) for language in asked]
    for place, language in [*places, *([("--lang", option)] if option is not None else [])]:
        if language not in LANGUAGES:
            message = phrase(
                "{place}: {language!r} is none of the languages: {names}",
                place=place,
                language=language,
                names=", ".join(LANGUAGES),
            )
            raise LanguageError(message)
    return asked[-1] if asked else None


def use_language(language: str) -> None:
    """Make a language that of all messages of this process."""
    os.environ["LANGUAGE"] = language
    if language == "en":
        gettext.textdomain("resextract-none")  # no catalogue: the messages as they stand in the code
        return
    from importlib.resources import files

    gettext.bindtextdomain("messages", str(files("resextract").joinpath("resources", "locale")))
    gettext.textdomain("messages")


def translate_command(command: Any, parent: Any = None) -> None:
    """Put the help of a command, its options and all commands below it into the language in use.

    Args:
        command: The command.
        parent: The context of the group that it belongs to, which says how the help option is called.
    """
    for name in ("help", "short_help", "epilog", "options_metavar", "subcommand_metavar"):
        if text := getattr(command, name, None):
            setattr(command, name, gettext.gettext(text))
    context = command.context_class(command, parent=parent, **command.context_settings)
    for parameter in [*command.params, command.get_help_option(context)]:
        if text := getattr(parameter, "help", None):
            parameter.help = gettext.gettext(text)
    command.format_usage = functools.partial(_write_usage, command)
    for child in getattr(command, "commands", {}).values():
        translate_command(child, context)


def _write_usage(command: Any, context: Any, formatter: Any) -> None:
    # The one word of the help that typer does not look up.
    pieces = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, pieces, prefix=gettext.gettext("Usage: "))
