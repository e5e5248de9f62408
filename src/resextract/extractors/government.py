"""Which infinitives are directives: what each stands under, or is coordinated with (guidelines 2.2).

An infinitive of the operative part is a directive unless something makes it a complement: a noun («возможность
выбрать»), a verb or adjective («может включать», «позволяющий выбрать»), a phase verb («продолжить совершенствовать»),
a conjunction («чтобы повысить»), a modal word of a subordinate clause («документы, которые необходимо представить»).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from resextract.extractors.clause_marks import find_subordinate, has_actor_subject, is_actor
from resextract.extractors.words import Kind
from resextract.language.lexicons import fold_word, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from resextract.extractors.words import Word

__all__ = ["DIRECTIVE", "RECOMMENDATION", "Verdict", "judge_infinitives"]

DIRECTIVE, RECOMMENDATION = "directive", "recommendation"
_DASHES = frozenset("-–—−")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an infinitive is.

    Attributes:
        token: The infinitive.
        directive: Whether it is a directive.
        label: The modality of its directives: ``directive`` or ``recommendation``.
        rule: What decided: ``action.infinitive``, ``action.causative`` …; for no directive, what governs it.
        negated: Whether a negation belongs to it.
    """

    token: int
    directive: bool
    label: str
    rule: str
    negated: bool = False


def judge_infinitives(words: Sequence[Word], row: Sequence[int], label: str = DIRECTIVE) -> list[Verdict]:
    """Judge the infinitives of a segment.

    Args:
        words: The text's words.
        row: The segment's tokens, those that stand aside left out.
        label: The modality that a causative before the segment gives to it.

    Returns:
        One verdict per infinitive, in text order. A causative whose infinitive is there is no directive.
    """
    positions = [k for k, i in enumerate(row) if words[i].kind is Kind.INFINITIVE]
    if not positions:
        return []
    judge = _Judge(words, row, label)
    for k in positions:
        judge.verdicts.append(judge.judge(k))
    return judge.verdicts


