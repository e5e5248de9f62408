"""What a text looks like, from the dictionary alone: cues by which the outline tells the parts of a document.

No model runs here: only word forms, their dictionary readings and lexicons, so that a whole document is cheap to scan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import TEXTS, WORDS
from resextract.adapters.dictionary import parse_word
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "Cues",
    "ends_sentence",
    "is_report_verb",
    "is_resolving_verb",
    "read_cues",
    "read_modality",
]

_SURE_NOUN = 0.5
_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[^\w\s]")
_QUOTED = re.compile(r"[«„“\"][^«»„“”\"]*[»”“\"]")
_BRACKETED = re.compile(r"\([^()]*\)")
_WORD_BEFORE_DOT = re.compile(r"([^\W\d_-]+)\.$")


@lru_cache(maxsize=WORDS)
def word_class(word: str) -> frozenset[str]:
    """Return the dictionary's likely parts of speech of a word form, with finite verbs told apart by tense.

    The classes are OpenCorpora's parts of speech, plus ``past``, ``pres``, ``futr`` for finite verbs and ``nomn``,
    ``gent``, ``datv``, ``accs`` for nouns and adjectives with such a reading.
    """
    parses = parse_word(word)
    best = parses[0].score
    found: set[str] = set()
    for parse in parses:
        if parse.score < best * 0.1 and parse.pos != "INFN":
            continue
        found.add(parse.pos)
        if parse.pos in ("VERB", "NOUN", "ADJF", "PRTF", "NPRO"):
            found |= parse.grammemes & {
                "past",
                "pres",
                "futr",
                "datv",
                "nomn",
                "gent",
                "accs",
                "1per",
                "impr",
            }
    return frozenset(found)


@lru_cache(maxsize=WORDS)
def lemma_of(word: str, pos: str = "") -> str:
    """Return the folded lemma of a word form's first reading, or of its first reading of the given part of speech."""
    parses = parse_word(word)
    chosen = next((p for p in parses if p.pos == pos), parses[0]) if pos else parses[0]
    return fold_word(chosen.lemma)


@lru_cache(maxsize=WORDS)
def finite_lemmas(word: str) -> tuple[str, ...]:
    """Return the lemmas of a word's finite and short passive readings («решили», «предложено»), likely ones only.

    A reflexive («предлагается») gives the verb it is the passive of as well.
    """
    parses = parse_word(word)
    best = parses[0].score
    lemmas = [
        fold_word(p.lemma)
        for p in parses
        if p.pos in ("VERB", "PRTS") and "impr" not in p.grammemes and p.score >= 0.1 * best
    ]
    return tuple(dict.fromkeys(lemmas + [lemma.removesuffix("ся") for lemma in lemmas]))


@dataclass(frozen=True, slots=True)
class Cues:
    """What a stretch of text shows.

    Attributes:
        words: Its word tokens in reading order, quoted titles and brackets left out.
        opens_infinitive: It opens with an infinitive (a «не» before it allowed).
        infinitive: The index in ``words`` of the first infinitive, -1 for none.
        finite: The index of the first finite verb or short participle, -1 for none.
        opens_dative: Its first noun or adjective has a dative reading.
        colon: It ends with a colon.
        resolving: Lemma of the resolving verb in its last clause, empty for none.
        reports: It has a finite report verb.
    """

    words: tuple[str, ...]
    opens_infinitive: bool
    infinitive: int
    finite: int
    opens_dative: bool
    colon: bool
    resolving: str
    reports: bool

    @property
    def is_declarative(self) -> bool:
        """A statement: a finite verb and no infinitive before it."""
        return self.finite >= 0 and (self.infinitive < 0 or self.finite < self.infinitive)


def is_report_verb(lemma: str) -> bool:
    """Tell whether a verb's finite forms make a report."""
    return lemma in load_lexicon("outline-report-verbs")


