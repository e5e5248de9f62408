"""The command `suggest`: the tasks most worth annotating, for Label Studio."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from resextract.cli.messages import FAILED, OK, report, report_usage, tell
from resextract.exchange.errors import ExchangeError
from resextract.language.phrases import phrase
from resextract.pipeline.config import ConfigError, load_config
from resextract.pipeline.threads import limit_threads
from resextract.reading.inputs import find_inputs
from resextract.reading.source import ReadingError, SourceText, read_input
from resextract.tagging.errors import ModelError
from resextract.writers.jsonl import STDOUT, OutputError, open_output

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["write_suggestions"]


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
        return report_usage(phrase("{output}: name a .json; its labelling configuration goes beside it", output=output))
    sources, failed = _read_sources(paths)
    if not sources:
        return FAILED
    from resextract.exchange.label_studio import format_config, format_predictions
    from resextract.exchange.standoff import flatten_records
    from resextract.extractors.registry import build_pipeline
    from resextract.learning.suggestions import choose_suggestions, suggest_text
    from resextract.pipeline.outlines import outline_source
    from resextract.tagging.folders import read_model
    from resextract.tagging.locations import find_model

    try:
        path = str(find_model(config.model))
        known = {document.sha256 for document in read_model(Path(path)).manifest.documents}
        for source in (source for source in sources if source.sha256 in known):
            tell(phrase("{source}: left out: the model was trained on it", source=source.source))
        sources = [source for source in sources if source.sha256 not in known]
        nlp = build_pipeline(config.components)
        texts = []
        for source in sources:
            try:
                texts.append(suggest_text(source, outline_source(source, config), path, nlp))
            except (ModelError, ConfigError):
                raise
            except ValueError as error:  # a defect that one text brings out must not lose the others
                report(phrase("{source}: left out: {reason}", source=source.source, reason=str(error)))
                failed = True
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
    tell(phrase("{output}: {total} tasks in {number} texts", output=output, total=total, number=len(chosen)))
    return FAILED if failed else OK


def _read_sources(paths: Sequence[str]) -> tuple[list[SourceText], bool]:
    sources, failed = [], False
    for item in find_inputs(paths):
        try:
            sources.append(read_input(item))
        except ReadingError as error:
            report(str(error))
            failed = True
    return sources, failed
