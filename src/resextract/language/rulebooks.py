"""Rulebooks: TOML files in ``resources/rules``, one rule a line.

::

    macros.date = "day={day} month={month} [year={year}] [<год>]"
    words.month = { "январь" = "1", "февраль" = "2" }
    rules = [
      { id = "due.date", pattern = "[в срок] (до|к) {date}", kind = "due" },
    ]

``words`` tables turn into macros that match any form of their entries; `Rulebook.value` gives an entry's value back.
All keys of a rule beside ``id`` and ``pattern`` are the extractor's own business.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from resextract.adapters.dictionary import list_forms
from resextract.language.lexicons import fold_word, read_resource
from resextract.language.patterns import PatternError, compile_pattern, list_alternatives

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Rule", "RuleMatch", "Rulebook", "RulebookError", "load_rulebook", "parse_rulebook"]


class RulebookError(ValueError):
    """A rulebook is malformed; the message names the file and the rule."""


@dataclass(frozen=True)
class Rule:
    """One rule of a rulebook: its id, its pattern, and what the extractor needs to know beside them."""

    id: str
    pattern: str
    source: str
    fields: Mapping[str, Any]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, made when first used."""
        return re.compile(self.source, re.IGNORECASE)

    def get(self, key: str, default: str = "") -> str:
        """Return a text field of the rule, or the default."""
        return str(self.fields.get(key, default))

    def match_at(self, text: str, position: int) -> RuleMatch | None:
        """Return the match that begins at a position, or None."""
        found = self.regex.match(text, position)
        return _match(self, found) if found else None


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A stretch of text that a rule found: half-open offsets and the named captures that took part."""

    rule: Rule
    start: int
    end: int
    groups: Mapping[str, str]
    spans: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Rulebook:
    """The rules of one extractor, in the file's order."""

    name: str
    rules: tuple[Rule, ...]
    words: Mapping[str, Mapping[str, str]]

    def value(self, table: str, form: str) -> str | None:
        """Return the value of a word form in a ``words`` table, or None when the table does not hold it."""
        return self.words[table].get(fold_word(form))

    def find_all(self, text: str) -> list[RuleMatch]:
        """Find every match of every rule, overlapping ones included, ordered by start, longest first."""
        found = []
        for order, rule in enumerate(self.rules):
            found += [(m.start(), -m.end(), order, _match(rule, m)) for m in rule.regex.finditer(text)]
        return [match for _, _, _, match in sorted(found, key=lambda row: row[:3])]

    def find(self, text: str) -> list[RuleMatch]:
        """Find the matches in a text: leftmost first, of those the longest, of those the earlier rule.

        Args:
            text: Clean text (single spaces).

        Returns:
            Non-overlapping matches in text order; empty where nothing matches.
        """
        kept: list[RuleMatch] = []
        for match in self.find_all(text):
            if not kept or match.start >= kept[-1].end:
                kept.append(match)
        return kept

    def match_whole(self, text: str) -> RuleMatch | None:
        """Return the first rule's match that covers the whole text, or None."""
        for rule in self.rules:
            if found := rule.regex.fullmatch(text):
                return _match(rule, found)
        return None


def _match(rule: Rule, found: re.Match[str]) -> RuleMatch:
    groups = {name: text for name, text in found.groupdict().items() if text is not None}
    spans = {name: found.span(name) for name in groups}
    return RuleMatch(rule, found.start(), found.end(), MappingProxyType(groups), MappingProxyType(spans))


def parse_rulebook(name: str, content: str, *, check: bool = True) -> Rulebook:
    """Read a rulebook from TOML.

    Args:
        name: The name for messages.
        content: The TOML source.
        check: Whether to compile every regular expression now; without it each is compiled when first used.

    Raises:
        RulebookError: The TOML or a pattern is malformed, or a rule id stands twice.
    """
    try:
        data = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise RulebookError(f"{name}: {error}") from error
    words: dict[str, dict[str, str]] = {}
    macros: dict[str, str] = dict(data.get("macros", {}))
    for table, entries in data.get("words", {}).items():
        forms = {fold_word(form): str(value) for lemma, value in entries.items() for form in list_forms(lemma)}
        words[table] = forms
        macros.setdefault(table, "re:" + list_alternatives(list(forms)))
    rules: dict[str, Rule] = {}
    for entry in data.get("rules", []):
        rule_id, pattern = entry.get("id", ""), entry.get("pattern", "")
        if not rule_id or rule_id in rules:
            raise RulebookError(f"{name}: rule id «{rule_id}» is missing or stands twice")
        try:
            source = compile_pattern(pattern, macros)
            if check:
                re.compile(source, re.IGNORECASE)
        except (PatternError, re.error) as error:
            raise RulebookError(f"{name}: rule {rule_id}: {error}") from error
        fields = {k: v for k, v in entry.items() if k not in ("id", "pattern")}
        rules[rule_id] = Rule(rule_id, pattern, source, MappingProxyType(fields))
    frozen = {table: MappingProxyType(forms) for table, forms in words.items()}
    return Rulebook(name, tuple(rules.values()), MappingProxyType(frozen))


@cache
def load_rulebook(name: str) -> Rulebook:
    """Load a rulebook of the package, once per process.

    Its regular expressions are compiled as they are needed: most texts need few of them, and compiling all takes longer
    than reading a resolution. The tests compile every one.

    Args:
        name: The file's name in ``resources/rules`` without ``.toml``.

    Raises:
        RulebookError: The rulebook is malformed.
        LexiconError: There is no such file.
    """
    return parse_rulebook(f"resources/rules/{name}.toml", read_resource(f"rules/{name}.toml"), check=False)
