from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.language.lexicons import load_lexicon
from resextract.language.numbers import find_numerals
from resextract.language.quantities import find_quantities, tells_time


def read(text: str) -> list[tuple[str, float]]:
    return [(text[n.start : n.end], n.value) for n in find_numerals(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 школ", [("5", 5)]),
        ("1 200 мест", [("1 200", 1200)]),
        ("12 000 000", [("12 000 000", 12_000_000)]),
        ("7,5 % и 5.0 %", [("7,5", 7.5), ("5.0", 5)]),
        ("65–70", [("65", 65), ("70", 70)]),
        ("4-х человек, 5-ти школ", [("4-х", 4), ("5-ти", 5)]),
        ("500 тыс. рублей", [("500 тыс.", 500_000)]),
        ("12,5 млрд рублей", [("12,5 млрд", 12.5e9)]),
        ("1 млн. 200 тыс. руб.", [("1 млн. 200 тыс.", 1_200_000)]),
        ("двести двадцать пять", [("двести двадцать пять", 225)]),
        ("пяти тысяч пятисот", [("пяти тысяч пятисот", 5500)]),
        ("сто пятьдесят (150)", [("сто пятьдесят (150)", 150)]),
        ("100 (сто) тыс. рублей", [("100 (сто) тыс.", 100_000)]),
        ("2 (два) млн и 3 (три) школы", [("2 (два) млн", 2_000_000), ("3 (три)", 3)]),
        ("полутора", [("полутора", 1.5)]),
        ("пять шесть", [("пять", 5), ("шесть", 6)]),
        ("70процентов", [("70", 70)]),
    ],
)
def test_numbers_are_read(text: str, expected: list[tuple[str, float]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "№ 5",
        "№ 14,25,61 и 70",
        "СОШ №7",
        "№ 114/2-п",
        "12.03.2018",
        "пункт 3.1.2",
        "тел. 5-02-42",
        "«500+»",
        "2021/2022",
        "9-й класс",
        "2-го",
        "5а класс",
        "СОШ-5",
        "12-местный",
        "COVID-19",
        "третьего поколения",
        "семью",
        "тысяч детей",
        "",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert read(text) == []


def test_a_restatement_belongs_to_its_number() -> None:
    text = "150 (сто пятьдесят) тьюторов, 5 (шесть) школ, 7 (8) лет"
    found = find_numerals(text)
    assert [(text[n.start : n.end], n.restated) for n in found] == [
        ("150 (сто пятьдесят)", 150),
        ("5 (шесть)", 6),
        ("7", None),
        ("8", None),
    ]


def test_one_word_numbers_have_a_kind() -> None:
    assert [(n.kind, n.value) for n in find_numerals("вдвое, две трети, стопроцентный")] == [
        ("multiple", 2),
        ("number", 2),
        ("share", 33.3333),
        ("percent", 100),
    ]


def spell(number: int) -> str:
    """Spell a number below a million out of the lexicon's nominatives, as one reads it aloud."""
    words = {int(value): word for word, value in load_lexicon("number-cardinals").items() if "." not in value}
    names = {**words, 2: "два", 3: "три", 4: "четыре", 5: "пять", 6: "шесть", 7: "семь"}
    if number >= 1000:
        head, rest = divmod(number, 1000)
        return f"{spell(head)} тысяч" + (f" {spell(rest)}" if rest else "")
    parts = []
    for step in (100, 10):
        if number >= step and number >= 20:
            parts.append(names[number - number % step])
            number %= step
    return " ".join([*parts, *([names[number]] if number else [])])


@given(st.integers(1, 999_999))
def test_a_spelled_number_is_read_back(number: int) -> None:
    text = spell(number)
    assert read(text) == [(text, number)]


@given(st.integers(0, 10**9))
def test_figures_are_read_back_however_grouped(number: int) -> None:
    assert read(f"около {number} мест") == [(str(number), number)]
    grouped = f"{number:,}".replace(",", " ")
    assert read(f"около {grouped} мест") == [(grouped, number)]


@given(st.text(alphabet="0123456789 .,-–/№%()+хсто пятьдесят", max_size=60))
def test_any_text_gives_ordered_numbers_inside_it(text: str) -> None:
    found = find_numerals(text)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def quantities(text: str) -> list[tuple[str, float, float | None, str, str]]:
    return [(text[q.start : q.end], q.value, q.value_from, q.unit, q.comparator) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("с 70 до 76 %", ("с 70 до 76 %", 76, 70, "percent", "to")),
        ("с 61% (2023 г.) до 70%", ("с 61% (2023 г.) до 70%", 70, 61, "percent", "to")),
        ("65 % - 70 %", ("65 % - 70 %", 70, 65, "percent", "eq")),
        ("от 65 до 70 %", ("от 65 до 70 %", 70, 65, "percent", "eq")),
        ("до 70 – 75 процентов", ("до 70 – 75 процентов", 75, 70, "percent", "to")),
        ("не менее, чем 90 %", ("не менее, чем 90 %", 90, None, "percent", "ge")),
        ("не менее чем до 90 %", ("не менее чем до 90 %", 90, None, "percent", "ge")),
        ("не превышающем 3 процента", ("не превышающем 3 процента", 3, None, "percent", "le")),
        ("свыше 30 %", ("свыше 30 %", 30, None, "percent", "gt")),
        ("ниже 30 %", ("ниже 30 %", 30, None, "percent", "lt")),
        ("на 3 процентных пункта", ("на 3 процентных пункта", 3, None, "percentage_point", "by")),
        ("в полтора раза", ("в полтора раза", 1.5, None, "times", "by")),
        ("5-7 млн руб.", ("5-7 млн руб.", 7e6, 5e6, "money", "eq")),
        ("80 % и более", ("80 % и более", 80, None, "percent", "ge")),
        ("89% – дети", ("89%", 89, None, "percent", "eq")),
        ("охват 2023 – 80 %", ("80 %", 80, None, "percent", "eq")),
        ("не менее двух третей", ("не менее двух третей", 66.67, None, "percent", "ge")),
        ("более половины", ("более половины", 50, None, "percent", "gt")),
        ("вдвое", ("вдвое", 2, None, "times", "by")),
    ],
)
def test_quantities(text: str, expected: tuple[str, float, float | None, str, str]) -> None:
    assert quantities(text) == [expected]


@pytest.mark.parametrize("text", ["до 35 лет", "в 2021-2022 учебном году", "10 рабочих дней", "без чисел", ""])
def test_texts_without_quantities(text: str) -> None:
    assert quantities(text) == []


def test_nouns_of_time_are_seen() -> None:
    assert tells_time("5 лет", 1)
    assert not tells_time("5 рабочих групп", 1)
    assert not tells_time("5", 1)


@pytest.mark.parametrize(
    "piece", ["5 ", "5-", " 000", "5", "№ 5, ", "сто ", "1 000", "не менее ", "с 5 до ", "(5", "5.5.", "% "]
)
def test_time_grows_with_the_length(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        begin = time.process_time()
        find_quantities(text)
        return time.process_time() - begin

    cost(20)
    small, large = min(cost(400) for _ in range(3)), min(cost(3200) for _ in range(3))
    assert large < 0.02 + 30 * small  # eight times the text; a quadratic reader takes 64 times as long
