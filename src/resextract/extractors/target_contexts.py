"""Where a figure is no target: names, topics, circumstances, descriptions of things, what is or was the case."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import parse_word
from resextract.extractors.spans import COLUMN, RESULT
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.tokens import Doc, Token

__all__ = ["REACH", "Place", "Row", "find_word", "is_action", "read_row", "rejects"]

REACH = 120
"""Tokens on either side of a figure that may speak for or against it; longer sentences are lists."""


@dataclass(frozen=True, slots=True)
class Row:
    """A text's tokens, made once for all its quantities.

    Attributes:
        doc: The annotated text.
        tokens: Its tokens.
        offsets: Where each begins.
        stops: Indexes of the marks that end a sentence, «;» included.
    """

    doc: Doc
    tokens: tuple[Token, ...]
    offsets: tuple[int, ...]
    stops: tuple[int, ...]

    def locate(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open token range that holds the characters ``start:end``."""
        return bisect_right(self.offsets, start) - 1, bisect_right(self.offsets, end - 1)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the half-open token range of the sentence around the tokens ``start:end``, its mark excluded.

        It is cut at `REACH` tokens on either side.
        """
        place = bisect_right(self.stops, start - 1)
        first = self.stops[place - 1] + 1 if place else 0
        after = bisect_left(self.stops, end)
        last = self.stops[after] if after < len(self.stops) else len(self.tokens)
        return max(first, start - REACH), min(last, end + REACH)


def read_row(doc: Doc) -> Row:
    """Read a text's tokens and where its sentences end."""
    tokens = tuple(doc)
    abbreviations = load_lexicon("outline-abbreviations")
    stops = []
    for i, token in enumerate(tokens):
        mark = token.text
        if mark in (";", "!", "?"):
            stops.append(i)
        elif mark == "." and i and i + 1 < len(tokens) and token.whitespace_:
            plain = tokens[i - 1].text.lower() not in abbreviations
            if plain and tokens[i + 1].text[0].isupper():
                stops.append(i)
    return Row(doc, tokens, tuple(token.idx for token in tokens), tuple(stops))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quantity stands.

    Attributes:
        row: The tokens of its text.
        start: Index of the quantity's first token.
        end: Index after its last token.
        sentence: Half-open token range of its sentence (also ended by «;»).
        comparator: What the quantity says: ``ge`` …
        rivals: Whether the sentence holds a quantity of the same unit outside the brackets around this one.
        previous: Index after the target before this one, 0 where there is none.
    """

    row: Row
    start: int
    end: int
    sentence: tuple[int, int]
    comparator: str
    rivals: bool = False
    previous: int = 0

    @property
    def is_result(self) -> bool:
        """Whether the text is a plan's cell of results: its figures are to be reached, whatever the verb's tense."""
        return self.doc.user_data.get(COLUMN) == RESULT

    @property
    def doc(self) -> Doc:
        """The annotated text."""
        return self.row.doc

    @property
    def before(self) -> tuple[Token, ...]:
        """The sentence's tokens before the quantity."""
        return self.row.tokens[self.sentence[0] : self.start]

    def leftwards(self, stops: frozenset[str] = frozenset()) -> Iterator[Token]:
        """Yield the sentence's tokens before the quantity, nearest first, up to one of the stop marks."""
        for token in reversed(self.before):
            if stops and token.text in stops:
                return
            yield token


_COMMA = frozenset({","})


def is_action(token: Token) -> bool:
    """Tell whether a token is an infinitive or another verb form that can direct: no past tense, no participle."""
    return _verb_kind(token.text, token.tag_) == "action"


@lru_cache(maxsize=WORDS)
def _verb_kind(word: str, tag: str) -> str:
    features = set(tag.split("|"))
    # The tagger takes many a capitalised infinitive for a name; the dictionary knows better.
    if features & {"VerbForm=Inf", "VerbForm=Conv"} or parse_word(word)[0].pos == "INFN":
        return "action"
    predicate = "VerbForm=Fin" in features or {"VerbForm=Part", "Variant=Short"} <= features
    if predicate and not any(parse.pos in ("VERB", "PRTS") for parse in parse_word(word)):
        return ""  # the tagger takes rare adjectives for verbs
    if predicate and "Tense=Past" in features:
        return "past"
    return "action" if "VerbForm=Fin" in features else ""


def find_word(place: Place, *lexicons: str) -> Token | None:
    """Find the nearest word before the quantity whose lemma one of the lexicons holds.

    Args:
        place: Where the quantity stands.
        lexicons: Ids of lexicons.

    Returns:
        The word, searched back to the nearest verb that directs, that verb included; None where there is none.
    """
    entries = [load_lexicon(name) for name in lexicons]
    for token in place.leftwards():
        if any(_lemma(token) in lexicon for lexicon in entries):
            return token
        if is_action(token):
            break
    return None


def rejects(place: Place) -> str:
    """Tell why the figure is no target.

    Args:
        place: Where the quantity stands.

    Returns:
        The name of the context that speaks against it, empty where none does.
    """
    names = _RESULT_TESTS if place.is_result else _TESTS
    return next((name for name in names if _TESTS[name](place)), "")


def _lemma(token: Token) -> str:
    return fold_word(token.lemma_)