class _Judge:
    """The verdicts of one segment, made from left to right."""

    def __init__(self, words: Sequence[Word], row: Sequence[int], label: str) -> None:
        self.words = words
        self.row = row
        self.label = label
        self.subordinate = find_subordinate(words, row)
        self.verdicts: list[Verdict] = []

    def at(self, position: int) -> Word:
        return self.words[self.row[position]]

    def judge(self, k: int) -> Verdict:
        recommends = self.at(k).roles.get("verb-causative") == RECOMMENDATION
        label = RECOMMENDATION if recommends else self.current_label()
        plain = Verdict(self.row[k], True, label, "action.infinitive", self.is_negated(k))
        if self.is_inverted(k):
            return replace(plain, directive=False, rule="verb-governing")
        links = self.links_before(k)
        crossed = False
        for j in range(k - 1, -1, -1):
            word = self.at(j)
            if word.form in (",", ":"):
                crossed = True
            elif word.kind is Kind.INFINITIVE:
                return self.under_infinitive(plain, k, j, links)
            elif self.row[j] in self.subordinate and crossed:
                continue
            elif word.has("action-subordinator") and self.row[j] in self.subordinate:
                return replace(plain, directive=False, rule="action-subordinator")
            elif word.kind in (Kind.FINITE, Kind.PAST, Kind.SHORT) or word.has("predicate-modal"):
                if (verdict := self.under_finite(plain, k, j)) is not None:
                    return verdict
            elif not crossed and not links and (role := self.governing_role(j, k)):
                return replace(plain, directive=False, rule=role)
        return plain

    def current_label(self) -> str:
        return next((v.label for v in reversed(self.verdicts) if v.directive), self.label)

    def is_negated(self, k: int) -> bool:
        return k > 0 and self.at(k - 1).form == "не"

    def links_before(self, k: int) -> tuple[str, ...]:
        """The commas and conjunctions that join an infinitive to what stands before it, in text order."""
        links: list[str] = []
        for j in range(k - 1, -1, -1):
            word = self.at(j)
            if word.form == "," or word.has("action-linker"):
                links.append(word.form)
            elif links or not word.is_bridge:
                break
        return tuple(reversed(links))

    def is_inverted(self, k: int) -> bool:
        """«Принять участие могут все школы»: a governing predicate follows that has no infinitive of its own."""
        for j in range(k + 1, len(self.row)):
            word = self.at(j)
            if word.kind in (Kind.INFINITIVE, Kind.MARK) or self.row[j] in self.subordinate:
                return False
            if word.kind in (Kind.FINITE, Kind.SHORT) and word.has("verb-governing"):
                return not self.has_infinitive_after(j)
        return False

    def has_infinitive_after(self, position: int) -> bool:
        for j in range(position + 1, len(self.row)):
            if self.at(j).form == ",":
                return False
            if self.at(j).kind is Kind.INFINITIVE:
                return True
        return False

    def under_finite(self, plain: Verdict, k: int, j: int) -> Verdict | None:
        """Judge an infinitive whose nearest predicate is a finite verb or a predicative; None to look further."""
        word, inside = self.at(j), self.row[j] in self.subordinate
        negated = plain.negated or (j > 0 and self.at(j - 1).form == "не")
        if word.has("verb-causative") or word.has("predicate-modal"):
            role = "predicate-modal" if word.has("predicate-modal") else "verb-causative"
            if inside:
                return replace(plain, directive=False, rule=role)
            label = RECOMMENDATION if word.roles[role] == RECOMMENDATION else plain.label
            return replace(plain, rule=f"action.{role.partition('-')[2]}", label=label, negated=negated)
        if word.has("verb-judging") and self.has_necessity(j, k):
            return replace(plain, directive=not inside, rule="action.judging")
        if word.has("verb-governing") or word.has("verb-phase"):
            return replace(plain, directive=False, rule="verb-governing")
        if word.lemma == "быть" and word.kind is Kind.FINITE:
            acts = not inside and has_actor_subject(self.words, self.row, j)
            return replace(plain, directive=acts, rule="action.finite")
        return None if word.kind is Kind.SHORT else plain

    def has_necessity(self, j: int, k: int) -> bool:
        return any(self.at(between).has("predicate-necessity") for between in range(j + 1, k))

    def under_infinitive(self, plain: Verdict, k: int, j: int, links: tuple[str, ...]) -> Verdict:
        """Judge an infinitive whose nearest predicate is another infinitive."""
        word, above = self.at(j), self.verdicts[-1]
        conjunction = any(link != "," for link in links)
        if word.has("verb-causative") and not conjunction and not (links and self.has_bare_object(j, k)):
            if above.directive:
                self.verdicts[-1] = replace(above, directive=False, rule="verb-causative")
            label = RECOMMENDATION if word.roles["verb-causative"] == RECOMMENDATION else above.label
            negated = plain.negated or above.negated
            return Verdict(plain.token, above.directive, label, "action.causative", negated)
        if word.has("verb-judging") and self.has_necessity(j, k):
            self.verdicts[-1] = replace(above, directive=False, rule="verb-judging")
            return replace(plain, rule="action.judging")
        if (order := self.order_between(j, k)) is not None:
            self.verdicts[-1] = replace(above, directive=False, rule="predicate-ordering")
            label = RECOMMENDATION if order == RECOMMENDATION else above.label
            return Verdict(plain.token, above.directive, label, "action.causative", plain.negated)
        if not links:
            role = "" if any(self.at(b).form == "," for b in range(j + 1, k)) else self.governing_role(j, k)
            return replace(plain, directive=False, rule=role) if role else plain
        if above.directive:
            return replace(plain, rule=above.rule)
        return self.in_chain(plain, k, j, links)

    def order_between(self, j: int, k: int) -> str | None:
        """«Дать поручение отделу подготовить»: the modality of a light verb with its noun, None for other verbs."""
        noun = next((b for b in range(j + 1, k) if self.at(b).kind is Kind.NOUN), None)
        if noun is None or not any("datv" in self.at(b).grammemes for b in range(noun + 1, k)):
            return None
        return load_lexicon("predicate-ordering").get(f"{self.at(j).lemma} {fold_word(self.at(noun).lemma)}")

    def in_chain(self, plain: Verdict, k: int, j: int, links: tuple[str, ...]) -> Verdict:
        """Judge an infinitive that is joined to one which is no directive: it goes on with that, or with the main row.

        Without knowing the world only form can tell: verbs side by side share their fate; a comma before it, alone or
        with «и», closes the complement; after a bare «и» the verb goes with the one whose aspect it has, and
        a verb of reporting with the main row.
        """
        above, word = self.verdicts[-1], self.at(k)
        complement = replace(plain, directive=False, rule=above.rule)
        if all(self.at(b).is_bridge or self.at(b).form in links for b in range(j + 1, k)):
            return complement
        if above.rule == "verb-phase":
            return complement if "impf" in word.grammemes else plain
        if links[0] == "," or word.has("verb-reporting"):
            return plain
        main = next((v for v in self.verdicts if v.directive), None)
        if main is None or _aspect(word) == _aspect(self.at(j)) or _aspect(word) != _aspect(self.words[main.token]):
            return complement
        return plain

    def governing_role(self, j: int, k: int) -> str:
        """Return the lexicon that makes the word at ``j`` govern the infinitive at ``k``, empty for none."""
        word = self.at(j)
        if not word.roles:
            return ""
        if word.has("noun-governing"):
            return "noun-governing" if self.noun_governs(j, k) else ""
        if word.kind is Kind.GERUND and self.at(j + 1).kind is Kind.PREPOSITION:
            return ""  # «начиная с 2025 года», «исходя из …»: the gerund governs its preposition
        if word.has("verb-phase"):
            return "verb-phase" if "impf" in self.at(k).grammemes else ""
        if word.has("verb-governing"):
            return "verb-governing"
        if word.has("verb-causative") and word.kind in (Kind.GERUND, Kind.PARTICIPLE):
            return "verb-causative"
        return ""

    def noun_governs(self, j: int, k: int) -> bool:
        word, between = self.at(j), [self.at(b) for b in range(j + 1, k)]
        if "nomn" not in word.grammemes and any(w.form in _DASHES for w in between):
            return False  # «в случае невозможности – сообщить»; but «цель – повысить»
        if j and fold_word(self.at(j - 1).lemma) in load_lexicon("action-acting"):
            return False  # «исполняющему обязанности директора подготовить …»
        value = word.roles["noun-governing"]
        before = j - 1
        while before >= 0 and self.at(before).kind in (Kind.ADJECTIVE, Kind.PARTICIPLE):
            before -= 1
        if self.is_adverbial(before, word) or (before >= 0 and self.order_between(before, k) is not None):
            return False
        if value == "close":
            return all(w.is_bridge or w.form in _DASHES for w in between)
        if value == "object" and not self.is_object(before, word):
            return False
        holder = next((w for w in between if w.kind is Kind.NOUN), None)
        return holder is None or "datv" in holder.grammemes or (value == "holder" and is_actor(holder))

    def is_object(self, before: int, noun: Word) -> bool:
        """Tell whether a noun is an object («принять решение») or stands after «с» («с просьбой»)."""
        if before >= 0 and self.at(before).kind is Kind.PREPOSITION:
            return self.at(before).lemma == "с"
        return before >= 0 and "accs" in noun.grammemes and self.at(before).form not in (",", ":")

    def is_adverbial(self, before: int, noun: Word) -> bool:
        """Tell whether the words up to ``before`` and the noun make a fixed adverbial."""
        phrase = fold_word(noun.lemma)
        for j in range(before, max(before - 3, -1), -1):
            phrase = f"{fold_word(self.at(j).lemma)} {phrase}"
            if phrase in load_lexicon("action-adverbial"):
                return True
        return False

    def has_bare_object(self, j: int, k: int) -> bool:
        """Tell whether a causative has an object and nobody to act: «рекомендовать модели, внедрить их»."""
        nouns = [self.at(b) for b in range(j + 1, k) if self.at(b).kind is Kind.NOUN]
        if any("datv" in w.grammemes or is_actor(w) for w in nouns):
            return False
        return any("accs" in w.grammemes for w in nouns)


def _aspect(word: Word) -> frozenset[str]:
    return word.grammemes & {"perf", "impf"}
