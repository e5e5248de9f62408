"""The commands that measure records and convert them: evaluate, compare, convert."""

# ruff: noqa: D301 - the backspace is how click is told to keep the line breaks of a paragraph

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from resextract.cli import exporting as _exporting  # noqa: F401 - its commands come before these in the help
from resextract.cli.application import command
from resextract.cli.shared_options import SELECTION
from resextract.cli.usage_errors import refuse
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from resextract.digest.selections import Selection

__all__ = ["compare_command", "convert_command", "evaluate_command"]


@command("evaluate")
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
      resextract extract data/raw data/invented --model none -o tasks.jsonl
      resextract evaluate data/annotated tasks.jsonl
      resextract evaluate data/annotated tasks.jsonl --errors errors.md
      resextract evaluate data/annotated tasks.jsonl -d '00*' --fail-under 0.9 --fail-under tasks=0.95
      resextract evaluate data/annotated --cross-validate --curve curve.svg

    Tasks are paired one to one where their spans overlap by half or more (intersection over union). A slot is measured
    on normalised values; slots-micro joins actions, actors, deadlines, targets and programs; a task is exact if all
    five are right. Spans are strict (same bounds) or partial (half a point for an overlap). The intervals are a
    bootstrap over documents.

    Figures of a trained model on the texts it was trained on say nothing, and the shipped one was trained on
    data/annotated: extract with --model none for the rules, or use --cross-validate.
    """
    from resextract.cli.evaluation import show_evaluation

    _check_style(style)
    if cross:
        if pred is not None or documents or errors or fail_under or floors:
            raise refuse(phrase("takes GOLD, --training, --folds, --curve, --root, --format"), "--cross-validate")
        from resextract.cli.training import show_cross_validation

        raise typer.Exit(
            show_cross_validation(gold, root or Path(), training=training, folds=folds, curve=curve, style=style)
        )
    if pred is None:
        raise refuse(phrase("is missing; or did you mean --cross-validate?"), "PRED")
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


@command("compare")
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


@command("convert", SELECTION)
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
    *,
    selection: Selection,
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
    from resextract.digest.selections import EVERYTHING

    if (target is None) == (origin is None):
        raise refuse(phrase("give one of --to and --from"), "--to / --from")
    if origin is not None and selection != EVERYTHING:
        raise refuse(phrase("filters go with --to"), "--from")
    if label_map is not None:
        if origin != "brat":
            raise refuse(phrase("goes with --from brat"), "--label-map")
        from resextract.cli.corpora import convert_corpus

        raise typer.Exit(convert_corpus(source, label_map, output))
    if target is not None:
        raise typer.Exit(convert_to(target, source, output, root, selection))
    raise typer.Exit(convert_from(origin or "", source, output))


def _check_style(style: str) -> None:
    if style not in ("table", "json"):
        raise refuse(phrase("{style!r} is neither table nor json", style=style), "--format")
