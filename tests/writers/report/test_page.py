from __future__ import annotations

import datetime as dt
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.writers.report.assets import hash_asset
from resextract.writers.report.page import build_report, embed_json
from resextract.writers.report.texts import MissingText

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TODAY = dt.date(2024, 3, 1)
HOSTILE = "</script><script>alert(1)</script>{{7*7}}{% raw %}<!--\"'&amp;\u202eабв\u2028😀"


class Page(HTMLParser):
    """Collects the elements of a page, and what stands in its script elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.contents: dict[str, list[str]] = {}
        self._open = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = tag
        self.contents.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's interface
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.contents[self._open][-1] += data


def test_a_page_holds_its_records_and_their_sources(write_task: Callable[..., Any], tmp_path: Path) -> None:
    record = write_task("РЕШИЛИ:\n1. Провести сбор.", "Провести сбор")
    report = build_report([record], tmp_path, TODAY)
    assert (report.documents, report.tasks, report.missing) == (1, 1, ())
    payload = json.loads(Page(report.html).contents["script"][0])
    assert payload["documents"][0]["text"] == "РЕШИЛИ:\n1. Провести сбор."
    assert "1 документ, 1 задача" in report.html
    assert "01.03.2024" in report.html


def test_the_same_records_give_the_same_bytes(write_task: Callable[..., Any], tmp_path: Path) -> None:
    record = write_task("1. Провести сбор.", "Провести сбор", warnings=("no_actor",))
    assert build_report([record], tmp_path, TODAY).html == build_report(iter([record]), tmp_path, TODAY).html
    other = build_report([record], tmp_path, dt.date(2024, 3, 2))
    assert other.html != build_report([record], tmp_path, TODAY).html


def test_the_policy_lets_only_the_own_style_and_script_pass(write_task: Callable[..., Any], tmp_path: Path) -> None:
    html = build_report([write_task("1. Провести сбор.", "Провести сбор")], tmp_path, TODAY).html
    page = Page(html)
    policy = next(a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a)
    assert policy is not None
    style, script = page.contents["style"][0], page.contents["script"][1]
    assert policy == (
        f"default-src 'none'; style-src {hash_asset(style)}; script-src {hash_asset(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not [a for _, a in page.tags if {"src", "style", "onclick", "onload"} & a.keys()]
    assert all(str(a["href"]).startswith("#") for _, a in page.tags if "href" in a)


def test_whatever_a_text_holds_is_no_markup(write_task: Callable[..., Any], tmp_path: Path) -> None:
    record = write_task(f"1. {HOSTILE} конец", HOSTILE, section=(HOSTILE,), number="<b>1</b>")
    document = record.document.model_copy(update={"title": HOSTILE, "source": f"{HOSTILE}.txt"})
    record = record.model_copy(update={"document": document})
    plain = build_report([write_task("1. Провести сбор.", "Провести сбор")], tmp_path, TODAY)
    report = build_report([record], tmp_path, TODAY, HOSTILE)
    assert report.html.count("<script") == plain.html.count("<script") == 2
    assert report.html.count("</script>") == 2
    page = Page(report.html)
    assert page.contents["h1"] == [HOSTILE]
    assert page.contents["code"] == [f"{HOSTILE}.txt"]
    assert "49" not in page.contents["h1"][0]
    payload = json.loads(page.contents["script"][0])
    assert payload["documents"][0]["title"] == HOSTILE
    assert payload["tasks"][0]["number"] == "<b>1</b>"


@given(
    st.recursive(
        st.text() | st.none() | st.integers(), lambda items: st.lists(items) | st.dictionaries(st.text(), items)
    )
)
def test_embedded_json_is_the_same_value_and_has_no_sign_of_markup(value: Any) -> None:
    text = embed_json(value)
    assert json.loads(text) == value
    assert not re.search("[<>&\u2028\u2029]", text)


def test_a_missing_source_is_named_with_the_reason(write_task: Callable[..., Any], tmp_path: Path) -> None:
    there = write_task("1. Провести сбор.", "Провести сбор", doc_id="there")
    gone = write_task("1. Сдать отчёт.", "Сдать отчёт", doc_id="gone")
    (tmp_path / "gone.txt").unlink()
    report = build_report([there, gone], tmp_path, TODAY)
    assert report.missing == (MissingText("gone.txt", "missing"),)
    assert "1 из 2" in report.html
    assert "<code>gone.txt</code> – файл не найден" in report.html


def test_without_records_the_page_says_so(tmp_path: Path) -> None:
    report = build_report([], tmp_path, TODAY)
    assert (report.documents, report.tasks) == (0, 0)
    assert "Задач нет." in report.html
    assert "0 документов, 0 задач" in report.html


def test_records_of_a_document_need_not_stand_together(write_task: Callable[..., Any], tmp_path: Path) -> None:
    a = write_task("1. Сбор.", "Сбор", doc_id="a")
    b = write_task("1. Отчёт.", "Отчёт", doc_id="b")
    again = a.model_copy(update={"task_id": "a#op1/2"})
    report = build_report([a, b, again], tmp_path, TODAY)
    payload = json.loads(Page(report.html).contents["script"][0])
    assert [(task["id"], task["document"]) for task in payload["tasks"]] == [
        ("a#op1/1", 0),
        ("a#op1/2", 0),
        ("b#op1/1", 1),
    ]


@pytest.mark.parametrize(
    ("title", "own", "expected"),
    [(None, "РЕШЕНИЕ", "РЕШЕНИЕ"), ("Обзор", "РЕШЕНИЕ", "Обзор"), (None, None, "Задачи и поручения")],
)
def test_the_title(
    write_task: Callable[..., Any], tmp_path: Path, title: str | None, own: str | None, expected: str
) -> None:
    record = write_task("1. Сбор.", "Сбор")
    record = record.model_copy(update={"document": record.document.model_copy(update={"title": own})})
    assert Page(build_report([record], tmp_path, TODAY, title).html).contents["title"] == [expected]
