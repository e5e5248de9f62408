"""Municipalities and settlements named in a text, in the nominative: «г. Кемерово» → «город Кемерово»."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import Parse, inflect_parse, parse_word
from resextract.language.inflection import ALL_CASES, restore_case
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quotes import find_quotes
from resextract.tasks.place_kinds import PlaceKind, find_place_kinds
from resextract.tasks.toponyms import agree, nominate_toponym, settle_capitals

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Place", "choose_place", "find_places"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:[-‐‑][^\W\d_]+)*) $")
_INITIAL = re.compile(r" ?[А-ЯЁ]\.")
_YEAR_BEFORE = re.compile(r"\d ?$")
_DASH = re.compile(r" ?[–—-] ")
_HONORARY = re.compile(r"имени [А-ЯЁ][^\W\d_]+", re.IGNORECASE)
_MAX_NAME = 3
_MAX_QUOTED = 80
_PERSON = frozenset({"Surn", "Name", "Patr"})


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as one mention names it.

    Attributes:
        start: Offset of the mention's first character.
        end: Offset after its last character.
        kind: The kind of municipality, dictionary form: «муниципальный район».
        name: Its name in the nominative, quotes kept: «Советский», «Кемерово», ««Город Чита»».
        before: Whether the name stands before the kind.
        oblique: Whether the kind is printed in full in another case than the nominative, as part of a longer phrase.
    """

    start: int
    end: int
    kind: str
    name: str
    before: bool
    oblique: bool

    @property
    def normal(self) -> str:
        """Kind and name in the nominative, as a title would print them: «Советский район», «город Кемерово»."""
        kind = self.kind.upper() if parse_word(self.kind)[0].pos == "CONJ" else self.kind
        return f"{self.name} {kind}" if self.before else f"{kind} {self.name}"


def find_places(text: str) -> list[Place]:
    """Find the municipalities and settlements that a text names together with their kind.

    A district of a town («Октябрьского района города Орла») is left out in favour of the town. Regions, federal and
    electoral districts are no municipalities.

    Args:
        text: Clean text.

    Returns:
        Mentions in text order; empty where there is none.
    """
    kinds = find_place_kinds(text)
    found: list[Place] = []
    for i, kind in enumerate(kinds):
        if found and kind.start < found[-1].end:
            continue
        place = _read_before(text, kind) or _read_after(text, kind, kinds[i + 1 :])
        if place is not None:
            found.append(place)
    towns = {p.start for p in found if not p.before}
    return [p for p in found if not (p.before and p.end + 1 in towns)]


def choose_place(zones: Sequence[Sequence[str]]) -> str | None:
    """Choose the municipality that a document belongs to.

    Args:
        zones: Texts that may name it, grouped by trust, the most trusted group first.

    Returns:
        The place of the first group that names any: the one named most often, of equals the first; in the fullest form
        that any group gives («Советского района», «Советском муниципальном районе» → «Советский муниципальный район»).
        None where no text names one.
    """
    grouped = [[place for text in texts for place in find_places(text)] for texts in zones]
    everywhere = [place for places in grouped for place in places]
    for places in grouped:
        if places:
            counts = Counter(fold_word(p.name) for p in places)
            chosen = max(places, key=lambda p: counts[fold_word(p.name)])
            return max((p for p in everywhere if _is_same(p, chosen)), key=lambda p: len(p.kind)).normal
    return None


def _is_same(place: Place, chosen: Place) -> bool:
    """One place under a shorter and a fuller kind: «район», «муниципальный район»."""
    last = chosen.kind.split()[-1]
    return fold_word(place.name) == fold_word(chosen.name) and place.kind.split()[-1] == last


def _read_before(text: str, kind: PlaceKind) -> Place | None:
    """«Советского муниципального района»: an adjective with a capital that agrees with the kind."""
    word = _LAST_WORD.search(text, 0, kind.start)
    if kind.side in ("after", "container") or word is None or not word.group(1)[0].isupper():
        return None
    name = _nominate_adjective(word.group(1), kind.gender, kind.cases, short=kind.short)
    return Place(word.start(1), kind.end, kind.kind, name, before=True, oblique=_is_bound(kind)) if name else None


@lru_cache(maxsize=WORDS)
def _nominate_adjective(printed: str, gender: str, cases: frozenset[str], *, short: bool) -> str:
    """Put an adjective that names a municipality into the nominative; empty where it does not agree or names none."""
    adjectives = [p for p in parse_word(printed) if p.pos == "ADJF" and p.has("sing")]
    for parse in adjectives:
        fits = gender in parse.grammemes and parse.grammemes & cases
        if fits and fold_word(parse.lemma) not in load_lexicon("head-generic-adjectives"):
            form = inflect_parse(parse, {"nomn", "sing", gender})
            return settle_capitals(restore_case(form or printed.lower(), printed))
    if "nomn" in cases and not short and gender == "masc" and any(p.has("femn") for p in adjectives):
        # «Каневской район»: stressed on the ending, which the dictionary has only in the feminine
        return settle_capitals(printed)
    return ""


