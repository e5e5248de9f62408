"""What is wrong with a command line: found by an option of ours or by typer, said in the user's language.

typer says what it finds in English whatever the locale is. Its sentences are recognised here by their templates, so
that they can be looked up like any other message; one that is not known is shown as it comes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import typer

from resextract.language.phrases import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SENTENCES", "recognise", "refuse", "run_group"]

SENTENCES = (
    "{sentence}. Did you mean {names}?",
    "{sentence} (Possible options: {names})",
    "No such option: {name}",
    "Missing argument {name}.",
    "Missing option {name}.",
    "Option {name} requires an argument.",
    "Option {name} does not take a value.",
    "Got unexpected extra argument(s) ({names})",
    "Got unexpected extra argument ({names})",
    "Got unexpected extra arguments ({names})",
    "Invalid value for {name}: {sentence}",
    "Value error, {sentence}",
    "{value} does not match the formats {formats}.",
    "{value} is not one of {names}.",
    "Input should be a valid integer, unable to parse string as an integer",
    "Input should be a valid number, unable to parse string as a number",
    "Input should be greater than or equal to {least}",
)
"""Templates of what typer says, those first that stand around others. ``sentence`` is recognised in turn."""


def refuse(message: Phrase, option: str) -> typer.BadParameter:
    """Make the error that an option or argument cannot be used as it was given.

    Args:
        message: What is wrong.
        option: The option as the user writes it.

    Returns:
        The exception to raise; it ends the program with exit code 2.
    """
    from resextract.cli.messages import to_language

    return typer.BadParameter(to_language(message), param_hint=option)


def run_group(group: Any, arguments: Sequence[str], **settings: Any) -> int:
    """Run the command that a command line names.

    Args:
        group: typer's group of commands.
        arguments: The command line.
        settings: What else typer's `main` takes.

    Returns:
        The exit code; 2 for a command line that is wrong, once it is said what is.
    """
    try:
        return int(group.main(list(arguments), standalone_mode=False, **settings) or 0)
    except Exception as error:
        # Some versions of typer have their own copy of click: its errors are told by what they can do.
        if not hasattr(error, "format_message"):
            raise
        _show(error)
        return int(getattr(error, "exit_code", 2))


def _show(error: Any) -> None:
    from resextract.cli.messages import print_error, to_language

    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":  # not an error: a program called without a word shows its help
        print_error(error.format_message())
        return
    if context is not None:
        option = context.help_option_names[0]
        hint = phrase("Try '{command} {option}' for help.", command=context.command_path, option=option)
        print_error(f"{context.get_usage()}\n{to_language(hint)}\n")
    print_error(to_language(phrase("Error: {message}", message=recognise(error.format_message()))))


def recognise(sentence: str) -> str:
    """Turn a sentence of typer's into a phrase; one that is not known comes back as it is."""
    for template in SENTENCES:
        if match := re.fullmatch(_to_pattern(template), sentence, re.DOTALL):
            values = match.groupdict()
            if "sentence" in values:
                values["sentence"] = recognise(values["sentence"])
            return Phrase(template, values)
    return sentence


def _to_pattern(template: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template))
