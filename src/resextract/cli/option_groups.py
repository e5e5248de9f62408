"""Options that many commands share, written once and given to each, so that typer sees one signature."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_type_hints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["OptionGroup", "with_options"]


@dataclass(frozen=True, slots=True)
class OptionGroup:
    """Some options that belong together.

    Attributes:
        read: A function whose keyword-only parameters are the options, annotated for typer. It returns what the command
            gets for them.
        gives: Names of the command's parameters that it returns values for.
    """

    read: Callable[..., Mapping[str, Any]]
    gives: tuple[str, ...] = ()


def with_options(*groups: OptionGroup) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a decorator that puts the options of groups behind those of a command.

    Args:
        groups: The groups; they are read in their order before the command runs.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        added = [_list_parameters(group.read, ()) for group in groups]

        @functools.wraps(command)
        def run(**values: Any) -> None:
            given: dict[str, Any] = {}
            for group, options in zip(groups, added, strict=True):
                given |= group.read(**{option.name: values.pop(option.name) for option in options})
            command(**values, **given)

        own = _list_parameters(command, [name for group in groups for name in group.gives])
        parameters = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in (*own, *(p for ps in added for p in ps))]
        del run.__wrapped__  # typer would look through it at the command's own signature
        run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        run.__annotations__ = {p.name: p.annotation for p in parameters}
        return run

    return decorate


def _list_parameters(function: Callable[..., Any], given: Sequence[str]) -> list[inspect.Parameter]:
    # The types of given parameters may not be there at run time, and nobody asks for them.
    unknown = {str(function.__annotations__[name]): Any for name in given}
    hints = get_type_hints(function, localns=unknown, include_extras=True)
    parameters = inspect.signature(function).parameters.values()
    return [p.replace(annotation=hints[p.name]) for p in parameters if p.name not in given]
