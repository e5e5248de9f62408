"""Verbal nouns that stand for a verb: in rows of plans without one, and where a noun's work is laid on somebody."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.tokens import Span

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import parse_word
from resextract.extractors.government import DIRECTIVE
from resextract.extractors.segments import find_asides
from resextract.extractors.spans import get_spans
from resextract.extractors.words import Kind, read_words
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from resextract.extractors.words import Word

__all__ = ["find_laid_work", "nominal_action", "nominal_actions", "nominal_to_verb"]

EVENT_VERB = "провести"
_DIRECT = frozenset({"nomn", "accs"})  # the tagger confuses the two in front of the verb
_PREPOSITION_REACH = 3
_MODIFIERS = (Kind.ADJECTIVE, Kind.PARTICIPLE, Kind.ADVERB)


def nominal_to_verb(noun: str) -> str | None:
    """Return the perfective verb of a verbal noun.

    Args:
        noun: The noun's dictionary form.

    Returns:
        The infinitive («организация» → «организовать»), of a noun that has no perfective verb the imperfective one
        («ведение» → «вести»); None for a noun that is no verbal one.
    """
    word = fold_word(noun)
    listed = load_lexicon("noun-verbal").get(word) or load_lexicon("noun-verbal-imperfective").get(word)
    return listed or _derive_verb(word)


@lru_cache(maxsize=WORDS)
def _derive_verb(noun: str) -> str | None:
    for ending, infinitive in load_lexicon("noun-verbal-suffixes").items():
        verb = noun.removesuffix(ending) + infinitive
        if noun.endswith(ending) and any(p.known and p.pos == "INFN" for p in parse_word(verb)):
            return verb
    return None


def nominal_action(doc: Doc) -> Span | None:
    """Return the first of `nominal_actions`, or None."""
    return next(iter(nominal_actions(doc)), None)


def nominal_actions(doc: Doc) -> list[Span]:
    """Read the action of a measure that is stated by a noun: a row of a plan, a leaf under no verb.

    Args:
        doc: The annotated text, without a directive verb.

    Returns:
        One span for the noun that opens the text, adjectives, adverbs and deadlines before it left out, and one for
        each noun coordinated with it («Подготовка и проведение конкурса»). ``kb_id_`` is the verb: the noun's own, or
        «провести» for an event. Empty for any other noun.
    """
    words = read_words(doc)
    aside = find_asides(words)
    dated = {i for span in get_spans(doc, "deadlines") for i in range(span.start, span.end)}
    row = [i for i in range(len(doc)) if not aside[i] and i not in dated]
    end = len(doc)
    while end and words[end - 1].form in (".", ";", ":", ","):
        end -= 1
    spans: list[Span] = []
    k = _skip(words, row, 0, (*_MODIFIERS, Kind.MARK))
    while k < len(row) and words[row[k]].kind is Kind.NOUN:
        found = _read_measure(words, row, k)
        if found is None:
            break
        verb, rule = found
        spans.append(Span(doc, row[k], max(end, row[k] + 1), label=DIRECTIVE, kb_id=verb, span_id=rule))
        k += 1
        k = _find_coordinated(words, row, k)
    return spans


def _find_coordinated(words: Sequence[Word], row: Sequence[int], k: int) -> int:
    """Find the noun coordinated with a measure's noun: right behind it, or behind its object in the nominative.

    Returns:
        Its place in the row, or the row's length.
    """
    for j in range(k, len(row)):
        if not (words[row[j]].has("action-linker") or words[row[j]].form == ","):
            continue
        after = _skip(words, row, j + 1, _MODIFIERS)
        if j == k:
            return after
        if after < len(row) and _is_nominative(words[row[after]]) and not _follows_preposition(words, row, j):
            return after
    return len(row)


def _is_nominative(word: Word) -> bool:
    """Whether a noun's form can be a nominative singular and no genitive («проведение», «разработка»)."""
    cases = {case for p in parse_word(word.form) if p.pos == "NOUN" and p.has("sing") for case in p.grammemes}
    return word.kind is Kind.NOUN and "nomn" in cases and "gent" not in cases


