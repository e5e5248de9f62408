r"""The pattern notation of the rulebooks, compiled to regular expressions that run in linear time.

A pattern is a row of pieces with one space between them in the text:

====================  =================================================================================
``срок``              this word form, in any case, «ё» as «е»
``<рабочий>``         any form of the dictionary word
``{date}``            a macro of the rulebook; ``{date as from}`` prefixes its captures with ``from_``
``day={number}``      the piece is captured under a name
``(до|к)``            one of several
``[в срок]``          may be missing
``~%``                the space before this piece may be missing
``, . : ; - / № %``   punctuation: spaces around it may be missing; ``-`` stands for any dash
``\(  \)``              literal brackets
====================  =================================================================================

A macro whose definition starts with ``re:`` is a bare regular expression. The notation has no repetition, so no
pattern can backtrack more than its own length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import list_forms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["PatternError", "compile_pattern", "list_alternatives"]

_Tree = dict[str, "_Tree"]

DASH = "[-‐‑–—−]"
PUNCTUATION = {",", ".", ":", ";", "-", "/", "№", "%", "(", ")", "«", "»"}
_LEXEMES = re.compile(
    r"\s*(?:(?P<lemma><[^<>]+>)|(?P<macro>\{[^{}]+\})|(?P<capture>[a-z_]+=)|(?P<escape>\\[()])"
    r"|(?P<sign>[()\[\]|~])|(?P<word>[^\s()\[\]|~{}<>\\=]+))"
)


class PatternError(ValueError):
    """A pattern does not follow the notation."""


@dataclass(frozen=True, slots=True)
class _Piece:
    regex: str
    optional: bool = False
    tight: bool = False  # the space before and after may be missing
    glued: bool = False  # the space before may be missing


def list_alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of the given literal words, «ё» as «е».

    Common beginnings are factored out («январ(?:ь|я)»): the forms of a word share most of it, and the expression is a
    third as long to compile. Where one word begins another, the longer is tried first.

    Args:
        words: Literal words; a space in one stands for itself.
    """
    tree: _Tree = {}
    for word in sorted(set(words)):
        branch = tree
        for atom in _atoms(word):
            branch = branch.setdefault(atom, {})
        branch[""] = {}
    return f"(?:{_factor(tree)})"


def _factor(tree: _Tree) -> str:
    """Write a tree of atoms as a regular expression; the empty atom marks where a word ends."""
    branches = [atom + _factor(below) for atom, below in tree.items() if atom]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{body})?" if "" in tree else body


def _atoms(word: str) -> list[str]:
    """Return what matches each letter of a word."""
    special = {"е": "[её]", "-": DASH}
    return [special.get(letter) or re.escape(letter) for letter in word.lower().replace("ё", "е")]


def _letters(word: str) -> str:
    return "".join(_atoms(word))


def compile_pattern(pattern: str, macros: Mapping[str, str]) -> str:
    """Compile a pattern to the source of a regular expression.

    Args:
        pattern: A pattern in the notation above.
        macros: Macro name to definition: a pattern, or ``re:`` and a regular expression whose named groups become
            captures.

    Returns:
        The source of a regular expression, to be compiled with ``re.IGNORECASE``; matches start and end at word
        boundaries.

    Raises:
        PatternError: The pattern is malformed or names an unknown macro.
    """
    source = _Compiler(macros).compile(pattern, "")
    return rf"(?<![\w]){source}(?![\w])"


