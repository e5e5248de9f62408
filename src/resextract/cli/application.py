"""The commands and their options; what they do stands in the modules beside this one."""

# ruff: noqa: D301 - the backspace is how click is told to keep the line breaks of a paragraph

from __future__ import annotations

import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resextract.cli.model_options import ModelOption  # noqa: TC001 - typer reads it at run time

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["app", "main"]

# Plain help: rich would double the time that --help takes.
app = typer.Typer(
    name="resextract",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

FileArgument = Annotated[str, typer.Argument(metavar="FILE", help="A text, or - for standard input.")]
ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", "-c", metavar="TOML", help="Which components run; the package's own file by default."),
]
DEFAULT_MAX_SIZE = 5.0  # reading.MAX_SIZE, which is not imported before a command runs
MaxSizeOption = Annotated[
    float,
    typer.Option("--max-size", metavar="MB", min=0, help="Refuse larger files; 1 MB of text takes 120 MB of memory."),
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


@app.command("extract")
def extract_command(
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Texts, folders with *.txt, patterns; - for standard input.")
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where the records go; - is standard output.")
    ] = "-",
    workers: Annotated[int, typer.Option("--workers", "-w", metavar="N", min=1, help="Processes.")] = 1,
    config: ConfigOption = None,
    model: ModelOption = None,
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary, only what failed.")] = False,
) -> None:
    """Extract task records from texts, as JSON Lines.

    \b
    Examples:
      resextract extract resolution.txt                      records to standard output
      resextract extract data/raw -o tasks.jsonl             all *.txt of a folder and below
      resextract extract a.txt archive/ '20*/*.txt' -o tasks.jsonl --workers 4
      pdftotext order.pdf - | resextract extract - | jq .text

    Texts may be UTF-8, UTF-16, windows-1251, KOI8-R or CP866. The output appears when it is whole: a run that is broken
    off leaves the old file as it was. It is the same, byte for byte, for any number of workers. The folder of the
    output must exist. An input that cannot be used is named with the reason, and the others are processed.
    """
    from resextract.cli.extraction import run_extraction

    code = run_extraction(
        paths,
        output=output,
        workers=workers,
        config_path=config,
        model=model,
        max_size=int(max_size * 1_000_000),
        quiet=quiet,
    )
    raise typer.Exit(code)


@app.command("outline")
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
        raise typer.BadParameter(f"{style!r} is neither text nor json", param_hint="--format")
    raise typer.Exit(show_outline(file, style, config, model, int(max_size * 1_000_000)))


@app.command("explain")
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


@app.command("schema")
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


@app.command("validate")
def validate_command(
    file: Annotated[Path, typer.Argument(metavar="TASKS.jsonl", help="Records to check.")],
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

    raise typer.Exit(check_records(file, root))


@app.command("evaluate")
def evaluate_command(  # noqa: PLR0913, PLR0917 - one argument an option
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated records: a file, or a folder of *.jsonl.")],
    pred: Annotated[
        Path | None, typer.Argument(metavar="[PRED]", help="Extracted records: the same. Not with --cross-validate.")
    ] = None,
    documents: Annotated[
        list[str] | None,
        typer.Option("--documents", "-d", metavar="PATTERN", help="Only documents whose doc_id matches; repeatable."),
    ] = None,
    style: Annotated[
        str, typer.Option("--format", "-f", metavar="table|json", help="For people or programs.")
    ] = "table",
    errors: Annotated[
        str | None,
        typer.Option("--errors", metavar="FILE", help="List every error with its text; .jsonl or Markdown."),
    ] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option("--fail-under", metavar="[MEASURE=]F1", help="Exit code 1 below this F1; repeatable."),
    ] = None,
    floors: Annotated[
        Path | None, typer.Option("--floors", metavar="TOML", help="The same from a file, by groups of documents.")
    ] = None,
    cross: Annotated[
        bool,
        typer.Option("--cross-validate", help="Train on parts of GOLD, measure on the rest: rules, model and hybrid."),
    ] = False,
    training: Annotated[
        str, typer.Option("--training", metavar="CONFIG", help="With --cross-validate: how to train, as in train.")
    ] = "crf",
    folds: Annotated[int, typer.Option("--folds", metavar="N", min=2, help="With --cross-validate: parts.")] = 5,
    curve: Annotated[
        Path | None,
        typer.Option("--curve", metavar="FILE", help="With --cross-validate: draw the learning curve; .svg or .png."),
    ] = None,
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FOLDER", help="With --cross-validate: what the sources are relative to."),
    ] = None,
) -> None:
    """Measure extracted records against annotated ones: precision, recall and F1.

    \b
    Examples:
      resextract extract data/raw data/invented -o tasks.jsonl
      resextract evaluate data/annotated tasks.jsonl
      resextract evaluate data/annotated tasks.jsonl --errors errors.md
      resextract evaluate data/annotated tasks.jsonl -d '00*' --fail-under 0.9 --fail-under tasks=0.95
      resextract evaluate data/annotated --cross-validate --curve curve.svg

    Tasks are paired one to one where their spans overlap by half or more (intersection over union). A slot is measured
    on normalised values; slots-micro joins actions, actors, deadlines, targets and programs; a task is exact if all
    five are right. Spans are strict (same bounds) or partial (half a point for an overlap). The intervals are a
    bootstrap over documents.
    """
    from resextract.cli.evaluation import show_evaluation

    _check_style(style)
    if cross:
        if pred is not None or documents or errors or fail_under or floors:
            raise typer.BadParameter(
                "takes GOLD, --training, --folds, --curve, --root, --format", param_hint="--cross-validate"
            )
        from resextract.cli.training import show_cross_validation

        raise typer.Exit(
            show_cross_validation(gold, root or Path(), training=training, folds=folds, curve=curve, style=style)
        )
    if pred is None:
        raise typer.BadParameter("is missing; or did you mean --cross-validate?", param_hint="PRED")
    code = show_evaluation(
        gold,
        pred,
        documents=documents or [],
        style=style,
        errors_path=errors,
        fail_under=fail_under or [],
        floors_path=floors,
    )
    raise typer.Exit(code)


