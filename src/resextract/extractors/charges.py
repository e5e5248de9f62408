"""Work laid on somebody: «возложить на», «назначить ответственным», and the control of a document's execution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.extractors.actor_cues import is_verb, read_charging
from resextract.extractors.addressees import Clause, Found
from resextract.language.lexicons import load_lexicon

if TYPE_CHECKING:
    from resextract.extractors.noun_phrases import NounPhrase, PhraseReader

__all__ = ["controls_execution", "find_appointed", "find_charged", "find_listed"]

_DASHES = frozenset("-–—")


def is_control(reader: PhraseReader, clause: Clause) -> bool:
    """Tell whether a clause is about control: its first noun outside a prepositional phrase is «контроль»."""
    controls = load_lexicon("actor-control-nouns")
    for i in range(clause.start, clause.end):
        if reader.pos(i) in ("NOUN", "PROPN") and not is_verb(reader, i):
            if reader.lemma(i) in controls:
                return True
            if i + 1 < clause.end and reader.words[i + 1].lower() in ("и", ","):
                continue
            return False
        if reader.pos(i) == "ADP":
            return False
    return False


def controls_execution(reader: PhraseReader, clause: Clause) -> bool:
    """Tell whether a clause is about control of how the document is carried out."""
    objects = load_lexicon("actor-control-objects")
    return is_control(reader, clause) and any(reader.lemma(i) in objects for i in range(clause.start, clause.end))


def find_charged(reader: PhraseReader, clause: Clause) -> list[Found]:
    """Find on whom a clause lays work: «Организацию конкурса возложить на директора».

    Args:
        reader: The text.
        clause: The clause.

    Returns:
        Controllers where control is laid on them, else responsible actors; empty for no such verb.
    """
    role = "controller" if is_control(reader, clause) else "responsible"
    for i in range(clause.start, clause.end):
        charging = read_charging(reader, i)
        if charging is None:
            continue
        preposition, case = charging
        places = [*range(i + 1, clause.end), *range(clause.start, i)]
        for place in places:
            if reader.words[place].lower() == preposition and place + 1 < clause.end:
                phrases, _ = reader.read_list(place + 1, {case}, unknown=True)
                if phrases:
                    return [Found(phrase, role, "charged") for phrase in phrases]
    return _find_controlling(reader, clause) if role == "controller" else []


def _find_controlling(reader: PhraseReader, clause: Clause) -> list[Found]:
    """«Контроль за исполнением … осуществляет заместитель главы», «… осуществлять заместителю»."""
    if not controls_execution(reader, clause):
        return []
    for i in range(clause.start, clause.end):
        if reader.lemma(i) in load_lexicon("actor-control-verbs") and is_verb(reader, i) and i + 1 < clause.end:
            phrases, _ = reader.read_list(i + 1, {"datv", "nomn"})
            return [Found(phrase, "controller", "charged.control") for phrase in phrases]
    return []


def find_appointed(reader: PhraseReader, clause: Clause) -> list[Found]:
    """Find who is made responsible: «Назначить ответственной за питание Лобанову Е.С., учителя химии».

    Args:
        reader: The text.
        clause: The clause.

    Returns:
        The responsible actors; empty where nobody is appointed or the responsible one is not named.
    """
    verbs = load_lexicon("actor-appointing-verbs")
    appoints = [i for i in range(clause.start, clause.end) if reader.lemma(i) in verbs and is_verb(reader, i)]
    roles = load_lexicon("actor-responsible-words")
    labels = [i for i in range(clause.start, clause.end) if reader.lemma(i) in roles]
    if not appoints or not labels:
        return []
    passed = _role_tokens(reader, labels[0], clause.end)
    # «Ответственного за питание Орлову Т.Д.»: where the role itself is the object, its bearer follows at once.
    beside = reader.tagged_case(labels[0]) in ("accs", "gent")
    places = [passed.stop] if beside else range(appoints[0] + 1, clause.end)
    aside = 0
    nameless: list[NounPhrase] = []
    for i in places:
        if i >= clause.end or i < aside or i in passed or reader.pos(i - 1) == "ADP":
            continue
        if reader.opens(i):
            aside = reader.find_closing(i)
            continue
        phrases, _ = reader.read_list(i, {"accs"})
        found = [phrase for phrase in phrases if phrase.start not in passed]
        if found and found[0].persons:
            return [Found(phrase, "responsible", "appointed") for phrase in found]
        nameless = nameless or ([] if _is_genitive(reader, i) else found)
    return [Found(phrase, "responsible", "appointed") for phrase in nameless]


def _is_genitive(reader: PhraseReader, i: int) -> bool:
    """«На сайте управления Гусеву Т.И.»: the accusative plural in form, but the place's owner after a noun."""
    return reader.tagged_case(i) == "gent" and reader.pos(i - 1) == "NOUN"


def find_listed(reader: PhraseReader, clause: Clause) -> list[Found]:
    """Find who answers for what an entry of «Назначить ответственными:» names: «за питание – повара Зуеву П.П.».

    Args:
        reader: The text.
        clause: The clause.

    Returns:
        The responsible actors; empty where the entry opens otherwise or no person is named after its dash.
    """
    if reader.words[clause.start].lower() not in load_lexicon("predicate-appointed").values():
        return []
    dash = next((i for i in range(clause.start, clause.end - 1) if reader.words[i] in _DASHES), None)
    if dash is None:
        return []
    phrases, _ = reader.read_list(dash + 1, {"accs"})
    if not phrases or not all(phrase.persons for phrase in phrases):
        return []
    return [Found(phrase, "responsible", "appointed.listed") for phrase in phrases]


def _role_tokens(reader: PhraseReader, i: int, end: int) -> range:
    """The words that say responsible for what: «ответственным исполнителем за организацию питания школьников»."""
    stop = i + 1
    group = reader.read_group(i, {"ablt", "accs", "gent", "datv"}, any_head=True)
    if group is not None and group.head != i:
        stop = group.end
    if stop < end and reader.words[stop].lower() == "за":
        stop = _topic_end(reader, stop + 1)
    return range(i, stop)


def _topic_end(reader: PhraseReader, i: int) -> int:
    """The end of what somebody is responsible for: a noun with its genitives, up to the first position or person."""
    group = reader.read_group(i, {"accs", "ablt"}, any_head=True)
    end = i
    while group is not None:
        end = group.end
        group = reader.read_group(end, {"gent"}, any_head=True) if end < reader.limit else None
        if group is not None and group.entry.type == "position":
            break
    return end
