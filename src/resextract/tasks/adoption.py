"""When a document was adopted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from resextract.adapters.dictionary import parse_word
from resextract.language.lexicons import fold_word, load_lexicon
from resextract.language.quotes import find_quotes
from resextract.outline.cues import finite_lemmas, lemma_of, word_class
from resextract.tasks.document_dates import PrintedDate, find_dates
from resextract.tasks.fronts import Role, opens_subject
from resextract.tasks.meetings import find_meetings
from resextract.tasks.statements import find_adoption, split_sentences

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from resextract.tasks.fronts import Front, Line

__all__ = ["read_adoption"]

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑][^\W\d_]+)*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)(?! ?[-–—/]\d)")
_WORDS_BEFORE = 3


def read_adoption(front: Front, *, of_meeting: bool) -> tuple[dt.date | None, tuple[str, ...]]:
    """Read the day a document was adopted; the last day if its meeting took several.

    A statement of adoption («Резолюция принята … 25 августа 2023 года», «Утверждена приказом от …») goes before the
    date of the head («12.03.2025 № 87», «Дата проведения: …»), that before a date under the text, that before the day
    on which the preamble says that the meeting took place. Dates of other acts, of coming events and of terms never
    count.

    Args:
        front: What stands around the operative part.
        of_meeting: Whether the document records a meeting, so that the meeting's day is its own.

    Returns:
        The day, None where the text does not give one, and warnings: ``document_date_invalid`` for a day that the
        calendar does not have, ``document_year_unknown`` for a day without a year.
    """
    sources = [
        _read_statements(front.whole),
        _read_lines(front.lines),
        _read_lines(line for line in front.closing if line.role is Role.REQUISITES),
        _read_meeting_days(front.running) if of_meeting else [],
    ]
    year = _find_year(front.lines)
    warnings: list[str] = []
    for dates in sources:
        resolved = [day for date in dates if (day := date.resolve(year))]
        if resolved:
            return max(resolved), ()
        warnings += ["document_year_unknown" if d.year is None else "document_date_invalid" for d in dates]
    return None, tuple(dict.fromkeys(warnings))


def _read_statements(texts: Iterable[str]) -> list[PrintedDate]:
    """Dates of the first statement of adoption that gives any."""
    for text in texts:
        for sentence in split_sentences(text):
            start = find_adoption(sentence)
            if start < 0:
                continue
            dates = [d for d in _own_dates(sentence, find_dates(sentence)) if d.start >= start]
            plain = [d for d in dates if _word_before(sentence, d) != "от"]
            if dates:
                return plain or dates[:1]
    return []


def _read_lines(lines: Iterable[Line]) -> list[PrintedDate]:
    """Date of the head's first line that gives one, a line labelled as the date first."""
    rows = list(lines)
    for line in sorted(rows, key=lambda row: row.label != "date"):
        if line.role is Role.SUBJECT or (line.role is Role.LABEL and line.label not in ("date", "place")):
            continue
        dates = _own_dates(line.text, find_dates(line.text))
        if line.role in (Role.KIND, Role.OTHER):
            dates = [d for d in dates if _is_own_act(line, d)]
        if dates:
            return dates[:1]
    return []


def _own_dates(text: str, dates: Sequence[PrintedDate]) -> list[PrintedDate]:
    """Dates outside quotations that are no term and no reference."""
    quotes = [q for q in find_quotes(text) if _WORD.search(text, q.start, q.end) and q.depth == 0]
    return [
        d for d in dates if not any(q.start < d.start and d.end < q.end for q in quotes) and not _is_barred(text, d)
    ]


def _is_barred(text: str, date: PrintedDate) -> bool:
    bars = load_lexicon("head-date-bars")
    before = [fold_word(w) for w in _WORD.findall(text[: date.start])[-_WORDS_BEFORE:]]
    ranged = " по " in text[date.start : date.end]
    phrases = {" ".join(before[i:]) for i in range(len(before))}
    barred = {phrase for phrase in phrases if phrase in bars}
    return bool(barred) and not (ranged and barred <= {"с", "со"})


def _is_own_act(line: Line, date: PrintedDate) -> bool:
    """Tell a date of the document from that of an act it cites.

    In «Приказ от 12.03.2025» the date is the document's own, in «Приложение к приказу от 12.03.2025» that of the act
    which approves it; another act's stands after a second act's kind, or after the beginning of the subject («О …»).
    """
    kinds = load_lexicon("head-document-kinds")
    words = [w.group() for w in _WORD.finditer(line.text, 0, date.start)]
    acts = sum(lemma_of(w, "NOUN") in kinds for w in words)
    own = line.role is Role.KIND or (words and lemma_of(words[0], "NOUN") in load_lexicon("head-appendix-nouns"))
    return acts <= (1 if own else 0) and not any(opens_subject(w) for w in words)


def _word_before(text: str, date: PrintedDate) -> str:
    words = _WORD.findall(text[: date.start])
    return fold_word(words[-1]) if words else ""


def _read_meeting_days(texts: Sequence[str]) -> list[PrintedDate]:
    """Days on which the preamble says that the meeting took place, or that stand right after its name."""
    found: list[PrintedDate] = []
    for text in texts:
        for sentence in split_sentences(text):
            dates = find_dates(sentence)
            if not dates or not find_meetings(sentence):
                continue
            for date in _own_dates(sentence, dates):
                dated = _word_before(sentence, date) != "от" and not sentence[date.end :].lstrip(" г.").startswith("№")
                if dated and (_takes_place(sentence, date) or _names_meeting_before(sentence, date)):
                    found.append(date)
    return found


def _takes_place(sentence: str, date: PrintedDate) -> bool:
    """The verb of taking place that is nearest to the date is in the past."""
    verbs, future = load_lexicon("head-event-verbs"), load_lexicon("head-future-words")
    words = list(_WORD.finditer(sentence))
    near: tuple[int, bool] | None = None
    for i, word in enumerate(words):
        lemmas = {fold_word(p.lemma) for p in parse_word(word.group()) if p.pos in ("VERB", "PRTS", "PRTF")}
        lemmas |= {lemma.removesuffix("ся") for lemma in lemmas} | set(finite_lemmas(word.group()))
        if not any(lemma in verbs for lemma in lemmas):
            continue
        ahead = any(fold_word(w.group()) in future for w in words[max(0, i - 2) : i])
        coming = ahead or "futr" in word_class(word.group())
        distance = min(abs(word.start() - date.end), abs(date.start - word.end()))
        if near is None or distance < near[0]:
            near = (distance, not coming)
    return near is not None and near[1]


def _names_meeting_before(sentence: str, date: PrintedDate) -> bool:
    """«Участники совещания директоров школ 5 апреля 2024 года»: only nouns and adjectives between meeting and date."""
    last = find_meetings(sentence[: date.start])[-1:]
    between = sentence[last[0].end : date.start] if last else ","
    return (
        bool(last)
        and not re.search(r"[^\w\s«»\"]", between)
        and all(
            word_class(w) & {"NOUN", "ADJF"} and not word_class(w) & {"PREP", "CONJ"} for w in _WORD.findall(between)
        )
    )


def _find_year(lines: Sequence[Line]) -> int | None:
    """Return the one year that the head names outside quotations, for a date printed without a year."""
    years = set()
    for line in lines:
        quotes = [q for q in find_quotes(line.text) if q.depth == 0]
        years |= {
            int(m.group()) for m in _YEAR.finditer(line.text) if not any(q.start < m.start() < q.end for q in quotes)
        }
    return years.pop() if len(years) == 1 else None
