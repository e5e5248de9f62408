"""What keeps a time expression from bounding the task: whose time it is, told by the words around it.

There is no parser behind this. A phrase is taken to run from its opener to the next comma, bracket, dash or verb, which
holds for officialese far more often than not. Every barrier looks at one class of the guidelines' «Not deadlines»
(2.4). Which barriers an expression meets depends on what it may hang on, its ``host`` (see `deadlines.toml`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from resextract.extractors.deadline_words import is_break, is_participle, is_verb, may_be, read_feature
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from spacy.tokens import Doc, Token

    from resextract.extractors.time_expressions import TimeMatch
    from resextract.language.rulebooks import Rule

__all__ = ["Candidate", "find_barrier", "heads_tasks"]

_CLAUSE_ENDS = frozenset(".;:!?")
_PHRASE_OPENERS = frozenset(",–—-(")
_UNIT_REACH = 4
"""How many tokens a figure and its unit may take («61,4 процентных пункта»)."""
_NEAR = 4
"""A day fewer tokens than this after a participle is its own; one further on, at the clause end, is the task's."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time expression in its text: tokens ``start`` to ``end`` (exclusive) of ``doc``; ``place`` is the text's."""

    time: TimeMatch
    doc: Doc
    start: int
    end: int
    place: str

    @property
    def rule(self) -> Rule:
        """The frame that found it."""
        return self.time.rule

    @property
    def before(self) -> Token | None:
        """The token before it, or None."""
        return self.doc[self.start - 1] if self.start else None

    @property
    def after(self) -> Token | None:
        """The token after it, or None."""
        return self.doc[self.end] if self.end < len(self.doc) else None


def find_barrier(candidate: Candidate) -> str:
    """Name what keeps an expression from being a deadline, or return an empty string.

    Args:
        candidate: An expression that lies in no program, reference or quotation. What stands in an attached line or a
            table cell is a term, unless it is the date of an act or of a birth.
    """
    hosts = {candidate.rule.get("host"), "any" if candidate.place == "attached" else "text"}
    for name, wanted, blocks in _BARRIERS:
        if (wanted == "any" or (hosts & set(wanted.split()) and "text" in hosts)) and blocks(candidate):
            return name
    return ""


def _walk_back(candidate: Candidate) -> Iterator[Token]:
    """The tokens before the expression, nearest first, up to a break or a verb."""
    for i in range(candidate.start - 1, -1, -1):
        if is_break(candidate.doc, i) or is_verb(candidate.doc[i]):
            return
        yield candidate.doc[i]


def _stretch_start(candidate: Candidate) -> int:
    """The first token after the break before the expression."""
    i = candidate.start
    while i and not is_break(candidate.doc, i - 1):
        i -= 1
    return i


def _is_name(candidate: Candidate) -> bool:
    """«12 марта 2024 года № 87», «2010 года рождения»."""
    followers = load_lexicon("deadline-followers")
    after = candidate.after
    return after is not None and (fold_word(after.text) in followers or after.lemma_ in followers)


def _qualifies_participle(candidate: Candidate) -> bool:
    """«постоянно действующего семинара», «ежегодно проводимых конкурсов»."""
    return candidate.after is not None and is_participle(candidate.after)


def _in_participial_phrase(candidate: Candidate) -> bool:
    """«реализованных в 2020–2021 годах», «введённый в действие с 1 сентября 2022 года»."""
    doc, start = candidate.doc, _stretch_start(candidate)
    opened = start > 0 and doc[start - 1].text == ","
    for i in range(candidate.start - 1, start - 1, -1):
        token = doc[i]
        if is_verb(token):
            return False
        if not is_participle(token):
            continue
        leads = opened and i - start < 2
        if leads or not (
            _is_closed(token, candidate.start) or token.lemma_ in load_lexicon("deadline-participle-nouns")
        ):
            after = candidate.after
            at_end = after is None or after.text in _CLAUSE_ENDS
            return not (at_end and candidate.rule.get("host") == "task" and candidate.start - i >= _NEAR)
    return False


def _in_gerund_phrase(candidate: Candidate) -> bool:
    """«…, предусмотрев завершение испытаний к 10 сентября»: what goes with the task has a term of its own.

    How often something is done while doing the task («…, организуя выезды раз в полугодие») is how often the task is.
    """
    start = _stretch_start(candidate)
    if not start or candidate.doc[start - 1].text not in _PHRASE_OPENERS:
        return False
    opening = candidate.doc[start : min(start + 2, candidate.start)]
    gerunds = [token for token in opening if read_feature(token, "VerbForm") == "Conv" and may_be(token, "GRND")]
    manner = candidate.rule.get("host") == "adverb" and any(read_feature(t, "Aspect") == "Imp" for t in gerunds)
    return bool(gerunds) and not manner


def _is_closed(participle: Token, end: int) -> bool:
    """Whether the noun that a participle stands before has come: «утверждённых планов | в 2024 году».

    An abbreviation right after it is that noun, whatever the tagger makes of it («обновлённые ФГОС»).
    """
    case, number = read_feature(participle, "Case"), read_feature(participle, "Number")
    following = participle.doc[participle.i + 1]
    if following.i < end and len(following.text) > 1 and following.text.isupper():
        return True
    return any(
        token.pos_ in ("NOUN", "PROPN")
        and read_feature(token, "Case") == case
        and read_feature(token, "Number") == number
        for token in participle.doc[participle.i + 1 : end]
    )


def _in_subordinate_clause(candidate: Candidate) -> bool:
    """«…, которые вводятся с 1 сентября»."""
    start = _stretch_start(candidate)
    opening = candidate.doc[start : min(start + 3, candidate.start)]
    return any(token.lemma_ in load_lexicon("deadline-subordinators") for token in opening)


def _in_statement(candidate: Candidate) -> bool:
    """«В 2023 году проведена большая работа», «Договор действует до 1 мая»: a sentence that directs nothing."""
    doc, start, end = candidate.doc, candidate.start, candidate.end
    while start and doc[start - 1].text not in _CLAUSE_ENDS:
        start -= 1
    while end < len(doc) and doc[end].text not in _CLAUSE_ENDS:
        end += 1
    verbs = [token for token in doc[start:end] if is_verb(token)]
    return bool(verbs) and all(_states(token) for token in verbs) and candidate.place == "leaf"


def _states(verb: Token) -> bool:
    """Tell whether a verb says what was or is the case."""
    stative = read_feature(verb, "Tense") == "Pres" and read_feature(verb, "VerbForm") == "Fin"
    return read_feature(verb, "Tense") == "Past" or (
        stative and fold_word(verb.lemma_) in load_lexicon("deadline-statement-verbs")
    )


def _in_phrase(candidate: Candidate) -> bool:
    """«в рамках отбора в 2022–2023 годах», «в связи с переходом с 1.09.2022»."""
    words = [fold_word(token.text) for token in _walk_back(candidate)]
    words.reverse()
    phrases = load_lexicon("deadline-phrases")
    return any(" ".join(words[i : i + size]) in phrases for i in range(len(words)) for size in (1, 2, 3))


def _in_topic(candidate: Candidate) -> bool:
    """«вопрос об открытии групп с 1 сентября», «отчёт о работе в 2023 году»."""
    topics, venues = load_lexicon("deadline-topics"), load_lexicon("deadline-venues")
    later: list[str] = []
    for token in _walk_back(candidate):
        if later and fold_word(token.text) == "на" and _follows_venue(token, venues):
            return False  # «вынести вопрос о … на заседание в IV квартале»: where the verb takes it, and when
        scope = topics.get(fold_word(token.lemma_), "")
        if later and (scope == "any" or later[-1] in scope.split()):
            return True
        later.append(fold_word(token.text))
    return False


def _follows_venue(preposition: Token, venues: Mapping[str, str]) -> bool:
    """Tell whether a noun of a meeting stands behind «на», adjectives between left out."""
    for token in preposition.doc[preposition.i + 1 :]:
        if token.pos_ != "ADJ":
            return fold_word(token.lemma_) in venues
    return False


def _in_title(candidate: Candidate) -> bool:
    """«Стратегии развития … до 2030 года»: a year that belongs to a program's name, or to a program."""
    horizons = load_lexicon("deadline-horizons")
    for token in _walk_back(candidate):
        if fold_word(token.lemma_) in horizons:
            first = token.doc[token.i - 1] if token.i and token.nbor(-1).pos_ == "ADJ" else token
            return candidate.rule.id == "due.part" or (first.i > 0 and first.text[0].isupper())
    return False