def _states_past(place: Place) -> bool:
    nearest = next((kind for token in place.leftwards() if (kind := _verb_kind(token.text, token.tag_))), "")
    if nearest:
        wished = nearest == "past" and any(token.lower_ in ("чтобы", "бы") for token in place.before)
        return nearest == "past" and not wished
    rest = {_verb_kind(token.text, token.tag_) for token in place.row.tokens[place.start : place.sentence[1]]}
    return "past" in rest and "action" not in rest


def _states_present(place: Place) -> bool:
    if place.comparator in ("ge", "le"):
        return False
    for token in place.leftwards():
        if token.morph.get("VerbForm", []) == ["Fin"]:
            return _lemma(token) in load_lexicon("target-state-verbs") and token.morph.get("Tense", []) == ["Pres"]
        if is_action(token):
            return False
    return False


def _opens_circumstance(place: Place) -> bool:
    lexicon = load_lexicon("target-circumstances")
    for token in place.leftwards(_COMMA):
        if is_action(token) and token.morph.get("VerbForm", []) != ["Fin"]:
            return False
        mark = lexicon.get(_lemma(token))
        if mark == "" or (mark == "noun" and token.i and token.nbor(-1).pos_ == "ADP"):
            return True
    return False


def _opens_topic(place: Place) -> bool:
    lexicon = load_lexicon("target-topic-nouns")
    for token in place.leftwards(_COMMA):
        if is_action(token) and not (token.i and _lemma(token.nbor(-1)) in lexicon):
            return False
        mark = lexicon.get(_lemma(token))
        if mark is not None and token.pos_ == "NOUN" and (not mark or _opens_complement(token.nbor(1))):
            return True
    return False


def _opens_complement(token: Token) -> bool:
    """Tell whether a token leads from a noun of speech to what it says: «отчёт о …», «предложение выделить …»."""
    return is_action(token) or (token.pos_ == "ADP" and fold_word(token.text) in load_lexicon("target-topic-links"))


def _describes(place: Place) -> bool:
    """See a participial clause that tells the thing's figure: «школы, имеющие менее 50 %», «…, набравших 80 баллов»."""
    states = load_lexicon("target-state-verbs")
    clause: list[Token] = []
    for token in place.leftwards(_COMMA):
        if is_action(token):
            return False
        clause.insert(0, token)
    if not clause or clause[0].i == place.sentence[0]:
        return False
    head = clause[1] if len(clause) > 1 and clause[0].pos_ == "ADV" else clause[0]
    morph = head.morph
    if (
        morph.get("VerbForm", []) != ["Part"]
        or morph.get("Variant", []) == ["Short"]
        or morph.get("Voice", []) == ["Pass"]
    ):
        return False
    return morph.get("Tense", []) == ["Past"] or _lemma(head) in states


def _measures(place: Place) -> bool:
    """See a noun of size before the figure: «автобус вместимостью до 22 мест», «группы с численностью 10 человек»."""
    for token in place.leftwards():
        if token.pos_ == "ADJ":
            continue
        readings = [parse.has("ablt") for parse in parse_word(token.text) if parse.pos == "NOUN"]
        instrumental = any(readings) and (all(readings) or token.morph.get("Case", []) == ["Ins"])
        return instrumental and _lemma(token) in load_lexicon("target-dimensions")
    return False


def _qualifies(place: Place) -> bool:
    """See «с» + instrumental with a limit: «школы с качеством знаний ниже 30 %» are chosen by it."""
    if place.comparator not in ("lt", "gt", "le", "to"):
        return False
    if place.comparator == "to" and find_word(place, "target-change-words", "target-reach-words") is not None:
        return False
    for token in place.leftwards(_COMMA):
        if token.pos_ == "ADP":
            noun = place.doc[token.i + 1] if token.i + 1 < place.start else None
            return fold_word(token.text) in ("с", "со") and noun is not None and noun.morph.get("Case", []) == ["Ins"]
        if token.pos_ == "VERB":
            return False
    return False


def _pays(place: Place) -> bool:
    """See an amount that describes a payment: «выплата в размере 300 тыс. рублей», «скидка до 50 %»."""
    if place.comparator in ("to", "by") and find_word(place, "target-change-words", "target-reach-words") is not None:
        return False
    amounts, payments = load_lexicon("target-amount-nouns"), load_lexicon("target-payments")
    norm = False
    for distance, token in enumerate(place.leftwards(_COMMA)):
        lemma = _lemma(token)
        if distance <= 1 and amounts.get(lemma) == "norm":
            norm = True
        if lemma in payments and (norm or (distance <= 3 and payments[lemma] != "norm")):
            return True
        if lemma in load_lexicon("target-funds"):
            return False
        if is_action(token):
            break
    return norm and place.comparator == "eq"


def _brackets_state(place: Place) -> bool:
    """See a bracket that tells the present or past state: «(в 2023 году – 5.0 %)», «охват (61 %) до 70 %»."""
    if place.comparator != "eq":
        return False
    words = load_lexicon("target-present-words")
    stated = False
    for token in place.leftwards():
        if token.text == ")":
            return False
        if token.text == "(":
            return stated or place.rivals
        stated = stated or _lemma(token) in words
    return False


_TESTS: dict[str, Callable[[Place], bool]] = {
    "bracket": _brackets_state,
    "past": _states_past,
    "present": _states_present,
    "circumstance": _opens_circumstance,
    "topic": _opens_topic,
    "description": _describes,
    "size": _measures,
    "selection": _qualifies,
    "payment": _pays,
}

_RESULT_TESTS = ("bracket", "size", "payment")
"""Those that tell something of a plan's cell of results as well."""
