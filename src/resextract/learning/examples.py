"""Annotated texts → examples: the pipeline's own texts and tokens, with the right mentions among them.

An example is a ``Doc`` of one node of the outline, as extraction makes it, annotated, with the right mentions in
``doc.spans[GOLD]``. What no node of the operative part holds cannot be learned and is counted as lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from resextract.extractors.spans import COLUMN, KIND, PLACE
from resextract.extractors.words import Kind, read_words
from resextract.language.lexicons import fold_word
from resextract.language.phrases import phrase
from resextract.learning.annotations import list_places
from resextract.outline import NodeKind
from resextract.tagging.labels import TokenSpan, drop_overlaps, make_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from resextract.learning.annotations import AnnotatedText, Place
    from resextract.tasks.model import AnnotatedNode

__all__ = [
    "DOC_ID",
    "GOLD",
    "TextExamples",
    "dump_examples",
    "list_gold",
    "make_examples",
    "parse_examples",
    "set_gold",
]

GOLD = "gold"
DOC_ID = "doc_id"
"""Key in ``doc.user_data``: the text that an example comes from."""

_VERBAL = frozenset({Kind.INFINITIVE, Kind.FINITE, Kind.IMPERATIVE, Kind.PAST, Kind.SHORT})
_JOINTS = 2
"""Most tokens between two members of a list: «, а также» has three, and opens another phrase as a rule."""

_SHARED = 4
"""So many first letters in common make two forms of one word."""


@dataclass(frozen=True, slots=True)
class TextExamples:
    """The examples of one text.

    Attributes:
        doc_id: The text.
        docs: Its nodes' texts with the right mentions in ``doc.spans[GOLD]``.
        lost: Mentions that stand in no node that the pipeline annotates.
    """

    doc_id: str
    docs: tuple[Doc, ...]
    lost: int = 0


def make_examples(text: AnnotatedText, nodes: Sequence[AnnotatedNode]) -> TextExamples:
    """Make the examples of an annotated text.

    Args:
        text: The text and its records.
        nodes: Its nodes from `resextract.tasks.annotating.annotate_nodes`.

    Returns:
        One example a node that can hold mentions. Control clauses are left out: the records do not say where their
        persons stand.
    """
    nodes = [node for node in nodes if node.node.kind is not NodeKind.CONTROL]
    places = list_places(text.records)
    homes = _find_homes(nodes, places)
    for node in nodes:
        node.doc.user_data[DOC_ID] = text.doc_id
        set_gold(node.doc, _locate(node, homes.get(node.node.eid, [])))
    found = sum(len(inside) for inside in homes.values())
    return TextExamples(text.doc_id, tuple(node.doc for node in nodes), len(places) - found)


def _find_homes(nodes: Sequence[AnnotatedNode], places: Sequence[Place]) -> dict[str, list[Place]]:
    """Sort the places by the node that holds their first character, by its ``eid``."""
    homes: dict[str, list[Place]] = {}
    for place in places:
        for node in nodes:
            offsets, shift = node.node.clean.offsets, node.shift
            at = node.node.clean.clean_offset(place.start)
            if shift <= at < len(offsets) and offsets[at] == place.start:
                homes.setdefault(node.node.eid, []).append(place)
                break
    return homes


def _locate(node: AnnotatedNode, places: Iterable[Place]) -> list[TokenSpan]:
    doc, clean = node.doc, node.node.clean
    spans: list[TokenSpan] = []
    actors: list[tuple[TokenSpan, Place]] = []
    for place in places:
        start, end = clean.clean_offset(place.start) - node.shift, clean.clean_offset(place.end) - node.shift
        tokens = doc.char_span(start, min(end, len(doc.text)), alignment_mode="expand")
        if tokens is None or not len(tokens):
            continue
        span = TokenSpan(tokens.start, tokens.end, make_label(place.slot, place.name))
        if place.slot == "actions":
            spans += _find_verb(doc, span, place.value)
        elif place.slot == "actors":
            actors.append((span, place))
        else:
            spans.append(span)
    return drop_overlaps([*spans, *_join_distributed(doc, actors)])


def _find_verb(doc: Doc, span: TokenSpan, lemma: str) -> list[TokenSpan]:
    """The verb of an action's phrase; none for a noun that states a measure, which no tagger is asked for."""
    words, wanted = read_words(doc), fold_word(lemma.rsplit(maxsplit=1)[-1])
    verbs = [i for i in range(span.start, span.end) if words[i].kind in _VERBAL and fold_word(words[i].lemma) == wanted]
    return [TokenSpan(verbs[0], verbs[0] + 1, span.label)] if verbs else []


