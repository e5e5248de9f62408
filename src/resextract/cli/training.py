"""The command `train`, and `evaluate --cross-validate`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from resextract.cli.messages import FAILED, OK, report, report_usage, tell
from resextract.language.phrases import phrase
from resextract.pipeline.threads import limit_threads
from resextract.tagging.errors import ModelError
from resextract.writers.jsonl import STDOUT, OutputError, open_output

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from resextract.learning.annotations import AnnotatedText
    from resextract.learning.role_annotations import RoleSpan

__all__ = ["run_training", "show_cross_validation"]

_FEW = 10

ROLES_FOLDER = "roles"
"""Folder below that of the records, with the right roles."""


def run_training(
    config: str,
    data: Sequence[Path],
    output: Path,
    *,
    root: Path,
    extra: Sequence[Path],
    examples: Path | None,
    overrides: Sequence[str],
) -> int:
    """Train a model and write it.

    Args:
        config: The name of a shipped training configuration, or a file.
        data: Annotated records: folders and files.
        output: The model's folder.
        root: What the records' sources are relative to.
        extra: Files of examples of other corpora.
        examples: Where the examples that were learned from go; None for nowhere.
        overrides: ``name=value`` pairs that count instead of the configuration's.

    Returns:
        The exit code: 1 if the data cannot be learned from, 2 for a wrong configuration or output.
    """
    limit_threads()
    try:
        from resextract.learning.annotations import AnnotationsError
        from resextract.learning.configuration import TrainingConfigError, load_training_config
        from resextract.learning.training import TrainingError, train_model
        from resextract.tagging.folders import check_place
    except ImportError as error:
        return _ask_for_extra(error)
    try:
        settings = load_training_config(config, _read_overrides(overrides))
        check_place(output)
        texts, roles = _load_data(data, root)
        tell(
            phrase(
                "{number} texts, {tasks} tasks; roles of {roles}",
                number=len(texts),
                tasks=sum(len(t.records) for t in texts),
                roles=len(roles),
            )
        )
        if len(texts) < _FEW:
            tell(phrase("so few texts tell little: what is chosen on fewer than {few} is a guess", few=_FEW))
        others = [doc for path in extra for doc in _load_examples(path)]
        trained = train_model(texts, roles, settings, tell, others)
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
    tell(
        phrase(
            "{output}: {size:.1f} MB; try: resextract extract FILE --model {output}",
            output=output,
            size=sum(map(len, trained.files.values())) / 1e6,
        )
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
        from resextract.learning.curves import DrawingError, check_picture, draw_calibration, draw_curve, measure_curve
        from resextract.learning.training import TrainingError
    except ImportError as error:
        return _ask_for_extra(error)
    try:
        settings = load_training_config(training)
        if curve is not None:
            check_picture(curve)
        texts, roles = _load_data([data], root)
        result = cross_validate(texts, roles, settings, tell, folds)
        points = measure_curve(texts, settings, tell, folds) if curve is not None else []
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


def _load_data(data: Sequence[Path], root: Path) -> tuple[list[AnnotatedText], dict[str, list[RoleSpan]]]:
    from resextract.learning.annotations import load_annotations
    from resextract.learning.role_annotations import load_roles

    texts = load_annotations(data, root)
    roles: dict[str, list[RoleSpan]] = {}
    for path in data:
        folder = (path if path.is_dir() else path.parent) / ROLES_FOLDER
        roles |= load_roles(folder, texts)
        strangers = {file.stem for file in folder.glob("*.jsonl")} - {text.doc_id for text in texts}
        if strangers:
            report(
                phrase(
                    "{folder}: roles of no text that is learned from: {names}",
                    folder=folder,
                    names=", ".join(sorted(strangers)),
                )
            )
    return texts, roles


def _load_examples(path: Path) -> list[Any]:
    from resextract.learning.annotations import AnnotationsError
    from resextract.learning.examples import parse_examples

    try:
        return [doc for text in parse_examples(path.read_bytes(), str(path)) for doc in text.docs]
    except OSError as error:
        raise AnnotationsError([f"{path}: cannot be read: {error.strerror or error}"]) from error
    except ValueError as error:
        raise AnnotationsError([str(error)]) from error


def _read_overrides(pairs: Sequence[str]) -> dict[str, Any]:
    from resextract.learning.configuration import TrainingConfigError

    overrides: dict[str, Any] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign or "." not in name:
            raise TrainingConfigError(phrase("--set {pair}: is no SECTION.NAME=VALUE", pair=pair))
        try:
            overrides[name] = json.loads(value)
        except ValueError:
            overrides[name] = value
    return overrides


def _ask_for_extra(error: ImportError) -> int:
    return report_usage(
        phrase(
            "{library}: is not installed; training needs: pip install 'resextract[train]'", library=error.name or error
        )
    )
