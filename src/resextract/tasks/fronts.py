"""What stands around a document's operative part, line by line: the source of title, event, date and place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.rulebooks import load_rulebook
from resextract.outline.cues import lemma_of, read_cues, word_class
from resextract.outline.nodes import NodeKind
from resextract.tasks.document_dates import ACT_NUMBER, blank_out, find_dates
from resextract.tasks.places import find_places
from resextract.tasks.statements import find_adoption

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from resextract.outline.nodes import Node, Outline

__all__ = ["Front", "Line", "Role", "opens_subject", "read_front", "read_kind"]

_FRONT = (NodeKind.TITLE, NodeKind.PREAMBLE, NodeKind.REPORT, NodeKind.FORMULA, NodeKind.FURNITURE)
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_FIRST_WORD = re.compile(r"([^\W\d_]+) [«\"]?[^\W\d_]")
_QUOTED_WORD = re.compile(r"[«„“\"] ?[^\W\d_]")
_MAX_REQUISITES = 160
_MAX_HEAD = 300
_MAX_RUNNING = 4000
_LAST_NODES = 4


class Role(StrEnum):
    """What a line of the head says."""

    KIND = "kind"
    SUBJECT = "subject"
    REQUISITES = "requisites"
    LABEL = "label"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line of the head, form blanks undone.

    Attributes:
        text: Its text.
        role: What it says.
        node: The number of the node it belongs to.
        titular: Whether that node is a title.
        label: The field that its label speaks of, empty for none.
        bare: Whether it gives a document's kind with number or date and nothing else.
    """

    text: str
    role: Role
    node: int
    titular: bool
    label: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """The texts that tell about a document.

    Attributes:
        lines: Printed lines before the body: letterhead, title, date and place.
        running: Texts of preamble and report before the first task, the resolving formula's included, in order.
        closing: Lines after the last task, of the first resolution first.
        whole: Texts of all these nodes, each undivided: a statement may run over several lines.
    """

    lines: tuple[Line, ...]
    running: tuple[str, ...]
    closing: tuple[Line, ...]
    whole: tuple[str, ...]


def read_front(outline: Outline) -> Front:
    """Gather what stands around a document's operative part.

    Args:
        outline: The document's outline; of several resolutions the first one's head counts.

    Returns:
        The texts; all empty for a blank document.
    """
    first = [node for node in outline.nodes if node.resolution == 1]
    lines: list[Line] = []
    running: list[str] = []
    whole: list[str] = []
    budget = _MAX_RUNNING
    for number, node in enumerate(first):
        titled = any(line.role is Role.KIND for line in lines)
        if node.kind is NodeKind.HEADING and not titled and read_kind(node.text):  # a plan's title heads its table
            lines += _split_lines(outline, node, number)
        if node.kind not in _FRONT or budget < 0:
            break
        whole.append(blank_out(node.text))
        if _is_labelled(node) or (not running and not _is_running(node)):
            lines += _split_lines(outline, node, number)
        elif node.kind is not NodeKind.FURNITURE:
            running.append(whole[-1])
            budget -= len(node.text)
    whole += [blank_out(node.text) for node in outline.walk() if node.kind is NodeKind.SIGNATURE]
    return Front(tuple(lines), tuple(running), tuple(_read_closing(outline)), tuple(whole))


def read_kind(text: str) -> str:
    """Tell what a title's document records: ``meeting``, ``act`` or ``either``; empty where the text opens no title.

    A title opens with the document's kind in the nominative, an adjective or «проект» before it allowed.

    Args:
        text: A line.
    """
    kinds, openers = load_lexicon("head-document-kinds"), load_lexicon("head-title-openers")
    for i, word in enumerate(_WORD.findall(text[:80])[:3]):
        lemma = lemma_of(word, "NOUN")
        if lemma in kinds:
            opens = i > 0 or ("nomn" in word_class(word) and word[0].isupper())
            return kinds[lemma] if opens else ""
        if lemma not in openers and lemma_of(word, "ADJF") not in openers:
            return ""
    return ""


def opens_subject(word: str) -> bool:
    """Tell whether a word opens the subject of an act: «О проведении …», «Об итогах …»."""
    return word[0].isupper() and fold_word(word) in load_lexicon("head-subject-openers")


def _is_bare(text: str) -> bool:
    """A kind of document with number and date and nothing else: «Протокол № 1 от 30.08.2024»."""
    spans = [(d.start, d.end) for d in find_dates(text)] + [m.span() for m in ACT_NUMBER.finditer(text)]
    words = [w for w in _WORD.finditer(text) if not any(a <= w.start() < b for a, b in spans)]
    return bool(spans) and not any(word_class(w.group()) & {"NOUN", "ADJF"} for w in words[1:] if len(w.group()) > 1)


