"""Corpora in brat's format with labels of their own → examples, for more to learn from or for comparison.

A label map is a TOML file:

    [labels]
    INST = "actors:responsible"     # one of this project's labels (see `resextract.tagging.labels`)
    MET = "targets"
    SOC = ""                        # left out
    ACT = "own:activity"            # or a label of one's own, for comparison only: extraction knows nothing of it

A label of the corpus that the map does not name is refused, so that nothing is left out by accident.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.extractors.spans import PLACE
from resextract.learning.annotations import AnnotationsError
from resextract.learning.examples import DOC_ID, TextExamples, set_gold
from resextract.outline.cleaning import clean_pieces
from resextract.tagging.labels import LABELS, TokenSpan, drop_overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from resextract.outline.cleaning import CleanText

__all__ = ["OWN", "LabelMap", "load_label_map", "read_corpus"]

OWN = "own:"
"""Prefix of labels that extraction does not know."""

LabelMap = dict[str, str]
"""Label of the corpus to label of the examples; an empty one leaves mentions out."""

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_TEXT_BOUND = re.compile(r"T\S*\t(?P<label>\S+) (?P<start>\d+) (?P<rest>(?:\d+;\d+ )*)(?P<end>\d+)(?:\t(?P<text>.*))?")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    label: str


def load_label_map(path: Path) -> LabelMap:
    """Read a label map.

    Raises:
        AnnotationsError: The file cannot be read, is no TOML, has no table ``[labels]``, or maps to an unknown label.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise AnnotationsError([f"{path}: is no label map: {error}"]) from error
    labels = content.get("labels")
    if not isinstance(labels, dict) or not labels:
        raise AnnotationsError([f"{path}: has no table [labels] with entries"])
    problems = [
        f'{path}: {name} = {value!r}: no such label; there are {", ".join(LABELS)}, "" and {OWN}NAME'
        for name, value in labels.items()
        if not isinstance(value, str)
        or not (value == "" or value in LABELS or (value.startswith(OWN) and value != OWN))
    ]
    if problems:
        raise AnnotationsError(problems)
    return dict(labels)


def read_corpus(folder: Path, label_map: Mapping[str, str], nlp: Language) -> list[TextExamples]:
    """Read a folder of brat's ``.txt`` and ``.ann`` files as examples, one a paragraph.

    Args:
        folder: The folder.
        label_map: What the corpus's labels are here.
        nlp: The annotation pipeline.

    Returns:
        The examples of each file, by name. Of mentions that share tokens the longest is kept; fragments of one mention
        are taken with what stands between them; relations, events and attributes are left out.

    Raises:
        AnnotationsError: There is nothing, a file is missing, empty or no UTF-8, a line is no annotation, an offset
            lies outside the text, the text of a mention is another than it says, or a label is not in the map.
    """
    files = sorted(folder.glob("*.ann"))
    if not files:
        raise AnnotationsError([f"{folder}: the folder holds no *.ann"])
    problems: list[str] = []
    examples = []
    for file in files:
        text = _read_text(file.with_suffix(".txt"), problems)
        lines = _read_text(file, problems)
        if text is None or lines is None:
            continue
        if not text.strip():
            problems.append(f"{file.with_suffix('.txt')}, line 1: the file is empty")
            continue
        mentions = list(_read_mentions(file, lines, text, label_map, problems))
        examples.append(TextExamples(file.stem, tuple(_make_docs(file.stem, text, mentions, nlp))))
    if problems:
        raise AnnotationsError(problems)
    return examples


def _read_text(path: Path, problems: list[str]) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        problems.append(f"{path}: cannot be read: {error.strerror or error}")
    except UnicodeDecodeError as error:
        problems.append(f"{path}: is no UTF-8: {error.reason} at byte {error.start}")
    return None


def _read_mentions(
    file: Path, content: str, text: str, label_map: Mapping[str, str], problems: list[str]
) -> Iterator[_Mention]:
    for number, line in enumerate(content.split("\n"), 1):
        if not line.startswith("T"):
            continue
        place = f"{file}, line {number}"
        match = _TEXT_BOUND.fullmatch(line.rstrip("\r"))
        if match is None:
            problems.append(f"{place}: is no annotation of brat: {line[:60]!r}")
            continue
        start, end, label = int(match["start"]), int(match["end"]), match["label"]
        if not start < end <= len(text):
            problems.append(f"{place}: the span {start}:{end} does not lie in the text of {len(text)} characters")
        elif label not in label_map:
            problems.append(f"{place}: the label {label} is not in the label map")
        elif not match["rest"] and match["text"] is not None and _fold(match["text"]) != _fold(text[start:end]):
            problems.append(
                f"{place}: {match['text'][:60]!r} does not stand at {start}:{end}: {text[start:end][:60]!r}"
            )
        elif label_map[label]:
            yield _Mention(start, end, label_map[label])


def _fold(text: str) -> str:
    return "".join(text.split())


def _make_docs(name: str, text: str, mentions: list[_Mention], nlp: Language) -> Iterator[Doc]:
    cleaned = [clean_pieces(text, [match.span()]) for match in _PARAGRAPH.finditer(text)]
    paragraphs = [clean for clean in cleaned if clean.text]
    docs = [nlp.make_doc(clean.text) for clean in paragraphs]
    for doc in docs:
        doc.user_data[DOC_ID] = name
        doc.user_data[PLACE] = "leaf"
    for doc, clean in zip(nlp.pipe(docs), paragraphs, strict=True):
        set_gold(doc, drop_overlaps(_locate(doc, clean, mentions)))
        yield doc


def _locate(doc: Doc, clean: CleanText, mentions: list[_Mention]) -> Iterator[TokenSpan]:
    first, last = clean.offsets[0], clean.offsets[-1]
    for mention in mentions:
        if first <= mention.start <= last:
            start, end = clean.clean_offset(mention.start), clean.clean_offset(mention.end)
            span = doc.char_span(start, end, alignment_mode="expand") if start < end else None
            if span is not None and len(span):
                yield TokenSpan(span.start, span.end, mention.label)
