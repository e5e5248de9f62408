"""How many files a ZIP archive lists, told before its list is read: a list of millions takes gigabytes to parse.

The places of the records are those that the standard library reads (APPNOTE.TXT of PKWARE, 4.3.12 to 4.3.16).
"""

from __future__ import annotations

import struct
from typing import IO, NamedTuple

__all__ = ["Directory", "measure_directory"]

_END, _END64, _LOCATOR, _ENTRY = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07", b"PK\x01\x02"
_END_SIZE, _END64_SIZE, _LOCATOR_SIZE, _ENTRY_SIZE = 22, 56, 20, 46
_LONGEST_COMMENT = 65_535


class Directory(NamedTuple):
    """The list of an archive's files.

    Attributes:
        entries: How many entries it has, folders included: what the archive says or what is there, the greater one.
        size: Its length in bytes.
    """

    entries: int
    size: int


def measure_directory(stream: IO[bytes], most_entries: int, most_bytes: int) -> Directory:
    """Measure the list of an archive's files without making objects of it.

    Args:
        stream: The archive; it can be sought in.
        most_entries: Entries up to which they are counted; an archive that says it has more is believed.
        most_bytes: Length up to which the list is read at all.

    Returns:
        The measures; zeros where there is no such list: whoever opens the archive says so better.
    """
    length = stream.seek(0, 2)
    start = max(0, length - _LONGEST_COMMENT - _END_SIZE - _LOCATOR_SIZE - _END64_SIZE)
    stream.seek(start)
    tail = stream.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_SIZE:
        return Directory(0, 0)
    declared, size = struct.unpack_from("<HL", tail, end + 10)
    place = start + end
    wide = end - _LOCATOR_SIZE - _END64_SIZE
    if wide >= 0 and tail.startswith(_LOCATOR, end - _LOCATOR_SIZE) and tail.startswith(_END64, wide):
        declared, size = struct.unpack_from("<QQ", tail, wide + 32)
        place = start + wide
    if declared > most_entries or size > most_bytes:
        return Directory(declared, size)
    stream.seek(max(0, place - size))
    return Directory(max(declared, _count_entries(stream.read(size), most_entries)), size)


def _count_entries(directory: bytes, most: int) -> int:
    count = place = 0
    while count <= most and place + _ENTRY_SIZE <= len(directory) and directory.startswith(_ENTRY, place):
        place += _ENTRY_SIZE + sum(struct.unpack_from("<HHH", directory, place + 28))
        count += 1
    return count
