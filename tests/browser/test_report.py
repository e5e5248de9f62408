from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

import pytest
from selenium.webdriver import Keys
from tests.browser.conftest import DESKTOP, PHONE, TODAY, Page
from tests.report_records import COUNCIL, HOSTILE, repeat_annotated

from resextract.records.files import read_records
from resextract.writers.report.page import build_report

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


ROOT = Path(__file__).parents[2]
AXE = (Path(__file__).parent / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
ALL = ["1 Провести", "1.1 Довести", "2 Обеспечить", "1 Ежемесячно", "2 Открыть", "3 Создать", "1 Направить"]


def test_the_page_asks_for_nothing_but_itself(page: Page) -> None:
    page.open()
    page.click("tr[data-task]")
    page.search("сбор")
    messages, asked = page.read_logs()
    assert messages == []
    # Chromium draws the calendar's icon of its own date fields from a data: address.
    assert [address for address in asked if not address.startswith("data:")] == [page.path.as_uri()]


def test_all_tasks_are_listed_below_their_documents(page: Page) -> None:
    assert page.rows == ALL
    assert page.count == "7 задач"
    assert [row.text for row in page.find_all("tr.group")] == [
        "Резолюция педагогического совета · 27.08.2023 · 3 задачи",
        "Приказ о музеях · 01.02.2024 · 3 задачи",
        "pismo.txt · 01.12.2022 · 1 задача",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("заявок сбор", ["1 Провести"]),
        ("ЗАЯВ сбо", ["1 Провести"]),
        ("теплый", ["2 Обеспечить"]),
        ("ТЁПЛЫЙ", ["2 Обеспечить"]),
        ("«успех»", ["1.1 Довести"]),
        ("01.05.2024", ["1 Провести"]),
        ("соисполнителей нет", []),
        ("музеях", ["1 Ежемесячно", "2 Открыть", "3 Создать"]),
        ("   ", ALL),
    ],
)
def test_search_takes_parts_of_words_in_any_order(page: Page, query: str, expected: list[str]) -> None:
    page.search(query)
    assert page.rows == expected
    assert page.count == ("7 задач" if expected == ALL else f"Показано {len(expected)} из 7")


def test_found_words_are_marked_and_nothing_found_is_said(page: Page) -> None:
    page.search("тепл")
    assert [mark.text for mark in page.find_all("td mark")] == ["тёпл"]
    page.search("нет такого")
    assert "Ничего не найдено" in page.find("#nothing").text
    assert not page.find("#rows").is_displayed()


def test_charts_follow_the_search(page: Page) -> None:
    page.search("музеях")
    names = "return [...document.querySelectorAll('#facet-document .name')].map((name) => name.textContent)"
    page.wait(lambda: page.run(names) == ["Приказ о музеях 01.02.2024"])
    assert "Нет среди отобранных задач" in page.find("#targets").text


def test_figures_and_lists_set_filters_and_say_what_will_be_shown(page: Page) -> None:
    outcomes = page.run(
        """
        const list = () => [...document.querySelectorAll("#figures button, .bars button, .places button")];
        const name = (button) => `${button.closest("section, ul").id} ${button.dataset.key}`;
        return list().map(name).map((key) => {
          const button = list().find((candidate) => name(candidate) === key);
          const number = Number((button.querySelector(".number") ?? button.querySelector("b")).textContent);
          button.click();
          const pressed = list().find((candidate) => name(candidate) === key).ariaPressed;
          const rows = document.querySelectorAll("tr[data-task]").length;
          const chips = document.querySelectorAll("#chips .chip").length;
          document.getElementById("reset").click();
          return { key, number, rows, chips, pressed, left: document.querySelectorAll("tr[data-task]").length };
        });
        """
    )
    assert len(outcomes) > 20
    assert sum(outcome["number"] > 0 for outcome in outcomes) > 20
    for outcome in outcomes:
        assert outcome == outcome | {"rows": outcome["number"], "chips": 1, "pressed": "true", "left": 7}


def test_a_column_of_the_timeline_is_a_filter_and_so_is_its_row_in_the_table(page: Page) -> None:
    page.run(
        "document.querySelector('g.bin[data-from=\"2024-05-01\"]').dispatchEvent(new Event('click', {bubbles: true}))"
    )
    assert page.rows == ["1 Провести"]
    assert page.chips == ["Срок не раньше 01.05.2024", "Срок не позже 31.05.2024"]
    page.click("#reset")
    page.click(".as-table summary")
    page.click(".figures-table .link", "декабрь 2024")
    assert page.rows == ["1.1 Довести", "2 Обеспечить"]


