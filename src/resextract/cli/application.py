"""The commands and their options; what they do stands in the modules beside this one."""

# ruff: noqa: D301 - the backspace is how click is told to keep the line breaks of a paragraph

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resextract.cli.model_options import ModelOption  # noqa: TC001 - typer reads it at run time
from resextract.cli.option_groups import OptionGroup, with_options
from resextract.cli.shared_options import SELECTION, VOICE, LangOption
from resextract.cli.usage_errors import refuse
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from resextract.digest.selections import Selection

__all__ = ["app", "command"]

# Plain help: rich would double the time that --help takes.
app = typer.Typer(
    name="resextract",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def command(name: str, *groups: OptionGroup) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a decorator that registers a command with the options that all have, and those of the groups."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        return app.command(name)(with_options(*groups, VOICE)(function))

    return register


FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A text, or - for standard input.")]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="TOML", help="Which components run; the package's own file by default."),
]
DEFAULT_MAX_SIZE = 5.0  # reading.MAX_SIZE, which is not imported before a command runs
MaxSizeOption = Annotated[
    float,
    typer.Option(
        "--max-size", metavar="MB", min=0, max=100_000, help="Refuse larger files; 1 MB of text takes 120 MB of memory."
    ),
]


def _show_version(value: bool) -> None:
    if value:
        from resextract import __version__

        typer.echo(f"resextract {__version__}")
        raise typer.Exit


@app.callback()
def describe_program(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and leave.")
    ] = False,
    _settings: Annotated[
        Path | None,
        typer.Option("--settings", metavar="TOML", help="Options to use; resextract.toml of this folder by default."),
    ] = None,
    _lang: LangOption = None,
) -> None:
    """Task records from Russian resolutions, decisions, orders and protocols.

    Who must do what, by when, to what figure, under which program: one JSON record a task, with its place in the
    source.

    \b
    Start here:
      resextract extract resolution.txt -o tasks.jsonl
      resextract outline resolution.txt         what the program takes for what
      resextract explain resolution.txt         why each field has its value

    Exit codes: 0 all well; 1 some inputs failed, each is named on standard error with the reason; 2 wrong usage, or the
    output cannot be written.
    """


@command("extract")
def extract_command(  # noqa: PLR0913, PLR0917 - one argument an option
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Documents, folders, ZIP archives, patterns; - for standard input."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where the records go; - is standard output.")
    ] = "-",
    workers: Annotated[int, typer.Option("--workers", "-w", metavar="N", min=1, help="Processes.")] = 1,
    config: ConfigOption = None,
    model: ModelOption = None,
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with a run into this output that was broken off.")
    ] = False,
    errors: Annotated[
        str | None, typer.Option("--errors", metavar="FILE", help="Write what failed and why, as JSON Lines.")
    ] = None,
    save_text: Annotated[
        Path | None,
        typer.Option("--save-text", metavar="DIR", help="Save the texts of DOCX, PDF … there, for the offsets."),
    ] = None,
) -> None:
    """Extract task records from texts, as JSON Lines.

    \b
    Examples:
      resextract extract resolution.txt                      records to standard output
      resextract extract data/raw -o tasks.jsonl             all documents of a folder and below
      resextract extract a.docx mail.zip '20*/*.pdf' -o tasks.jsonl --workers 4 --save-text texts
      curl https://example.org/order.html | resextract extract - | jq .text

    Plain texts may be UTF-8, UTF-16, windows-1251, KOI8-R or CP866; DOCX, PDF, HTML, RTF and ODT need the extra
    resextract[inputs], and records of such files refer to the text in them, which --save-text writes out. The output
    appears when it is whole: until then it grows beside its place as FILE.part, and a run that is broken off (Ctrl-C, a
    power cut) is gone on with by the same command and --resume. It is the same, byte for byte, for any number of
    workers and breaks. The folder of the output must exist. An input that cannot be used is named with the reason, and
    the others are processed.
    """
    from resextract.cli.extraction import run_extraction

    code = run_extraction(
        paths,
        output=output,
        workers=workers,
        config_path=config,
        model=model,
        max_size=int(max_size * 1_000_000),
        resume=resume,
        errors=errors,
        save_text=save_text,
    )
    raise typer.Exit(code)


@command("outline")
def outline_command(
    file: FileArgument,
    style: Annotated[str, typer.Option("--format", "-f", metavar="text|json", help="For people or programs.")] = "text",
    config: ConfigOption = None,
    model: ModelOption = None,
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
) -> None:
    """Print the segmented tree of a text: kind, number, offsets and text of each node.

    \b
    Examples:
      resextract outline resolution.txt
      resextract outline resolution.txt --format json | jq '.nodes[].kind'

    Look here first when a task is missing or cut wrongly: tasks come from the nodes of the kind "item".
    """
    from resextract.cli.inspection import show_outline

    if style not in ("text", "json"):
        raise refuse(phrase("{style!r} is neither text nor json", style=style), "--format")
    raise typer.Exit(show_outline(file, style, config, model, int(max_size * 1_000_000)))


@command("explain")
def explain_command(
    file: FileArgument,
    task_id: Annotated[
        str | None, typer.Argument(metavar="[TASK_ID]", help="One task, by its task_id or the part after #.")
    ] = None,
    config: ConfigOption = None,
    model: ModelOption = None,
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
) -> None:
    """Print why each field of a text's records has its value: the rule, its place, the lead-in it came from.

    \b
    Examples:
      resextract explain resolution.txt
      resextract explain resolution.txt 'resolution#op1/1.3'
      resextract explain resolution.txt op1/1.3
    """
    from resextract.cli.inspection import show_explanation

    raise typer.Exit(show_explanation(file, task_id, config, model, int(max_size * 1_000_000)))


@command("schema")
def schema_command(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; - is standard output.")
    ] = "-",
) -> None:
    """Print the JSON Schema (draft 2020-12) of a record.

    \b
    Examples:
      resextract schema
      resextract schema -o task-record.schema.json
    """
    from resextract.cli.contract import write_schema

    raise typer.Exit(write_schema(output))


@command("validate", SELECTION)
def validate_command(
    file: Annotated[Path, typer.Argument(metavar="TASKS.jsonl", help="Records to check.")],
    selection: Selection,
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FOLDER", help="What the sources are relative to; here by default."),
    ] = None,
) -> None:
    """Check records against the contract, and their offsets against the sources.

    \b
    Examples:
      resextract validate tasks.jsonl
      resextract validate tasks.jsonl --root /data/archive

    Prints one line a violation. Exit code 1 if there is any, or if the file cannot be read.
    """
    from resextract.cli.contract import check_records

    raise typer.Exit(check_records(file, root, selection))
