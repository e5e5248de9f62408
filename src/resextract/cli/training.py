"""What the commands of researchers do: training, cross-validation, models, suggestions, corpora of others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resextract.cli.messages import FAILED, OK, report, report_usage
from resextract.exchange.errors import ExchangeError
from resextract.pipeline.config import ConfigError, load_config
from resextract.pipeline.threads import limit_threads
from resextract.reading.inputs import find_inputs
from resextract.reading.source import ReadingError, SourceText, read_input
from resextract.tagging.errors import ModelError
from resextract.writers.jsonl import STDOUT, OutputError, open_output

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from resextract.learning.annotations import AnnotatedText
    from resextract.learning.role_annotations import RoleSpan
    from resextract.tagging.folders import Manifest

__all__ = ["convert_corpus", "run_training", "show_cross_validation", "show_models", "write_suggestions"]

ROLES_FOLDER = "roles"
"""Folder below that of the records, with the right roles."""


def run_training(  # noqa: PLR0913 - one argument an option
    config: str,
    data: Path,
    output: Path,
    *,
    root: Path,
    extra: Sequence[Path],
    examples: Path | None,
    overrides: Sequence[str],
    quiet: bool,
) -> int:
    """Train a model and write it.

    Args:
        config: The name of a shipped training configuration, or a file.
        data: Annotated records.
        output: The model's folder.
        root: What the records' sources are relative to.
        extra: Files of examples of other corpora.
        examples: Where the examples that were learned from go; None for nowhere.
        overrides: ``name=value`` pairs that count instead of the configuration's.
        quiet: Whether to say nothing but what is wrong.

    Returns:
        The exit code: 1 if the data cannot be learned from, 2 for a wrong configuration or output.
    """
    limit_threads()
    try:
        from resextract.learning.annotations import AnnotationsError
        from resextract.learning.configuration import TrainingConfigError, load_training_config
        from resextract.learning.training import TrainingError, train_model
    except ImportError as error:
        return _ask_for_extra(error)
    say: Callable[[str], None] = _be_silent if quiet else report
    try:
        settings = load_training_config(config, _read_overrides(overrides))
        texts, roles = _load_data(data, root)
        say(f"{len(texts)} texts, {sum(len(t.records) for t in texts)} tasks; roles of {len(roles)}")
        others = [doc for path in extra for doc in _load_examples(path)]
        trained = train_model(texts, roles, settings, say, others)
        if examples is not None:
            with open_output(str(examples)) as stream:
                stream.write(trained.examples)
        trained.save(output)
    except AnnotationsError as error:
        for problem in str(error).split("\n"):
            report(problem)
        report("nothing was trained")
        return FAILED
    except TrainingError as error:
        report(str(error))
        return FAILED
    except ImportError as error:
        return _ask_for_extra(error)
    except (TrainingConfigError, ModelError, OutputError) as error:
        return report_usage(str(error))
    say(
        f"{output}: {sum(map(len, trained.files.values())) / 1e6:.1f} MB; try: resextract extract FILE --model {output}"
    )
    return OK


def show_cross_validation(data: Path, root: Path, *, training: str, folds: int, curve: Path | None, style: str) -> int:
    """Cross-validate a training and print what was measured.

    Args:
        data: Annotated records.
        root: What the records' sources are relative to.
        training: The name of a shipped training configuration, or a file.
        folds: Parts that the texts are split into.
        curve: Where the learning curve is drawn; None for no curve. A diagram of calibration is drawn beside it.
        style: ``table`` or ``json``.

    Returns:
        The exit code, as `run_training`.
    """
    limit_threads()
    try:
        from resextract.learning.annotations import AnnotationsError
        from resextract.learning.configuration import TrainingConfigError, load_training_config
        from resextract.learning.cross_reports import dump_cross_validation, format_cross_validation
        from resextract.learning.cross_validation import cross_validate
        from resextract.learning.curves import DrawingError, draw_calibration, draw_curve, measure_curve
        from resextract.learning.training import TrainingError
    except ImportError as error:
        return _ask_for_extra(error)
    try:
        settings = load_training_config(training)
        texts, roles = _load_data(data, root)
        result = cross_validate(texts, roles, settings, report, folds)
        points = measure_curve(texts, settings, report, folds) if curve is not None else []
        if curve is not None:
            draw_curve(points, curve)
            draw_calibration(result.outcomes, curve.with_stem(f"{curve.stem}-calibration"))
        if style == "json":
            text = json.dumps(dump_cross_validation(result, points), ensure_ascii=False, indent=1) + "\n"
        else:
            text = format_cross_validation(result, points)
        with open_output(STDOUT) as stream:
            stream.write(text.encode("utf-8"))
    except (AnnotationsError, TrainingError) as error:
        report(str(error))
        return FAILED
    except ImportError as error:
        return _ask_for_extra(error)
    except (TrainingConfigError, DrawingError, OutputError) as error:
        return report_usage(str(error))
    return OK


def show_models(name: str | None) -> int:
    """Print the installed models, or all that one says of itself.

    Args:
        name: The name or folder of one; None for a line on each.

    Returns:
        The exit code: 1 if one of them is damaged, 2 if there is no such model.
    """
    from resextract.tagging.folders import read_model
    from resextract.tagging.locations import find_model, list_models

    try:
        paths = [find_model(name)] if name is not None else list_models()
    except ModelError as error:
        return report_usage(str(error))
    damaged = False
    for path in paths:
        try:
            manifest = read_model(path).manifest
        except ModelError as error:
            report(str(error))
            damaged = True
            continue
        print(_describe_model(path, manifest) if name is not None else _name_model(path, manifest))
    if not paths:
        report("no trained model is installed; resextract train makes one")
    return FAILED if damaged else OK


def _name_model(path: Path, manifest: Manifest) -> str:
    size = sum(entry.size for entry in manifest.files.values()) / 1e6
    return f"{manifest.name}  {manifest.architecture}  {len(manifest.documents)} texts  {size:.1f} MB  {path}"


def _describe_model(path: Path, manifest: Manifest) -> str:
    lines = [_name_model(path, manifest), f"made by resextract {manifest.made_by}, seed {manifest.seed}"]
    for slot, entry in manifest.slots.items():
        steps = {"add": entry.add, "extend": entry.extend, "replace": entry.replace, "drop": entry.drop}
        told = ", ".join(f"{step} from {value:g}" for step, value in steps.items() if value <= 1)
        lines.append(f"  {slot:<11} {entry.mode}{f': {told}' if told and entry.mode == 'hybrid' else ''}")
    if manifest.roles is not None:
        roles = manifest.roles
        lines.append(f"  roles       {roles.mode}: head from {roles.head:g}, leave from {roles.leave:g}")
    lines.append(f"  trained on  {', '.join(document.doc_id for document in manifest.documents)}")
    return "\n".join(lines)


def write_suggestions(paths: Sequence[str], output: str, number: int, model: str | None) -> int:
    """Find the tasks most worth annotating and write their texts for Label Studio.

    Args:
        paths: Files, folders, patterns, ``-``.
        output: A JSON file; its labelling configuration goes beside it.
        number: How many tasks.
        model: The model; None for the configuration's.

    Returns:
        The exit code: 1 if an input cannot be used, 2 without a model or for a wrong output.
    """
    limit_threads()
    try:
        config = load_config(model=model)
    except ConfigError as error:
        return report_usage(str(error))
    if config.model is None:
        return report_usage("suggest compares rules and model: name a model with --model")
    if output == STDOUT or not output.endswith(".json"):
        return report_usage(f"{output}: name a .json; its labelling configuration goes beside it")
    sources, failed = _read_sources(paths)
    from resextract.exchange.label_studio import format_config, format_predictions
    from resextract.exchange.standoff import flatten_records
    from resextract.extractors.registry import build_pipeline
    from resextract.learning.suggestions import choose_suggestions, suggest_text
    from resextract.pipeline.outlines import outline_source
    from resextract.tagging.locations import find_model

    try:
        path = str(find_model(config.model))
        nlp = build_pipeline(config.components)
        texts = [suggest_text(source, outline_source(source, config), path, nlp) for source in sources]
        chosen = choose_suggestions(texts, number)
        documents = []
        for position, text in enumerate(chosen):
            notes = {
                s.task.task_id: "; ".join(f"{d.slot}: {d.reason}: {d.text}" for d in s.doubts[:5])
                for s in text.suggestions
            }
            document = flatten_records(text.records, text.source.text, position, text.source.source)
            documents.append((document, round(sum(s.score for s in text.suggestions), 4), notes))
        with open_output(output) as stream:
            stream.write(format_predictions(documents, Path(path).name).encode("utf-8"))
        with open_output(str(Path(output).with_suffix(".xml"))) as stream:
            stream.write(format_config().encode("utf-8"))
    except (ModelError, ConfigError, OutputError) as error:
        return report_usage(str(error))
    except ExchangeError as error:
        report(str(error))
        return FAILED
    total = sum(len(text.suggestions) for text in chosen)
    report(f"{output}: {total} tasks in {len(chosen)} texts")
    return FAILED if failed else OK


def convert_corpus(folder: Path, label_map: Path, output: str) -> int:
    """Convert a brat corpus with labels of its own to examples.

    Args:
        folder: The folder of ``.txt`` and ``.ann`` files.
        label_map: The label map, see `resextract.learning.foreign`.
        output: A ``DocBin`` file.

    Returns:
        The exit code: 1 if the corpus or the map cannot be used, 2 if the output cannot be written.
    """
    limit_threads()
    from resextract.annotation import build_language
    from resextract.learning.annotations import AnnotationsError
    from resextract.learning.examples import dump_examples, list_gold
    from resextract.learning.foreign import load_label_map, read_corpus

    try:
        examples = read_corpus(folder, load_label_map(label_map), build_language())
        with open_output(output) as stream:
            stream.write(dump_examples(examples))
    except AnnotationsError as error:
        for problem in str(error).split("\n"):
            report(problem)
        return FAILED
    except OutputError as error:
        return report_usage(str(error))
    mentions = sum(len(list_gold(doc)) for text in examples for doc in text.docs)
    report(f"{len(examples)} texts, {mentions} mentions: {output}")
    return OK


def _load_data(data: Path, root: Path) -> tuple[list[AnnotatedText], dict[str, list[RoleSpan]]]:
    from resextract.learning.annotations import load_annotations
    from resextract.learning.role_annotations import load_roles

    texts = load_annotations(data, root)
    folder = (data if data.is_dir() else data.parent) / ROLES_FOLDER
    return texts, load_roles(folder, texts)


def _load_examples(path: Path) -> list[Any]:
    from resextract.learning.annotations import AnnotationsError
    from resextract.learning.examples import parse_examples

    try:
        return [doc for text in parse_examples(path.read_bytes(), str(path)) for doc in text.docs]
    except OSError as error:
        raise AnnotationsError([f"{path}: cannot be read: {error.strerror or error}"]) from error
    except ValueError as error:
        raise AnnotationsError([str(error)]) from error


def _read_sources(paths: Sequence[str]) -> tuple[list[SourceText], bool]:
    sources, failed = [], False
    for item in find_inputs(paths):
        try:
            sources.append(read_input(item))
        except ReadingError as error:
            report(str(error))
            failed = True
    return sources, failed


def _read_overrides(pairs: Sequence[str]) -> dict[str, Any]:
    from resextract.learning.configuration import TrainingConfigError

    overrides: dict[str, Any] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or "." not in name:
            raise TrainingConfigError(f"--set {pair}: is no SECTION.NAME=VALUE")
        try:
            overrides[name] = json.loads(value)
        except ValueError:
            overrides[name] = value
    return overrides


def _ask_for_extra(error: ImportError) -> int:
    return report_usage(f"{error.name or error}: is not installed; training needs: pip install 'resextract[train]'")


def _be_silent(_: str) -> None:
    return None
