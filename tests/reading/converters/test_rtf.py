from __future__ import annotations

import pytest
from tests.reading.documents import make_rtf

from resextract.reading.converters.errors import ConversionError
from resextract.reading.converters.rtf import convert_rtf

FONTS = r"{\fonttbl{\f0\fcharset204 Times;}{\f1\fcharset2 Symbol;}{\f2\fcharset0 Arial;}}"


def read(body: str, head: str = r"\ansi\ansicpg1251") -> list[str]:
    return convert_rtf(f"{{\\rtf1{head}{FONTS}\\f0 {body}}}".encode("cp1251")).text.splitlines()


def test_bytes_escapes_and_unicode_give_the_same_text() -> None:
    assert read(r"Приказ\par \'cf\'f0\'e8\'ea\'e0\'e7\par \u1055?\u1088?\u1080?\u1082?\u1072?\u1079?") == ["Приказ"] * 3


def test_characters_beyond_16_bits_come_in_two_halves() -> None:
    assert read(r"приказ \u-10179?\u-8694?") == ["приказ \U0001f60a"]


@pytest.mark.parametrize("head", [r"\ansi\ansicpg1252", r"\ansi", r"\ansi\ansicpg1251"])
def test_windows_1251_is_read_whatever_the_file_calls_it(head: str) -> None:
    data = f"{{\\rtf1{head}{{\\fonttbl{{\\f0\\fcharset0 Arial;}}}}\\f0 Приказываю провести проверку школ}}"
    assert convert_rtf(data.encode("cp1251")).text == "Приказываю провести проверку школ\n"


def test_numbers_that_are_stored_are_kept() -> None:
    body = r"{\listtext\pard\plain 1.\tab}Отделу\par {\pntext\f0 2)\tab}Школам\par {\listtext\f1 \'b7\tab}всем"
    assert read(body) == ["1. Отделу", "2) Школам", "• всем"]


def test_deleted_hidden_text_and_destinations_are_no_text() -> None:
    body = r"до {\deleted 1 мая}{\v тайна}{\*\unknown x}{\header шапка}{\pict 89504e47}{\info{\title имя}}июня"
    assert read(body) == ["до июня"]


def test_a_deleted_paragraph_end_joins_paragraphs() -> None:
    assert read(r"провести {\deleted\par}проверку\par смотр") == ["провести проверку", "смотр"]


def test_a_field_gives_its_result() -> None:
    assert read(r'{\field{\*\fldinst{HYPERLINK "http://x"}}{\fldrslt ссылка}}') == ["ссылка"]


def test_binary_data_is_skipped() -> None:
    assert convert_rtf(b"{\\rtf1\\ansi\\ansicpg1251 \xe4\xee{\\pict\\bin5 }}{{\\}\xe8\xfe\xed\xff}").text == "доиюня\n"


def test_footnotes_and_boxes() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn a}{\sv b}}{\shptxt в рамке\par}}{\shprslt повтор}}"
    body = rf"школ{{\footnote сноска}} района{box}\par конец"
    assert read(body) == ["школ района", "в рамке", "конец", "", "[1] сноска"]


def test_merged_cells_of_a_table() -> None:
    def row(edges: str, *cells: str) -> str:
        return rf"\trowd{edges}\pard\intbl " + "".join(rf"{text}\cell " for text in cells) + r"\row "

    three = r"\cellx500\cellx2000\cellx3000"
    body = row(three, "№", "Мера", "Срок")
    body += row(r"\cellx500\cellx2010\clvmgf\cellx3000", "1", "смотр", "до мая")
    body += row(r"\cellx500\cellx1990\clvmrg\cellx3000", "2", "отчёт", "")
    body += row(r"\cellx3000", "Раздел")
    expected = ["| № | Мера | Срок |", "| 1 | смотр | до мая |", "| 2 | отчёт | до мая |", "| Раздел |"]
    assert read(body + r"\pard Глава") == [*expected, "", "Глава"]


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(ConversionError, match="inside each other"):
        convert_rtf(b"{\\rtf1" + b"{" * 100_000)


@pytest.mark.parametrize(
    "data", [b"{\\rtf1", b"{\\rtf1}}}}{{{", b"{\\rtf1\\u99999999 x\\bin999999999 y", b"{\\rtf1\\'zz\\"]
)
def test_broken_files_give_what_they_hold(data: bytes) -> None:
    convert_rtf(data)


def test_a_large_file_is_read_in_linear_time() -> None:
    assert len(convert_rtf(make_rtf(["Провести проверку"] * 20_000)).text) == 20_000 * 18


def test_rows_of_any_shape_are_read_in_linear_time() -> None:
    rows = "".join(rf"\trowd\cellx{100 * number}\intbl а\cell\row " for number in range(1, 20_000))
    assert len(read(rows)) == 19_999
