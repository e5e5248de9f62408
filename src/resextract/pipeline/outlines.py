"""One decoded document → its outline, by rules and, where a model is there, by its classifier of roles."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.outline import Outline, build_outline
from resextract.pipeline.config import Config, ConfigError, load_config
from resextract.tagging.errors import ModelError
from resextract.tagging.locations import find_model
from resextract.tagging.roles import load_roles

if TYPE_CHECKING:
    from resextract.outline.role_readings import RolePolicy, RoleReader
    from resextract.reading.source import SourceText

__all__ = ["outline_source"]


def outline_source(source: SourceText, config: Config | None = None) -> Outline:
    """Segment a decoded document.

    Args:
        source: The decoded file.
        config: Which model has a say in the roles of its parts; None for the default.

    Raises:
        ConfigError: The configuration names a model that does not exist or cannot be used.
    """
    return build_outline(source.text, *_load_reader(config or load_config()))


@lru_cache(maxsize=4)
def _load_reader(config: Config) -> tuple[RoleReader | None, RolePolicy | None]:
    if config.model is None:
        return None, None
    try:
        return load_roles(str(find_model(config.model)), config.roles)
    except ModelError as error:
        raise ConfigError(phrase("model {reason}", reason=str(error))) from error
