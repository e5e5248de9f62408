"""Texts that spreadsheets take for something else: formulas, and figures or dates that are none."""

from __future__ import annotations

import re

__all__ = ["is_converted", "is_formula", "protect_text"]

# What opens a formula or a command (OWASP, CSV injection), with its full-width forms; white space and invisible
# characters before it are passed over by some programs.
_FORMULA = re.compile(r"[\t\r]|[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠\u2212]")

_MONTHS = (
    "янв(?:ар[ья])?|фев(?:р(?:ал[ья])?)?|мар(?:та?)?|апр(?:ел[ья])?|ма[йя]|июн[ья]?|июл[ья]?|авг(?:уста?)?"
    "|сен(?:т(?:ябр[ья])?)?|окт(?:ябр[ья])?|ноя(?:б(?:р[ья])?)?|дек(?:абр[ья])?"
    "|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_FIGURES = r"[\d\s.,:/\-()%$€₽£¥'’]"
_BETWEEN = r"[\s.,\-/]*"
# Excel turns these into numbers, dates, times and truth values: «1.2» becomes 1 February, «002» becomes 2.
_CONVERTED = re.compile(
    rf"{_FIGURES}*\d{_FIGURES}*(?:[eе][+\-]?\d+|[ap]m?|р(?:уб)?\.?)?"
    rf"|\d{{1,4}}{_BETWEEN}(?:{_MONTHS})(?:{_BETWEEN}\d{{1,4}}\s*г?)?\.?"
    rf"|(?:{_MONTHS}){_BETWEEN}\d{{1,4}}(?:{_BETWEEN}\d{{1,4}})?\s*г?\.?"
    r"|true|false|истина|ложь",
    re.IGNORECASE,
)
# What looks the same once it is converted: short whole numbers without idle zeros, full dates.
_HARMLESS = re.compile(r"0|[1-9]\d{0,10}|\d\d\.\d\d\.(?:19|20)\d\d")
_LONGEST = 40


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet could take a text for a formula or a command."""
    return _FORMULA.match(text) is not None


def is_converted(text: str) -> bool:
    """Tell whether a spreadsheet that reads a text could show a number, a date or a truth value instead of it."""
    stripped = text.strip()
    if len(stripped) > _LONGEST or _HARMLESS.fullmatch(text):
        return False
    return _CONVERTED.fullmatch(stripped) is not None


def protect_text(text: str) -> str:
    """Mark a text with an apostrophe in front where a spreadsheet would change it.

    Returns:
        The text, or the apostrophe and the text; a text that starts with an apostrophe gets one more, so that taking
        one away always gives the text back.
    """
    return f"'{text}" if text.startswith("'") or is_formula(text) or is_converted(text) else text