def _is_running(node: Node) -> bool:
    """Prose rather than lines of a head; the outline may take a statement of adoption for a report."""
    if node.kind in (NodeKind.TITLE, NodeKind.FURNITURE):
        return False
    if node.kind is NodeKind.REPORT:
        return len(node.text) > _MAX_HEAD or not (read_kind(node.text) or find_adoption(node.text) == 0)
    opener = fold_word(node.text[:40])
    return (
        node.kind is NodeKind.FORMULA
        or len(node.text) > _MAX_HEAD
        or any(opener.startswith(o) for o in load_lexicon("outline-preamble-openers"))
        or (read_cues(node.text).finite >= 0 and len(node.text) > _MAX_REQUISITES // 2)
    )


def _is_labelled(node: Node) -> bool:
    return node.kind is NodeKind.PREAMBLE and bool(_read_label(node.text))


def _split_lines(outline: Outline, node: Node, number: int) -> Iterator[Line]:
    """Split a node where the file breaks the line between two words."""
    text, offsets = node.clean.text, node.clean.offsets
    start = 0
    for i, char in enumerate(text):
        if char == " " and i and i + 1 < len(text) and "\n" in outline.raw[offsets[i - 1] : offsets[i + 1]]:
            yield _make_line(text[start:i], number, node.kind)
            start = i + 1
    if text[start:].strip():
        yield _make_line(text[start:], number, node.kind)


def _make_line(text: str, number: int, kind: NodeKind) -> Line:
    text = blank_out(text)
    label = _read_label(text)
    if read_kind(text):
        role = Role.KIND
    elif label:
        role = Role.LABEL
    elif (first := _FIRST_WORD.match(text)) and opens_subject(first.group(1)):
        role = Role.SUBJECT
    elif _is_requisites(text):
        role = Role.REQUISITES
    else:
        role = Role.OTHER
    return Line(text, role, number, kind is NodeKind.TITLE, label, role is Role.KIND and _is_bare(text))


def _is_requisites(text: str) -> bool:
    """A line of date, number and place and next to no word more; a place in an oblique case goes on with a phrase."""
    if len(text) > _MAX_REQUISITES or _QUOTED_WORD.match(text):
        return False
    covered = [(d.start, d.end) for d in find_dates(text)]
    covered += [m.span() for m in ACT_NUMBER.finditer(text)]
    dated = bool(covered)
    covered += [(p.start, p.end) for p in find_places(text) if not p.oblique]
    if not covered:
        return False
    if dated and text.startswith("("):  # «(утв. главой района 5 июня 2023 г. № 12)»
        return True
    rest = [
        word.group()
        for word in _WORD.finditer(text)
        if not any(a <= word.start() < b for a, b in covered) and word_class(word.group()) & {"NOUN", "ADJF", "VERB"}
    ]
    small, rulebook = load_lexicon("head-requisite-words"), load_rulebook("document-dates")
    return all(fold_word(word) in small or rulebook.value("month_name", word) for word in rest)


@lru_cache(maxsize=1)
def _label_regex() -> re.Pattern[str]:
    labels = sorted(load_lexicon("head-line-labels"), key=lambda label: (-len(label), label))
    names = "|".join(re.escape(label).replace("е", "[её]") for label in labels)
    return re.compile(rf"(?P<label>{names})(?: ?:| [–—-] )", re.IGNORECASE)


def _read_label(text: str) -> str:
    found = _label_regex().match(text)
    return load_lexicon("head-line-labels")[fold_word(found["label"])] if found else ""


def _read_closing(outline: Outline) -> Iterable[Line]:
    """Lines of signatures and adoption notes, and a date line among a resolution's last nodes whatever their kind."""
    for resolution in sorted({node.resolution for node in outline.nodes}):
        nodes = [n for n in outline.walk() if n.resolution == resolution and n.kind is not NodeKind.FURNITURE]
        ending = {n.eid for n in nodes[-_LAST_NODES:] if n.kind not in (*_FRONT, NodeKind.CONTROL)}
        for number, node in enumerate(nodes):
            if node.kind is NodeKind.SIGNATURE:
                yield from _split_lines(outline, node, number)
            elif node.eid in ending and not node.children:
                yield from (line for line in _split_lines(outline, node, number) if line.role is Role.REQUISITES)
