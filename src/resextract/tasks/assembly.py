"""Outline with annotated texts → tasks, in text order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.extractors.clauses import split_tasks
from resextract.extractors.spans import get_spans, read_text
from resextract.extractors.verbal_nouns import nominal_actions
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline import CONTAINERS, NodeKind
from resextract.outline.cues import lemma_of, read_cues, read_modality
from resextract.outline.headings import is_direction_list, read_level
from resextract.outline.performatives import is_performative_text, is_undated
from resextract.tasks.inheritance import (
    attached_to,
    gather_actions,
    gather_actors,
    gather_deadlines,
    gather_programs,
    own_mentions,
    stated_by,
)
from resextract.tasks.model import AnnotatedNode, Mention, Task

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from resextract.outline import Node, Outline
    from resextract.outline.cues import Cues

__all__ = ["assemble_tasks", "find_controllers"]


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for everything below a point of the walk."""

    ancestors: tuple[AnnotatedNode, ...] = ()
    formula: AnnotatedNode | None = None
    title: str | None = None

    @property
    def above(self) -> list[AnnotatedNode]:
        """The nodes that hand down, nearest first, the formula last."""
        return [*reversed(self.ancestors), *([self.formula] if self.formula else [])]


def assemble_tasks(outline: Outline, annotated: Mapping[str, AnnotatedNode]) -> list[Task]:
    """Turn the leaves of an outline into tasks.

    Args:
        outline: A document's outline.
        annotated: Its annotated nodes, by ``eid``.

    Returns:
        The tasks in text order; empty where the document gives nobody any work.
    """
    several = len({node.resolution for node in outline.nodes if node.kind is NodeKind.FORMULA}) > 1
    tasks: list[Task] = []
    context = _Context()
    titles = _titles(outline) if several else {}
    for node in outline.nodes:
        if node.kind in (NodeKind.TITLE, NodeKind.SIGNATURE, NodeKind.PREAMBLE):
            context = _Context()
        elif node.kind is NodeKind.FORMULA:
            context = _Context(formula=annotated.get(node.eid))
        context = _Context(context.ancestors, context.formula, titles.get(node.resolution))
        tasks += _walk(node, annotated, context)
    return tasks


def _titles(outline: Outline) -> dict[int, str]:
    titles: dict[int, list[str]] = {}
    for node in outline.nodes:
        if node.kind is NodeKind.TITLE:
            titles.setdefault(node.resolution, []).append(node.text)
    return {number: " ".join(texts) for number, texts in titles.items()}


def _walk(node: Node, annotated: Mapping[str, AnnotatedNode], context: _Context) -> Iterator[Task]:
    home = annotated.get(node.eid)
    if node.kind in CONTAINERS and home is not None:
        below = _Context((*context.ancestors, home), context.formula, context.title)
        for child in node.children:
            yield from _walk(child, annotated, below)
    elif node.kind in (NodeKind.ITEM, NodeKind.PERFORMATIVE) and home is not None:
        yield from _leaf_tasks(home, context)


def _leaf_tasks(home: AnnotatedNode, context: _Context) -> Iterator[Task]:
    if not _is_work(home, context):
        return
    inherits = any(get_spans(above.doc, "actions") for above in context.ancestors)
    ranges = split_tasks(home.doc, inherits=inherits)
    opening: list[Mention] = []
    for i, (start, end) in enumerate(ranges):
        task = _make_task(home, context, (start, end), i + 1 if len(ranges) > 1 else 0, opening)
        if i == 0:
            opening = [m for m in task.of("actors") if not m.inherited and m.span.label_ != "controller"]
        if len(ranges) == 1 or _is_part_work(task):
            yield task


def _is_part_work(task: Task) -> bool:
    """Tell work from a performative among the parts of a leaf («Признать работу удовлетворительной. Школам …»)."""
    named = any(not m.inherited and m.span.label_ == "responsible" for m in task.of("actors"))
    text = read_text(task.home.doc)[task.start : task.end]
    dated = any(not m.inherited for m in task.of("deadlines")) and not is_undated(text)
    return named or dated or not is_performative_text(text)


