from __future__ import annotations

import io
import stat
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from tests.reading.documents import pack

from resextract.reading import archives
from resextract.reading.archives import Archive, ArchiveError

if TYPE_CHECKING:
    from pathlib import Path


def open_bytes(data: bytes) -> Archive:
    return Archive(io.BytesIO(data))


def problems(data: bytes) -> dict[str, str]:
    with open_bytes(data) as archive:
        return {member.name: member.problem for member in archive.members}


def write_entry(name: str, data: bytes = b"x", **fields: int) -> bytes:
    entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
    for field, value in fields.items():
        setattr(entry, field, value)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(entry, data)
    return buffer.getvalue()


def test_members_are_listed_without_folders_and_read() -> None:
    with open_bytes(pack({"a/": "", "a/b.txt": "текст", "c.txt": ""})) as archive:
        assert [member.name for member in archive.members] == ["a/b.txt", "c.txt"]
        assert archive.read("a/b.txt", 100).decode() == "текст"
        with pytest.raises(ArchiveError, match="holds no d"):
            archive.read("d", 100)


@pytest.mark.parametrize("codec", ["cp866", "utf-8"])
def test_russian_names_are_restored_whoever_wrote_them(codec: str) -> None:
    name = "Приказ № 5.txt" if codec == "utf-8" else "Приказ 5.txt"
    raw = name.encode(codec)
    data = write_entry("x" * len(raw)).replace(b"x" * len(raw), raw)
    assert problems(data) == {name: ""}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../x.txt", "leads out"),
        ("a/../../x.txt", "leads out"),
        ("a/./x.txt", "leads out"),
        ("/etc/x.txt", "absolute"),
        ("C:/x.txt", "absolute"),
        ("a\\x.txt", "backslash"),
        (" ", "none"),
    ],
)
def test_names_that_lead_elsewhere_are_refused(name: str, reason: str) -> None:
    data = write_entry(name)
    assert [reason in problem for problem in problems(data).values()] == [True]
    with open_bytes(data) as archive, pytest.raises(ArchiveError, match=reason):
        archive.read(name, 100)


def test_links_and_encrypted_members_are_refused() -> None:
    link = write_entry("a.txt", b"/etc/passwd", external_attr=(stat.S_IFLNK | 0o777) << 16, create_system=3)
    assert "a link" in problems(link)["a.txt"]
    data = bytearray(write_entry("a.txt"))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + place] |= 1
    assert "encrypted" in problems(bytes(data))["a.txt"]


def test_a_name_that_stands_twice_is_read_once() -> None:
    data = pack({"a.txt": "1", "b.txt": "2"}).replace(b"b.txt", b"a.txt")
    with open_bytes(data) as archive:
        assert [member.problem for member in archive.members] == ["", "the archive holds two files of this name"]
        assert archive.read("a.txt", 10) == b"1"


def test_the_limit_holds_for_what_is_inflated() -> None:
    data = pack({"a.txt": "x" * 1000})
    with open_bytes(data) as archive:
        assert len(archive.read("a.txt", 1000)) == 1000
        with pytest.raises(ArchiveError, match="larger than the limit"):
            archive.read("a.txt", 999)


def test_a_bomb_is_refused_whatever_size_it_declares() -> None:
    data = pack({"a.txt": b"\0" * 20_000_000})
    with open_bytes(data) as archive, pytest.raises(ArchiveError, match="times larger"):
        archive.read("a.txt", 10**9)
    lying = data.replace(struct.pack("<I", 20_000_000), struct.pack("<I", 10))
    with open_bytes(lying) as archive, pytest.raises(ArchiveError):
        archive.read("a.txt", 10**9)


def test_members_that_overlap_are_refused() -> None:
    data = bytearray(pack({"a.txt": "x" * 50, "b.txt": "y" * 50}))
    second = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[second + 42 : second + 46] = struct.pack("<I", 0)
    with pytest.raises(ArchiveError, match="overlap"):
        open_bytes(bytes(data))


def test_too_many_members_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 2)
    with pytest.raises(ArchiveError, match="3 files in an archive"):
        open_bytes(pack(dict.fromkeys("abc", "x")))
    monkeypatch.setattr(archives, "MAX_TOTAL", 1)
    with pytest.raises(ArchiveError, match="2 bytes in an archive"):
        open_bytes(pack(dict.fromkeys("ab", "x")))


def test_a_list_of_too_many_entries_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pack(dict.fromkeys("abc", "x"))

    def parse(*_: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(zipfile, "ZipFile", parse)
    monkeypatch.setattr(archives, "_LONGEST_LIST", 100)
    with pytest.raises(ArchiveError, match="a list of files of 141 bytes"):
        open_bytes(data)
    monkeypatch.setattr(archives, "_MOST_ENTRIES", 2)
    with pytest.raises(ArchiveError, match="more than 2 files and folders"):
        open_bytes(data)


def test_damage_is_told_where_it_is(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="damaged archive"):
        open_bytes(b"PK\x03\x04nothing")
    data = write_entry("a.txt", b"0123456789").replace(b"0123456789", b"0123456780")
    with open_bytes(data) as archive, pytest.raises(ArchiveError, match="damaged in the archive"):
        archive.read("a.txt", 100)
    with pytest.raises(FileNotFoundError):
        Archive(tmp_path / "none.zip")
