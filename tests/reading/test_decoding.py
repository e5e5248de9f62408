from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.reading.decoding import DecodingError, decode_bytes

TEXT = "РЕШИЛИ:\n1. Управлению образования в срок до 1 мая 2024 года провести проверку школ.\n"
WORDS = [
    *TEXT.split(),
    "Директорам образовательных организаций обеспечить участие педагогов",
    "Рекомендовать руководителям общеобразовательных учреждений",
    "организовать информационно-разъяснительную работу с родителями (законными представителями)",
    "АДМИНИСТРАЦИЯ МУНИЦИПАЛЬНОГО РАЙОНА",
    "объём финансирования; съезд, подъезд, ёлка",
    "№ 5,",
    "2021-2022",
]


def assert_contract(data: bytes, text: str) -> None:
    decoded = decode_bytes(data)
    again = data.decode(decoded.encoding)
    assert (again[1:] if again.startswith("\ufeff") else again) == decoded.text == text


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1251", "cp1251"),
        ("koi8_r", "koi8_r"),
        ("cp866", "cp866"),
    ],
)
def test_each_encoding_is_recognised(encoding: str, expected: str) -> None:
    data = TEXT.encode(encoding)
    assert decode_bytes(data).encoding == expected
    assert_contract(data, TEXT)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8"])
def test_a_byte_order_mark_is_no_part_of_the_text(encoding: str) -> None:
    assert_contract(("\ufeff" + TEXT).encode(encoding), TEXT)


def test_only_one_byte_order_mark_is_taken_off() -> None:
    assert_contract(("\ufeff\ufeff" + TEXT).encode(), "\ufeff" + TEXT)


@given(
    st.lists(st.sampled_from(WORDS), min_size=12, max_size=60),
    st.sampled_from([" ", "\n", "\r\n", "\r", "\f", "\t", "\u00a0"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "cp1251", "koi8_r", "cp866"]),
    st.sampled_from([str, str.upper, str.lower]),
)
def test_russian_texts_come_back_from_every_encoding(words, space, encoding, change) -> None:
    # KOI8-R has no «№»; a text without it is what its writer would have written.
    text = change(space.join(words)).encode(encoding, "ignore").decode(encoding)
    assert_contract(text.encode(encoding), text.removeprefix("\ufeff"))


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    with contextlib.suppress(DecodingError):
        assert_contract(data, decode_bytes(data).text)


REFUSED = {
    "nothing": (b"", "empty file"),
    "white space": (b" \r\n\t\n", "empty file"),
    "white space in UTF-8": ("\ufeff\u00a0\n".encode(), "empty file"),
    "a line of a megabyte": (("провести проверку " * 30_000).encode(), "a line of 540000 characters"),
    "NUL bytes": (b"\x00\x01\x02\x03" * 100, "binary"),
    "NUL bytes in a text": (TEXT.encode() + b"\x00" * 7, "binary"),
    "control characters": ("\x01\x02\x03\x05".join(TEXT).encode(), "binary"),
    "a PDF file": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "a DOCX file": (b"PK\x03\x04\x14\x00\x06", "DOCX"),
    "a DOC file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "DOC"),
    "an RTF file": (rb"{\rtf1\ansi\ansicpg1251", "RTF"),
    "a web page": (f"\n<!DOCTYPE html><p>{TEXT}".encode(), "HTML"),
    "English": (b"The council has resolved to hold a conference.", "0 Cyrillic letters"),
    "digits": (b"1 2 3 4 5 2021", "0 Cyrillic letters"),
    "question marks": (b"?????? ?? ?????????", "0 Cyrillic letters"),
    "random bytes beyond ASCII": (bytes(range(128, 256)) * 20, "encoding"),
    "a broken byte": (TEXT.encode()[:40] + b"\xff" + TEXT.encode()[40:], "broken UTF-8: invalid start byte at byte 40"),
    "a letter cut in two": (TEXT.strip(".\n").encode()[:-1], "broken UTF-8"),
    "half a letter of UTF-16": (b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "broken UTF-16-LE"),
    "UTF-8 read as windows-1251": (TEXT.encode().decode("cp1251", "ignore").encode(), "UTF-8 that was read as win"),
    "UTF-8 read as Latin-1": (TEXT.encode().decode("latin-1").encode(), "UTF-8 that was read as Latin-1"),
    "windows-1251 read as Latin-1": (TEXT.encode("cp1251").decode("latin-1").encode(), "windows-1251 that was read"),
    "windows-1251 read as KOI8-R": (TEXT.encode("cp1251").decode("koi8_r").encode(), "windows-1251 that was read"),
    "KOI8-R read as windows-1251": (TEXT.encode("koi8_r").decode("cp1251").encode(), "KOI8-R that was read"),
    "a failed OCR": (
        "´Õ)IrypÝolØ ¼½ãõÒ ÐÕ×ÞÛîæØï ÜãÝØæØßÐÛìÝÞÓÞ\n".encode() * 9,
        "unreadable|not a Russian text|mojibake",
    ),
    "letters lost": (("Решили: " + "\ufffd" * 200).encode(), "unreadable"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_readable_russian_is_refused_with_the_reason(name: str) -> None:
    data, reason = REFUSED[name]
    with pytest.raises(DecodingError, match=reason):
        decode_bytes(data)


ACCEPTED = {
    "one line": "Решили: провести проверку.",
    "a text that has lost its line ends": "1. Провести проверку. " * 5000,
    "typography": "«Школа» — это № 5… „так“ – 10 °C ± 2 %\u00a0• ·",
    "look-alike letters": "Утратилo cилу пoстановление",
    "a text with Latin names": "Использовать Microsoft Office, Skype, Zoom, WhatsApp и Telegram в работе школ.",
    "a flattened table": "│ 1 │ Проведение конкурса │ до 1 мая │\n" * 9,
    "letter-spacing": "А Д М И Н И С Т Р А Ц И Я   Р А Й О Н А\nп о с т а н о в л я е т",
    "abbreviations": "МБОУ СОШ № 5, МАОУ СШ № 14: провести ОГЭ, ЕГЭ, ВПР",
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_odd_but_readable_texts_are_accepted(name: str) -> None:
    decoded = decode_bytes(ACCEPTED[name].encode())
    assert (decoded.text, decoded.warnings) == (ACCEPTED[name], ())


def test_a_few_control_characters_are_a_warning() -> None:
    assert decode_bytes((TEXT * 20 + "\x07\x1a").encode()).warnings == ("control_characters",)


def test_a_garbled_page_in_a_readable_text_is_a_warning() -> None:
    page = TEXT * 30
    text = page * 5 + page.encode("cp1251").decode("koi8_r")
    assert decode_bytes(text.encode()).warnings == ("unreadable_passages",)