def test_the_timeline_says_in_words_what_it_shows(page: Page) -> None:
    label = page.find(".histogram").get_attribute("aria-label")
    assert "по месяцам, с 01.01.2023 по 30.09.2026" in label
    assert "Больше всего – декабрь 2024: 2 задачи" in label
    page.click(".as-table summary")
    rows = [row.text for row in page.find_all(".figures-table tbody tr")]
    assert rows == ["январь 2023 1 1 0 0", "май 2024 1 0 1 0", "декабрь 2024 2 0 0 2", "сентябрь 2026 1 0 0 1"]


def test_filters_of_the_form(page: Page) -> None:
    def choose(name: str, value: str) -> list[str]:
        page.run(
            "const f = document.querySelector(`#controls [name=${arguments[0]}]`); f.value = arguments[1];"
            "f.dispatchEvent(new Event('change', {bubbles: true}))",
            name,
            value,
        )
        return page.rows

    assert choose("place", "past") == ["1 Направить"]
    assert choose("place", "none") == ["3 Создать"]
    assert choose("place", "") == ALL
    assert choose("kind", "recurring") == ["1 Ежемесячно"]
    assert choose("kind", "") == ALL
    assert choose("from", "2024-06-01") == ["1.1 Довести", "2 Обеспечить", "2 Открыть"]
    assert choose("to", "2025-01-01") == ["1.1 Довести", "2 Обеспечить"]
    page.click("#controls [name=targets]")
    assert page.rows == ["1.1 Довести"]
    assert page.chips == ["Срок не раньше 01.06.2024", "Срок не позже 01.01.2025", "Есть показатель"]
    page.click("#chips .chip", "не раньше")
    page.click("#chips .chip", "не позже")
    page.click("#chips .chip", "показатель")
    assert choose("modality", "recommendation") == ["3 Создать"]
    assert choose("modality", "") == ALL
    assert choose("warning", "role_uncertain") == ["2 Обеспечить"]


