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


FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>>"


def draw(*texts: tuple[str, str], graphics: str = "") -> bytes:
    """A PDF file of one page with texts, each after its matrix of text."""
    drawn = "".join(f"BT /F 12 Tf {matrix} Tm ({text}) Tj ET\n" for matrix, text in texts)
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F 5 0 R>>>>>>"
    return build(CATALOG, PAGES, page, stream(f"{graphics}\n{drawn}".encode("ascii")), FONT)


@pytest.mark.parametrize("matrices", [("0 1 -1 0 60 60", "0 1 -1 0 80 60"), ("0 -1 1 0 500 800", "0 -1 1 0 480 800"),
                                      ("-1 0 0 -1 500 100", "-1 0 0 -1 500 120")])  # fmt: skip
def test_a_page_whose_text_is_turned_is_read_turned_back(matrices: tuple[str, str]) -> None:
    converted = convert_pdf(draw(*zip(matrices, ("1. first line", "2. second line"), strict=True)))
    assert (converted.text, converted.warnings) == ("1. first line\n2. second line\n", ())


def test_words_that_are_turned_against_their_page_are_left_out_with_a_warning() -> None:
    converted = convert_pdf(draw(("1 0 0 1 60 700", "1. upright"), ("0 1 -1 0 40 60", "margin")))
    assert (converted.text, converted.warnings) == ("1. upright\n", ("rotated_text",))


def test_text_that_is_mirrored_is_no_empty_file() -> None:
    with pytest.raises(ConversionError, match="mirrored"):
        convert_pdf(draw(("1 0 0 -1 60 700", "1. mirrored")))


@pytest.mark.parametrize("turned", [False, True])
def test_a_cell_merged_to_the_right_does_not_move_one_merged_downwards(turned: bool) -> None:
    # Three columns under a head: the right cell goes over rows 1 and 2, the left one of row 2 over two columns.
    lines = ["100 700 m 400 700 l", "100 640 m 400 640 l", "100 670 m 300 670 l", "100 610 m 400 610 l",
             "100 730 m 100 610 l", "300 730 m 300 610 l", "400 730 m 400 610 l", "200 730 m 200 670 l",
             "100 730 m 400 730 l", "200 640 m 200 610 l"]  # fmt: skip
    places = {"a": (110, 680), "b": (210, 680), "term": (310, 680), "wide": (110, 650)}
    places |= {"x": (110, 710), "y": (210, 710), "z": (310, 710), "d": (110, 620), "e": (210, 620), "f": (310, 620)}
    matrix, more = ("0 1 -1 0", "0 1 -1 0 800 0 cm") if turned else ("1 0 0 1", "")
    texts = [(f"{matrix} {800 - y if turned else x} {x if turned else y}", text) for text, (x, y) in places.items()]
    graphics = "q " + more + " " + " S ".join(lines) + " S Q"
    rows = convert_pdf(draw(*texts, graphics=graphics)).text.split()
    assert " ".join(rows) == "| x | y | z | | a | b | term | | wide | | term | | d | e | f |"


def test_a_limit_of_the_users_own_is_kept() -> None:
    pytest.importorskip("resource")
    import subprocess
    import sys

    script = (
        "import resource; from resextract.reading.converters.pdf_process import _limit\n"
        "resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9)); _limit(10, 2 * 10**9)\n"
        "print(resource.getrlimit(resource.RLIMIT_AS), resource.getrlimit(resource.RLIMIT_CPU))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "(1000000000, 1000000000) (10, 15)"


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


@pytest.mark.parametrize(("code", "is_transient"), [("SIGKILL", True), ("SIGXCPU", False), ("SIGSEGV", False)])
def test_a_death_for_want_of_memory_is_told_from_others(
    monkeypatch: pytest.MonkeyPatch, code: str, is_transient: bool
) -> None:
    import signal
    import subprocess

    number = getattr(signal, code, None)
    if number is None:
        pytest.skip("no such signal here")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], -number, b"", b""))
    with pytest.raises(ConversionError) as caught:
        convert_pdf(SCAN)
    assert caught.value.transient is is_transient


def test_without_the_library_the_reason_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pdfplumber", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'resextract\[inputs\]'"):
        convert_pdf(SCAN)
