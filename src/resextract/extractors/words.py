"""Words as the grammar of directives sees them: what a token is, its dictionary form, the lexicons it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from spacy.attrs import ORTH, TAG

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import Parse, parse_word
from resextract.annotation.components import choose_parse
from resextract.extractors.misspellings import mend_infinitive
from resextract.extractors.spans import once_per_doc
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["Kind", "Word", "read_words"]

_STOPS = frozenset(".;!?")
# Readings by token and tag (spaCy's hashes of them, the same in every process): real texts repeat few word forms.
_read_before: dict[tuple[int, int, bool], Word] = {}


class Kind(Enum):
    """What a token is, as far as directives care."""

    INFINITIVE = auto()
    FINITE = auto()  # present or future
    PAST = auto()
    IMPERATIVE = auto()
    SHORT = auto()  # short participles and adjectives, predicatives
    PARTICIPLE = auto()
    GERUND = auto()
    NOUN = auto()
    ADJECTIVE = auto()
    ADVERB = auto()
    PREPOSITION = auto()
    CONJUNCTION = auto()
    PARTICLE = auto()
    MARK = auto()
    OTHER = auto()


_KINDS = {
    "INFN": Kind.INFINITIVE, "VERB": Kind.FINITE, "PRTS": Kind.SHORT, "ADJS": Kind.SHORT, "PRED": Kind.SHORT,
    "PRTF": Kind.PARTICIPLE, "GRND": Kind.GERUND, "NOUN": Kind.NOUN, "NPRO": Kind.NOUN, "ADJF": Kind.ADJECTIVE,
    "ADVB": Kind.ADVERB, "COMP": Kind.ADVERB, "PREP": Kind.PREPOSITION, "CONJ": Kind.CONJUNCTION,
    "PRCL": Kind.PARTICLE, "INTJ": Kind.PARTICLE,
}  # fmt: skip
_VERBAL = frozenset({Kind.INFINITIVE, Kind.FINITE, Kind.PAST, Kind.SHORT, Kind.PARTICIPLE, Kind.GERUND})
# Role (a lexicon's name) to the kinds of words that can play it.
_ROLES = {
    "verb-causative": _VERBAL,
    "verb-phase": _VERBAL,
    "verb-governing": _VERBAL | {Kind.ADJECTIVE, Kind.ADVERB},
    "verb-judging": frozenset({Kind.INFINITIVE, Kind.FINITE, Kind.PAST, Kind.SHORT}),
    "verb-appointing": frozenset({Kind.INFINITIVE, Kind.FINITE}),
    "verb-reporting": frozenset({Kind.INFINITIVE}),
    "predicate-modal": frozenset({Kind.FINITE, Kind.SHORT, Kind.ADVERB}),
    "predicate-necessity": frozenset({Kind.ADJECTIVE}),
    "noun-governing": frozenset({Kind.NOUN}),
    "action-subordinator": frozenset({Kind.CONJUNCTION, Kind.ADJECTIVE, Kind.NOUN, Kind.ADVERB, Kind.OTHER}),
    "action-linker": frozenset({Kind.CONJUNCTION, Kind.PARTICLE, Kind.ADVERB, Kind.OTHER}),
}


@dataclass(frozen=True, slots=True)
class Word:
    """One token.

    Attributes:
        form: The token, folded.
        kind: What it is.
        lemma: Its dictionary form; for a verb form the infinitive, misspellings mended.
        grammemes: The grammemes of the reading chosen (OpenCorpora's names).
        roles: Lexicon name to the value of this word's entry.
    """

    form: str
    kind: Kind
    lemma: str
    grammemes: frozenset[str]
    roles: dict[str, str]

    def has(self, role: str) -> bool:
        """Tell whether the word stands in a lexicon, in a form that can play its role."""
        return role in self.roles

    @property
    def is_bridge(self) -> bool:
        """An adverb or particle: it may stand between a verb and what governs it."""
        return self.kind in (Kind.ADVERB, Kind.PARTICLE) and not self.roles


@once_per_doc
def read_words(doc: Doc) -> list[Word]:
    """Read the tokens of an annotated text.

    Args:
        doc: The text with tags.

    Returns:
        One word a token, in text order.
    """
    strings = doc.vocab.strings
    words: list[Word] = []
    opens = True
    for orth, tag in doc.to_array([ORTH, TAG]).tolist():
        key = (orth, tag, opens)
        word = _read_before.get(key)
        if word is None:
            word = _read_before[key] = _read(strings[orth], strings[tag] if tag else "", opens)
        words.append(word)
        opens = word.form in _STOPS or (opens and word.kind is Kind.MARK)
    if len(_read_before) >= WORDS:
        _read_before.clear()
    return words


def _read(text: str, tag: str, opens: bool) -> Word:
    """Read a token.

    Args:
        text: The token.
        tag: Its tag, in slovnet's notation.
        opens: Whether it opens the text or a sentence: a verb there is likelier than the tagger thinks.
    """
    if not text[0].isalnum():
        return Word(text, Kind.MARK, text, frozenset(), {})
    parse = _choose(text, tag, opens)
    kind = _KINDS.get(parse.pos, Kind.OTHER)
    if kind is Kind.FINITE:
        kind = Kind.PAST if parse.has("past") else Kind.IMPERATIVE if parse.has("impr") else Kind.FINITE
    lemma = parse.lemma
    if kind is Kind.INFINITIVE and not parse.known:
        lemma = mend_infinitive(lemma)
    form = fold_word(text)
    return Word(form, kind, lemma, parse.grammemes, _find_roles(kind, {form, fold_word(lemma)}))


def _choose(text: str, tag: str, opens: bool) -> Parse:
    """Choose a token's reading: infinitives by the dictionary where it is sure, by the tagger where it is not.

    The tagger takes many a capitalised infinitive for a name, but hardly any infinitive has another reading.
    """
    parses = parse_word(text)
    infinitive = next((p for p in parses if p.pos == "INFN"), None)
    if infinitive is None:
        return choose_parse(text, tag)
    rivals = any(p.pos != "INFN" and p.known for p in parses)
    if "VerbForm=Inf" in tag or not rivals or (opens and parses[0].pos == "INFN"):
        return infinitive
    return choose_parse(text, tag)


def _find_roles(kind: Kind, keys: set[str]) -> dict[str, str]:
    roles = {}
    for name, kinds in _ROLES.items():
        if kind in kinds:
            lexicon = load_lexicon(name)
            for key in sorted(keys):
                if key in lexicon:
                    roles[name] = lexicon[key]
    return roles
