from __future__ import annotations

import pytest
from tests.reading.documents import MAKERS, make_docx, make_html, make_rtf, pack

from resextract.reading.kinds import KindError, detect_kind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize("kind", ["docx", "html", "odt", "rtf"])
@pytest.mark.parametrize("name", ["", "order.doc", "order.txt", "order"])
def test_the_content_tells_the_kind_whatever_the_name_is(kind: str, name: str) -> None:
    assert detect_kind(MAKERS[kind](["Приказ"]), name) == kind


def test_a_pdf_may_have_other_bytes_before_it() -> None:
    assert detect_kind(b"%PDF-1.7") == detect_kind(b"\n\n%PDF-1.4\n", "a.doc") == "pdf"


def test_a_page_is_told_by_its_tags() -> None:
    for start in ("<!DOCTYPE html>", "\ufeff<html>", "<?xml version='1.0'?>\n<!DOCTYPE html>", "<!-- x --><HTML>"):
        assert detect_kind(f"{start}<p>Приказ".encode()) == "html"
    assert detect_kind("<html><p>Приказ".encode("utf-16")) == "html"
    assert detect_kind("<html><p>Приказ".encode("utf-16-le")) == "html"
    assert detect_kind("<p>Приказ".encode(), "a.HTM") == detect_kind("<div>Приказ".encode(), "a.doc") == "html"


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx", "a.rtf", ""])
def test_anything_else_is_text(name: str) -> None:
    assert detect_kind("Решили: 1 < 2, <принять>.".encode(), name) == "text"
    assert detect_kind(b"", name) == "text"


def test_a_text_that_quotes_a_tag_is_text() -> None:
    assert detect_kind("Решили: разместить <p> на сайте".encode(), "a.txt") == "text"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "DOC file of Word 97–2003; open it and save it as DOCX"),
        (OLE + "Workbook".encode("utf-16-le"), "XLS workbook"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "PPT"),
        (OLE, "a DOC, XLS or PPT file"),
        (pack({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "XLSX"),
        (pack({"ppt/presentation.xml": ""}), "PPTX"),
        (pack({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "opendocument.spreadsheet"),
        (pack({"a.txt": "x"}), "a ZIP archive of files; give it the suffix .zip"),
        (b"PK\x03\x04 nothing", "damaged archive"),
        (
            b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>',
            "Word document in plain XML",
        ),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", "web archive"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(data: bytes, reason: str) -> None:
    with pytest.raises(KindError, match=reason.replace("(", r"\(").replace(".", r"\.")):
        detect_kind(data, "order.doc")


def test_an_archive_in_which_a_document_lies_is_not_that_document() -> None:
    with pytest.raises(KindError, match="ZIP archive of files"):
        detect_kind(pack({"a.docx": make_docx(["x"]), "b.rtf": make_rtf(["x"]), "c.htm": make_html(["x"])}))


def test_the_head_of_a_page_is_told_in_linear_time() -> None:
    assert detect_kind(b"<!---->" * 580 + b"<p>") == "text"
    assert detect_kind(b"<!-- -->" * 3 + b"<html>") == "html"