def test_an_actor_is_chosen_from_a_list_with_the_keyboard(page: Page) -> None:
    box = page.find(".combobox input")
    box.click()
    assert box.get_attribute("aria-expanded") == "true"
    assert [o.text.split("\n") for o in page.find_all("[role=listbox]:not([hidden]) [role=option]")] == [
        ["Отдел образования", "3"],
        ["Директора школ", "2"],
        ["Школы", "1"],
    ]
    box.send_keys("школ", Keys.ARROW_DOWN)
    active = page.find(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.text.startswith("Школы")
    assert active.get_attribute("aria-selected") == "true"
    box.send_keys(Keys.ESCAPE)
    assert (box.get_attribute("aria-expanded"), box.get_attribute("value")) == ("false", "")
    box.send_keys("дир", Keys.ENTER)
    assert page.rows == ["1 Ежемесячно", "2 Открыть"]
    assert page.chips == ["Исполнитель: Директора школ"]
    box.send_keys(Keys.CONTROL, "a", Keys.NULL, Keys.DELETE, Keys.ENTER)
    assert page.rows == ALL


@pytest.mark.parametrize(
    ("column", "upwards"),
    [
        (
            "deadline",
            ["1 Направить", "1 Провести", "1.1 Довести", "2 Обеспечить", "2 Открыть", "1 Ежемесячно", "3 Создать"],
        ),
        (
            "number",
            ["1 Провести", "1 Ежемесячно", "1 Направить", "1.1 Довести", "2 Обеспечить", "2 Открыть", "3 Создать"],
        ),
        (
            "actor",
            ["1 Ежемесячно", "2 Открыть", "1 Провести", "1.1 Довести", "2 Обеспечить", "3 Создать", "1 Направить"],
        ),
        (
            "text",
            ["1.1 Довести", "1 Ежемесячно", "1 Направить", "2 Обеспечить", "2 Открыть", "1 Провести", "3 Создать"],
        ),
    ],
)
def test_a_heading_sorts_upwards_downwards_and_no_more(page: Page, column: str, upwards: list[str]) -> None:
    header = f"th[data-column={column}]"
    page.click(f"{header} button")
    assert page.rows == upwards
    assert page.find(header).get_attribute("aria-sort") == "ascending"
    page.click(f"{header} button")
    assert page.find(header).get_attribute("aria-sort") == "descending"
    assert page.rows[0] != upwards[0]
    assert sorted(page.rows) == sorted(upwards)
    page.click(f"{header} button")
    assert page.rows == ALL
    assert page.find(header).get_attribute("aria-sort") is None


def test_tasks_without_a_deadline_come_last_both_ways(page: Page) -> None:
    assert page.open("#sort=deadline").rows[-1] == "3 Создать"
    assert page.open("#sort=deadline&desc=1").rows[-1] == "3 Создать"


def test_documents_are_columns_or_headings(page: Page) -> None:
    page.open("#sort=deadline", size=(1920, 1000))
    assert not page.find_all("tr.group")
    assert page.find("td.of-document").text.startswith("pismo.txt")
    page.open(size=(1920, 1000))
    assert not page.find("td.of-document").is_displayed()


def test_a_row_opens_every_field_with_its_text_and_value(page: Page) -> None:
    page.click("tr[data-task='1'] .text")
    assert page.find("tr[data-task='1'] .toggle").get_attribute("aria-expanded") == "true"
    details = page.find(".details")
    assert [item.text for item in details.find_elements("css selector", ".path li")] == [
        "Отделу образования в 2024 году"
    ]
    rows = [re.sub(r"\s+", " ", row.text) for row in details.find_elements("css selector", ".fields tbody tr")]
    dates = "начало: 01.01.2024 окончание: 31.12.2024"
    figure = "сравнение: до значение: 83 единица: проценты как напечатано: %"
    assert rows == [
        "Исполнитель отдел образования кто это: орган власти «Отделу образования» унаследовано",
        f"Срок 01.01.2024 – 31.12.2024 вид: в течение периода {dates} «в 2024 году» унаследовано",
        f"Показатель до 83 % что измеряется: охват детей {figure} «до 83 %»",
        "Программа Успех вид: проект уровень: федеральный код программы: uspekh «Успех»",
    ]
    page.click("tr[data-task='1'] .text")
    assert not page.find_all(".details")


def test_warnings_are_explained(page: Page) -> None:
    tag = page.find("tr[data-task='2'] .tag.is-warning")
    assert tag.text.endswith("номер пункта меньше предыдущего")
    assert "Проверьте, к чему относится пункт" in tag.get_attribute("title")
    page.click("tr[data-task='2'] .toggle")
    assert "правила – задачей. Проверьте, задача ли это." in page.find(".details .warnings").text


@pytest.mark.parametrize("passage", ["«до 83 %»", "«Успех»", "«в 2024 году»", "«Отделу образования»"])
def test_a_field_leads_to_its_place_in_the_source(page: Page, passage: str) -> None:
    page.click("tr[data-task='1'] .toggle")
    page.click(".details .jump", passage)
    assert page.lit == (passage if passage in COUNCIL else passage.strip("«»"))
    assert page.find(".is-target").value_of_css_property("background-color") != "rgba(0, 0, 0, 0)"
    assert page.is_in_sight(".is-target", ".source .text")
    assert page.run("return document.querySelector('.is-target').classList.contains('is-flashing')")


def test_a_value_in_the_row_leads_to_its_place_as_well(page: Page) -> None:
    page.click("tr[data-task='0'] .of-deadline .value")
    assert page.lit == "до 1 мая 2024 года"
    page.click("tr[data-task='4'] .of-text .text")
    assert page.lit == "Открыть музей\nс 1 сентября 2026 года"
    assert page.find("#choice").get_attribute("value") == "prikaz"


def test_marks_nest_and_overlap(page: Page) -> None:
    pieces = page.run(
        "const kind = (mark) => [...mark.classList].find((name) => name.startsWith('is-'));"
        "return [...document.querySelectorAll('.source .text [data-segment]')].map((e) => "
        "[e.textContent, [e, ...e.querySelectorAll('.mark')].map(kind)])"
    )
    marks = dict(pieces)
    assert marks["Провести сбор заявок "] == ["is-tasks", "is-actions"]
    assert marks["до 1 мая 2024 года"] == ["is-tasks", "is-actions", "is-deadlines"]
    assert marks["Отделу образования"] == ["is-actors"]
    assert page.run("return document.querySelector('.source .text').textContent") == COUNCIL.replace("\r\n", "\n")


def test_kinds_of_marks_differ_by_more_than_colour(page: Page) -> None:
    lines = page.run(
        "return [...document.querySelectorAll('.legend .mark')].slice(1).map((mark) => {"
        "const s = getComputedStyle(mark); return s.textDecorationLine + ' ' + s.textDecorationStyle })"
    )
    assert len(lines) == 6
    assert len(set(lines)) == 6
    assert all("none" not in line for line in lines)


def test_the_legend_switches_marks_off_and_on(page: Page) -> None:
    deadline = ".source .text .mark.is-deadlines"
    assert page.find(deadline).value_of_css_property("text-decoration-line") == "underline"
    page.click(".legend button", "Сроки")
    assert page.find(deadline).value_of_css_property("text-decoration-line") == "none"
    assert page.find_named(".legend button", "Сроки").get_attribute("aria-pressed") == "false"
    assert "off=deadlines" in page.browser.current_url
    page.click(".legend button", "Сроки")
    assert page.find(deadline).value_of_css_property("text-decoration-line") == "underline"


def test_a_heading_in_the_source_shows_all_tasks_that_it_serves(page: Page) -> None:
    page.click(".source .text .mark.is-actors")
    assert "отдел образования" in page.find(".passage").text
    assert [button.text for button in page.find_all(".passage li button")] == ["1", "1.1", "2"]
    page.click(".passage li button", "1.1")
    assert page.find("tr.is-open").get_attribute("data-task") == "1"
    page.click(".source .text .mark.is-actors")
    page.click(".passage .link", "только их")
    assert page.rows == ALL[:3]
    assert page.chips == ["Задачи одного места в тексте"]


def test_a_passage_of_one_task_opens_it_even_if_filters_leave_it_out(page: Page) -> None:
    page.search("сбор заявок")
    page.click(".source .text .mark.is-targets")
    assert page.rows == ["1.1 Довести", "1 Провести"]
    assert "Под фильтры не подходит" in page.find("tr.pin-note").text
    assert page.find("tr.is-open").get_attribute("data-task") == "1"
    page.search(" ")
    assert page.rows == ALL


def test_a_view_is_in_the_address_and_back_works(page: Page) -> None:
    page.click("#facet-document button", "Приказ")
    page.click("th[data-column=deadline] button")
    page.click("tr[data-task='4'] .toggle")
    url = page.browser.current_url
    assert unquote_plus(url.partition("#")[2]) == "doc=prikaz&sort=deadline&task=prikaz#op1/2&src=prikaz"
    expected = ["2 Открыть", "1 Ежемесячно", "3 Создать"]
    assert page.rows == expected
    page.open(f"#{url.partition('#')[2]}")
    assert page.rows == expected
    assert page.find("tr.is-open").get_attribute("data-task") == "4"
    assert page.chips == ["Документ: Приказ о музеях"]
    page.click("#reset")
    assert len(page.rows) == 7
    page.browser.back()
    page.wait(lambda: page.rows == expected)


def test_a_typed_word_is_one_step_of_the_history(page: Page) -> None:
    for letters, address in (("сбо", "q=сбо"), ("р", "q=сбор")):
        page.find("#search").send_keys(letters)
        page.wait(lambda address=address: unquote_plus(page.browser.current_url.partition("#")[2]) == address)
    page.browser.back()
    page.wait(lambda: page.rows == ALL)
    page.browser.forward()
    page.wait(lambda: page.rows == ["1 Провести"])
    page.open(f"#{page.browser.current_url.partition('#')[2]}")
    assert page.rows == ["1 Провести"]
    assert page.find("#search").get_attribute("value") == "сбор"


@pytest.mark.parametrize(
    ("fragment", "expected"),
    [
        ("#sort=toString&task=%00&from=<b>&has=x,y&kind=constructor&__proto__=1&off=a,b&doc=none", []),
        ("#sort=constructor&has=constructor,valueOf&desc=1&view=x&src=none&figure=", ALL[::-1]),
        ("#warning=toString&place=valueOf&passage=x&actor=%D0", []),
        ("#%%%&&==", ALL),
    ],
)
def test_an_address_of_nonsense_does_no_harm(page: Page, fragment: str, expected: list[str]) -> None:
    page.open(fragment)
    assert page.rows == expected
    page.run("document.getElementById('reset').click()")
    assert sorted(page.rows) == sorted(ALL)


def test_hostile_text_is_shown_and_not_run(page: Page) -> None:
    page.click("tr[data-task='2'] .toggle")
    assert HOSTILE in page.find("tr[data-task='2'] .text").get_property("textContent")
    assert HOSTILE in page.find(".details .whole").text
    assert HOSTILE in page.find(".source .text").get_property("textContent")
    assert page.run("return window.hit") is None
    assert page.run("return document.images.length") == 0


def test_a_right_to_left_mark_turns_nothing_outside_of_its_text(page: Page) -> None:
    page.run("document.querySelector('#search').value = ''")
    styles = page.run(
        "return ['td', '.source .text', '.bars .name', 'h1'].map((s) => "
        "getComputedStyle(document.querySelector(s)).unicodeBidi)"
    )
    assert set(styles) <= {"isolate", "isolate-override", "plaintext"}


def test_a_missing_source_is_said_and_the_tasks_stand_for_it(page: Page) -> None:
    notice = page.find("section.notice")
    assert "1 из 3" in notice.text
    page.click("section.notice summary")
    assert "pismo.txt – файл не найден" in notice.text
    page.click("tr[data-task='6'] .of-deadline .value")
    assert page.lit == "к 10 января 2023 года"
    assert "Исходного текста нет" in page.find(".source-facts").text
    text = page.find(".source .text").get_property("textContent")
    assert text == "1 Направить сведения в министерство к 10 января 2023 года\n\n"


def test_the_keyboard_is_enough(page: Page) -> None:
    page.press(Keys.TAB)
    assert page.focused == "К таблице задач"
    assert page.run("return document.activeElement.getBoundingClientRect().top >= 0")
    page.press(Keys.ENTER)
    assert page.run("return document.activeElement.id") == "tasks"
    page.press("/")
    assert page.run("return document.activeElement.id") == "search"
    page.press("образов")
    assert len(page.rows) == 3
    for _ in range(40):
        page.press(Keys.TAB)
        if page.run("return document.activeElement.className") == "toggle":
            break
    assert page.focused == "Пункт 1: подробности"
    page.press(Keys.ARROW_DOWN)
    assert page.focused == "Пункт 1.1: подробности"
    assert page.run("return getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.press(Keys.ENTER)
    assert page.find("tr.is-open").get_attribute("data-task") == "1"
    assert page.focused == "Пункт 1.1: подробности"
    page.press(Keys.TAB, Keys.TAB)
    assert page.focused == "«Отделу образования»"
    page.press(Keys.ENTER)
    assert page.lit == "Отделу образования"
    assert page.focused == "«Отделу образования»"
    page.press(Keys.ESCAPE)
    assert not page.find_all(".details")
    assert page.focused == "Пункт 1.1: подробности"


def test_arrows_lead_through_the_marked_places_of_the_source(page: Page) -> None:
    page.run("document.querySelector('.source .text').focus()")
    page.press(Keys.ARROW_RIGHT)
    assert page.lit == "Отделу образования"
    assert page.find(".passage").is_displayed()
    page.press(Keys.ARROW_RIGHT)
    assert page.lit == "в 2024 году"
    page.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
    assert page.lit == "приказу № 7"
    page.press(Keys.ESCAPE)
    assert page.lit == ""
    assert not page.find(".passage").is_displayed()


def test_a_filter_keeps_the_focus_where_it_was(page: Page) -> None:
    button = page.find_named("#facet-actor button", "Директора школ")
    page.run("arguments[0].focus()", button)
    page.press(Keys.ENTER)
    assert page.rows == ["1 Ежемесячно", "2 Открыть"]
    assert page.focused.startswith("Директора школ")
    assert page.run("return document.activeElement.ariaPressed") == "true"
    page.press(Keys.SPACE)
    assert page.rows == ALL


def test_on_a_phone_table_and_source_take_turns(page: Page) -> None:
    page.open(size=PHONE)
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")
    assert not page.find("#source").is_displayed()
    page.click("tr[data-task='1'] .text")
    assert not page.find("#source").is_displayed()
    page.click(".details .jump", "до 83 %")
    assert page.find("#source").is_displayed()
    assert page.lit == "до 83 %"
    assert page.is_in_sight(".is-target", ".source .text")
    assert page.focused == "← К задачам"
    assert page.run("return document.querySelector('.tasks').inert")
    page.click("#back")
    assert not page.find("#source").is_displayed()
    assert page.focused == "Пункт 1.1: подробности"
    page.click("tr[data-task='1'] .of-target .value")
    assert page.find("#source").is_displayed()
    page.browser.back()
    page.wait(lambda: not page.find("#source").is_displayed())
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(
    "fragment", ["", f"#q={'длинноеслово' * 20}", "#task=sovet%23op1%2F2", "#task=prikaz%23op1%2F1"]
)
def test_nothing_is_wider_than_a_phone(page: Page, fragment: str) -> None:
    page.open(fragment, size=PHONE)
    page.run("for (const details of document.querySelectorAll('details')) details.open = true")
    assert page.run("return document.documentElement.scrollWidth") == PHONE[0]


def test_on_a_phone_charts_and_filters_are_folded(page: Page) -> None:
    page.open(size=PHONE)
    assert [page.find(f"#{name}").get_attribute("open") for name in ("overview", "filters")] == [None, None]
    page.click("#overview summary")
    page.wait(lambda: page.find(".histogram").is_displayed())
    assert page.run("return document.documentElement.scrollWidth <= innerWidth")


def test_motion_is_left_out_for_those_who_want_none(page: Page) -> None:
    page.open(prefers_reduced_motion="reduce")
    page.click("tr[data-task='0'] .of-deadline .value")
    assert page.lit == "до 1 мая 2024 года"
    assert page.run("return document.getAnimations().length") == 0


def test_on_paper_there_are_all_rows_and_no_controls(page: Page) -> None:
    page.open("#doc=sovet")
    page.run("dispatchEvent(new Event('beforeprint'))")
    page.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    for hidden in (".toolbar", ".filters", "#chips", "#source", ".skip"):
        assert not page.find(hidden).is_displayed(), hidden
    assert [row.is_displayed() for row in page.find_all("tr[data-task]")] == [True] * 3
    assert page.find("#print-filters").text == "Отбор: Документ: Резолюция педагогического совета."
    assert page.find(".histogram").is_displayed()
    assert [header.text for header in page.find_all("#columns th")][:3] == ["№", "Что поручено", "Кто"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(page: Page, size: tuple[int, int], scheme: str) -> None:
    page.open("#q=о&task=sovet%23op1%2F2", size=size, prefers_color_scheme=scheme, prefers_reduced_motion="reduce")
    page.run("for (const details of document.querySelectorAll('details')) details.open = true")
    page.run(AXE)
    states = ["", "document.querySelector('.combobox input').click()"]
    if size == PHONE:
        states.append("document.querySelector('[data-key=jump-task]').click()")
    states.append("document.querySelector('.source .text .mark.is-actors').click()")
    for state in states:
        page.run(state)
        found = page.browser.execute_async_script("axe.run(document).then(arguments[0])")
        grave = [v for v in found["violations"] if v["impact"] in {"serious", "critical"}]
        assert not grave, json.dumps(
            [(v["id"], [node["html"] for node in v["nodes"]]) for v in grave], ensure_ascii=False
        )
        assert len(found["passes"]) > 20


@pytest.mark.slow
def test_three_thousand_tasks_open_fast_and_are_filtered_without_lag(chromium: Chrome, tmp_path: Path) -> None:
    documents, tasks = repeat_annotated(ROOT / "data" / "annotated", tmp_path / "tasks.jsonl", 3000)
    assert documents >= 50
    records = (record for _, record in read_records(tmp_path / "tasks.jsonl"))
    report = build_report(records, ROOT, TODAY)
    assert (report.documents, report.tasks, report.missing) == (documents, tasks, ())
    path = tmp_path / "report.html"
    path.write_text(report.html, encoding="utf-8", newline="")
    assert path.stat().st_size < 6_000_000
    page = Page(chromium, path).open()
    loaded = page.run("return performance.getEntriesByType('navigation')[0].loadEventEnd")
    assert 0 < loaded < 3000
    took = page.run(
        """
        const input = document.getElementById("search");
        return arguments[0].map((query) => {
          input.value = query;
          const start = performance.now();
          input.dispatchEvent(new Event("input", { bubbles: true }));
          document.body.getBoundingClientRect();
          return performance.now() - start;
        });
        """,
        ["о", "об", "обр", "образ", "образо", "образова", "образован", "образован у", "образован уп", "образован", ""],
    )
    print(
        f"{documents} documents, {tasks} tasks, {path.stat().st_size:,} bytes, open in {loaded:.0f} ms; letters in ms:",
        end=" ",
    )
    print(*[f"{time_taken:.0f}" for time_taken in took])
    assert sorted(took)[len(took) // 2] < 100
    page.run("document.querySelector('#more').scrollIntoView()")
    page.wait(lambda: len(page.rows) >= 60)
    time.sleep(0.2)
    assert page.read_logs()[0] == []


def test_an_empty_report_says_so(chromium: Chrome, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(build_report([], tmp_path, TODAY).html, encoding="utf-8", newline="")
    page = Page(chromium, path).open()
    assert "Задач нет." in page.find("#tasks").text
    assert page.read_logs()[0] == []
