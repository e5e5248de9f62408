"""Configuration of a run: which components there are."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from resextract.language.lexicons import read_resource

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Config", "ConfigError", "load_config"]


class ConfigError(ValueError):
    """A configuration file cannot be used; the message says why."""


class Config(BaseModel):
    """What a run needs to know.

    Attributes:
        components: Names of the pipeline's components, in the order in which they run.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    components: tuple[str, ...]


@lru_cache(maxsize=8)
def load_config(path: Path | None = None) -> Config:
    """Load a configuration.

    Args:
        path: A TOML file, or None for the one that ships with the package (``resources/config/default.toml``).

    Raises:
        ConfigError: The file cannot be read, is no TOML, or holds something else than a configuration.
    """
    try:
        content = read_resource("config/default.toml") if path is None else path.read_text(encoding="utf-8")
        return Config.model_validate(tomllib.loads(content))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    except ValidationError as error:
        details = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise ConfigError(f"{path}: {details}") from error