def _follows_preposition(words: Sequence[Word], row: Sequence[int], j: int) -> bool:
    """Whether a preposition with the accusative stands so near before a linker that the next noun may hang on it."""
    for k in range(max(0, j - _PREPOSITION_REACH), j):
        if words[row[k]].kind is Kind.PREPOSITION:
            noun = words[row[_skip(words, row, k + 1, _MODIFIERS)]]
            return any("accs" in p.grammemes for p in parse_word(noun.form))
    return False


def _skip(words: Sequence[Word], row: Sequence[int], k: int, kinds: tuple[Kind, ...]) -> int:
    while k < len(row) and words[row[k]].kind in kinds and words[row[k]].form != "(":
        k += 1
    return k


def _read_measure(words: Sequence[Word], row: Sequence[int], k: int) -> tuple[str, str] | None:
    noun = fold_word(words[row[k]].lemma)
    events = load_lexicon("noun-event")
    phrase = f"{fold_word(words[row[k - 1]].lemma)} {noun}" if k else ""
    if phrase in events or noun in events or any(part in events for part in noun.split("-")):
        return EVENT_VERB, "action.event"
    verb = nominal_to_verb(noun)
    return (verb, "action.verbal_noun") if verb else None


def find_laid_work(words: Sequence[Word], row: Sequence[int], position: int) -> list[str] | None:
    """Find the work that a verb of charging or appointing lays on somebody (guidelines 2.3).

    Args:
        words: The text's words.
        row: The clause's tokens, those that stand aside left out.
        position: Where in the row the verb stands, an entry of ``verb-appointing``.

    Returns:
        The perfective verbs of the nouns laid on somebody: «Организацию питания возложить на X», «Назначить
        ответственным за организацию питания X» → ``["организовать"]``. Empty where the verb itself is the action, None
        where what is laid is the control over the document.
    """
    if words[row[position]].roles["verb-appointing"] == "charge":
        start = _find_object(words, row, position)
        if start is None:
            return []
        preposition = load_lexicon("noun-duty").get(fold_word(words[row[start]].lemma))
        if preposition == "control":
            return None
        if preposition is not None:
            return _verbs_after(words, row, start + 1, preposition)
        return _coordinated_verbs(words, row, start)
    return _appointed_work(words, row)


def _find_object(words: Sequence[Word], row: Sequence[int], position: int) -> int | None:
    """Find the noun that no preposition governs, in the accusative: before the verb first, then after it."""
    for places in (range(position), range(position + 1, len(row))):
        governed = False
        for k in places:
            word = words[row[k]]
            if word.kind is Kind.PREPOSITION:
                governed = True
            elif word.kind is Kind.NOUN:
                if not governed and word.grammemes & _DIRECT:
                    return k
                governed = False
    return None


def _appointed_work(words: Sequence[Word], row: Sequence[int]) -> list[str]:
    for k, i in enumerate(row):
        preposition = load_lexicon("predicate-appointed").get(fold_word(words[i].lemma))
        if preposition is None:
            continue
        named = any(words[j].form == "." and _is_letter(words[j - 1].form) for j in row[k + 1 :])
        if "ablt" in words[i].grammemes or named:
            return _verbs_after(words, row, k + 1, preposition)
    return []


def _is_letter(form: str) -> bool:
    return len(form) == 1 and form.isalpha()


def _verbs_after(words: Sequence[Word], row: Sequence[int], start: int, preposition: str) -> list[str]:
    """Return the verbs of the nouns after a preposition that follows, one noun («лицами») at most standing between."""
    for k in range(start, min(start + 3, len(row))):
        if words[row[k]].form == preposition:
            return _coordinated_verbs(words, row, _skip(words, row, k + 1, _MODIFIERS))
    return []


def _coordinated_verbs(words: Sequence[Word], row: Sequence[int], k: int) -> list[str]:
    verbs: list[str] = []
    while k < len(row) and (verb := nominal_to_verb(words[row[k]].lemma)) is not None:
        verbs.append(verb)
        if k + 1 == len(row) or not (words[row[k + 1]].has("action-linker") or words[row[k + 1]].form == ","):
            break
        k = _skip(words, row, k + 2, _MODIFIERS)
    return list(dict.fromkeys(verbs))
