"""The commands of researchers: train a model, see which there are, and what to annotate next."""

# ruff: noqa: D301 - the backspace is how click is told to keep the line breaks of a paragraph

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from resextract.cli import measuring as _measuring  # noqa: F401 - its commands come before these in the help
from resextract.cli.application import command
from resextract.cli.model_options import ModelOption  # noqa: TC001 - typer reads it at run time

__all__ = ["models_command", "suggest_command", "train_command"]


@command("train")
def train_command(
    config: Annotated[
        str,
        typer.Argument(metavar="CONFIG", help="crf, ner (slower), or a file in spaCy's config format."),
    ] = "crf",
    data: Annotated[
        list[Path] | None,
        typer.Option(
            "--data",
            metavar="PATH",
            help="Annotated records: a folder of *.jsonl, a file, or a DocBin; repeatable. data/annotated by default.",
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the model goes; one there is replaced.")
    ] = Path("models/own"),
    root: Annotated[
        Path | None,
        typer.Option("--root", metavar="FOLDER", help="What the records' sources are relative to; here by default."),
    ] = None,
    extra: Annotated[
        list[Path] | None,
        typer.Option("--extra", metavar="FILE", help="Examples of another corpus to learn from as well; repeatable."),
    ] = None,
    examples: Annotated[
        Path | None, typer.Option("--examples", metavar="FILE", help="Write the examples learned from, as a DocBin.")
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="A value of the config: training.seed=5; repeatable."),
    ] = None,
) -> None:
    """Train extractors on annotated texts: mentions, and the roles of paragraphs and list items.

    \b
    Examples:
      resextract train                                        crf on data/annotated, to models/own
      resextract train --data data/annotated --data my-texts -o models/mine
      resextract train ner --data my-texts -o models/mine --set tagger.rounds=30
      resextract extract new.txt --model models/own

    What is learned is the place of mentions and the roles; values are read off them as ever. The texts are split to
    calibrate probabilities and to choose, for each slot, when the model overrules the rules. Data that are not sound
    are refused with file, line and reason before the training starts; a training that breaks off leaves the model
    before it as it was. Roles are learned from DATA/roles/DOC_ID.jsonl, where there are any. Needs
    pip install 'resextract[train]'.
    """
    from resextract.cli.training import run_training

    code = run_training(
        config,
        data or [Path("data/annotated")],
        output,
        root=root or Path(),
        extra=extra or [],
        examples=examples,
        overrides=set_ or [],
    )
    raise typer.Exit(code)


@command("models")
def models_command(
    model: Annotated[str | None, typer.Argument(metavar="[MODEL]", help="One model, by name or folder.")] = None,
) -> None:
    """List the trained models that are installed, or tell what one of them is.

    \b
    Examples:
      resextract models
      resextract models models/own
    """
    from resextract.cli.models import show_models

    raise typer.Exit(show_models(model))


@command("suggest")
def suggest_command(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Texts without annotation, as for extract.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where they go: a .json for Label Studio.")
    ],
    number: Annotated[int, typer.Option("--number", "-n", metavar="N", min=1, help="How many tasks.")] = 50,
    model: ModelOption = None,
) -> None:
    """Find the tasks most worth annotating next: where rules and model differ, or the model is not sure.

    \b
    Examples:
      resextract suggest archive/ -n 50 -o next.json
      resextract convert exported.json --from label-studio -o data/annotated/new.jsonl

    The texts that hold them are written with all that was extracted as pre-annotations, a note at each suggested task
    saying what is in doubt, and beside the file its labelling configuration. Correct them in Label Studio, export as
    JSON, convert, train again.
    """
    from resextract.cli.suggestions import write_suggestions

    raise typer.Exit(write_suggestions(paths, output, number, model))
