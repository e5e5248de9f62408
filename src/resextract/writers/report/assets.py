"""The page's own styles and scripts, put together without a build step."""

from __future__ import annotations

import base64
import hashlib
import re

from resextract.language.lexicons import read_resource

__all__ = ["SCRIPTS", "STYLES", "hash_asset", "join_scripts", "join_styles"]

STYLES = ("base", "overview", "table", "source", "print")
"""The style sheets, in the order in which they overrule each other."""

SCRIPTS = (
    "elements", "wording", "folding", "model", "state", "filtering", "sorting", "segments", "marking",
    "overview", "bins", "timeline", "targets", "combobox", "controls", "details", "table", "legend", "source",
    "printing", "application",
)  # fmt: skip
"""The modules, each after those that it imports from."""

_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)


def join_styles() -> str:
    """Join the style sheets."""
    return "".join(read_resource(f"report/styles/{name}.css") for name in STYLES)


def join_scripts() -> str:
    """Join the modules into one script.

    In the package they are modules of ECMAScript, for editors and linters; a page that is opened from a disk may load
    none, so that they share one function here, without the lines that import and the words that export.
    """
    parts = (read_resource(f"report/scripts/{name}.js") for name in SCRIPTS)
    body = "\n".join(_EXPORT.sub("", _IMPORT.sub("", part)) for part in parts)
    return f'"use strict";\n(() => {{\n{body}}})();\n'


def hash_asset(text: str) -> str:
    """Return the source expression of a Content Security Policy that lets one inline element pass."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
