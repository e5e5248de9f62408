"""Names of persons: surname first, in the nominative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.language.inflection import nominative_given_name, nominative_surname

if TYPE_CHECKING:
    from resextract.extractors.persons import PersonName

__all__ = ["name_person"]


def name_person(person: PersonName, cases: tuple[str, ...]) -> str:
    """Write a name as a record does.

    Args:
        person: The name found.
        cases: The cases in which it can stand, likeliest first.

    Returns:
        «Орлова Т.Д.», «Сидоров Иван Иванович», or the bare surname.
    """
    if person.given:
        given = [nominative_given_name(name, cases) for name in person.given]
        return " ".join([nominative_surname(person.surname, cases), *given])
    surname = nominative_surname(person.surname, cases)
    if surname.isupper():  # «В.С. КУЗИН» in a signature
        surname = surname.title()
    return f"{surname} {person.initials}".strip()
