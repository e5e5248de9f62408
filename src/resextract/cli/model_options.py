"""The option that names a trained model, shared by the commands that extract."""

from __future__ import annotations

from typing import Annotated

import typer

__all__ = ["ModelOption"]

ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model",
        "-m",
        metavar="NAME|FOLDER",
        help="The trained model: an installed one, a folder, or none for the rules alone.",
    ),
]