@lru_cache(maxsize=TEXTS)
def read_cues(text: str) -> Cues:
    """Read the cues of a text.

    Args:
        text: Clean text without number or bullet.

    Returns:
        Its cues; all negative for an empty text.
    """
    bare = _BRACKETED.sub(" ", _QUOTED.sub(" ", text))
    tokens = _TOKEN.findall(bare)
    words = tuple(t for t in tokens if t[0].isalnum())
    classes = [word_class(w) for w in words]
    infinitive = next((i for i, c in enumerate(classes) if "INFN" in c), -1)
    # No finite verb stands right after a preposition: «до начала сезона» is a noun's phrase.
    prepositions = load_lexicon("outline-prepositions")
    governed = {i for i in range(1, len(words)) if fold_word(words[i - 1]) in prepositions}
    finite = next((i for i, w in enumerate(words) if i not in governed and _is_finite(w, classes[i])), -1)
    opening = [w for w in words[:2] if w.lower() != "не"]
    opens_dative = bool(words) and bool(classes[0] & {"NOUN", "ADJF", "NPRO"}) and "datv" in classes[0]
    if not opens_dative and len(words) > 1 and "ADJF" in classes[0] and {"NOUN", "datv"} <= classes[1]:
        # «Главным врачам»: the adjective's likelier reading is another case, its noun settles it
        opens_dative = any("datv" in p.grammemes for p in parse_word(words[0]))
    return Cues(
        words=words,
        opens_infinitive=bool(opening) and "INFN" in word_class(opening[0]),
        infinitive=infinitive,
        finite=finite,
        opens_dative=opens_dative,
        colon=text.rstrip(" *").endswith(":"),
        resolving=_find_resolving(bare),
        reports=any(is_report_verb(lemma) for w in words for lemma in finite_lemmas(w)),
    )


def _is_finite(word: str, classes: frozenset[str]) -> bool:
    if len(word) == 1:  # an initial: «Е.» is no verb
        return False
    first = parse_word(word)[0]
    if first.pos == "NOUN" and first.score >= _SURE_NOUN:  # «запас» is hardly ever the past of «запасти»
        return False
    return bool(finite_lemmas(word)) and not ("NOUN" in classes and "VERB" not in classes)


@lru_cache(maxsize=1)
def _resolving_verbs() -> dict[str, tuple[str, frozenset[str]]]:
    """Lemma → modality, and the lemmas of which one must follow it."""
    entries = {}
    for lemma, value in load_lexicon("outline-resolving-verbs").items():
        modality, _, companions = value.partition(":")
        entries[lemma] = (modality.strip(), frozenset(companions.split()))
    return entries


def read_modality(resolving: str) -> str:
    """Return the modality that a formula's resolving verb gives to its tasks; ``directive`` for an unknown verb."""
    return _resolving_verbs().get(resolving, ("directive", frozenset()))[0]


def is_resolving_verb(infinitive: str) -> bool:
    """Tell whether an infinitive is one that recommends, instructs or resolves («рекомендовать», «поручить»)."""
    return lemma_of(infinitive, "INFN") in _resolving_verbs()


def _find_resolving(bare: str) -> str:
    """Find the resolving verb of the text's last sentence: finite, not the embedded verb of a subordinate clause."""
    verbs = _resolving_verbs()
    sentence = re.split(r"(?<=[.!?])\s+(?=[А-ЯЁA-Z])", bare.strip())[-1]
    words = [t for t in _TOKEN.findall(sentence) if t[0].isalnum()]
    for i in range(len(words) - 1, -1, -1):
        lemma = next((x for x in finite_lemmas(words[i]) if x in verbs), "")
        if not lemma or (i and words[i - 1].lower() in load_lexicon("outline-subordinators")):
            continue
        companions = verbs[lemma][1]
        following = {fold_word(p.lemma) for w in _own_clause(words[i + 1 : i + 5]) for p in parse_word(w)}
        if not companions or following & companions:
            return lemma
    return ""


def _own_clause(words: list[str]) -> Iterator[str]:
    """The words up to a subordinate clause: «считают, что необходимо …» thinks and resolves nothing."""
    return takewhile(lambda word: word.lower() not in load_lexicon("outline-subordinators"), words)


def ends_sentence(text: str) -> bool:
    """Tell whether a text's last character closes a sentence or a list item; the dot of «г.» does not."""
    text = text.rstrip('»”") *')
    if not text or text[-1] not in ".!?;:":
        return False
    if text[-1] != ".":
        return True
    word = _WORD_BEFORE_DOT.search(text)
    if word is None:
        return True
    letters = word.group(1)
    return not (len(letters) == 1 or fold_word(letters) in load_lexicon("outline-abbreviations"))
