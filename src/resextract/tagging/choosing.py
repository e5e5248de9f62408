"""Rules' and tagger's mentions of a slot → the slot's spans, by the slot's policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Span

from resextract.extractors.actions import span_directives
from resextract.extractors.actor_words import NO_ACTOR, look_up_head
from resextract.extractors.directives import Directive, find_directives
from resextract.extractors.segments import find_asides, split_segments
from resextract.extractors.spans import KIND, PLACE, get_spans, set_spans
from resextract.extractors.words import Kind, read_words
from resextract.outline import NodeKind
from resextract.tagging.mentions import get_found, get_outside, read_class, set_confidence
from resextract.tagging.policies import Candidate, Choice, SlotPolicy, choose_mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from resextract.tagging.policies import Mode

__all__ = ["MODEL_RULE", "choose_spans", "list_choices", "list_found", "list_rules"]

MODEL_RULE = "model"
"""What stands as the rule's id of a tagger's mention."""

_APART = {
    "actors": ("references", "programs", "deadlines", "targets"),
    "targets": ("references", "programs", "deadlines"),
    "deadlines": ("references", "programs"),
}
"""The slots whose mentions share no token with those of a slot."""

_UNREADABLE = {"deadlines": "due", "targets": "count", "references": "other"}
"""The class of a mention whose words tell none, where the tagger alone decides."""


def choose_spans(doc: Doc, slot: str, mode: Mode, policy: SlotPolicy, warn_below: float = 0.0) -> None:
    """Set a slot's spans from what its rules and the tagger found.

    Args:
        doc: A text that the tagger has run on; ``doc.spans[slot]`` holds the rules' mentions, or nothing.
        slot: The slot.
        mode: ``rules`` leaves everything as it is, ``model`` takes the tagger's mentions only.
        policy: How ``hybrid`` decides.
        warn_below: A mention of the tagger with a lower probability makes its records say ``low_confidence``.

    Control clauses stay with the rules: whom they name stands in no annotated task, so no tagger has learned them.
    """
    if mode == "rules" or (mode == "hybrid" and policy.is_idle) or doc.user_data.get(KIND) == NodeKind.CONTROL:
        return
    directives = _list_directives(doc) if slot == "actions" else []
    choices = list_choices(doc, slot, mode, policy)
    if slot == "actions":
        spans = _span_actions(doc, choices, directives)
    else:
        written = get_spans(doc, slot)
        spans = [written[c.index] if c.index is not None else _make_span(doc, c.candidate) for c in choices]
    set_spans(doc, slot, spans)
    for span, choice in zip(spans, choices, strict=True):
        if choice.index is None:
            set_confidence(span, slot, choice.confidence, warn_below)


def list_choices(doc: Doc, slot: str, mode: Mode, policy: SlotPolicy) -> list[Choice]:
    """Decide which mentions of a slot count, without setting its spans.

    Args:
        doc: As `choose_spans`.
        slot: The slot.
        mode: Which side decides, or both.
        policy: How ``hybrid`` decides.

    Returns:
        The mentions that count, in text order.
    """
    if mode == "model":
        return [Choice(item, None, item.probability) for item in list_found(doc, slot, readable=False)]
    rules = list_rules(doc, slot)
    if mode == "rules":
        return [Choice(rule, i, None) for i, rule in enumerate(rules)]
    return choose_mentions(rules, list_found(doc, slot, readable=True), policy)


def list_rules(doc: Doc, slot: str) -> list[Candidate]:
    """Return the rules' mentions of a slot, with the tagger's probability of all their tokens standing outside.

    Args:
        doc: A text on which the slot's extractor has run.
        slot: The slot; of actions the verbs are listed, which take one token each.
    """
    outside = get_outside(doc)
    if slot == "actions":
        places = [(d.verb, d.verb + 1, d.label, d.rule) for d in _list_directives(doc)]
    else:
        places = [(s.start, s.end, s.label_, s.id_) for s in get_spans(doc, slot)]
    return [
        Candidate(start, end, name, rule, min(outside[start:end]) if outside else 0.0)
        for start, end, name, rule in places
    ]


def list_found(doc: Doc, slot: str, *, readable: bool) -> list[Candidate]:
    """Return the tagger's mentions of a slot.

    Args:
        doc: A text on which the tagger has run.
        slot: The slot.
        readable: Whether to leave out those from whose words no value can be read, those that break into what the
            rules take for another slot's, people who are given no work, and verbs that the rules have judged: they look
            at every infinitive and say which are complements («возможность оплатить»).
    """
    candidates = []
    words = read_words(doc)
    barred = _list_barred(doc, slot) if readable else set()
    for item in get_found(doc, slot):
        name = read_class(Span(doc, item.start, item.end, label=item.label))
        if readable and (name is None or not barred.isdisjoint(range(item.start, item.end))):
            continue
        if readable and slot == "actions" and words[item.start].kind is Kind.INFINITIVE:
            continue
        if readable and slot == "actors" and _heads_no_actor(doc, item.start, item.end):
            continue
        candidates.append(
            Candidate(item.start, item.end, name or _UNREADABLE.get(slot, ""), MODEL_RULE, item.probability)
        )
    return candidates


def _heads_no_actor(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the first noun of a stretch is one for people who are given no work."""
    words = read_words(doc)
    first = next((i for i in range(start, end) if words[i].kind is Kind.NOUN), None)
    entry = look_up_head(words[first].lemma) if first is not None else None
    return entry is not None and entry.type == NO_ACTOR


def _list_barred(doc: Doc, slot: str) -> set[int]:
    """The tokens that no mention of a slot can hold: other slots' mentions; for names also verbs and adverbs."""
    barred = {
        i for other in _APART.get(slot, ()) for span in get_spans(doc, other) for i in range(span.start, span.end)
    }
    if slot == "actors":
        verbal = (Kind.INFINITIVE, Kind.FINITE, Kind.PAST, Kind.IMPERATIVE, Kind.SHORT, Kind.GERUND, Kind.ADVERB)
        barred |= {i for i, word in enumerate(read_words(doc)) if word.kind in verbal}
    return barred


def _make_span(doc: Doc, candidate: Candidate) -> Span:
    return Span(doc, candidate.start, candidate.end, label=candidate.name, span_id=MODEL_RULE)


def _list_directives(doc: Doc) -> list[Directive]:
    if doc.user_data.get(PLACE) == "attached":
        return []
    return [directive for _, found in find_directives(doc, read_words(doc)) for directive in found]


def _span_actions(doc: Doc, choices: Sequence[Choice], directives: Sequence[Directive]) -> list[Span]:
    """Make the spans of the chosen verbs, one a choice, in their order: that of the text."""
    words = read_words(doc)
    chosen = [
        directives[c.index] if c.index is not None else _make_directive(doc, c.candidate.start, c.candidate.name)
        for c in choices
    ]
    parted = []
    for segment in split_segments(doc, words, find_asides(words)):
        inside = [d for d in chosen if segment.start <= d.verb < segment.end]
        if inside:
            parted.append((segment, inside))
    return span_directives(doc, parted)


def _make_directive(doc: Doc, verb: int, label: str) -> Directive:
    words = read_words(doc)
    negated = verb > 0 and words[verb - 1].form == "не"
    lemma = words[verb].lemma
    return Directive(verb - negated, verb, f"не {lemma}" if negated else lemma, label, MODEL_RULE)
