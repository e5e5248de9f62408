"""The command line. Nothing but typer is imported before a command runs: ``--help`` must be quick."""

from resextract.cli import learning as _learning  # noqa: F401 - registers its commands
from resextract.cli.application import app, main

__all__ = ["app", "main"]
