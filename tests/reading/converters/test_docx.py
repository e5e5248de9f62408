from __future__ import annotations

import pytest
from tests.reading.documents import W, numbered, pack, pack_docx, paragraph

from resextract.reading.converters.docx import convert_docx
from resextract.reading.converters.errors import ConversionError


def level(number: int, style: str, pattern: str) -> str:
    form = f'<w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{number}">{form}</w:lvl>'


LEVELS = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "russianLower", "%3)")
BULLETS = level(0, "bullet", chr(0xF0B7)) + level(1, "upperRoman", "%2.")
RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{LEVELS}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{BULLETS}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{RESTART}</w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)


def read(body: str, **parts: str) -> list[str]:
    return convert_docx(pack_docx(body, **parts)).text.splitlines()


def test_automatic_numbers_are_those_that_word_prints() -> None:
    levels = [0, 1, 1, 2, 2, 1, 0, 1]
    body = "".join(numbered("пункт", number) for number in levels)
    numbers = [line.split()[0] for line in read(body, numbering=NUMBERING)]
    assert numbers == ["1.", "1.1.", "1.2.", "а)", "б)", "1.3.", "2.", "2.1."]


def test_a_list_goes_on_after_other_paragraphs_and_starts_again_where_it_is_told_to() -> None:
    body = numbered("а") + paragraph("Текст") + numbered("б") + numbered("в", 0, 2) + numbered("г", 0, 2)
    assert read(body, numbering=NUMBERING) == ["1. а", "Текст", "2. б", "1. в", "2. г"]


def test_bullets_of_symbol_fonts_are_bullets() -> None:
    assert read(numbered("а", 0, 3) + numbered("б", 1, 3), numbering=NUMBERING) == ["• а", "I. б"]


def test_a_style_numbers_its_paragraphs_and_numbering_0_takes_the_number_away() -> None:
    link = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:styleId="a">{link}</w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    body = paragraph("а", '<w:pStyle w:val="b"/>')
    body += paragraph("б", '<w:pStyle w:val="b"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert read(body, styles=styles, numbering=NUMBERING) == ["1. а", "б"]


def test_inserted_text_is_text_and_deleted_text_is_none() -> None:
    body = (
        "<w:p><w:r><w:t>до </w:t></w:r><w:del><w:r><w:delText>1 мая</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>1 июня</w:t></w:r></w:ins></w:p>"
    )
    assert read(body) == ["до 1 июня"]


def test_a_paragraph_whose_end_is_deleted_goes_on_and_counts_once() -> None:
    first = numbered("провести ").replace("<w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr>")
    assert read(first + numbered("проверку") + numbered("смотр"), numbering=NUMBERING) == [
        "1. провести проверку",
        "2. смотр",
    ]


def test_hidden_text_and_field_codes_are_no_text() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>видно</w:t></w:r></w:p>'
    )
    assert read(body) == ["видно"]


def test_a_text_box_comes_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph('в рамке')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    drawing = (
        f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    assert read(f"<w:p><w:r><w:t>текст</w:t>{drawing}</w:r></w:p>") == ["текст", "в рамке"]


def test_footnotes_stand_at_the_end_and_not_in_the_sentence() -> None:
    body = (
        '<w:p><w:r><w:t>школ</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> района</w:t></w:r></w:p>'
    )
    notes = f'<w:footnote w:id="2">{paragraph("По списку.")}</w:footnote>'
    assert read(body, footnotes=notes) == ["школ района", "", "[1] По списку."]


def test_only_the_header_of_the_first_page_is_read() -> None:
    reference = '<w:headerReference w:type="{}" r:id="rheader1" xmlns:r="urn:r"/>'
    for kind, expected in (("first", ["МИНИСТЕРСТВО", "Приказ"]), ("default", ["Приказ"])):
        section = f"<w:sectPr>{reference.format(kind)}<w:titlePg/></w:sectPr>"
        assert read(paragraph("Приказ") + section, header1=paragraph("МИНИСТЕРСТВО")) == expected


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cells_of_a_table() -> None:
    merged = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [
        [cell("№"), cell("Мера"), cell("Срок")],
        [cell("1"), cell("провести смотр"), cell("до 1 мая", merged[0])],
        [cell("2"), cell("купить мебель"), cell("", merged[1])],
        [cell("Раздел", '<w:gridSpan w:val="3"/>')],
    ]
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    assert read(f"<w:tbl>{body}</w:tbl>") == [
        "| № | Мера | Срок |",
        "| 1 | провести смотр | до 1 мая |",
        "| 2 | купить мебель | до 1 мая |",
        "| Раздел |",
    ]


def test_the_strict_kind_is_read_like_the_usual_one() -> None:
    data = pack(
        {
            "word/document.xml": f"<w:document {W}><w:body>{paragraph('Приказ')}</w:body></w:document>".replace(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
        }
    )
    assert convert_docx(data).text == "Приказ\n"


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ("<w:document", "no well-formed XML"),
        (f"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document {W}><w:body>&a;</w:body></w:document>", "document type"),
        (f"<!DOCTYPE x SYSTEM 'file:///etc/passwd'><w:document {W}/>", "document type"),
        (f"<w:document {W}><w:body>{'<w:p>' * 400}{'</w:p>' * 400}</w:body></w:document>", "no well-formed XML"),
        (f"<w:document {W}/>", "no body"),
    ],
)
def test_damaged_and_hostile_documents_are_refused(document: str, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        convert_docx(pack({"word/document.xml": document}))


def test_a_bomb_is_refused_before_it_is_inflated() -> None:
    text = " " * 50_000_000
    document = f"<w:document {W}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    with pytest.raises(ConversionError, match="times larger"):
        convert_docx(pack({"word/document.xml": document}))
