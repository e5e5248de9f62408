"""Bytes → text: which encoding a file has, and whether what comes out is a readable Russian text at all.

UTF-8 and UTF-16 are told by their structure; windows-1251, KOI8-R and CP866 by how Russian the text reads under each.
What is no text, or no readable Russian, is refused with a reason: records made from it would be noise.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from resextract.language.phrases import phrase
from resextract.reading.letters import UNREADABLE, judge_text, measure_surprise

__all__ = ["Decoded", "DecodingError", "check_text", "decode_bytes", "decode_unchecked"]

CODE_PAGES = ("cp1251", "koi8_r", "cp866")
"""Single-byte encodings of Russian, the more usual one first: it wins a draw."""

NAMES = {"utf-8": "UTF-8", "cp1251": "windows-1251", "koi8_r": "KOI8-R", "cp866": "CP866", "latin-1": "Latin-1"}

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

_SIGNATURES = (
    (b"%PDF", phrase("a PDF file")),
    (b"PK\x03\x04", phrase("a ZIP archive (DOCX, XLSX and ODT are)")),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", phrase("a DOC, XLS or PPT file")),
    (b"{\\rtf", phrase("an RTF file")),
    (b"\x1f\x8b", phrase("a gzip archive")),
    (b"\x89PNG", phrase("an image")),
    (b"\xff\xd8\xff", phrase("an image")),
)

_MARKUP = ("<!doctype html", "<html", "<?xml")

_MISREADINGS = (
    ("utf-8", "cp1251"),
    ("utf-8", "latin-1"),
    ("utf-8", "koi8_r"),
    ("utf-8", "cp866"),
    ("cp1251", "latin-1"),
    ("cp1251", "koi8_r"),
    ("cp1251", "cp866"),
    ("koi8_r", "cp1251"),
    ("koi8_r", "latin-1"),
    ("cp866", "cp1251"),
    ("cp866", "latin-1"),
)
"""How mojibake comes about: what a text was written in, and what somebody then read it as."""

_MOST_CONTROLS = 0.005
"""Share of control characters from which on a file is binary; a text has a few left over from a word processor."""
_MOST_BROKEN = 0.1
"""Share of broken sequences among the characters beyond ASCII up to which a file still is (damaged) UTF-8."""
_LEAST_CYRILLIC = 0.25
"""Share of Cyrillic letters among all letters below which a text is not Russian."""
_MOST_GARBLED = 0.5
"""Share of a text in unreadable pages from which on it is refused; below, a warning is enough."""
_LONGEST_LINE = 200_000
"""Characters of a line up to which it can be a text that has lost its line ends; a longer one is data of some kind."""
_UTF16_SHARE = 0.9
_SAMPLE = 8_000
"""Bytes or characters of a file beyond ASCII that the choice among code pages and the explanation look at."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]+")  # tab, line ends, vertical tab and form feed are white space
_CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
_LETTER = re.compile(r"[^\W\d_]+")
_USUAL_UTF16 = re.compile(r"[\t\n\x0b\f\r -~\u00a0-\u00bf\u0400-\u04ff\u2010-\u2116\ufeff]+")
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")


class DecodingError(ValueError):
    """Bytes are no readable Russian text; the message says why."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A decoded file.

    Attributes:
        text: The text, byte order mark excluded, line ends as in the file.
        encoding: Python's name of a codec: ``data.decode(encoding)`` gives the text, with U+FEFF before it where the
            file starts with a byte order mark.
        warnings: Codes: ``control_characters``, ``unreadable_passages``.
    """

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode_bytes(data: bytes) -> Decoded:
    """Decode a file's bytes.

    Args:
        data: UTF-8 or UTF-16, with or without byte order mark, windows-1251, KOI8-R or CP866.

    Returns:
        The text, its encoding and warnings.

    Raises:
        DecodingError: The bytes are empty, binary, broken, mojibake or hold hardly any Russian.
    """
    if not data.strip():
        raise DecodingError(phrase("empty file") if not data else phrase("empty file: nothing but white space"))
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise DecodingError(phrase("not a text: {kind}; convert it to plain text first", kind=kind))
    text, encoding = _decode(data)
    return Decoded(text, encoding, check_text(text))


def decode_unchecked(data: bytes) -> str:
    """Decode bytes whose text is not to be judged yet: markup, of which only a part is Russian.

    Raises:
        DecodingError: The bytes are in none of the encodings of `decode_bytes`.
    """
    return _decode(data)[0]


