"""RTF bytes → tokens: control words, characters, groups."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CODE_PAGES_OF_CHARSETS", "Token", "decode_table", "split_tokens"]

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?[0-9]{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)|\\",
    re.DOTALL,
)
CODE_PAGES_OF_CHARSETS = {
    77: "mac_roman", 89: "mac_cyrillic", 161: "cp1253", 162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""What ``\\fcharset`` of a font says about its bytes; 0 and 1 say nothing, 2 is a font of signs."""


class Token(NamedTuple):
    """A piece of an RTF file; exactly one of the first three is not empty, or ``byte`` is not None.

    Attributes:
        word: A control word or sign («par», «~»).
        group: ``{`` or ``}``.
        text: Characters as they stand in the file.
        byte: A character by its number in a code page.
        value: The control word's number, None without one.
    """

    word: str = ""
    group: str = ""
    text: bytes = b""
    byte: int | None = None
    value: int | None = None


def split_tokens(data: bytes) -> Iterator[Token]:
    """Split an RTF file into tokens, in order; line ends and binary data (``bin``) are left out."""
    position = 0
    while match := _TOKEN.match(data, position):
        position = match.end()
        word, value, byte, sign, group, text = match.groups()
        if word is not None:
            number = int(value) if value is not None else None
            if word == b"bin":
                position += max(number or 0, 0)
            else:
                yield Token(word=word.decode("ascii"), value=number)
        elif byte is not None:
            yield Token(byte=int(byte, 16))
        elif sign is not None:
            yield Token(word="par" if sign in b"\r\n" else sign.decode("latin-1"))
        elif group is not None:
            yield Token(group=group.decode("ascii"))
        elif text is not None:
            yield Token(text=text)


@lru_cache(maxsize=16)
def decode_table(codec: str) -> tuple[str, ...]:
    """Return what each byte stands for in a code page of single bytes, U+FFFD for what stands for nothing.

    Raises:
        LookupError: There is no such codec.
    """
    return tuple(bytes([byte]).decode(codec, "replace") for byte in range(256))