def _in_object_leaf(candidate: Candidate) -> bool:
    """«лучшие практики классных руководителей в 2021-2022 учебном году»: no verb, the head is what was done."""
    if candidate.place != "leaf" or any(is_verb(token) for token in candidate.doc):
        return False
    head = next((token for token in candidate.doc[: candidate.start] if token.pos_ == "NOUN"), None)
    return head is not None and fold_word(head.lemma_) in load_lexicon("deadline-outcomes")


def _in_aside(candidate: Candidate) -> bool:
    """«(в 2023 году – 5,0 %)»: a bracket that says more than the time."""
    start = _stretch_start(candidate)
    if not start or candidate.doc[start - 1].text != "(" or start != candidate.start:
        return False
    after = candidate.after
    return after is not None and after.text in ("–", "—", "-", ":")


def _is_set(candidate: Candidate) -> bool:
    """«Установить срок подачи заявок – 30 дней»: the term is what is to be set."""
    return "labelled" in candidate.rule.id and candidate.before is not None and is_verb(candidate.before)


def _dates_base(candidate: Candidate) -> bool:
    """«с 61,4 % в 2022 году до 75 %», «с 61 % (2022 год) до 75 %»: when the figure was what the task starts from."""
    doc, left, right = candidate.doc, candidate.start - 1, candidate.end
    if left > 0 and right + 1 < len(doc) and doc[left].text == "(" and doc[right].text == ")":
        left, right = left - 1, right + 1
    if right >= len(doc) or fold_word(doc[right].text) != "до":
        return False
    figure = next((i for i in range(left, max(left - _UNIT_REACH, 0), -1) if doc[i].text[0].isdigit()), 0)
    return figure > 0 and fold_word(doc[figure - 1].text) in ("с", "со", "от")


