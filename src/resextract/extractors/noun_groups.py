"""Groups of modifiers and a head noun, the first part of every phrase that names an actor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word
from resextract.extractors.actor_words import HeadEntry, look_up_abbreviation, look_up_head, read_head_forms
from resextract.extractors.persons import PersonName, find_persons
from resextract.extractors.spans import get_spans, read_text
from resextract.extractors.tagged_words import TaggedWords
from resextract.language.inflection import UD_CASES, Form, agree_forms, is_infinitive_form, read_forms
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quotes import find_quotes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from spacy.tokens import Doc

__all__ = ["Group", "GroupReader"]

_JOINTS = frozenset({"и", "или", "/", "и/или", "либо"})
_SIGNS = frozenset('(«„“‟"‚‘')
_NO_NOUNS = frozenset({"VERB", "ADV", "ADP", "CCONJ", "SCONJ", "PART"})
_PROPER = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"})
_MAX_MODIFIERS = 8
_MAX_PREPOSED = 12


@dataclass(frozen=True, slots=True)
class Group:
    """Modifiers and their head.

    Attributes:
        start: The first token.
        end: The token after the head.
        head: The head.
        entry: What the lexicons say of it.
        case: Its case; empty where it has none (an abbreviation without modifiers).
        number: ``sing``, ``plur``, or empty.
        agreeing: Tokens inflected together, with their readings in text order.
    """

    start: int
    end: int
    head: int
    entry: HeadEntry
    case: str
    number: str
    agreeing: tuple[tuple[int, Form], ...]


class GroupReader(TaggedWords):
    """Reads groups from an annotated text.

    Attributes:
        doc: The text.
        words: Its tokens' texts.
        limit: The token at which reading stops.
        barred: Tokens of time expressions, which are part of no name.
    """

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self.limit = len(doc)
        self.barred = {i for span in get_spans(doc, "deadlines") for i in range(span.start, span.end)}

    def skip_joint(self, i: int) -> int:
        """Return the token after the conjunction or comma at ``i``; ``i`` itself for none (see `is_joint`)."""
        words = self.words
        j = i
        if j < self.limit and words[j] == ",":
            j += 1
        if j + 1 < self.limit and words[j].lower() == "а" and words[j + 1].lower() == "также":
            return j + 2
        if j < self.limit and words[j].lower() in _JOINTS:
            j += 1
        return j

    def is_joint(self, i: int, after: int) -> bool:
        """Tell whether `skip_joint` found a joint before ``after``; a comma can be glued to a number («№ 5,»)."""
        return after != i or (i > 0 and len(self.words[i - 1]) > 1 and self.words[i - 1].endswith(","))

    @cached_property
    def persons(self) -> dict[int, PersonName]:
        """The persons that the text names, by first token."""
        return find_persons(self)

    @cached_property
    def _closings(self) -> dict[int, int]:
        return dict(_pair_signs(self.doc, self.words))

    def find_closing(self, i: int) -> int:
        """Return the token after the sign that closes the quote or bracket at ``i``; ``i`` where nothing closes it."""
        return self._closings.get(i, i) if self.words[i] in _SIGNS else i

    def opens(self, i: int) -> bool:
        """Tell whether a quote or a bracket opens at a token."""
        return self.words[i] in _SIGNS and i in self._closings

    def read_group(
        self, i: int, cases: Collection[str], *, any_head: bool = False, unknown: bool = False
    ) -> Group | None:
        """Read modifiers and a head at token ``i``, without what follows the head."""
        modifiers: list[int] = []
        j = i
        while j < self.limit and len(modifiers) < _MAX_MODIFIERS and self.is_free(j):
            if self._is_shortened(j):
                value = load_lexicon("actor-head-abbreviations")[fold_word(self.words[j])]
                entry = look_up_head(value)
                if entry is not None:
                    return None if modifiers else Group(i, j + 2, j, entry, "", "", ())
                j += 2  # «кл. руководители»
                continue
            group = self._head(i, j, modifiers, cases, any_head=any_head, unknown=unknown)
            if group is not None:
                return group
            if self._is_modifier(j, cases):
                modifiers.append(j)
                j += 1
                if (end := self._second_name(j, cases)) > j:
                    modifiers += [k for k in range(j + 1, end - 1) if self.words[k][:1].isalpha()]
                    j = end
                joint = self.skip_joint(j)
                if joint != j and joint < self.limit and self._is_modifier(joint, cases):
                    j = joint
                elif any(f.participle for f in read_forms(self.words[j - 1])):
                    preposed = self._preposed(i, j, modifiers, cases)
                    if preposed is not None:
                        return preposed
            elif self.pos(j) == "ADV" and j + 1 < self.limit and self._is_modifier(j + 1, cases):
                j += 1
            else:
                break
        return None

    def _second_name(self, i: int, cases: Collection[str]) -> int:
        """The end of a bracket with another modifier of the same head («крестьянскому (фермерскому) хозяйству»)."""
        if i + 3 > self.limit or self.words[i] != "(":
            return i
        end = self.find_closing(i)
        alike = all(self._is_modifier(k, cases) or self.words[k] == "," for k in range(i + 1, end - 1))
        return end if i + 2 < end < self.limit and alike and self.is_free(end) else i

    def _is_shortened(self, i: int) -> bool:
        """«Зам. директора», «кл. руководители»: a shortened head or modifier."""
        noun = load_lexicon("actor-head-abbreviations").get(fold_word(self.words[i]))
        if noun is None or i + 1 >= self.limit or self.words[i + 1] != ".":
            return False
        return look_up_head(noun) is not None or (i + 2 < self.limit and self.is_free(i + 2))

    def is_free(self, i: int) -> bool:
        """Tell whether a token can be part of a body's name: no time expression, no person, no sign."""
        return i not in self.barred and i not in self.persons and self.words[i][:1].isalpha()

    def _is_modifier(self, i: int, cases: Collection[str]) -> bool:
        if not self.is_free(i):
            return False
        return any(
            not f.noun and f.case in cases and not _is_predicative(f, self.words[i]) for f in read_forms(self.words[i])
        )

    def _head(
        self,
        start: int,
        i: int,
        modifiers: list[int],
        cases: Collection[str],
        *,
        any_head: bool,
        unknown: bool,
    ) -> Group | None:
        rows = [read_forms(self.words[m]) for m in modifiers]
        abbreviation = self._abbreviation(i, any_head=any_head)
        if abbreviation is not None:
            if not modifiers:
                return Group(start, i + 1, i, abbreviation, "", "", ())
            agreed = agree_forms(rows, cases)
            if not agreed:
                return None
            first = agreed[0]
            return Group(
                start,
                i + 1,
                i,
                abbreviation,
                first[-1].case,
                first[-1].number,
                tuple(zip(modifiers, first, strict=True)),
            )
        candidates = self._candidates(i, cases, any_head=any_head, unknown=unknown)
        if not candidates or (self._is_modifier(i, cases) and self._is_followed(i, candidates, cases)):
            return None
        heads = [form for form, _ in candidates]
        agreed = agree_forms([*rows, heads], cases) or _agree_distributed(rows, heads)
        if not agreed:
            return None
        chosen = self._choose(i, agreed)
        entry = next(e for form, e in candidates if form is chosen[-1])
        if not any_head and not self._names_body(i, chosen, entry):
            return None
        pairs = tuple(zip([*modifiers, i], chosen, strict=True))
        return Group(start, i + 1, i, entry, chosen[-1].case, chosen[-1].number, pairs)

    def _abbreviation(self, i: int, *, any_head: bool) -> HeadEntry | None:
        entry = look_up_abbreviation(self.words[i])
        if entry is None or (not any_head and entry.flags & {"none", "tail"}):
            return None
        return entry

    def _candidates(
        self, i: int, cases: Collection[str], *, any_head: bool, unknown: bool
    ) -> list[tuple[Form, HeadEntry]]:
        word = self.words[i]
        listed = [(f, e) for f, e in read_head_forms(word) if f.case in cases and (e.type != "none" or any_head)]
        if listed or not (any_head or unknown) or self.pos(i) in _NO_NOUNS:
            return listed
        nouns = [f for f in read_forms(word) if f.noun and f.case in cases]
        if any_head:
            return [(f, HeadEntry("other")) for f in nouns]
        people = [f for f in nouns if "anim" in f.parse.grammemes and not _is_proper(f) and f.parse.known]
        return [(f, HeadEntry("position")) for f in people if not look_up_head(f.lemma)]

    def _is_followed(self, i: int, candidates: list[tuple[Form, HeadEntry]], cases: Collection[str]) -> bool:
        """Whether what could be a head is only a modifier of the next words («ответственным лицам»)."""
        if any("noun" in entry.flags for _, entry in candidates) or i + 1 >= self.limit or not self.is_free(i + 1):
            return False
        if self.pos(i + 1) in _NO_NOUNS:
            return False
        modifier = [f for f in read_forms(self.words[i]) if not f.noun]
        following = [f for f in read_forms(self.words[i + 1]) if f.case in cases]
        return bool(agree_forms([modifier, following], cases))

    def _choose(self, i: int, agreed: list[tuple[Form, ...]]) -> tuple[Form, ...]:
        """Prefer the reading that the tagger has chosen where the dictionary allows several."""
        case, number = self.tagged_case(i), self.feature(i, "Number")
        plural = "plur" if number == "Plur" else "sing"
        return max(
            agreed,
            key=lambda a: (a[-1].case == case, a[-1].number == plural, a[-1].noun, a[-1].gender != "neut"),
        )

    def tagged_case(self, i: int) -> str:
        """The case that the tagger gives a token; empty for none."""
        return UD_CASES.get(self.feature(i, "Case"), "")

    def _names_body(self, i: int, chosen: tuple[Form, ...], entry: HeadEntry) -> bool:
        """Tell a body from a process («организации питания», «управлению качеством»)."""
        form = chosen[-1]
        if not entry.accepts([fold_word(f.lemma) for f in chosen[:-1]]):
            return False
        if entry.complements and not self._is_completed(i, entry.complements):
            return False
        if "process" not in entry.flags or form.number == "plur" or len(chosen) > 1 or i + 1 >= self.limit:
            return True
        if "ablt" in entry.flags:
            group = self.read_group(i + 1, {"ablt"}, any_head=True)
            if group is None or not group.case:  # «Управлению ЖКХ»: no instrumental shows
                return True
            return any(self._is_body(k) for k in range(group.end, min(group.end + 3, self.limit)))
        if i and self.words[i][:1].isupper():
            return True
        group = self.read_group(i + 1, {"gent"}, any_head=True)
        people = group is not None and any("anim" in f.parse.grammemes for k, f in group.agreeing if k == group.head)
        return group is None or people

    def _is_completed(self, i: int, nouns: Collection[str]) -> bool:
        """Whether one of the nouns follows the head at ``i`` in the genitive («средства массовой информации»)."""
        group = self.read_group(i + 1, {"gent"}, any_head=True) if i + 1 < self.limit else None
        return group is not None and self.lemma(group.head) in nouns

    def _is_body(self, i: int) -> bool:
        forms = read_head_forms(self.words[i])
        return any(e.type == "authority" and f.case == "gent" and not e.flags for f, e in forms)

    def _preposed(self, start: int, i: int, modifiers: list[int], cases: Collection[str]) -> Group | None:
        """«Осуществляющим образовательную деятельность организациям»: the head follows the participle's complement."""
        if i < self.limit and self._is_modifier(i, cases):
            return None
        for k in range(i, min(i + _MAX_PREPOSED, self.limit)):
            if self.words[k] in ",;:()" or self.is_infinitive(k) or not (self.is_free(k) or self.words[k][0].isdigit()):
                return None
            heads = [(f, e) for f, e in read_head_forms(self.words[k]) if f.case in cases and e.type != "none"]
            agreed = agree_forms([*(read_forms(self.words[m]) for m in modifiers), [f for f, _ in heads]], cases)
            if agreed and k > i:
                pairs = tuple(zip([*modifiers, k], agreed[0], strict=True))
                entry = next(e for f, e in heads if f is agreed[0][-1])
                return Group(start, k + 1, k, entry, agreed[0][-1].case, agreed[0][-1].number, pairs)
        return None

    def is_infinitive(self, i: int) -> bool:
        """Tell whether a token is an infinitive."""
        if is_infinitive_form(self.words[i]):
            return True
        return self.feature(i, "VerbForm") == "Inf" and any(p.pos == "INFN" for p in parse_word(self.words[i]))


