from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import pytest
import typer

from resextract.cli.option_groups import OptionGroup, with_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from nowhere import Range  # type: ignore[import-not-found]


def read_range(*, low: Annotated[int, typer.Option()] = 0, high: Annotated[int, typer.Option()] = 9) -> dict[str, Any]:
    return {"numbers": range(low, high)}


def test_a_command_gets_what_its_groups_read() -> None:
    got = []

    @with_options(OptionGroup(read_range, ("numbers",)))
    def run(name: str, numbers: Range, *, loud: bool = False) -> None:
        got.append((name, numbers, loud))

    assert list(inspect.signature(run).parameters) == ["name", "loud", "low", "high"]
    run(name="a", loud=True, low=2, high=4)
    assert got == [("a", range(2, 4), True)]


def test_typer_sees_the_options_of_the_groups(capsys: pytest.CaptureFixture[str]) -> None:
    app = typer.Typer(rich_markup_mode=None)

    def count(numbers: Any) -> None:
        print(list(numbers))

    register: Callable[..., Any] = app.command()
    register(with_options(OptionGroup(read_range, ("numbers",)))(count))
    with pytest.raises(SystemExit):
        app(["--low", "7"])
    assert capsys.readouterr().out == "[7, 8]\n"
