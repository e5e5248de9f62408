from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.documents import pack

from resextract.reading.archive_directories import Directory, measure_directory


def measure(data: bytes, most: int = 100, size: int = 10_000) -> Directory:
    return measure_directory(io.BytesIO(data), most, size)


def list_entries(number: int, declared: int, *, wide: bool = False, comment: bytes = b"") -> bytes:
    """An archive that is nothing but its list."""
    listed = (b"PK\x01\x02" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"x") * number
    end = b""
    if wide:
        end = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, declared, declared, len(listed), 0)
        end += struct.pack("<4sLQL", b"PK\x06\x07", 0, len(listed), 1)
        declared = 0xFFFF
    size = 0xFFFFFFFF if wide else len(listed)
    return (
        listed + end + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, declared, declared, size, 0, len(comment)) + comment
    )


@given(
    st.dictionaries(st.text("аб/", min_size=1, max_size=9), st.binary(max_size=20), max_size=20), st.binary(max_size=50)
)
def test_what_zipfile_reads_is_measured(files: dict[str, bytes], before: bytes) -> None:
    data = before + pack(dict(files))
    assert measure(data).entries == len(zipfile.ZipFile(io.BytesIO(data)).infolist()) == len(files)


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("comment", [b"", b"comment"])
def test_a_list_is_measured_wherever_it_stands(wide: bool, comment: bytes) -> None:
    assert measure(list_entries(5, 5, wide=wide, comment=comment)) == (5, 5 * 47)
    assert measure(list_entries(1, 2**30 if wide else 60_000, wide=wide)) == (2**30 if wide else 60_000, 47)


def test_entries_that_are_not_declared_are_counted_up_to_the_limit() -> None:
    assert measure(list_entries(5, 1)).entries == 5
    assert measure(list_entries(90, 1), most=20).entries == 21


def test_a_list_that_is_too_long_is_not_read() -> None:
    assert measure(list_entries(90, 1), size=100) == (1, 90 * 47)


@given(st.binary(max_size=200), st.binary(max_size=30))
def test_damage_is_left_to_whoever_opens_the_archive(head: bytes, tail: bytes) -> None:
    assert measure(head + b"PK\x05\x06" + tail).entries >= 0
    assert measure(head.replace(b"PK", b"")) == (0, 0)