def _pair_signs(doc: Doc, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield (opening token, token after the closing one) of brackets and closed quotes."""
    open_brackets: list[int] = []
    for i, word in enumerate(words):
        if word == "(":
            open_brackets.append(i)
        elif word == ")" and open_brackets:
            yield open_brackets.pop(), i + 1
    for quote in find_quotes(read_text(doc)):
        if quote.closed:
            span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
            if span is not None:
                yield span.start, span.end


def _agree_distributed(rows: list[tuple[Form, ...]], heads: list[Form]) -> list[tuple[Form, ...]]:
    """«Ивановскому и Шуйскому районам»: singular modifiers of a plural head."""
    if len(rows) < 2:
        return []
    found = []
    for head in heads:
        fits = [
            next((f for f in row if not f.noun and (f.case, f.number) == (head.case, "sing")), None) for row in rows
        ]
        if head.number == "plur" and all(fits):
            found.append((*(f for f in fits if f is not None), head))
    return found


def _is_predicative(form: Form, word: str) -> bool:
    """«(Считать) необходимым директорам …» narrows nothing; «обязательного страхования» does."""
    if form.lemma not in load_lexicon("actor-causatives"):
        return False
    return any(f.case == "ablt" and f.number == "sing" and f.gender != "femn" for f in read_forms(word))


def _is_proper(form: Form) -> bool:
    return bool(form.parse.grammemes & _PROPER)
