"""Training configurations, in spaCy's configuration system.

A file has the sections ``[training]``, ``[tagger]`` and ``[roles]``; ``[tagger]`` names a registered function of
``@misc`` that makes the trainer, so that a researcher can register another one.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from confection import Config, ConfigValidationError
from spacy.util import registry

from resextract.language.lexicons import LexiconError, read_resource
from resextract.language.phrases import phrase
from resextract.learning import crf_training, ner_training, role_training

if TYPE_CHECKING:
    from resextract.learning.role_training import RoleTrainer
    from resextract.learning.trainers import TaggerTrainer

__all__ = ["SHIPPED", "TrainingConfig", "TrainingConfigError", "load_training_config"]

SHIPPED = ("crf", "ner")
"""Names of the configurations that ship with the package."""

_REGISTERED = (crf_training, ner_training, role_training)
_SECTIONS = {"training", "tagger", "roles"}


class TrainingConfigError(ValueError):
    """A training configuration cannot be used; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class TrainingConfig:
    """How to train.

    Attributes:
        seed: Start of all random generators.
        folds: Parts that the texts are split into, to see what the tagger makes of texts it was not trained on.
        warn_below: Mentions of the tagger with a lower probability get the warning ``low_confidence``.
        tagger: What trains the tagger of mentions.
        roles: What trains the classifier of roles; None to train none.
        text: The configuration as its file has it, overrides filled in.
    """

    seed: int
    folds: int
    warn_below: float
    tagger: TaggerTrainer
    roles: RoleTrainer | None
    text: str


def load_training_config(name: str, overrides: dict[str, Any] | None = None) -> TrainingConfig:
    """Load a training configuration.

    Args:
        name: One of `SHIPPED`, or a file.
        overrides: Values by their dotted names (``training.seed``), which count instead of the file's.

    Raises:
        TrainingConfigError: There is no such file, or it is no training configuration.
    """
    try:
        text = read_resource(f"training/{name}.cfg") if name in SHIPPED else Path(name).read_text(encoding="utf-8")
        config = Config().from_str(text, overrides=overrides or {})
        if config.keys() - {"roles"} != _SECTIONS - {"roles"}:
            raise TrainingConfigError(
                phrase(
                    "{name}: has the sections {sections}; wanted are training, tagger, roles",
                    name=name,
                    sections=", ".join(config),
                )
            )
        made: Any = registry.resolve(config, validate=True)
        training = made["training"]
        if not callable(getattr(made["tagger"], "train", None)):
            raise TrainingConfigError(
                phrase('{name}: [tagger] names no trainer: it wants @misc = "resextract.CrfTrainer.v1", say', name=name)
            )
        unknown = training.keys() - {"seed", "folds", "warn_below"}
        if unknown or len(training) != 3:
            raise TrainingConfigError(
                phrase("{name}: [training] takes seed, folds and warn_below and nothing else", name=name)
            )
        if not (isinstance(training["folds"], int) and training["folds"] > 1):
            raise TrainingConfigError(phrase("{name}: training.folds must be a whole number from 2", name=name))
        if not 0 <= float(training["warn_below"]) <= 1:
            raise TrainingConfigError(phrase("{name}: training.warn_below must lie between 0 and 1", name=name))
        return TrainingConfig(
            int(training["seed"]),
            training["folds"],
            float(training["warn_below"]),
            made["tagger"],
            made.get("roles"),
            config.to_str(),
        )
    except FileNotFoundError:
        shipped = ", ".join(SHIPPED)
        raise TrainingConfigError(
            phrase("{name}: there is no such file; the package's own are called {shipped}", name=name, shipped=shipped)
        ) from None
    except (OSError, UnicodeDecodeError, LexiconError) as error:
        raise TrainingConfigError(phrase("{name}: cannot be read: {reason}", name=name, reason=str(error))) from error
    except ConfigValidationError as error:
        raise TrainingConfigError(phrase("{name}: {reason}", name=name, reason=" ".join(str(error).split()))) from error
    except (ValueError, TypeError) as error:
        if isinstance(error, TrainingConfigError):
            raise
        raise TrainingConfigError(
            phrase(
                "{name}: is no configuration of spaCy's kind: {reason}", name=name, reason=" ".join(str(error).split())
            )
        ) from error
