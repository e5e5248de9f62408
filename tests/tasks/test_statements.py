from __future__ import annotations

import pytest

from resextract.tasks.meetings import find_meetings
from resextract.tasks.statements import find_adoption, split_sentences


@pytest.mark.parametrize(
    ("sentence", "adopted"),
    [
        ("Резолюция принята участниками конференции 25 августа", True),
        ("Одобрена участниками форума 27 августа", True),
        ("Утверждено приказом директора от 30.08.2024", True),
        ("Настоящее решение принято единогласно", True),
        ("Принят федеральный закон от 29 декабря 2012 года", False),
        ("Утверждена программа развития 5 мая 2020 года", False),
        ("Порядок, утверждённый приказом от 01.02.2024", False),
        ("Участники приняли участие в выставке", False),
    ],
)
def test_adoption(sentence: str, *, adopted: bool) -> None:
    assert (find_adoption(sentence) >= 0) is adopted


def test_sentences_end_at_no_abbreviation() -> None:
    text = "Доклад г. Орла заслушан И.И. Ивановым. Решение принято."
    assert list(split_sentences(text)) == ["Доклад г. Орла заслушан И.И. Ивановым.", "Решение принято."]


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("августовской конференции и публичных слушаний", ["конференция", "слушание"]),
        ("муниципального педагогического совета", ["совет"]),
        ("родительского собрания, Законодательного собрания", ["собрание"]),
        ("Совета депутатов, администрации города", []),
    ],
)
def test_meetings(text: str, lemmas: list[str]) -> None:
    assert [meeting.lemma for meeting in find_meetings(text)] == lemmas