def _read_after(text: str, kind: PlaceKind, following: Sequence[PlaceKind]) -> Place | None:
    """«города Заречного», «муниципальное образование «Город Чита»», «городской округ город Чита»."""
    start = kind.end + 1 if text.startswith(" ", kind.end) else kind.end
    honorary = _HONORARY.match(text, start)
    if honorary is not None:
        return Place(
            kind.start,
            honorary.end(),
            kind.kind,
            settle_capitals(honorary.group()),
            before=False,
            oblique=_is_bound(kind),
        )
    if kind.side == "before":
        return None
    dash = _DASH.match(text, kind.end)
    if following and kind.side != "after":
        inner = _read_before(text, following[0]) or _read_after(text, following[0], following[1:])
        if inner is not None and inner.start in (start, dash.end() if dash else start):
            joint = " –" if dash else ""
            return Place(kind.start, inner.end, kind.kind + joint, inner.normal, before=False, oblique=_is_bound(kind))
    window = text[start : start + _MAX_QUOTED]
    quoted = next((q for q in find_quotes(window) if q.start == 0), None)
    if quoted is not None:
        name = _settle_quoted(window[quoted.inner_start : quoted.inner_end].strip())
        return Place(kind.start, start + quoted.end, kind.kind, f"«{name}»", before=False, oblique=_is_bound(kind))
    words = _take_name(text, start, kind)
    if not words:
        return None
    cases = kind.cases if kind.side == "after" else ALL_CASES  # «городского округа Самара» as a rule is not declined
    name = nominate_toponym(tuple(m.group() for m in words), kind.gender, cases)
    return Place(kind.start, words[-1].end(), kind.kind, settle_capitals(name), before=False, oblique=_is_bound(kind))


def _is_bound(kind: PlaceKind) -> bool:
    return not kind.short and "nomn" not in kind.cases


def _settle_quoted(name: str) -> str:
    """Turn a quoted name in capitals into normal spelling: «ЛЕСНОЙ РАЙОН» → «Лесной район»."""
    if not name.isupper():
        return name
    words = [
        word.lower() if i and find_place_kinds(word) else settle_capitals(word) for i, word in enumerate(name.split())
    ]
    return " ".join(words)


def _take_name(text: str, start: int, kind: PlaceKind) -> list[re.Match[str]]:
    """Take the words of a name: adjectives and the noun they agree with, or one word alone; none if it is no name."""
    words: list[re.Match[str]] = []
    position = start
    while len(words) < _MAX_NAME and (word := _WORD.match(text, position)) and _is_capitalised(word.group()):
        words.append(word)
        position = word.end() + 1
        if text[word.end() : word.end() + 1] != " ":
            break
    for count in range(len(words), 1, -1):
        named = _INITIAL.match(text, words[count - 1].end()) and _may_be_surname(words[count - 1].group())
        if not named and _is_phrase([w.group() for w in words[:count]]):
            return words[:count]
    return words[:1] if words and _is_name(text, words[0], kind) else []


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()


def _is_phrase(words: Sequence[str]) -> bool:
    """Adjectives that agree with a noun which is no kind of territory."""
    *adjectives, last = words
    if any(kind.side != "after" for kind in find_place_kinds(last)) or _is_region(last):
        return False
    for noun in parse_word(last):
        if noun.pos == "NOUN":
            agreeing = (any(p.pos == "ADJF" and agree(p, noun) for p in parse_word(a)) for a in adjectives)
            if all(agreeing):
                return True
    return False


def _may_be_surname(word: str) -> bool:
    return any(p.grammemes & _PERSON for p in parse_word(word))


def _is_region(word: str) -> bool:
    return any(fold_word(p.lemma) in load_lexicon("head-region-types") for p in parse_word(word))


def _is_name(text: str, word: re.Match[str], kind: PlaceKind) -> bool:
    """Tell a place's one-word name from a person's, an institution's and the next sentence's first word."""
    printed, parses = word.group(), parse_word(word.group())
    if any("Geox" in p.grammemes and p.known for p in parses):
        return True
    if _is_region(printed) or _qualifies_next(text, word, parses):
        return False
    initials = printed.isupper() and not text[kind.start : kind.end].isupper() and not parses[0].known
    if initials or (_INITIAL.match(text, word.end()) and not _is_oblique(parses, kind)):
        return False
    after_year = kind.short and _YEAR_BEFORE.search(text, 0, kind.start) is not None
    return not (after_year and any(p.known and p.pos != "ADJF" for p in parses))


def _is_oblique(parses: tuple[Parse, ...], kind: PlaceKind) -> bool:
    cases = kind.cases - {"nomn"}
    return any(p.pos in ("NOUN", "ADJF") and p.has("sing") and p.grammemes & cases for p in parses)


def _qualifies_next(text: str, word: re.Match[str], parses: tuple[Parse, ...]) -> bool:
    """An adjective whose noun follows in small letters: «… 2023 г. Городской совет»."""
    following = _WORD.match(text, word.end() + 1)
    if following is None or not following.group().islower():
        return False
    nouns = [p for p in parse_word(following.group()) if p.pos == "NOUN"]
    return any(p.pos == "ADJF" and agree(p, n) for p in parses for n in nouns)
