"""The command line. Nothing but typer is imported before a command runs: ``--help`` must be quick."""

# The modules register their commands, in the order in which the help lists them.
from resextract.cli import report as _report  # noqa: F401, I001 - the order of the help
from resextract.cli import learning as _learning  # noqa: F401
from resextract.cli.application import app
from resextract.cli.program import main, run_command_line

__all__ = ["app", "main", "run_command_line"]
