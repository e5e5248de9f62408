"""Names of files in ZIP archives: as their writers saw them, and whether they may be used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase

if TYPE_CHECKING:
    import zipfile

__all__ = ["decode_name", "judge_name", "show_name"]

_UTF8_FLAG = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What steers a terminal, ends a line or turns the direction of a text: a name with it can pass for another one."""


def decode_name(entry: zipfile.ZipInfo) -> str:
    """Return the name as its writer saw it: without the flag of UTF-8, zipfile reads any name as CP437."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8_FLAG:
        try:
            data = name.encode("cp437")
        except UnicodeEncodeError:  # a name from an extra field of the archive
            return name
        try:
            name = data.decode("utf-8")
        except UnicodeDecodeError:
            name = data.decode("cp866")  # what Russian Windows writes
    return name


def judge_name(name: str) -> str:
    """Return why a file of this name is not read; empty if it is."""
    parts = name.split("/")
    if not name.strip("\x00 "):
        return phrase("refused: a name that is none")
    if _CONTROLS.search(name):
        return phrase("refused: control characters in the name ({name})", name=show_name(name))
    if "\\" in name:
        return phrase("refused: a backslash in the name")
    if name.startswith("/") or _DRIVE.match(name):
        return phrase("refused: an absolute path in the archive")
    if ".." in parts or "." in parts or "" in parts:
        return phrase("refused: a path that leads out of the archive")
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return phrase("the name is not valid UTF-8")
    return ""


def show_name(name: str) -> str:
    r"""Return a name as it can be printed and recorded: control characters as ``\x1b``, half characters as ``?``."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    return _CONTROLS.sub(_escape, name)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
