"""What the columns of a plan mean: by the words of its header row, or by what stands in the cells."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import TEXTS, WORDS
from resextract.adapters.dictionary import parse_word
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cues import finite_lemmas, lemma_of, word_class

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ColumnRole",
    "RowRole",
    "is_executor",
    "is_month",
    "is_number",
    "is_term",
    "match_opening",
    "read_header",
    "read_headers",
    "scan_headers",
]

_MAX_HEADER = 120
_MAX_HEADER_WORDS = 10
_MAX_TERM = 200
_MAX_ABBREVIATION = 9
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[№]")
_TOKEN = re.compile(r"\d{1,4}(?:[.:/-]\d{1,4})*(?:-?[а-яё]{1,3}\b)?|[^\W\d_]+(?:-[^\W\d_]+)*|№|\S")
_DATE = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{2,4})?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/-](?:19|20)?\d\d)?")
_ROMAN = re.compile(r"[IVXХІ]+")
_NUMBER = re.compile(r"№?\s?(?:[1-9]\d{0,2}(?:\.[1-9]\d{0,2}){1,4}|\d{1,3}|[IVXХІ]{1,6})\s?[.)]?")
_INITIALS = re.compile(r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?")
_SEGMENT = re.compile(r"[,;]\s*|\s+и\s+|\n")


class ColumnRole(StrEnum):
    """What a column of a plan holds; the value also tells, on a node, which column its text stood in."""

    NUMBER = "number"
    MEASURE = "measure"
    TERM = "term"
    EXECUTOR = "executor"
    CO_EXECUTOR = "co_executor"
    CONTROLLER = "controller"
    MIXED = "mixed"
    RESULT = "result"
    REMARK = "remark"
    OTHER = "other"


class RowRole(StrEnum):
    """What a block that was made from a plan or a table is.

    ``PLAN`` and ``LIST`` are headings of a plan, above a table and above a plain numbered list; ``SECTION`` is a
    heading inside a plan; ``ROW`` a measure; ``CELL`` its term or executor; ``REMARK`` any other cell; ``TABLE`` a row
    of a table that is no plan.
    """

    PLAN = "plan"
    LIST = "list"
    SECTION = "section"
    ROW = "row"
    CELL = "cell"
    REMARK = "remark"
    TABLE = "table"


@lru_cache(maxsize=8)
def _phrases(lexicon: str) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → the entries that it opens, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry, value in load_lexicon(lexicon).items():
        words = tuple(entry.split())
        found.setdefault(words[0], []).append((words, value))
    for entries in found.values():
        entries.sort(key=lambda e: -len(e[0]))
    return found


@lru_cache(maxsize=WORDS)
def _keys(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((fold_word(word), lemma_of(word, "NOUN"), lemma_of(word), lemma_of(word, "ADJF"))))


def match_opening(text: str, lexicon: str) -> str | None:
    """Match the opening of a text with a lexicon of phrases.

    Args:
        text: A cell or line.
        lexicon: The lexicon's id; its entries are rows of dictionary forms.

    Returns:
        The value of the longest entry that opens the text or follows nothing but adjectives; None where none does.
    """
    phrases = _phrases(lexicon)
    words = _WORD.findall(text[:_MAX_HEADER])[:_MAX_HEADER_WORDS]
    for start, word in enumerate(words[:4]):
        for key in _keys(word):
            for phrase, value in phrases.get(key, ()):
                tail = words[start : start + len(phrase)]
                if len(tail) == len(phrase) and all(p in _keys(w) for p, w in zip(phrase, tail, strict=True)):
                    return value
        if not word_class(word) & {"ADJF", "PRTF"}:
            break
    return None


def read_header(text: str) -> ColumnRole | None:
    """Read a cell of a header row («Срок исполнения» → term), or None where it is none.

    Args:
        text: The cell's clean text.
    """
    words = _WORD.findall(text)
    if len(text) > _MAX_HEADER or len(words) > _MAX_HEADER_WORDS or not words:
        return None
    if is_term(text) and len(words) > 1:
        return None
    role = match_opening(text, "table-headers")
    later = {match_opening(part, "table-headers") for part in _SEGMENT.split(text)[1:]}
    if role and {role} | later >= {ColumnRole.TERM, ColumnRole.EXECUTOR}:
        return ColumnRole.MIXED
    return ColumnRole(role) if role else None


def scan_headers(text: str) -> set[ColumnRole]:
    """Read a header row that was printed in one line without separators («№ п/п Мероприятие Срок Исполнитель»).

    Args:
        text: The line's clean text.

    Returns:
        The roles it names; empty when more than a third of its words say nothing, or one is a verb.
    """
    words = _WORD.findall(text)
    if not 3 <= len(words) <= 2 * _MAX_HEADER_WORDS or text[-1] in ".;:,":
        return set()
    phrases = _phrases("table-headers")
    roles: set[ColumnRole] = set()
    i = said = 0
    while i < len(words):
        found = next(
            (
                (phrase, value)
                for key in _keys(words[i])
                for phrase, value in phrases.get(key, ())
                if len(words) >= i + len(phrase)
                and all(p in _keys(w) for p, w in zip(phrase, words[i : i + len(phrase)], strict=True))
            ),
            None,
        )
        if found:
            roles.add(ColumnRole(found[1]))
        said += len(found[0]) if found else 0
        i += len(found[0]) if found else 1
    return roles if 3 * said >= 2 * len(words) else set()


def read_headers(texts: Sequence[str]) -> list[ColumnRole | None] | None:
    """Read a header row.

    Args:
        texts: The cells' clean texts, column by column.

    Returns:
        The role of each column, None for a column that cannot be told; None instead of a list when the row is no
        header: fewer than two roles, or most cells say nothing, or a cell holds a number, a date or a person.
    """
    roles = [read_header(text) if text else None for text in texts]
    told = [role for role in roles if role is not None]
    filled = [text for text in texts if text]
    if len(set(told)) < 2 or 2 * len(told) < len(filled):
        return None
    if any(role is None and (is_number(text) or is_term(text)) for text, role in zip(texts, roles, strict=True)):
        return None
    if any(_INITIALS.search(text) for text in filled):
        return None
    return roles


def is_number(text: str) -> bool:
    """Tell whether a cell is the number of a row and nothing else («1», «2.3.», «IV»)."""
    return bool(_NUMBER.fullmatch(text))


def is_month(text: str) -> bool:
    """Tell whether a cell is the name of a month, a year beside it or not."""
    months = [w for w in _WORD.findall(text) if "month" in _time_values(w)]
    return len(months) == 1 and is_term(text) and len(_TOKEN.findall(text)) <= 4


@lru_cache(maxsize=WORDS)
def _time_values(word: str) -> frozenset[str]:
    lexicon = load_lexicon("table-time-words")
    return frozenset(lexicon[key] for key in _keys(word) if key in lexicon)


@lru_cache(maxsize=TEXTS)
def is_term(text: str) -> bool:
    """Tell whether a cell or line is a time expression and nothing else.

    Args:
        text: Its clean text.

    Returns:
        True for «до 1 мая 2025 г.», «III квартал», «постоянно», «01.02.-15.02.2025», «2025»; False for a bare number
        and for an empty text.
    """
    if not text or len(text) > _MAX_TERM:
        return False
    core = False
    for token in _TOKEN.findall(text):
        if _DATE.fullmatch(token) or _YEAR.fullmatch(token):
            core = True
        elif token[0].isdigit() or _ROMAN.fullmatch(token) or not (token[0].isalpha() or token[0] == "№"):
            continue
        elif values := _time_values(token):
            core = core or bool(values & {"core", "month"})
        else:
            parts = token.split("-")
            if len(parts) < 2 or not all(_time_values(part) for part in parts if part):
                return False
            core = True
    return core and not _NUMBER.fullmatch(text)


@lru_cache(maxsize=TEXTS)
def is_executor(text: str) -> bool:
    """Tell whether a cell or line only names bodies, institutions, positions or persons.

    Args:
        text: Its clean text.

    Returns:
        True for «МУО, директора ОУ», «Отдел культуры (Павлова Н.С.)», «Заместитель главы»; False for an infinitive
        phrase, a statement, a verbal noun, and for an empty text.
    """
    words = _WORD.findall(text)
    if not words or len(text) > 2 * _MAX_TERM or text.endswith((":", ".:")):
        return False
    if any(_is_verb(word) for word in words if len(word) > 1 and not word.isupper()):
        return False
    segments = [s for s in _SEGMENT.split(text) if _WORD.search(s)]
    named = [_names_executor(s) for s in segments]
    return named[0] and 2 * sum(named) >= len(named)


def _is_verb(word: str) -> bool:
    classes = word_class(word)
    if "NOUN" in classes or "ADJF" in classes or "PREP" in classes:
        return False
    return "INFN" in classes or bool(finite_lemmas(word))


def _is_abbreviation(word: str) -> bool:
    """«МБОУ», «МУО»: capitals that the dictionary has as an abbreviation or not at all."""
    if len(word) < 2 or not word.isupper() or _ROMAN.fullmatch(word):
        return False
    return len(word) <= _MAX_ABBREVIATION and any(p.has("Abbr") or not p.known for p in parse_word(word))


def _names_executor(segment: str) -> bool:
    if _INITIALS.search(segment):
        return len(_WORD.findall(segment)) <= 14
    heads, positions = load_lexicon("table-executor-heads"), load_lexicon("outline-positions")
    for word in _WORD.findall(segment)[:5]:
        if _is_abbreviation(word):
            return True
        classes = word_class(word)
        for key in (*_keys(word), *(key for part in word.split("-")[1:] for key in _keys(part))):
            if (key in heads or key in positions) and ("nomn" in classes or not classes & {"gent", "accs"}):
                return True
        if not classes & {"ADJF", "PRTF"}:
            return False
    return False
