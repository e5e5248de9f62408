"""Case forms: what a word form can be, which words agree, and how a phrase is put into the nominative.

Cases are named as OpenCorpora names them (``datv``, ``ablt``); the second genitive and locative count as the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import Parse, inflect_parse, parse_word
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

__all__ = [
    "ALL_CASES",
    "UD_CASES",
    "Form",
    "agree_forms",
    "inflect_form",
    "is_infinitive_form",
    "nominative_given_name",
    "nominative_surname",
    "read_forms",
    "restore_case",
    "to_nominative",
]

ALL_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})
UD_CASES = {"Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct"}
"""Universal Dependencies cases to the dictionary's."""

_FOLDED = {"gen2": "gent", "loc2": "loct", "acc2": "accs", "voct": "nomn", "gen1": "gent"}
_GENDERS = ("masc", "femn", "neut")
_MODIFIERS = frozenset({"ADJF", "PRTF"})


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word form as a noun or as a modifier of one.

    Attributes:
        lemma: The dictionary form; of a participle its own masculine nominative («заведующий»), not the verb.
        noun: A noun; otherwise an adjective, a participle or a pronoun used as an adjective.
        participle: A participle.
        case: Its case.
        number: ``sing`` or ``plur``.
        gender: Of a singular modifier and of a noun; empty where the form has none.
        parse: The dictionary's reading, for inflection.
    """

    lemma: str
    noun: bool
    participle: bool
    case: str
    number: str
    gender: str
    parse: Parse

    @property
    def slot(self) -> tuple[str, str, str]:
        """Case, number and (in the singular) gender: what must be equal in words that agree."""
        return (self.case, self.number, "" if self.number == "plur" else self.gender)


@lru_cache(maxsize=WORDS)
def is_infinitive_form(word: str) -> bool:
    """Tell whether the dictionary reads a word as an infinitive before anything else."""
    return parse_word(word)[0].pos == "INFN"


@lru_cache(maxsize=WORDS)
def read_forms(word: str) -> tuple[Form, ...]:
    """List the nominal readings of a word form.

    Args:
        word: A word form in any case.

    Returns:
        The readings, most likely first; empty for a word that can be neither noun nor modifier.
    """
    forms = []
    for parse in parse_word(word):
        noun = parse.pos == "NOUN"
        if not noun and parse.pos not in _MODIFIERS:
            continue
        cases = [_FOLDED.get(g, g) for g in parse.grammemes if _FOLDED.get(g, g) in ALL_CASES]
        if not cases:
            continue
        number = "plur" if "plur" in parse.grammemes else "sing"
        genders = [g for g in _GENDERS if g in parse.grammemes]
        participle = parse.pos == "PRTF"
        forms.append(
            Form(
                lemma=_participle_lemma(parse) if participle else parse.lemma,
                noun=noun,
                participle=participle,
                case=cases[0],
                number=number,
                gender=genders[0] if len(genders) == 1 else "",
                parse=parse,
            )
        )
    return tuple(forms)


def _participle_lemma(parse: Parse) -> str:
    return inflect_parse(parse, {"nomn", "sing", "masc"}) or parse.lemma


def agree_forms(words: Sequence[Sequence[Form]], cases: Collection[str]) -> list[tuple[Form, ...]]:
    """Find the readings in which words agree in case, number and gender.

    Args:
        words: The readings of each word, the noun last.
        cases: The cases allowed.

    Returns:
        One tuple of readings (one a word) for each agreeing combination, in the order of the last word's readings;
        empty where the words do not agree.
    """
    found = []
    for head in words[-1]:
        if head.case not in cases:
            continue
        chosen = [next((f for f in forms if _agrees(f, head)), None) for forms in words[:-1]]
        if all(chosen):
            found.append((*[f for f in chosen if f is not None], head))
    return found


def _agrees(modifier: Form, head: Form) -> bool:
    if modifier.case != head.case or modifier.number != head.number or modifier.noun:
        return False
    if modifier.number == "sing" and modifier.gender and head.gender and modifier.gender != head.gender:
        return False
    if modifier.case == "accs" and head.noun and (head.number == "plur" or head.gender == "masc"):
        # The accusative of such a modifier tells things from people: «новый отдел», «нового начальника».
        inanimate = "inan" in modifier.parse.grammemes
        return not (inanimate and "anim" in head.parse.grammemes)
    return True


def inflect_form(word: str, form: Form, number: str = "", gender: str = "") -> str:
    """Put a word into the nominative, in the number of the reading or in another.

    Args:
        word: The word as printed.
        form: The reading that holds in its phrase.
        number: ``sing`` or ``plur`` to change the number; empty to keep it.
        gender: The head noun's gender, for a plural modifier that becomes singular.

    Returns:
        The nominative with the capitals of the word as printed; the word itself where its lexeme has no such form.
    """
    target = number or form.number
    if form.case == "nomn" and form.number == target:
        return word
    if form.noun and "-" in word and not form.parse.known and (parts := _inflect_parts(word, form, target)):
        return parts
    if target == "plur" and form.noun and (usual := load_lexicon("actor-plurals").get(fold_word(form.lemma))):
        return restore_case(usual, word)
    wanted = {"nomn", target}
    if target == "sing" and not form.noun and (form.gender or gender):
        wanted.add(form.gender or gender)
    inflected = inflect_parse(form.parse, wanted, near="" if form.noun else word)
    return word if inflected is None else restore_case(inflected, word)


def _inflect_parts(word: str, form: Form, number: str) -> str:
    """Inflect each part of a compound that the dictionary lacks («учителям-логопедам»); empty if one does not fit."""
    done = []
    for part in word.split("-"):
        readings = [f for f in read_forms(part) if f.noun and (f.case, f.number) == (form.case, form.number)]
        if not readings or not readings[0].parse.known:
            return ""
        done.append(inflect_form(part, readings[0], number))
    return "-".join(done)


def restore_case(form: str, model: str) -> str:
    """Give a lower-case form the capitals of its model, part by part between hyphens, and its «е» for «ё»."""
    if "ё" not in model.lower():
        form = form.replace("ё", "е")
    if len(model) > 1 and model.isupper():
        return form.upper()
    parts, models = form.split("-"), model.split("-")
    if len(parts) != len(models):
        return form.capitalize() if model[:1].isupper() else form
    return "-".join(_restore_part(part, like) for part, like in zip(parts, models, strict=True))


def _restore_part(form: str, model: str) -> str:
    if len(model) > 1 and model.isupper():  # «ИТ-отделу»
        return form.upper()
    return form[:1].upper() + form[1:] if model[:1].isupper() else form


@lru_cache(maxsize=WORDS)
def nominative_surname(surname: str, cases: tuple[str, ...]) -> str:
    """Put a surname into the nominative.

    The case tells the gender apart: «Халитову» in a dative place is a man's name, in an accusative place a woman's.

    Args:
        surname: As printed.
        cases: The cases in which it can stand, most likely first.

    Returns:
        The nominative; the surname as printed where no reading fits (then it is not declined: «Коваль», «Заборских»).
    """
    readings = [p for p in sorted(parse_word(surname), key=_surname_rank) if "plur" not in p.grammemes]
    for case in cases:
        for parse in readings:
            if case not in _cases_of(parse):
                continue
            if case == "nomn":
                return surname
            if "Surn" not in parse.grammemes and parse.pos == "ADJF" and "neut" in parse.grammemes:
                continue
            if inflected := inflect_parse(parse, {"nomn", "sing"} | ({"masc", "femn"} & parse.grammemes)):
                return restore_case(inflected, surname)
    if (homonym := _surname_homonym(surname, readings, cases)) is not None:
        return restore_case(homonym, surname)
    oblique = [p for p in readings if "femn" in p.grammemes and _cases_of(p) & (ALL_CASES - {"nomn"})]
    if oblique and not any("nomn" in _cases_of(p) for p in readings):
        # A common noun to the dictionary («Рыбиной»), a surname with the endings of an adjective here.
        return restore_case(inflect_parse(oblique[0], {"nomn", "sing"}) or surname, surname)
    return surname


def _surname_homonym(surname: str, readings: Sequence[Parse], cases: Collection[str]) -> str | None:
    """Read the dative of a man's surname as the accusative of a woman's, and the other way round.

    Both end alike («Телицину», «Лапину»), and of a rare surname the dictionary may know one. A man's genitive is a
    woman's nominative; a woman's genitive plural is a man's nominative.
    """
    for case in cases:
        for parse in readings:
            known = _cases_of(parse)
            if case == "accs" and "datv" in known and {"Surn", "masc"} <= parse.grammemes:
                return inflect_parse(parse, {"gent", "sing", "masc"})
            if case == "datv" and "accs" in known and "femn" in parse.grammemes and parse.pos == "NOUN":
                man = inflect_parse(parse, {"gent", "plur"})
                if man is not None and fold_word(surname).startswith(fold_word(man)):
                    return man
    return None


def _cases_of(parse: Parse) -> set[str]:
    return {_FOLDED.get(g, g) for g in parse.grammemes}


@lru_cache(maxsize=WORDS)
def nominative_given_name(name: str, cases: tuple[str, ...]) -> str:
    """Put a first name or a patronymic into the nominative (arguments and result as in `nominative_surname`)."""
    # «Анне» is also a foreign name of one form; among Russian officials it is Анна's dative.
    readings = sorted(parse_word(name), key=lambda parse: "Fixd" in parse.grammemes)
    for case in cases:
        for parse in readings:
            if parse.grammemes >= {"sing"} and parse.grammemes & {"Name", "Patr"} and case in parse.grammemes:
                inflected = inflect_parse(parse, {"nomn", "sing"})
                return name if inflected is None else restore_case(inflected, name)
    return name


def _surname_rank(parse: Parse) -> tuple[bool, bool, float]:
    return ("Surn" not in parse.grammemes, parse.pos != "NOUN", -parse.score)


def to_nominative(words: Iterable[tuple[str, str, str]]) -> str:
    """Put a noun phrase into the nominative, number kept.

    The head noun and the modifiers before it are inflected; what follows the head stays.

    Args:
        words: ``(word, tag, white space after it)`` of each token; the tag in Universal Dependencies notation
            (``NOUN|Case=Dat|…``), empty where unknown. It chooses between readings the dictionary allows.

    Returns:
        The phrase; as printed where no head is found (an abbreviation, a quoted name, no noun at all). Empty for none.
    """
    row = list(words)
    chosen: tuple[Form, ...] = ()
    group: list[tuple[Form, ...]] = []
    tagged: list[str] = []
    for word, tag, _ in row:
        forms = read_forms(word) if word[:1].isalpha() and not _is_initialism(word) else ()
        tagged = [UD_CASES[c] for c in UD_CASES if f"Case={c}" in tag]
        if not forms:
            break
        group.append(forms)
        agreed = agree_forms(group, tagged or ALL_CASES) or agree_forms(group, ALL_CASES)
        if not agreed:
            break
        nouns = [a for a in agreed if a[-1].noun]
        if nouns and not any(not f.noun for f in forms):
            chosen = nouns[0]
            break
        chosen = (nouns or agreed)[0]
    done = [inflect_form(word, form) for (word, _, _), form in zip(row, chosen, strict=False)]
    rest = [word for word, _, _ in row[len(done) :]]
    return "".join(word + space for word, (_, _, space) in zip([*done, *rest], row, strict=True))


def _is_initialism(word: str) -> bool:
    return len(word) > 1 and word.isupper() and not parse_word(word)[0].known
