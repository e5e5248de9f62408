"""Configuration of a run: which components there are."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from resextract.language.lexicons import read_resource
from resextract.language.phrases import phrase
from resextract.tagging.policies import Mode  # noqa: TC001 - Pydantic reads the annotations

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NO_MODEL", "Config", "ConfigError", "load_config"]

NO_MODEL = "none"
"""Name that stands for rules alone."""

Slot = Literal["references", "programs", "deadlines", "targets", "actions", "actors"]


class ConfigError(ValueError):
    """A configuration file cannot be used; the message says why."""


class Config(BaseModel):
    """What a run needs to know.

    Attributes:
        components: Names of the pipeline's components, in the order in which they run.
        model: The trained model: a name, or a folder (beside the file, or relative to the working folder); None for
            rules alone.
        slots: How a slot is read, ``rules``, ``model`` or ``hybrid``, by the slot's name, where it is not to be read as
            the model's manifest says.
        roles: The same for the roles of the outline's nodes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    components: tuple[str, ...]
    model: str | None = None
    slots: tuple[tuple[Slot, Mode], ...] = ()
    roles: Mode | None = None

    @field_validator("slots", mode="before")
    @classmethod
    def _list_slots(cls, value: object) -> object:
        # A table in the file; pairs here, so that a configuration can be the key of a cache.
        return tuple(sorted(value.items())) if isinstance(value, dict) else value

    @field_validator("model", mode="before")
    @classmethod
    def _name_nothing(cls, value: object) -> object:
        return None if value == NO_MODEL else value


@lru_cache(maxsize=8)
def load_config(path: Path | None = None, model: str | None = None) -> Config:
    """Load a configuration.

    Args:
        path: A TOML file, or None for the one that ships with the package (``resources/config/default.toml``).
        model: The trained model to use instead of the file's: a name, a folder, or ``none`` for rules alone.

    Raises:
        ConfigError: The file cannot be read, is no TOML, or holds something else than a configuration.
    """
    try:
        content = read_resource("config/default.toml") if path is None else path.read_text(encoding="utf-8")
        fields = tomllib.loads(content) | ({} if model is None else {"model": model})
        if path is not None and model is None and isinstance(fields.get("model"), str):
            beside = path.parent / fields["model"]  # a folder is looked for beside the file first
            fields["model"] = str(beside) if beside.is_dir() else fields["model"]
        return Config.model_validate(fields)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(phrase("{path}: {reason}", path=path, reason=str(error))) from error
    except ValidationError as error:
        details = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ConfigError(phrase("{path}: {reason}", path=path, reason=details)) from error
