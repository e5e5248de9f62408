"""Statements of adoption: «Резолюция принята участниками … 25 августа 2023 года», «Утверждено приказом от …»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.language.lexicons import load_lexicon
from resextract.outline.cues import ends_sentence, lemma_of, word_class

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_adoption", "split_sentences"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_SENTENCE_GAP = re.compile(r"(?<=[.!?]) (?=[«\"]?[А-ЯЁ])")
_SUBJECT_WORDS = 6


def split_sentences(text: str) -> Iterator[str]:
    """Yield a text's sentences; the dot of an abbreviation or an initial ends none.

    Args:
        text: Clean text.
    """
    start = 0
    for gap in _SENTENCE_GAP.finditer(text):
        if ends_sentence(text[start : gap.start()]):
            yield text[start : gap.start()]
            start = gap.end()
    yield text[start:]


def find_adoption(sentence: str) -> int:
    """Find the participle that says the document was adopted.

    Its subject is a document («Резолюция принята …», «Принята резолюция …») or left out («Одобрена участниками …»);
    «Принят федеральный закон …» says it of another act.

    Args:
        sentence: A sentence.

    Returns:
        The participle's offset, -1 where there is none.
    """
    verbs, kinds = load_lexicon("outline-adoption-words"), load_lexicon("head-document-kinds")
    words = list(_WORD.finditer(sentence))
    for i, word in enumerate(words[:_SUBJECT_WORDS]):
        if "PRTS" not in word_class(word.group().lower()) or lemma_of(word.group(), "PRTS") not in verbs:
            continue
        named = any(lemma_of(w.group(), "NOUN") in kinds for w in words[:i])
        followed = words[i + 1].group() if i + 1 < len(words) else ""
        subject = word_class(followed) & {"NOUN", "ADJF"} and "nomn" in word_class(followed)
        alone = i == 0 and (not subject or lemma_of(followed, "NOUN") in kinds)
        return word.start() if named or alone else -1
    return -1