def _belongs_to_noun(candidate: Candidate) -> bool:
    """«план работы на 2024 год»; not «На 2024 год определить …», nor «задачи … на 2024 год:» above the tasks."""
    before = candidate.before
    if before is None or is_verb(before) or is_break(candidate.doc, before.i):
        return False
    if candidate.place != "lead_in":
        return True
    if heads_tasks(candidate):
        return False
    return not any(fold_word(token.lemma_) in load_lexicon("deadline-task-nouns") for token in _walk_back(candidate))


def heads_tasks(candidate: Candidate) -> bool:
    """Tell whether a time stands in a heading that names tasks by its first noun: «План мероприятий … на 2024 год»."""
    head = next((token for token in candidate.doc[: candidate.start] if token.pos_ == "NOUN"), None)
    return (
        candidate.place == "lead_in"
        and head is not None
        and fold_word(head.lemma_) in load_lexicon("deadline-task-nouns")
        and not any(is_verb(token) for token in candidate.doc)
    )


def _lasts(candidate: Candidate) -> bool:
    """«договор сроком на три года»; not «создать на срок до трёх лет комиссию»."""
    return candidate.before is not None and not is_verb(candidate.before)


_BARRIERS: tuple[tuple[str, str, Callable[[Candidate], bool]], ...] = (
    ("name", "any", _is_name),
    ("participle", "adverb", _qualifies_participle),
    ("participial_phrase", "text", _in_participial_phrase),
    ("gerund_phrase", "text", _in_gerund_phrase),
    ("subordinate_clause", "text", _in_subordinate_clause),
    ("statement", "text", _in_statement),
    ("phrase", "complement noun", _in_phrase),
    ("topic", "complement noun", _in_topic),
    ("title", "complement noun", _in_title),
    ("object_leaf", "complement", _in_object_leaf),
    ("aside", "complement", _in_aside),
    ("base", "text", _dates_base),
    ("set", "task", _is_set),
    ("noun", "noun", _belongs_to_noun),
    ("length", "length", _lasts),
)
"""Name, what an expression must be able to hang on to meet it («text»: whatever stands in a text), test."""
