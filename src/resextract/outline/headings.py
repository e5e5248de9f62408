"""Which blocks of the operative part stand above others, and what kind of heading they are."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from resextract.language.lexicons import fold_word, load_lexicon
from resextract.outline.cues import lemma_of, read_cues, word_class
from resextract.outline.markers import MarkerKind

if TYPE_CHECKING:
    from resextract.outline.blocks import Block
    from resextract.outline.cues import Cues
    from resextract.outline.markers import Marker

__all__ = ["HeadingClass", "classify_heading", "classify_hinted", "is_direction_list", "names_addressee", "read_level"]

_MAX_LEVEL_WORDS = 6
_MAX_HEADING = 260
_MAX_TOPIC_WORDS = 12
_MAX_SECTION_WORDS = 6
_MAX_BEFORE_VERB = 4


class HeadingClass(StrEnum):
    """Kinds of text that stand above leaves; a new one closes the open one of its own class."""

    TOPIC = "topic"
    ACTOR = "actor"
    LEVEL = "level"
    LEAD = "lead"


def read_level(text: str) -> str | None:
    """Read the level of tasks that a heading states («Муниципальный уровень:», «Уровень ДОУ»), or None.

    Args:
        text: The heading's clean text.
    """
    words = read_cues(text).words
    lemmas = [lemma_of(w, "NOUN") for w in words]
    if "уровень" not in lemmas or len(words) > _MAX_LEVEL_WORDS:
        return None
    levels = load_lexicon("outline-levels")
    for word in words:
        for key in (fold_word(word), lemma_of(word, "ADJF"), lemma_of(word, "NOUN")):
            if key in levels:
                return levels[key]
    return None


def names_addressee(text: str) -> bool:
    """Tell whether a text without a verb opens like an addressee: a dative noun phrase, or an organisation's name."""
    cues = read_cues(text)
    if not cues.words or cues.infinitive >= 0 or cues.finite >= 0:
        return False
    first = cues.words[0]
    if cues.opens_dative:
        return "nomn" not in word_class(first) or not word_class(first) & {"ADJF"} or not _agrees_nominative(cues.words)
    return first.isupper() and len(first) > 1 and first.isalpha()


def _agrees_nominative(words: tuple[str, ...]) -> bool:
    return len(words) > 1 and "nomn" in word_class(words[1])


def classify_heading(block: Block, following: Block | None) -> HeadingClass | None:
    """Tell what kind of heading or lead-in an unmarked or numbered block is.

    Args:
        block: A block of the operative part.
        following: The next visible block of the operative part, if any.

    Returns:
        The class, or None for a block that can only be an item (it may still turn out a lead-in when deeper numbers
        follow).
    """
    cues = read_cues(block.text)
    if not cues.words:
        return None
    if read_level(block.text) and cues.infinitive < 0:
        return HeadingClass.LEVEL
    if cues.colon:
        if cues.infinitive >= 0 or cues.finite >= 0:
            return HeadingClass.LEAD
        if names_addressee(block.text):
            return HeadingClass.ACTOR
        return HeadingClass.LEAD if word_class(cues.words[0]) & {"PREP"} else HeadingClass.TOPIC
    if following is None or block.bulleted or len(block.text) > _MAX_HEADING or block.text.endswith((";", ",")):
        return None
    if cues.infinitive >= 0 or cues.finite >= 0:
        return None
    if names_addressee(block.text) and not block.text.endswith("."):
        return HeadingClass.ACTOR if _awaits_doer(following.text) else None
    if following.marker is None:
        topic = _names_section(block, cues, following)
    else:
        topic = block.marker is None and _opens_topic(block, cues, following.marker)
    return HeadingClass.TOPIC if topic else None


def classify_hinted(block: Block) -> HeadingClass | None:
    """Tell what kind of heading a block is of which a trained classifier says that it is one.

    Args:
        block: A block that `classify_heading` takes for none.

    Returns:
        The class; None for a block with a list mark or a directive, which its place in the tree tells better.
    """
    cues = read_cues(block.text)
    if block.marker is not None or not cues.words or cues.infinitive >= 0 or cues.finite >= 0:
        return None
    return HeadingClass.ACTOR if names_addressee(block.text) else HeadingClass.TOPIC


def _opens_topic(block: Block, cues: Cues, following: Marker) -> bool:
    """Tell whether an unmarked line without a colon is a topic: a noun phrase, or «В области …», above a list."""
    classes = word_class(cues.words[0])
    restarts = following.path[-1:] in ((1,), (ord("а"),))
    bare = block.text[-1] in "»”" or block.text[-1].isalnum()
    short = bare and len(cues.words) <= _MAX_TOPIC_WORDS
    if "nomn" in classes:
        titled = following.kind is MarkerKind.BULLET or block.text[0].isupper()
        return restarts or (short and titled)
    return "PREP" in classes and short and block.text[0].isupper()


def _names_section(block: Block, cues: Cues, following: Block) -> bool:
    """Tell whether a short noun phrase names a section above paragraphs: «IV. Информатизация», «Кадры и наука».

    A measure stated by a noun («Создание музея») is none.
    """
    first = lemma_of(cues.words[0], "NOUN")
    measure = first in load_lexicon("noun-verbal") or first in load_lexicon("noun-event")
    return (
        len(cues.words) <= _MAX_SECTION_WORDS
        and block.text[0].isupper()
        and block.text[-1].isalnum()
        and "nomn" in word_class(cues.words[0])
        and not measure
        and _has_predicate(read_cues(following.text))
    )


def _has_predicate(cues: Cues) -> bool:
    return cues.infinitive >= 0 or cues.finite >= 0 or cues.colon


def _awaits_doer(text: str) -> bool:
    """Tell whether a text says what to do and not who: adverbs and terms may stand before its infinitive."""
    cues = read_cues(text)
    return 0 <= cues.infinitive <= _MAX_BEFORE_VERB and cues.finite < 0 and not names_addressee(_before_verb(cues))


def _before_verb(cues: Cues) -> str:
    return " ".join(cues.words[: cues.infinitive])


def is_direction_list(text: str) -> bool:
    """Tell whether a lead-in announces directions, priorities or goals: its noun phrases are no work (rule 1.10)."""
    words = read_cues(text).words
    lemmas = {lemma_of(w, "NOUN") for w in words} | {lemma_of(w) for w in words} | {lemma_of(w, "INFN") for w in words}
    nouns, verbs = load_lexicon("outline-direction-nouns"), load_lexicon("outline-direction-verbs")
    return bool(lemmas & set(nouns)) and bool(lemmas & set(verbs))