def _join_distributed(doc: Doc, actors: Sequence[tuple[TokenSpan, Place]]) -> list[TokenSpan]:
    """Join what one plural head is distributed over: «директорам школ № 1, № 2» are two actors and one phrase.

    An actor whose name opens with a word that its own span lacks has it from the phrase before.
    """
    joined: list[TokenSpan] = []
    for span, place in sorted(actors, key=lambda pair: pair[0]):
        head = fold_word(place.value.split()[0])[:_SHARED]
        own = any(fold_word(token.text).strip('«"').startswith(head) for token in doc[span.start : span.end])
        last = joined[-1] if joined else None
        if not own and last is not None and last.label == span.label and _is_listed(doc[last.end : span.start]):
            joined[-1] = TokenSpan(last.start, max(last.end, span.end), last.label)
        else:
            joined.append(span)
    return joined


def _is_listed(gap: Span) -> bool:
    """Whether nothing but joints and bracketed names stands between two members of a list."""
    depth, outside = 0, []
    for token in gap:
        depth += token.text == "("
        if depth == 0:
            outside.append(token.text)
        depth -= token.text == ")"
    return len(outside) <= _JOINTS


def set_gold(doc: Doc, spans: Iterable[TokenSpan]) -> None:
    """Store the right mentions of an example, which share no token."""
    doc.spans[GOLD] = [Span(doc, s.start, s.end, label=s.label) for s in spans]


def list_gold(doc: Doc) -> list[TokenSpan]:
    """Return the right mentions of an example, in text order; they share no token."""
    return [TokenSpan(s.start, s.end, s.label_) for s in doc.spans[GOLD]]


def dump_examples(examples: Iterable[TextExamples]) -> bytes:
    """Write examples as a ``DocBin``: tokens, tags, lemmas, right mentions, and the part that each text plays."""
    docs = [doc for text in examples for doc in text.docs]
    plain = [_strip(doc) for doc in docs]
    return DocBin(attrs=["ORTH", "SPACY", "TAG", "POS", "MORPH", "LEMMA"], store_user_data=True, docs=plain).to_bytes()


def _strip(doc: Doc) -> Doc:
    """Copy what an example is made of, without what the rules and extractors have noted on it."""
    copy = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        tags=[token.tag_ for token in doc],
        pos=[token.pos_ for token in doc],
        morphs=[str(token.morph) for token in doc],
        lemmas=[token.lemma_ for token in doc],
    )
    copy.user_data = {key: doc.user_data.get(key) for key in (DOC_ID, PLACE, COLUMN, KIND)}
    set_gold(copy, list_gold(doc))
    return copy


def parse_examples(data: bytes, place: str, vocab: Vocab | None = None) -> list[TextExamples]:
    """Read examples that `dump_examples` wrote, or that were converted from another corpus.

    Args:
        data: The bytes of a ``DocBin``.
        place: The file, for messages.
        vocab: The vocabulary that the texts are to belong to; None for one of their own.

    Raises:
        ValueError: The bytes are no ``DocBin`` of examples.
    """
    try:
        docs = list(DocBin().from_bytes(data).get_docs(vocab or Vocab()))
    except Exception as error:  # whatever a broken file makes of zlib, msgpack, numpy and spaCy
        raise ValueError(
            phrase(
                "{place}: is no DocBin of spaCy: {kind}: {reason}",
                place=place,
                kind=type(error).__name__,
                reason=str(error),
            )
        ) from error
    groups: dict[str, list[Doc]] = {}
    for number, doc in enumerate(docs, 1):
        if GOLD not in doc.spans or DOC_ID not in doc.user_data:
            raise ValueError(
                phrase(
                    "{place}, text {number}: has no spans {spans!r} or no {user_data!r}: is no example of a training",
                    place=place,
                    number=number,
                    spans=GOLD,
                    user_data=DOC_ID,
                )
            )
        groups.setdefault(str(doc.user_data[DOC_ID]), []).append(doc)
    return [TextExamples(name, tuple(found)) for name, found in groups.items()]