def check_text(text: str) -> tuple[str, ...]:
    """Check that a text is readable Russian.

    Args:
        text: A decoded text.

    Returns:
        Warning codes; empty for a text with nothing odd about it.

    Raises:
        DecodingError: The text is blank, holds binary data, a line without end or hardly any Cyrillic letter, or is
            mojibake.
    """
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise DecodingError(phrase("empty file: nothing but white space"))
    if text[:100].lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP):
        raise DecodingError(phrase("not a plain text: an HTML or XML page; convert it to plain text first"))
    controls = _count(_CONTROL, text)
    if "\x00" in text or controls > max(3, _MOST_CONTROLS * len(text)):
        raise DecodingError(
            phrase("binary file: {controls} control characters in {number}", controls=controls, number=len(text))
        )
    if (longest := max(map(len, text.splitlines()))) > _LONGEST_LINE:
        raise DecodingError(
            phrase(
                "not a text: a line of {longest} characters (the limit is {limit})",
                longest=longest,
                limit=_LONGEST_LINE,
            )
        )
    cyrillic, letters = _count(_CYRILLIC, text), _count(_LETTER, text)
    readability = judge_text(text)
    garbled = readability.garbled > _MOST_GARBLED
    if garbled or cyrillic < _LEAST_CYRILLIC * letters or not cyrillic:
        if misread := _explain_mojibake(text):
            raise DecodingError(phrase("mojibake: {misread}; restore the original encoding first", misread=misread))
        if garbled:
            share = round(100 * readability.garbled)
            raise DecodingError(
                phrase("unreadable: {share} % of the text is no Russian (mojibake or a failed OCR)", share=share)
            )
        raise DecodingError(
            phrase("not a Russian text: {cyrillic} Cyrillic letters of {letters}", cyrillic=cyrillic, letters=letters)
        )
    codes = [("control_characters", controls > 0), ("unreadable_passages", readability.garbled > 0)]
    return tuple(code for code, found in codes if found)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len(text) - len(pattern.sub("", text))


def _decode(data: bytes) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode_strictly(data, encoding)
    if (utf16 := _decode_utf16(data)) is not None:
        return utf16
    if b"\x00" in data:
        raise DecodingError(phrase("binary file: it holds NUL bytes"))
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error)
    return _decode_code_page(data)


def _decode_strictly(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodingError(
            phrase(
                "broken {encoding}: {reason} at byte {start}",
                encoding=encoding.upper(),
                reason=error.reason,
                start=error.start,
            )
        ) from error
    return text.removeprefix("\ufeff"), encoding


def _decode_utf16(data: bytes) -> tuple[str, str] | None:
    # In UTF-16 the high byte of a Russian letter is 4, of ASCII 0: bytes that hardly occur in any other text.
    if 4 * (data.count(b"\x00") + data.count(b"\x04")) < len(data) or len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _count(_USUAL_UTF16, text) >= _UTF16_SHARE * len(text) and _CYRILLIC.search(text):
            return text, encoding
    return None


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    lenient = data.decode("utf-8", "replace")
    broken, beyond_ascii = lenient.count("\ufffd"), _count(re.compile(r"[^\x00-\x7f]+"), lenient)
    if broken <= max(1, _MOST_BROKEN * beyond_ascii) and _CYRILLIC.search(lenient):
        raise DecodingError(
            phrase(
                "broken UTF-8: {reason} at byte {start}, {broken} such place(s)",
                reason=error.reason,
                start=error.start,
                broken=broken,
            )
        ) from error


def _decode_code_page(data: bytes) -> tuple[str, str]:
    words = itertools.islice(_HIGH_BYTES.finditer(data), _SAMPLE)
    sample = b" ".join(word.group() for word in words)[:_SAMPLE]
    ranked = sorted((measure_surprise(sample.decode(page, "replace"))[0], n) for n, page in enumerate(CODE_PAGES))
    for surprise, number in ranked:
        if surprise >= UNREADABLE:
            break
        try:
            return data.decode(CODE_PAGES[number]), CODE_PAGES[number]
        except UnicodeDecodeError:
            continue
    raise DecodingError(
        phrase("unknown encoding: neither UTF-8 nor UTF-16, and no readable Russian as windows-1251, KOI8-R or CP866")
    )


def _explain_mojibake(text: str) -> str | None:
    sample = text[:_SAMPLE]
    for written, read in _MISREADINGS:
        restored = sample.encode(read, "ignore").decode(written, "ignore")
        surprise, signs = measure_surprise(restored)
        if surprise < UNREADABLE - 1 and 4 * _count(_CYRILLIC, restored) > signs > len(restored) // 3:
            return phrase("{written} that was read as {read}", written=NAMES[written], read=NAMES[read])
    return None
