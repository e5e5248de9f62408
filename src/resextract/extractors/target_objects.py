"""Is a counted phrase the object of the task's verb? «создать 120 мест» is a result, «для 5 школ» is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word
from resextract.extractors.spans import get_spans
from resextract.extractors.target_contexts import is_action
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

    from resextract.extractors.counted import Counted
    from resextract.extractors.target_contexts import Place

__all__ = ["is_object"]

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PRON", "NUM", "X", "SYM"})
_CONJUNCTIONS = frozenset({",", "и", "или", "либо"})
_DASHES = frozenset("-‐‑–—")
_SIBLING_REACH = 6
_EACH = "по"
_PAIRED = frozenset('«»"“”()')


def is_object(place: Place, counted: Counted | None) -> bool:
    """Tell whether a phrase with a figure is the object of a verb, or of a noun of making («создание 120 мест»).

    The way from the figure back to the verb may lead over adverbs, deadlines, a dative («выделить школам 3 ставки»)
    and prepositional phrases that cannot own the figure («направить в лагерь 120 детей», but not «в школах 5 районов»).

    Args:
        place: Where the quantity stands.
        counted: What it counts, None for money.
    """
    return _Search(place, counted).run()


def _governs(token: Token) -> bool:
    """Tell whether a verb form can have the figure as its object: an infinitive, or a finite transitive verb."""
    if not is_action(token):
        return False
    return token.morph.get("VerbForm", []) != ["Fin"] or any(parse.has("tran") for parse in parse_word(token.text))


class _Search:
    def __init__(self, place: Place, counted: Counted | None) -> None:
        self.doc = place.doc
        self.place = place
        self.first = place.sentence[0]
        self.money = counted is None
        self.after = place.end if counted is None else counted.end
        distributed = place.doc[place.start].lower_ == _EACH
        self.case = "open" if counted is None or distributed else counted.case
        head_case = [] if counted is None else place.doc[counted.head].morph.get("Case", [])
        self.genitive = head_case == ["Gen"]
        self.bare_case = head_case in (["Dat"], ["Ins"])
        spans = get_spans(place.doc, "deadlines")
        self.deadlines = {token.i for span in spans for token in span}

    def run(self) -> bool:
        i = self.skip(self.place.start - 1)
        if self.follows_target(i):
            return True
        if self.case == "oblique":
            return self.is_oblique_object(i)
        if self.part_length(self.place.start - 1):
            return any(is_action(self.doc[k]) for k in range(self.first, i + 1))
        opens = i < self.first
        while i >= self.first:
            token = self.doc[i]
            if is_action(token):
                return _governs(token)
            if fold_word(token.text) in _CONJUNCTIONS:
                return self.follows_sibling(i - 1)
            if token.text in _DASHES or token.text == ":":
                return self.names_measure(i - 1)
            if token.pos_ not in _NOMINAL:
                return False
            step = self.step_over(i)
            if isinstance(step, bool):
                return step
            i = self.skip(step)
        # A figure that opens its text is the object of a verb above it («открыть: 3 кружка»).
        return opens

    def follows_target(self, i: int) -> bool:
        """Tell whether only a conjunction and terms stand between a target and this figure: «6 ед. в 2024 году и 9»."""
        if not self.place.previous > self.first or i < self.first or fold_word(self.doc[i].text) not in _CONJUNCTIONS:
            return False
        between = [self.doc[k] for k in range(self.place.previous, i) if k not in self.deadlines]
        if not between:
            return True
        # «4 кандидата в мастера спорта и 45 разрядников»: what stands behind the first noun belongs to it.
        plain = all(t.pos_ in _NOMINAL or t.pos_ == "ADP" or t.text in _PAIRED for t in between)
        return self.case == "open" and plain and between[0].pos_ == "ADP" and len(between) <= _SIBLING_REACH

    def is_oblique_object(self, i: int) -> bool:
        """Tell whether an oblique phrase is an object: «оказать помощь 30 семьям», «подвести сети к 60 участкам»."""
        if i < self.first:
            return False
        token = self.doc[i]
        if self.bare_case and token.pos_ != "ADP":
            left = self.phrase_start(i) - 1
            return left >= self.first and is_action(self.doc[left])
        if token.pos_ == "ADP":
            shared = fold_word(self.doc[i - 1].lemma_) in load_lexicon("target-sharing-nouns")
            return shared or (self.bare_case and fold_word(token.text) == "к" and self.is_supplied(i))
        if self.makes(i):
            return self.is_governed(i) or (self.genitive and self.is_purpose(i))
        # An animate accusative looks like a genitive: «обучить тьюторов и двух методистов».
        sibling = fold_word(token.text) in _CONJUNCTIONS and self.follows_sibling(i - 1)
        return self.genitive and (self.is_part(i) or sibling or is_action(token))

    def is_supplied(self, i: int) -> bool:
        """Tell whether «к» at `i` leads from a verb of bringing to the places that get something."""
        left = i
        while left > self.first and self.doc[left].pos_ == "ADP":
            left = self.phrase_start(left - 1) - 1
        verb = self.doc[left] if left >= self.first else None
        return verb is not None and is_action(verb) and fold_word(verb.lemma_) in load_lexicon("target-supply-verbs")

    def is_part(self, i: int) -> bool:
        """Tell whether the noun at `i` is what is repaired or replaced in each thing: «ремонт кровель 5 школ»."""
        verbal, works = load_lexicon("noun-verbal"), load_lexicon("target-works")
        if self.doc[i].pos_ != "NOUN" or fold_word(self.doc[i].lemma_) in verbal:
            return False
        left = i - 1
        while left >= self.first and self.doc[left].pos_ == "ADJ":
            left -= 1
        if left < self.first:
            return False
        lemma = fold_word(self.doc[left].lemma_)
        if lemma in works:
            return self.is_governed(left)
        return is_action(self.doc[left]) and lemma in {verbal.get(noun) for noun in works}

    def skip(self, i: int) -> int:
        """Go left over deadlines and over words that change nothing between a verb and its object."""
        adverbs = load_lexicon("target-adverbs")
        while i >= self.first:
            token = self.doc[i]
            plain = token.pos_ in ("ADV", "PART") or fold_word(token.text) in adverbs
            if i not in self.deadlines and (not plain or fold_word(token.text) in _CONJUNCTIONS):
                break
            i -= 1
        return i

    def part_length(self, i: int) -> int:
        """Count the tokens that end at `i` and single out a part: «в том числе»."""
        for phrase in load_lexicon("target-parts"):
            words = phrase.split()
            if (
                i - len(words) >= self.first - 1
                and [fold_word(token.text) for token in self.doc[i - len(words) + 1 : i + 1]] == words
            ):
                return len(words)
        return 0

    def step_over(self, i: int) -> int | bool:
        """Step over the nominal phrase that ends at `i`: the index before it, or the answer if that is clear."""
        if self.makes(i):
            left = self.phrase_start(i) - 1
            # «Выделить на ремонт 12,5 млн рублей»: what the money is for.
            if self.money and left > self.first and not self.is_governed(i):
                return left - 1
            return self.is_governed(i) or self.is_purpose(i)
        if self.is_part(i):
            return True
        if self.money and fold_word(self.doc[i].lemma_) in load_lexicon("target-funds"):
            return True
        left = self.phrase_start(i) - 1
        if left < self.first:
            return False
        edge = self.doc[left]
        if edge.pos_ == "ADP":
            return self.step_over_preposition(i, left)
        if is_action(edge):
            # «Выделить школам 3 ставки», «обеспечить жильём 12 семей».
            cases = [self.doc[k].morph.get("Case", []) for k in (left + 1, i)]
            return ["Dat"] in cases or (["Ins"] in cases and not any(p.has("intr") for p in parse_word(edge.text)))
        return False

    def step_over_preposition(self, i: int, left: int) -> int | bool:
        """Step over the prepositional phrase from `left` to `i`, or tell that it owns the figure or is its thing."""
        if fold_word(self.doc[i].lemma_) in load_lexicon("target-owners"):
            return False
        thing = self.phrase_start(left - 1) <= left - 1  # «посадка леса на площади 240 га»
        if fold_word(self.doc[i].lemma_) in load_lexicon("target-amount-nouns") and (thing or self.money):
            return thing
        if self.case == "open" and self.object_follows():
            return False
        accusative = self.doc[i].morph.get("Case", []) == ["Acc"]
        owner = self.doc[i].morph.get("Number", []) != ["Sing"] and i not in self.deadlines
        return False if self.case == "open" and owner and not (accusative or self.money) else left - 1

    def object_follows(self) -> bool:
        """Tell whether the object stands behind the figure: «провести на базе 5 школ семинар»."""
        for k in range(self.after, self.place.sentence[1]):
            token = self.doc[k]
            if token.pos_ in ("ADP", "PUNCT", "VERB", "CCONJ"):
                return False
            if k == self.after and (token.text[0].isdigit() or token.pos_ == "NUM"):
                return True
            if token.morph.get("Case", []) == ["Acc"] or (
                token.morph.get("Animacy", []) == ["Anim"] and k > self.after
            ):
                return True
        return False

    def phrase_start(self, i: int) -> int:
        while i >= self.first and (self.doc[i].pos_ in _NOMINAL or self.doc[i].text in _PAIRED):
            if is_action(self.doc[i]):
                break
            i -= 1
        return i + 1

    def makes(self, i: int) -> bool:
        return fold_word(self.doc[i].lemma_) in load_lexicon("target-result-nouns")

    def is_governed(self, i: int) -> bool:
        """Tell whether a noun of making is itself what is to be done: no preposition before it but «(работа) по»."""
        left = self.phrase_start(i) - 1
        return left < self.first or self.doc[left].pos_ != "ADP" or fold_word(self.doc[left].text) == "по"

    def is_purpose(self, i: int) -> bool:
        """Tell whether a noun of making says what a verb's object is for: «направить на лечение 15 детей»."""
        left = self.phrase_start(i) - 1
        named = left > self.first and self.doc[left].pos_ == "ADP" and fold_word(self.doc[left].text) == "на"
        return named and left == i - 1 and is_action(self.doc[left - 1]) and not self.object_follows()

    def follows_sibling(self, i: int) -> bool:
        """Tell whether what stands before a conjunction is an object: «приобрести автобус, 3 компьютера»."""
        while i >= self.first and not is_action(self.doc[i]):
            token = self.doc[i]
            passes = token.pos_ in _NOMINAL or token.text in _PAIRED or fold_word(token.text) in _CONJUNCTIONS
            if not passes and i not in self.deadlines:
                return False
            if token.text[0].isdigit() and self.doc[i - 1].pos_ == "NOUN" and not self.makes(i - 1):
                return False
            i -= 1
        return i >= self.first

    def names_measure(self, i: int) -> bool:
        """Tell whether the words before a dash say what is measured or done: «число участников – 150 человек»."""
        measures = load_lexicon("target-measures")

        def speaks(token: Token) -> bool:
            return _governs(token) or fold_word(token.lemma_) in measures

        return any(speaks(self.doc[k]) for k in range(i, self.first - 1, -1))
