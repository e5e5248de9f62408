"""What part a single block can play: title, formula, control clause, order, statement. Nothing here knows its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.columns import RowRole
from resextract.outline.cues import is_report_verb, is_resolving_verb, lemma_of, read_cues, word_class
from resextract.outline.strays import is_stray_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.outline.blocks import Block

__all__ = [
    "asserts_duty",
    "has_directive",
    "has_verb",
    "is_control",
    "is_formula",
    "is_formula_label",
    "is_past",
    "is_stray_task",
    "is_title",
    "opens_position",
]

_SENTENCE_END = re.compile(r"(?<=[а-яё»)\d]{2}[.!?])\s+(?=[А-ЯЁ«])")
_MAX_TITLE = 400
_MAX_LABEL_WORDS = 4


def is_title(block: Block) -> bool:
    """Tell whether a block opens a resolution: an unmarked line that starts with the name of a directive document."""
    if block.marker or block.furniture or not block.text or len(block.text) > _MAX_TITLE:
        return False
    if block.role is not None:
        return block.role is RowRole.LIST  # a list is read like a document of its own, a table stands for itself
    cues = read_cues(block.text)
    if not cues.words or cues.infinitive >= 0 or (cues.colon and (has_verb(block) or is_formula_label(block))):
        return False
    first = cues.words[0]
    kinds = load_lexicon("outline-document-kinds")
    opens = lemma_of(first, "NOUN") in kinds and "nomn" in word_class(first) and first[0].isupper()
    return opens and not has_verb(block) and "NOUN" in word_class(first)


def has_verb(block: Block) -> bool:
    """Tell whether a block has a finite verb or a short participle outside quotes."""
    return read_cues(block.text).finite >= 0


def is_formula(block: Block, following: Block | None) -> bool:
    """Tell whether a block opens the operative part by a resolving verb.

    The verb is finite («РЕШИЛИ», «предлагается») or stands alone in the infinitive («Поручить:»); the list follows: the
    block ends in a colon, or its verb is its last word, or it announces «следующие меры», or a numbered item follows.
    """
    if block.furniture or block.bulleted or block.role is not None:
        return False
    cues = read_cues(block.text)
    if is_formula_label(block):
        return following is not None
    if not cues.resolving:
        alone = len(cues.words) <= 2 and cues.colon and cues.opens_infinitive and block.marker is None
        return alone and is_resolving_verb(cues.words[0])
    if cues.opens_infinitive:
        return False
    last_resolves = bool(cues.words) and read_cues(cues.words[-1]).resolving != ""
    if last_resolves:
        return True
    announces = any(lemma_of(w) in ("следующий", "именно") for w in cues.words)
    numbered = following is not None and following.marker is not None and bool(following.marker.path)
    if cues.colon:
        return cues.infinitive < 0 or announces or numbered or block.marker is None
    return announces and (numbered or (following is not None and has_directive(following.text)))


def is_formula_label(block: Block) -> bool:
    """Tell whether a block is a label that opens the operative part: «Решение педсовета:», «Рекомендации:»."""
    cues = read_cues(block.text)
    if block.marker or not cues.colon or not 0 < len(cues.words) <= _MAX_LABEL_WORDS or has_verb(block):
        return False
    first = cues.words[0]
    return (
        first[0].isupper()
        and lemma_of(first, "NOUN") in load_lexicon("outline-formula-nouns")
        and "nomn" in word_class(first)
        and cues.infinitive < 0
    )


def has_directive(text: str) -> bool:
    """Tell whether a sentence of a text gives an order: an infinitive that no statement governs, or a modal verb."""
    return any(_is_directive(sentence) for sentence in _SENTENCE_END.split(text))


def _is_directive(sentence: str) -> bool:
    cues = read_cues(sentence)
    if cues.opens_infinitive:
        return True
    modal = any(fold_word(w) in load_lexicon("outline-modal-words") for w in cues.words)
    if cues.infinitive >= 0 and (modal or not cues.is_declarative or cues.resolving):
        return True
    return any(fold_word(w) in ("подлежит", "подлежат") for w in cues.words)


def opens_position(words: Sequence[str]) -> bool:
    """Tell whether words open with a position in the nominative: «Глава района», «Заведующий», «И.о. директора»."""
    positions = load_lexicon("outline-positions")
    if fold_word(".".join(words[:2])) in positions:
        return True
    named = fold_word(words[0]) in positions or lemma_of(words[0], "NOUN") in positions
    return named and "nomn" in word_class(words[0])


def is_control(block: Block) -> bool:
    """Tell whether a block is the control clause: «Контроль за исполнением … возложить на …», «… оставляю за собой»."""
    cues = read_cues(block.text)
    words = [fold_word(w) for w in cues.words]
    nouns = [i for i, w in enumerate(words[:4]) if lemma_of(w, "NOUN") == "контроль"]
    if not nouns or cues.opens_infinitive:
        return False
    if nouns[0] == 0 and cues.infinitive < 0 and cues.finite < 0 and any(lemma_of(w) == "себя" for w in words):
        return True  # «Контроль – за собой»
    verbs = load_lexicon("outline-control-verbs")
    # «Отделу осуществлять контроль …» is work of the department: the control clause names the control first
    return any(lemma_of(w, "INFN") in verbs or lemma_of(w, "VERB") in verbs for w in words[nouns[0] + 1 :])


def is_stray_task(block: Block) -> bool:
    """Tell whether a block of the report is a task all the same (guidelines, rule 1.2)."""
    return not block.bulleted and is_stray_text(block.text)


def asserts_duty(block: Block) -> bool:
    """Tell whether a block states a duty: a doer other than the meeting does or will do it («школы проведут»)."""
    cues = read_cues(block.text)
    verb = cues.words[cues.finite]
    return (
        bool(word_class(verb) & {"pres", "futr"})
        and not any(is_report_verb(x) for x in _lemmas(verb))
        and not cues.colon
    )


def _lemmas(word: str) -> list[str]:
    return [lemma_of(word, "VERB"), lemma_of(word, "VERB").removesuffix("ся")]


def is_past(block: Block) -> bool:
    """Tell whether a block's finite verb is in the past or a short passive participle."""
    cues = read_cues(block.text)
    return bool(word_class(cues.words[cues.finite]) & {"past", "PRTS"})
