"""Directive verbs: infinitives, finite verbs and work laid on somebody, read together over a whole text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.extractors.government import DIRECTIVE, Verdict, judge_infinitives
from resextract.extractors.predicates import find_predicates, read_participle
from resextract.extractors.segments import Segment, find_asides, split_segments
from resextract.extractors.verbal_nouns import find_laid_work
from resextract.extractors.words import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Doc

    from resextract.extractors.words import Word

__all__ = ["Directive", "find_directives"]

_DIRECTING = frozenset({Kind.INFINITIVE, Kind.FINITE, Kind.IMPERATIVE})


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive verb.

    Attributes:
        start: Its first token, a negation included.
        verb: The verb's token.
        lemma: The infinitive, negation included.
        label: ``directive`` or ``recommendation``.
        rule: The id of the rule that found it.
    """

    start: int
    verb: int
    lemma: str
    label: str
    rule: str


def find_directives(doc: Doc, words: Sequence[Word]) -> list[tuple[Segment, list[Directive]]]:
    """Find the directive verbs of a text.

    Args:
        doc: The text.
        words: Its words.

    Returns:
        The segments that hold directives, with these in text order; empty for a statement.
    """
    if not any(word.kind in _DIRECTING for word in words):
        return []
    aside = find_asides(words)
    found: list[tuple[Segment, list[Directive]]] = []
    label = DIRECTIVE
    for segment in split_segments(doc, words, aside):
        row = [i for i in range(segment.start, segment.end) if not aside[i]]
        directives = _read_segment(words, row, DIRECTIVE if segment.after_stop else label)
        label = directives[-1].label if directives else DIRECTIVE
        if directives:
            found.append((segment, directives))
    return found


def _read_segment(words: Sequence[Word], row: Sequence[int], label: str) -> list[Directive]:
    verdicts = [v for v in judge_infinitives(words, row, label) if v.directive]
    if verdicts:
        return [directive for verdict in verdicts for directive in _read_verdict(words, row, verdict, verdicts)]
    return [
        _make(words, token, lemma, label, rule, negated=token > 0 and words[token - 1].form == "не")
        for token, lemma, rule in find_predicates(words, row)
    ]


def _read_verdict(
    words: Sequence[Word], row: Sequence[int], verdict: Verdict, verdicts: Sequence[Verdict]
) -> Iterator[Directive]:
    token, label = verdict.token, verdict.label
    word, lemma, rule = words[token], words[token].lemma, verdict.rule
    if word.has("verb-appointing"):
        clause = _clause_of(row, token, [v.token for v in verdicts])
        laid = find_laid_work(words, clause, clause.index(token))
        if laid is None or laid:
            for verb in laid or ():
                yield _make(words, token, verb, label, "action.verbal_noun", negated=verdict.negated)
            return
    elif word.lemma == "быть" and (participle := read_participle(words, row, row.index(token))):
        lemma, rule = participle, "action.passive"
    yield _make(words, token, lemma, label, rule, negated=verdict.negated)


def _make(words: Sequence[Word], token: int, lemma: str, label: str, rule: str, *, negated: bool) -> Directive:
    start = token - (token > 0 and words[token - 1].form == "не")
    return Directive(start, token, f"не {lemma}" if negated else lemma, label, rule)


def _clause_of(row: Sequence[int], token: int, verbs: Sequence[int]) -> list[int]:
    """The part of a segment between the directives before and after one."""
    low = max((v for v in verbs if v < token), default=-1)
    high = min((v for v in verbs if v > token), default=row[-1] + 1)
    return [i for i in row if low < i < high]