def _is_work(home: AnnotatedNode, context: _Context) -> bool:
    """Tell a task from a performative and from a statement without a directive."""
    node, actions = home.node, get_spans(home.doc, "actions")
    if node.kind is NodeKind.PERFORMATIVE:
        if read_cues(node.text).infinitive < 0 and not _is_completed_object(context):
            return False
        nodes = (home, *context.ancestors)
        addressed = any(s.label_ == "responsible" for a in nodes for s in get_spans(a.doc, "actors"))
        dated = bool(get_spans(home.doc, "deadlines")) and not is_undated(node.text)
        dated = dated or bool(attached_to(home, "deadlines"))
        if context.ancestors and is_performative_text(context.ancestors[-1].node.text):
            dated = dated or bool(stated_by(context.ancestors[-1], "deadlines"))
        return addressed or dated or bool(attached_to(home, "actors"))
    if actions:
        return True
    statement = read_cues(node.text).finite >= 0
    inherits = any(get_spans(a.doc, "actions") for a in context.ancestors)
    if statement and not inherits:
        return False
    return node.number is not None or bool(context.ancestors) or bool(home.attached) or _is_marked(node)


def _is_completed_object(context: _Context) -> bool:
    """Whether a leaf without a verb stands under «Утвердить:» and the like, not under a list of directions."""
    lead = context.ancestors[-1].node.text if context.ancestors else ""
    return is_performative_text(lead) and not is_direction_list(lead)


def _is_marked(node: Node) -> bool:
    """A bullet: the node owns visible text before its own."""
    return node.pieces[0][0] < node.clean.offsets[0]


def _make_task(
    home: AnnotatedNode, context: _Context, place: tuple[int, int], part: int, opening: Sequence[Mention]
) -> Task:
    start, end = place
    lead_ins = list(reversed(context.ancestors))
    own = {slot: own_mentions(home, slot, start, end) for slot in ("actions", "actors", "deadlines", "programs")}
    actors = gather_actors(own["actors"], home, context.above)
    own_responsible = any(m.span.label_ == "responsible" and not m.inherited for m in actors)
    if opening and not own_responsible:
        carried = [Mention(m.slot, m.span, m.home, inherited=True) for m in opening]
        actors = [m for m in actors if not m.inherited or m.span.label_ == "controller"] + carried
    actions = gather_actions(own["actions"], lead_ins) or _nominal_actions(home, start, end)
    mentions = [
        *actions,
        *actors,
        *gather_deadlines(own["deadlines"], home, context.above),
        *own_mentions(home, "targets", start, end),
        *attached_to(home, "targets"),
        *gather_programs(own["programs"], lead_ins),
        *own_mentions(home, "references", start, end),
    ]
    warnings = list(home.node.warnings)
    if not any(m.span.label_ == "responsible" for m in actors):
        warnings.append("no_actor")
    if not actions:
        warnings.append("no_action")
    return Task(
        home=home,
        start=start,
        end=end,
        part=part,
        ancestors=context.ancestors,
        mentions=tuple(mentions),
        level=next((level for a in lead_ins if (level := read_level(a.node.text))), None),
        modality=_modality(home, actions, context),
        resolution_title=context.title,
        warnings=tuple(warnings),
    )


def _nominal_actions(home: AnnotatedNode, start: int, end: int) -> list[Mention]:
    """A measure that is stated by a noun («Проведение конкурса»), where no verb stands in it or above it."""
    spans = [span for span in nominal_actions(home.doc) if start <= span.start_char < end]
    return [Mention("actions", span, home, inherited=False) for span in spans]


def _modality(home: AnnotatedNode, actions: Sequence[Mention], context: _Context) -> str:
    if home.node.stray:
        modal = (load_lexicon("outline-modal-words").get(fold_word(word)) for word in read_cues(home.node.text).words)
        return "directive" if next((value for value in modal if value is not None), "") == "order" else "recommendation"
    if context.formula is not None and _recommends(read_cues(context.formula.node.text)):
        return "recommendation"
    lead_ins = [s for a in context.ancestors for s in get_spans(a.doc, "actions")]
    first = actions[0].span.label_ if actions else ""
    if first == "recommendation" or any(s.label_ == "recommendation" for s in lead_ins):
        return "recommendation"
    return "directive"


def _recommends(formula: Cues) -> bool:
    """Whether a formula's verb recommends, a bare infinitive («Рекомендовать:») included."""
    verb = formula.resolving or (lemma_of(formula.words[0], "INFN") if formula.opens_infinitive else "")
    return read_modality(verb) == "recommendation"


def find_controllers(outline: Outline, annotated: Mapping[str, AnnotatedNode]) -> list[Mention]:
    """Return the actors that the control clauses name, in text order; empty where there is no control clause.

    Who signs is one where the control stays with him.
    """
    return [
        Mention("actors", span, annotated[node.eid], inherited=False)
        for node in outline.walk()
        if node.kind in (NodeKind.CONTROL, NodeKind.SIGNATURE) and node.eid in annotated
        for span in get_spans(annotated[node.eid].doc, "actors")
        if span.label_ == "controller"
    ]
