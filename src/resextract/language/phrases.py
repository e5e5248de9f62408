"""Messages that can be said in another language: the English text, and the template and values it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Phrase", "phrase", "translate"]


class Phrase(str):
    """An English message that remembers how it was made.

    Whoever does not care sees a string. Whoever speaks to the user looks the template up in a catalogue.

    Attributes:
        template: The message with the names of its values in braces, as `str.format` reads them.
        values: The values, which may be phrases.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, values: Mapping[str, Any]) -> Phrase:  # noqa: D102
        message = super().__new__(cls, template.format(**values))
        message.template = template
        message.values = values
        return message

    def __str__(self) -> Phrase:
        # So that the text of an exception, str(error), is the phrase that it was raised with.
        return self

    def __reduce__(self) -> tuple[Callable[..., Phrase], tuple[str, Mapping[str, Any]]]:
        # A message may come from a worker process.
        return Phrase, (self.template, self.values)


def phrase(template: str, /, **values: Any) -> Phrase:
    """Make a message.

    Args:
        template: The English text, values in braces: ``"{name}: no such file"``.
        values: The values by name.

    Raises:
        KeyError: The template names a value that is not given.
    """
    return Phrase(template, values)


def translate(message: str, look_up: Callable[[str], str]) -> str:
    """Say a message in the language of a catalogue.

    Args:
        message: A phrase; a plain string is looked up as a whole.
        look_up: Gives the translation of a template, the template itself where there is none.
    """
    if not isinstance(message, Phrase):
        return look_up(message) if message else message
    values = {
        name: translate(value, look_up) if isinstance(value, Phrase) else value
        for name, value in message.values.items()
    }
    return look_up(message.template).format(**values)