class _Compiler:
    def __init__(self, macros: Mapping[str, str]) -> None:
        self.macros = macros

    def compile(self, pattern: str, prefix: str, depth: int = 0) -> str:
        if depth > 12:
            raise PatternError(f"macros nest too deep in «{pattern}»")
        lexemes = self.split(pattern)
        regex, rest = self.alternatives(lexemes, 0, prefix, depth)
        if rest != len(lexemes):
            raise PatternError(f"unbalanced brackets in «{pattern}»")
        return regex

    @staticmethod
    def split(pattern: str) -> list[tuple[str, str]]:
        lexemes, position = [], 0
        pattern = pattern.rstrip()
        while position < len(pattern):
            match = _LEXEMES.match(pattern, position)
            if match is None or match.lastgroup is None:
                raise PatternError(f"cannot read «{pattern[position:]}» in «{pattern}»")
            lexemes.append((match.lastgroup, match.group(match.lastgroup)))
            position = match.end()
        return lexemes

    def alternatives(self, lexemes: list[tuple[str, str]], i: int, prefix: str, depth: int) -> tuple[str, int]:
        rows: list[list[_Piece]] = [[]]
        glued = False
        name = ""
        while i < len(lexemes):
            kind, value = lexemes[i]
            if kind == "sign" and value in ")]":
                break
            if kind == "sign" and value == "|":
                rows.append([])
                i += 1
                continue
            if kind == "sign" and value == "~":
                glued = True
                i += 1
                continue
            if kind == "capture":
                name = value[:-1]
                i += 1
                continue
            piece, i = self.piece(lexemes, i, prefix, depth)
            regex = f"(?P<{prefix}{name}>{piece.regex})" if name else piece.regex
            rows[-1].append(_Piece(regex, piece.optional, piece.tight, glued))
            glued, name = False, ""
        if glued or name:
            raise PatternError(f"nothing follows «{name + '=' if name else '~'}»")
        sequences = [_join(row) for row in rows]
        return (sequences[0] if len(sequences) == 1 else "(?:" + "|".join(sequences) + ")"), i

    def piece(self, lexemes: list[tuple[str, str]], i: int, prefix: str, depth: int) -> tuple[_Piece, int]:
        kind, value = lexemes[i]
        if kind == "sign":
            close = ")" if value == "(" else "]"
            inner, i = self.alternatives(lexemes, i + 1, prefix, depth)
            if i >= len(lexemes) or lexemes[i][1] != close:
                raise PatternError(f"«{value}» is not closed")
            return _Piece(f"(?:{inner})", optional=close == "]"), i + 1
        make: dict[str, Callable[[str], _Piece]] = {
            "lemma": lambda v: _Piece(list_alternatives(list(list_forms(v[1:-1])))),
            "macro": lambda v: _Piece(self.expand(v[1:-1], prefix, depth)),
            "escape": lambda v: _Piece(re.escape(v[1]), tight=True),
            "word": lambda v: _Piece(_letters(v), tight=v in PUNCTUATION),
        }
        return make[kind](value), i + 1

    def expand(self, reference: str, prefix: str, depth: int) -> str:
        name, _, alias = reference.partition(" as ")
        if name not in self.macros:
            raise PatternError(f"no macro named «{name}»")
        inner = f"{prefix}{alias.strip()}_" if alias else prefix
        definition = self.macros[name]
        if definition.startswith("re:"):
            return "(?:" + definition[3:].replace("(?P<", f"(?P<{inner}") + ")"
        return "(?:" + self.compile(definition, inner, depth + 1) + ")"


def _join(pieces: list[_Piece]) -> str:
    if not pieces:
        raise PatternError("a row has no piece")
    first = next((i for i, p in enumerate(pieces) if not p.optional), None)
    if first is None:
        raise PatternError("every piece of a row is optional")
    out = []
    for i, piece in enumerate(pieces):
        before = _space(pieces[i - 1], piece) if i else ""
        after = _space(piece, pieces[i + 1]) if i + 1 < len(pieces) else ""
        if i < first:
            out.append(f"(?:{piece.regex}{after})?")
        elif i == first:
            out.append(piece.regex)
        else:
            out.append(f"(?:{before}{piece.regex})?" if piece.optional else before + piece.regex)
    return "".join(out)


def _space(left: _Piece, right: _Piece) -> str:
    return " ?" if left.tight or right.tight or right.glued else " "
