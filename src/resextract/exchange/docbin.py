"""spaCy: a ``DocBin`` file with a ``Doc`` for each document, to train and to look at.

``doc.spans`` has a group for tasks and one for each slot («tasks», «actions» …) over razdel's tokens; ``span.id_`` is
the id of the annotation. ``doc.user_data["resextract"]`` holds everything: the document's fields, all spans with exact
character offsets and attributes (also those whose bounds are no tokens' and that no group can hold), and the links.
spaCy writes it as MessagePack; no pickle is read or written. The text of a ``Doc`` is the whole text: what stands
between tokens, a single space apart, is a token of white space.

What was changed in a group comes back: a span that is gone is gone, one with new bounds is moved, one with an unknown
id is new and belongs to the shortest task that holds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc, DocBin
from spacy.tokens import Span as TokenSpan
from spacy.vocab import Vocab

from resextract.adapters.tokens import split_tokens
from resextract.exchange.errors import ExchangeError
from resextract.exchange.loading import read_bytes
from resextract.exchange.scheme import LABELS, SLOTS, TASK
from resextract.exchange.standoff import Link, Span, StandoffDocument, dump_header, parse_header
from resextract.language.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["format_bin", "read_bin"]

KEY = "resextract"
GROUPS = {label: SLOTS.get(label, "tasks") for label in LABELS}


def format_bin(documents: Sequence[StandoffDocument]) -> bytes:
    """Write documents as a ``DocBin``, user data included."""
    vocab = Vocab()
    docs = (_make_doc(document, vocab) for document in documents)
    return DocBin(attrs=["ORTH", "SPACY"], store_user_data=True, docs=docs).to_bytes()


def _make_doc(document: StandoffDocument, vocab: Vocab) -> Doc:
    words, spaces = _cut(document.text)
    doc = Doc(vocab, words=words, spaces=spaces)
    groups: dict[str, list[TokenSpan]] = {group: [] for group in GROUPS.values()}
    saved = []
    for span in document.spans:
        tokens = doc.char_span(span.start, span.end, label=span.label, span_id=span.id)
        if tokens is not None:
            groups[GROUPS[span.label]].append(tokens)
        saved.append(
            {
                "id": span.id,
                "label": span.label,
                "start": span.start,
                "end": span.end,
                "attributes": dict(span.attributes),
                "aligned": tokens is not None,
            }
        )
    for group, spans in groups.items():
        doc.spans[group] = spans
    links = [[link.task, link.mention, link.inherited] for link in document.links]
    doc.user_data[KEY] = {"header": dump_header(document), "spans": saved, "links": links}
    return doc


def _cut(text: str) -> tuple[list[str], list[bool]]:
    """Words that make up the text, and whether a space follows each."""
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for start, end, word in [*split_tokens(text), (len(text), len(text), "")]:
        gap = text[position:start]
        if words and gap.startswith(" "):
            spaces[-1] = True
            gap = gap[1:]
        for part in (gap, word):
            if part:
                words.append(part)
                spaces.append(False)
        position = end
    return words, spaces


def read_bin(path: Path) -> list[StandoffDocument]:
    """Read a ``DocBin`` file that `format_bin` wrote, changed or not.

    Args:
        path: The file.

    Raises:
        ExchangeError: The file is empty or no ``DocBin``, or a ``Doc`` of it lacks its user data.
    """
    data = read_bytes(path)
    if not data:
        raise ExchangeError(str(path), phrase("the file is empty"))
    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # whatever a broken file makes of zlib, msgpack, numpy and spaCy
        raise ExchangeError(
            str(path), phrase("is no DocBin of spaCy: {kind}: {reason}", kind=type(error).__name__, reason=str(error))
        ) from error
    return [_read_doc(doc, f"{path}, document {number}") for number, doc in enumerate(docs, 1)]


def _read_doc(doc: Doc, place: str) -> StandoffDocument:
    text = doc.text
    content = doc.user_data.get(KEY)
    if not isinstance(content, dict):
        raise ExchangeError(
            place, phrase("has no user data {key!r}: was the DocBin written with store_user_data?", key=KEY)
        )
    record, position = parse_header(content.get("header"), text, place)
    place = phrase("{place} ({doc_id})", place=place, doc_id=record.doc_id)
    try:
        saved = [(_read_span(item, place), bool(item["aligned"])) for item in content["spans"]]
        links = [Link(task, mention, inherited, place) for task, mention, inherited in content["links"]]
    except (KeyError, TypeError, ValueError) as error:
        raise ExchangeError(
            place, phrase("its user data is damaged: {kind}: {reason}", kind=type(error).__name__, reason=str(error))
        ) from error
    return _follow_groups(StandoffDocument(record, position, text, (), tuple(links), place), saved, doc)


def _read_span(item: Any, place: str) -> Span:
    # MessagePack's lists come back as tuples.
    attributes = {name: list(v) if isinstance(v, tuple) else v for name, v in item["attributes"].items()}
    return Span(item["id"], item["label"], item["start"], item["end"], attributes, place)


def _follow_groups(document: StandoffDocument, saved: Sequence[tuple[Span, bool]], doc: Doc) -> StandoffDocument:
    found = {(label, ids): bounds for label, ids, bounds in _list_groups(doc) if ids}
    kept: list[Span] = []
    for span, aligned in saved:
        start, end = found.pop((span.label, span.id), (span.start, span.end) if not aligned else (-1, -1))
        if start >= 0:
            kept.append(Span(span.id, span.label, start, end, span.attributes, span.place))
    known = {span.id for span in kept}
    links = [link for link in document.links if link.task in known and link.mention in known]
    taken = {(span.label, span.id) for span in kept}
    new = [
        Span(f"new{number}", label, *bounds, {}, document.place)
        for number, (label, ids, bounds) in enumerate(_list_groups(doc), 1)
        if (label, ids) not in taken
    ]
    tasks = [span for span in (*kept, *new) if span.label == TASK]
    for span in new:
        around = [task for task in tasks if task.start <= span.start and span.end <= task.end]
        if span.label != TASK and around:
            task = min(around, key=lambda task: task.end - task.start)
            links.append(Link(task.id, span.id, inherited=False, place=document.place))
    return StandoffDocument(
        document.record, document.position, document.text, (*kept, *new), tuple(links), document.place
    )


def _list_groups(doc: Doc) -> Iterator[tuple[str, str, tuple[int, int]]]:
    for label, group in GROUPS.items():
        for span in doc.spans.get(group, ()):
            yield label, span.id_, (span.start_char, span.end_char)
