"""Annotated texts of the nodes that can hold mentions: the operative part, nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from spacy.tokens import Span

from resextract.extractors.spans import COLUMN, KIND, PLACE, get_spans, set_spans
from resextract.extractors.time_expressions import FRAMES
from resextract.language.rulebooks import load_rulebook
from resextract.outline import CONTAINERS, NodeKind
from resextract.outline.cues import lemma_of, read_cues
from resextract.tasks.model import RESULT, AnnotatedNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from resextract.outline import Node, Outline

__all__ = ["annotate_nodes", "annotate_outline", "attach_docs"]

_ONESELF = "себя"
_PLACES = {
    NodeKind.ITEM: "leaf",
    NodeKind.PERFORMATIVE: "leaf",
    NodeKind.CONTROL: "leaf",
    NodeKind.HEADING: "lead_in",
    NodeKind.LEAD_IN: "lead_in",
    NodeKind.FORMULA: "lead_in",
    NodeKind.ATTACHED: "attached",
}


def annotate_outline(outline: Outline, nlp: Language) -> dict[str, AnnotatedNode]:
    """Annotate every node that can hold mentions, in one batch.

    Args:
        outline: A document's outline.
        nlp: The pipeline of annotation and extraction.

    Returns:
        Node id (``eid``) to annotated node; titles, preamble, report, furniture and signatures are left out, but for
        the signature of somebody who keeps the control to himself.
    """
    return attach_docs(outline, annotate_nodes(outline, nlp), nlp)


def annotate_nodes(outline: Outline, nlp: Language) -> list[AnnotatedNode]:
    """Run the pipeline on each text that can hold mentions.

    Args:
        outline: A document's outline.
        nlp: The pipeline of annotation and extractors.

    Returns:
        The nodes that can hold mentions, in text order, annotated and not yet told what is attached to them.
    """
    nodes = [node for node in outline.walk() if _find_place(node) and node.text]
    starts = [_clause_start(node) if node.kind is NodeKind.FORMULA else 0 for node in nodes]
    docs = nlp.pipe([_make_doc(nlp, node, start) for node, start in zip(nodes, starts, strict=True)])
    return [AnnotatedNode(n, doc, (), start) for n, doc, start in zip(nodes, docs, starts, strict=True)]


def attach_docs(outline: Outline, nodes: Sequence[AnnotatedNode], nlp: Language) -> dict[str, AnnotatedNode]:
    """Give annotated nodes their place in the outline.

    Args:
        outline: The document's outline.
        nodes: Its nodes from `annotate_nodes`; a tagger may have marked them since.
        nlp: The pipeline, for the tokens of signatures.

    Returns:
        As `annotate_outline`.
    """
    for node in nodes:
        _fit_part(node.doc, node.node)
    annotated = {node.node.eid: node for node in nodes}
    for signature in _signatories(outline):
        doc = nlp.make_doc(signature.text)
        set_spans(doc, "actors", [Span(doc, 0, len(doc), label="controller", span_id="signatory")])
        annotated[signature.eid] = AnnotatedNode(signature, doc)
    for plain in reversed(nodes):
        below = plain.node.children
        lines = tuple(annotated[c.eid] for c in below if _find_place(c) == "attached" and c.eid in annotated)
        if lines:
            annotated[plain.node.eid] = replace(plain, attached=lines)
    return annotated


def _signatories(outline: Outline) -> Iterator[Node]:
    """Yield the signature that follows each «Контроль … оставляю за собой»: who signs controls (guidelines, 3)."""
    keeps = False
    for node in outline.walk():
        if node.kind is NodeKind.CONTROL:
            keeps = any(lemma_of(word) == _ONESELF for word in read_cues(node.text).words)
        elif node.kind is NodeKind.SIGNATURE and keeps:
            yield node
            keeps = False


def _find_place(node: Node) -> str | None:
    """The part a node's text plays; None for one that holds no mentions."""
    if node.column == RESULT:
        return "attached"
    return "lead_in" if node.kind in CONTAINERS else _PLACES.get(node.kind)


def _make_doc(nlp: Language, node: Node, start: int) -> Doc:
    doc = nlp.make_doc(node.text[start:].strip())
    doc.user_data[PLACE] = _find_place(node)
    doc.user_data[COLUMN] = node.column
    doc.user_data[KIND] = node.kind.value
    return doc


def _fit_part(doc: Doc, node: Node) -> None:
    """Keep of a text's actors what the part it plays allows.

    What a plan's column is for settles what its cells say: a term names no actor, a controller controls. A formula's
    addressee stands after its verb («рекомендует школам:»); who resolves stands before it.
    """
    spans = get_spans(doc, "actors")
    if node.kind is NodeKind.FORMULA:
        verb = next((t.i for t in doc if read_cues(t.text).resolving), len(doc))
        set_spans(doc, "actors", [s for s in spans if s.start > verb])
        deadlines = get_spans(doc, "deadlines")
        set_spans(doc, "deadlines", [s for s in deadlines if s.start > verb or not _is_of_noun(s)])
    elif node.column == "term":
        set_spans(doc, "actors", [])
    elif node.column in ("controller", "co_executor"):
        set_spans(doc, "actors", [Span(doc, s.start, s.end, label=node.column, span_id=s.id_) for s in spans])


def _is_of_noun(deadline: Span) -> bool:
    """Whether a period hangs on a noun: before the verb it is the basis's («программы … на 2022–2027 годы»)."""
    return deadline.start > 0 and any(
        rule.id == deadline.id_ and rule.get("host") == "noun" for rule in load_rulebook(FRAMES).rules
    )


def _clause_start(node: Node) -> int:
    """Where the clause of the resolving verb starts: what was heard and discussed before it bounds no task."""
    text = node.text
    words = text.split(" ")
    resolving = [i for i, word in enumerate(words) if read_cues(word.strip(",.:;")).resolving]
    if not resolving:
        return 0
    verb = sum(len(word) + 1 for word in words[: resolving[-1]])
    return max((text.rfind(mark, 0, verb) + len(mark) for mark in (", ", ". ", "; ") if mark in text[:verb]), default=0)