@app.command("compare")
def compare_command(
    old: Annotated[Path, typer.Argument(metavar="OLD.jsonl", help="Records before a change.")],
    new: Annotated[Path, typer.Argument(metavar="NEW.jsonl", help="Records after it.")],
    gold: Annotated[
        Path | None,
        typer.Option("--gold", "-g", metavar="GOLD", help="Annotated records that tell mended from broken."),
    ] = None,
    style: Annotated[
        str, typer.Option("--format", "-f", metavar="table|json", help="For people or programs.")
    ] = "table",
) -> None:
    """Show what a change of the rules did: values gained, lost and changed between two runs.

    \b
    Examples:
      resextract compare before.jsonl after.jsonl
      resextract compare before.jsonl after.jsonl --gold data/annotated
    """
    from resextract.cli.evaluation import show_comparison

    _check_style(style)
    raise typer.Exit(show_comparison(old, new, gold_path=gold, style=style))


@app.command("convert")
def convert_command(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="Records, or what an annotation tool wrote.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="OUT", help="A file; for brat a folder. - is standard output.")
    ],
    target: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help="brat, label-studio, doccano or docbin.")
    ] = None,
    origin: Annotated[str | None, typer.Option("--from", metavar="FORMAT", help="The same, back to records.")] = None,
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FOLDER", help="With --to: what the sources are relative to; here by default."),
    ] = None,
    label_map: Annotated[
        Path | None,
        typer.Option(
            "--label-map", metavar="TOML", help="With --from brat: a corpus with labels of its own → examples."
        ),
    ] = None,
) -> None:
    """Convert records to the format of an annotation tool, and back.

    \b
    Examples:
      resextract convert tasks.jsonl --to brat -o brat-folder
      resextract convert brat-folder --from brat -o tasks.jsonl
      resextract convert tasks.jsonl --to label-studio -o studio.json    and studio.xml, the configuration
      resextract convert tasks.jsonl --to docbin -o tasks.spacy --root /data/archive
      resextract convert corpus/ --from brat --label-map labels.toml -o corpus.spacy    examples for train --extra

    Nothing is lost: what is not touched in the tool comes back byte for byte. A mention that was drawn without values
    gets those that its text gives, and is named. Exit code 1 if something is left out or cannot be used.
    """
    from resextract.cli.exchange import convert_from, convert_to

    if (target is None) == (origin is None):
        raise typer.BadParameter("give one of --to and --from", param_hint="--to / --from")
    if label_map is not None:
        if origin != "brat":
            raise typer.BadParameter("goes with --from brat", param_hint="--label-map")
        from resextract.cli.training import convert_corpus

        raise typer.Exit(convert_corpus(source, label_map, output))
    if target is not None:
        raise typer.Exit(convert_to(target, source, output, root))
    raise typer.Exit(convert_from(origin or "", source, output))


def _check_style(style: str) -> None:
    if style not in ("table", "json"):
        raise typer.BadParameter(f"{style!r} is neither table nor json", param_hint="--format")


def main() -> None:
    """Run the command line."""
    for name in ("SIGTERM", "SIGHUP"):  # by default they end the process without removing temporary files
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _leave)
    # Loading vocabularies and rules makes a million lasting objects; the default collector would look at them all
    # again and again, for a tenth of a short run.
    gc.set_threshold(200_000, 20, 100)
    try:
        app(prog_name="resextract")
    except BrokenPipeError:
        # Whoever read the output (head, a pager) has seen enough; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else 1)


def _leave(number: int, _frame: FrameType | None) -> None:
    sys.exit(128 + number)
