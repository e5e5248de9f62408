"""The command line. Nothing but typer is imported before a command runs: ``--help`` must be quick."""

from resextract.cli.application import app, main

__all__ = ["app", "main"]
