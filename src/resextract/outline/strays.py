"""Sentences of a report that give work all the same (guidelines, rule 1.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cues import ends_sentence, lemma_of, read_cues, read_modality

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_stray_sentences", "is_stray_text", "opens_question"]

_LAST_WORD = 40
_OPENING = 80
_SENTENCE_GAP = re.compile(r"(?<=[.!?])\s+(?=[А-ЯЁ«])")


def is_stray_text(text: str) -> bool:
    """Tell whether a text of the report is a task all the same.

    Either it names an addressee in the dative before a directive predicate, or the participants recommended to do
    something. «Необходимо …» with no addressee is none.

    Args:
        text: The clean text of a block or a sentence.
    """
    cues = read_cues(text)
    if cues.infinitive < 0:
        return False
    folded = [fold_word(w) for w in cues.words]
    modal = next((i for i, w in enumerate(folded) if w in load_lexicon("outline-modal-words")), -1)
    if 0 < modal < cues.infinitive and cues.opens_dative:
        return True
    subject = bool(cues.words) and lemma_of(cues.words[0], "NOUN") in load_lexicon("outline-participants")
    return (
        subject
        and cues.resolving != ""
        and read_modality(cues.resolving) == "recommendation"
        and 0 <= cues.finite < cues.infinitive
    )


def find_stray_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Find the sentences of a paragraph that are tasks, where it opens with a statement.

    Args:
        text: A paragraph's clean text.

    Yields:
        Half-open ranges of the text, in order; none for a single sentence, none where all may be work: neither the
        first sentence nor the one after a stray first is a statement.
    """
    gaps = [m for m in _SENTENCE_GAP.finditer(text) if ends_sentence(text[max(0, m.start() - _LAST_WORD) : m.start()])]
    if not gaps:
        return
    starts = [0, *(m.end() for m in gaps)]
    ends = [*(m.start() for m in gaps), len(text)]
    statement = 1 if _may_be_stray(text[: ends[0]]) else 0
    if not opens_question(text) and not read_cues(text[starts[statement] : ends[statement]]).is_declarative:
        return
    for start, end in zip(starts, ends, strict=True):
        sentence = text[start:end]
        if _may_be_stray(sentence) and not sentence.endswith(":") and is_stray_text(sentence):
            yield start, end


def opens_question(text: str) -> bool:
    """Tell whether a numbered paragraph of a protocol is a question with what was heard, not an item.

    «2. По второму вопросу СЛУШАЛИ …», «4. Разное. Директор сообщил …».

    Args:
        text: The paragraph's clean text without its number.
    """
    words = read_cues(text[:_OPENING]).words
    labels = load_lexicon("outline-report-labels")
    if any(w.isupper() and len(w) > 3 and labels.get(lemma_of(w, "VERB")) == "report" for w in words[:5]):
        return True
    return (
        bool(words) and text.startswith(f"{words[0]}.") and fold_word(words[0]) in load_lexicon("outline-topic-openers")
    )


def _may_be_stray(sentence: str) -> bool:
    """A cheap look before the words are parsed: a modal word, or a resolving verb's subject at the start."""
    words = [fold_word(word) for word in sentence.split()]
    opening = lemma_of(words[0], "NOUN") if words else ""
    return opening in load_lexicon("outline-participants") or not load_lexicon("outline-modal-words").keys().isdisjoint(
        words
    )
