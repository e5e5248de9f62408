from __future__ import annotations

import pytest
from tests.reading.documents import pack, pack_odt

from resextract.reading.converters.errors import ConversionError
from resextract.reading.converters.odt import convert_odt


def level(number: int, form: str, suffix: str, shown: int = 1) -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" style:num-suffix="{suffix}"'
        f' text:display-levels="{shown}"/>'
    )


STYLE = (
    '<text:list-style style:name="L">'
    + level(1, "1", ".")
    + level(2, "1", ".", 2)
    + level(3, "а, б, .., аа, бб, ... (ru)", ")")
    + "</text:list-style>"
)


def items(*texts: str) -> str:
    return "".join(f"<text:list-item>{text}</text:list-item>" for text in texts)


def line(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def read(body: str, automatic: str = "", styles: str = "") -> list[str]:
    return convert_odt(pack_odt(body, styles, automatic)).text.splitlines()


def test_numbers_of_lists_are_those_that_are_printed() -> None:
    third = f"<text:list>{items(line('в'), line('г'))}</text:list>"
    second = f"<text:list>{items(line('б') + third, line('д'))}</text:list>"
    body = f'<text:list text:style-name="L">{items(line("а") + second, line("е"))}</text:list>'
    assert read(body, STYLE) == ["1. а", "1.1. б", "а) в", "б) г", "1.2. д", "2. е"]


def test_a_list_goes_on_where_it_is_told_to() -> None:
    body = f'<text:list text:style-name="L" xml:id="one">{items(line("а"))}</text:list>' + line("текст")
    body += f'<text:list text:style-name="L" text:continue-list="one">{items(line("б"))}</text:list>'
    body += f'<text:list text:style-name="L" text:continue-numbering="true">{items(line("в"))}</text:list>'
    body += f'<text:list text:style-name="L">{items(line("г") + line("вторая строка"))}</text:list>'
    assert read(body, STYLE) == ["1. а", "текст", "2. б", "3. в", "1. г", "вторая строка"]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>'
    body = '<text:h text:outline-level="1">Спорт</text:h><text:h text:outline-level="1">Культура</text:h>'
    assert read(body, styles=f"{outline}</text:outline-style>") == ["I. Спорт", "II. Культура"]


def test_deleted_and_hidden_text_and_remarks_are_no_text() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>старое</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>новое<text:span text:style-name="H"> тайна</text:span><office:annotation><text:p>правка</text:p>'
        "</office:annotation></text:p>"
    )
    hidden = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    assert read(body, hidden) == ["новое"]


def test_blanks_tabs_and_breaks() -> None:
    body = "<text:p>а <text:s text:c='2'/>б<text:tab/>в<text:line-break/>г\n  д</text:p>"
    assert read(body) == ["а   б\tв", "г д"]


def test_notes_and_boxes() -> None:
    body = "<text:note-body><text:p>Сноска</text:p></text:note-body>"
    note = f"<text:note><text:note-citation>1</text:note-citation>{body}</text:note>"
    box = "<draw:frame><draw:text-box><text:p>в рамке</text:p></draw:text-box><svg:desc>рисунок</svg:desc></draw:frame>"
    assert read(f"<text:p>школ{note} района{box}</text:p>") == ["школ района", "в рамке", "", "[1] Сноска"]


def test_merged_cells_of_a_table() -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{line(text)}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    rows = [row(cell("№"), cell("Мера"), cell("Срок"))]
    rows.append(row(cell("1"), cell("смотр"), cell("до мая", 'table:number-rows-spanned="2"')))
    rows.append(row(cell("2"), cell("отчёт"), covered))
    rows.append(row(cell("Раздел", 'table:number-columns-spanned="3"'), covered, covered))
    expected = ["| № | Мера | Срок |", "| 1 | смотр | до мая |", "| 2 | отчёт | до мая |", "| Раздел |"]
    assert read(f"<table:table>{''.join(rows)}</table:table>") == expected


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"content.xml": "<a"}, "no well-formed XML"),
        ({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "document type"),
        ({"content.xml": "<a/>"}, "no text"),
        ({"mimetype": "x"}, "holds no content.xml"),
        ({"content.xml": "<a/>", "META-INF/manifest.xml": "<m:encryption-data/>"}, "encrypted"),
    ],
)
def test_what_cannot_be_read_is_refused(files: dict[str, str | bytes], reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        convert_odt(pack(files))
