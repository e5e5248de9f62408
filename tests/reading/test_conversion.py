from __future__ import annotations

import contextlib
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.documents import MAKERS, make_docx, make_html, make_odt, make_rtf

from resextract.reading.conversion import ConversionError, MissingExtraError, convert
from resextract.reading.kinds import CONVERTERS, SUFFIXES
from resextract.reading.source import ReadingError, SourceText, decode_source

WORDS = st.sampled_from(
    [
        "Управлению образования",
        "РЕШИЛИ:",
        "провести",
        "смотр «Музей»",
        "до 1 мая 2024 г.",
        "№ 5",
        "5 %",
        "a < b",
        "{x}",
        "\\",
    ]
)
PARAGRAPHS = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8)


@given(PARAGRAPHS)
def test_paragraphs_come_back_from_every_kind(paragraphs: list[str]) -> None:
    for kind, make in [("docx", make_docx), ("html", make_html), ("odt", make_odt), ("rtf", make_rtf)]:
        assert convert(kind, make(paragraphs)).text == "\n".join(paragraphs) + "\n", kind


HEADS = [
    b"{\\rtf1 ",
    b"<html>",
    b"\xef\xbb\xbf<!DOCTYPE html>",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"",
    b"\xff\xfe",
]


@given(st.sampled_from(HEADS), st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes_under_any_name_are_a_text_or_a_reason(head: bytes, data: bytes, suffix: str) -> None:
    try:
        source = decode_source(head + data, doc_id="a", source=f"a{suffix}")
    except ReadingError:
        return
    assert isinstance(source, SourceText)


@given(st.data(), st.sampled_from(["docx", "odt", "rtf", "html"]))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_a_document_with_a_byte_changed_is_a_text_or_a_reason(data: st.DataObject, kind: str) -> None:
    document = bytearray(MAKERS[kind](["РЕШИЛИ:", [["№", "Мера", "Срок"], ["1", "Провести смотр", "май"]], "Глава"]))
    for place in data.draw(st.lists(st.integers(0, len(document) - 1), max_size=4)):
        document[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(document)))
    with contextlib.suppress(ReadingError):
        decode_source(bytes(document[:cut] if cut > 10 else document), doc_id="a", source="a")


@given(st.text(alphabet="{}\\'*0123456789abcdfulptnrowei \nя", max_size=300))
def test_any_rtf_is_read(body: str) -> None:
    convert("rtf", ("{\\rtf1\\ansicpg1251 " + body).encode("cp1251"))


@given(st.recursive(st.text("а <>&;", max_size=5), lambda inner: st.lists(inner, max_size=3).map("<td>".join)))
def test_any_html_is_read(body: str) -> None:
    convert("html", f"<html><table><tr>{body}</table>".encode())


@pytest.mark.parametrize("kind", ["docx", "html", "odt"])
def test_without_the_libraries_the_reason_says_what_to_install(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("lxml.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(MissingExtraError, match=rf"reading {kind.upper()} needs .* pip install 'resextract\[inputs\]'"):
        convert(kind, MAKERS[kind](["Приказ"]))


def test_rtf_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    assert convert("rtf", make_rtf(["Приказ"])).text == "Приказ\n"


def test_every_kind_has_a_converter() -> None:
    for kind in CONVERTERS:
        with pytest.raises(ConversionError):
            convert(kind, b"" if kind != "rtf" else b"{" * 9_999)
    with pytest.raises(LookupError):
        convert("doc", b"")
