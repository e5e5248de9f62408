from __future__ import annotations

from importlib.resources import files

import pytest

from resextract.language.lexicons import LexiconError
from resextract.language.rulebooks import RulebookError, load_rulebook, parse_rulebook

NAMES = sorted(p.name.removesuffix(".toml") for p in files("resextract").joinpath("resources", "rules").iterdir())

BOOK = """
macros.number = 're:(?P<day>\\d+)'
words.month = { "январь" = "1", "май" = "5" }
rules = [
  { id = "date", pattern = "{number} month={month}", kind = "due" },
  { id = "date.short", pattern = "до {number}", kind = "due", strong = true },
  { id = "date.long", pattern = "до {number} month={month}" },
]
"""


def test_the_longest_match_at_the_leftmost_place_wins() -> None:
    found = parse_rulebook("book", BOOK).find("до 5 мая, 7 января и до 9")
    assert [(m.rule.id, m.start, m.end) for m in found] == [
        ("date.long", 0, 8),
        ("date", 10, 18),
        ("date.short", 21, 25),
    ]


def test_find_all_keeps_overlaps_in_order() -> None:
    found = parse_rulebook("book", BOOK).find_all("до 5 мая")
    assert [m.rule.id for m in found] == ["date.long", "date.short", "date"]


def test_captures_and_their_places() -> None:
    (match,) = parse_rulebook("book", BOOK).find("7 января")
    assert dict(match.groups) == {"day": "7", "month": "января"}
    assert match.spans["month"] == (2, 8)


def test_word_tables_give_values_of_forms() -> None:
    book = parse_rulebook("book", BOOK)
    assert (book.value("month", "Мая"), book.value("month", "июнь")) == ("5", None)


def test_rules_match_whole_texts_and_places() -> None:
    book = parse_rulebook("book", BOOK)
    whole = book.match_whole("до 5")
    assert whole is not None
    assert whole.rule.id == "date.short"
    assert book.match_whole("до 5 лет") is None
    assert book.rules[1].match_at("к 1, до 5", 5) is not None
    assert book.rules[1].match_at("к 1, до 5", 4) is None


def test_rule_fields_are_text_on_demand() -> None:
    rules = parse_rulebook("book", BOOK).rules
    assert [(rule.get("kind"), rule.get("strong", "no")) for rule in rules] == [
        ("due", "no"),
        ("due", "True"),
        ("", "no"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("rules = [", "book: "),
        ('rules = [{ pattern = "до" }]', "missing or stands twice"),
        ('rules = [{ id = "a", pattern = "до" }, { id = "a", pattern = "к" }]', "«a» is missing or stands twice"),
        ('rules = [{ id = "a", pattern = "(до" }]', "rule a: "),
        ('rules = [{ id = "a", pattern = "{nothing}" }]', "no macro named «nothing»"),
        ('rules = [{ id = "a", pattern = "" }]', "rule a: "),
        ('macros.x = \'re:(\'\nrules = [{ id = "a", pattern = "{x}" }]', "rule a: "),
        ('macros.x = \'re:(?P<n>a)\'\nrules = [{ id = "a", pattern = "{x} {x}" }]', "rule a: "),
    ],
)
def test_malformed_books_are_refused_by_name(content: str, message: str) -> None:
    with pytest.raises(RulebookError, match=message) as caught:
        parse_rulebook("book", content)
    assert str(caught.value).startswith("book: ")


def test_a_book_without_rules_finds_nothing() -> None:
    assert parse_rulebook("book", "").find("до 5 мая") == []


def test_a_missing_book_is_named() -> None:
    with pytest.raises(LexiconError, match=r"resources/rules/no-such\.toml"):
        load_rulebook("no-such")


@pytest.mark.parametrize("name", NAMES)
def test_every_rulebook_of_the_package_compiles(name: str) -> None:
    book = load_rulebook(name)
    assert book.rules
    assert all(rule.regex.search("") is None for rule in book.rules), "a rule matches nothing at all"
