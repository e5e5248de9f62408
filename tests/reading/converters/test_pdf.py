from __future__ import annotations

import zlib

import pytest
from tests.reading.documents import make_pdf

from resextract.reading.converters import pdf
from resextract.reading.converters.errors import ConversionError, MissingExtraError
from resextract.reading.converters.pdf import convert_pdf

LONG = "Управлению образования администрации города обеспечить проведение муниципального этапа олимпиады школьников"


def build(*objects: bytes) -> bytes:
    """A PDF file of objects, numbered from 1; the first is the catalog."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return data + head + b"trailer <</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, len(data))


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), more, content)


CATALOG, PAGES = b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [3 0 R] /Count 1>>"
PAGE = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</XObject <</I 5 0 R>>>>>>"
PICTURE = stream(
    b"\x00", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
)
SCAN = build(CATALOG, PAGES, PAGE, stream(b"q 595 0 0 842 0 0 cm /I Do Q"), PICTURE)


def test_lines_come_as_printed_without_the_numbers_of_pages() -> None:
    converted = convert_pdf(make_pdf([f"{number}. {LONG}." for number in range(1, 60)]))
    assert converted.pages == 3
    assert " ".join(converted.text.split()) == " ".join(f"{number}. {LONG}." for number in range(1, 60))
    assert converted.warnings == ()


def test_a_sentence_that_goes_on_on_the_next_page_is_not_torn() -> None:
    text = " ".join([LONG] * 60)
    lines = convert_pdf(make_pdf([text])).text.split("\n")
    assert "" not in lines[:-1]
    assert " ".join(" ".join(lines).split()) == text


def test_a_ruled_table_has_a_row_a_line() -> None:
    rows = [["№", "Мероприятие", "Срок"], ["1", "Провести смотр школьных музеев района", "до 1 мая 2024 г."]]
    lines = convert_pdf(make_pdf(["План", rows, "Глава"])).text.splitlines()
    assert [line for line in lines if "|" in line] == [
        "| № | Мероприятие | Срок |",
        "| 1 | Провести смотр школьных музеев района | до 1 мая 2024 г. |",
    ]
    assert (lines[0].strip(), lines[-1].strip()) == ("План", "Глава")


def test_the_same_file_gives_the_same_text() -> None:
    data = make_pdf([LONG] * 5)
    assert convert_pdf(data) == convert_pdf(data)


def test_a_scan_is_refused_as_one() -> None:
    with pytest.raises(ConversionError, match="a scan: the PDF holds pictures of pages and no text layer"):
        convert_pdf(SCAN)


def test_a_page_that_is_a_picture_among_others_is_a_warning() -> None:
    import io

    from fpdf import FPDF
    from PIL import Image

    document = FPDF()
    document.set_font("Helvetica", size=12)
    document.add_page()
    document.cell(text="1. text of the first page")
    document.add_page()
    picture = io.BytesIO()
    Image.new("L", (40, 60), 128).save(picture, "PNG")
    picture.seek(0)
    document.image(picture, 0, 0, 210, 297)
    converted = convert_pdf(bytes(document.output()))
    assert (converted.pages, converted.warnings) == (2, ("pages_without_text",))
    assert converted.text == "1. text of the first page\n"


def test_an_encrypted_file_is_refused_as_one() -> None:
    with pytest.raises(ConversionError, match="encrypted: the PDF opens only with a password"):
        convert_pdf(make_pdf([LONG], password="secret"))  # noqa: S106 - a document of the test


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj", SCAN[:200], b"%PDF-" + b"[" * 100_000]
)
def test_damaged_files_are_refused(data: bytes) -> None:
    with pytest.raises(ConversionError):
        convert_pdf(data)


def test_pages_that_hold_each_other_are_refused() -> None:
    loop = build(CATALOG, b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 2>>")
    with pytest.raises(ConversionError):
        convert_pdf(loop)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(ConversionError, match=r"refused: \d pages \(the limit is 1\)"):
        convert_pdf(make_pdf([LONG] * 80))


@pytest.mark.slow
def test_a_stream_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_MEMORY", 500_000_000)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 10_000_000) for _ in range(60)) + packer.flush()
    with pytest.raises(ConversionError, match=r"refused|damaged"):
        convert_pdf(build(CATALOG, PAGES, PAGE, stream(packed, b"/Filter /FlateDecode"), PICTURE))


@pytest.mark.slow
def test_a_file_that_takes_for_ever_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_SECONDS", 1)
    endless = b"0 0 m 1 1 l S " * 2_000_000
    with pytest.raises(ConversionError, match="refused: reading the PDF takes more than 1 s"):
        convert_pdf(build(CATALOG, PAGES, PAGE, stream(endless), PICTURE))


def test_without_the_library_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'resextract\[inputs\]'"):
        convert_pdf(SCAN)
