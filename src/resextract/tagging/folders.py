"""A trained model on the disk: a folder of files, each with its checksum in the folder's manifest; no pickle.

A folder is written beside its place and renamed, so that a training that breaks off leaves the model before it whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from resextract.language.phrases import phrase
from resextract.tagging.errors import ModelError
from resextract.tagging.policies import Mode, SlotPolicy

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "MANIFEST",
    "FileEntry",
    "Manifest",
    "ModelFolder",
    "check_place",
    "load_model",
    "previous_place",
    "read_model",
    "write_model",
]

MANIFEST = "manifest.json"
FORMAT = "resextract-model"
FORMAT_VERSION = 1
MAX_BYTES = 200_000_000
"""No trained model of ours comes near this; a larger file is not read."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FileEntry(_Part):
    """A file of the folder."""

    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    size: int = Field(ge=0)


class CalibrationEntry(_Part):
    """The numbers of a `Calibration`."""

    slope: float = Field(allow_inf_nan=False)
    offsets: dict[str, Annotated[float, Field(allow_inf_nan=False)]] = {}


class SlotEntry(_Part):
    """How a slot is read: the mode that cross-validation found best, and the thresholds of ``hybrid``."""

    mode: Mode
    add: float
    extend: float
    replace: float
    drop: float
    rules: dict[str, tuple[int, int]] = {}

    @property
    def policy(self) -> SlotPolicy:
        """The thresholds as the policy that uses them."""
        return SlotPolicy(self.add, self.extend, self.replace, self.drop, self.rules)


class RolesEntry(_Part):
    """When the classifier of roles has its way, see `resextract.outline.role_readings.RolePolicy`."""

    mode: Mode
    leave: float
    head: float


class DocumentEntry(_Part):
    """A text that the model was trained on."""

    doc_id: str
    sha256: str
    tasks: int


class Manifest(_Part):
    """What a model folder says of itself.

    Attributes:
        format: Always ``resextract-model``.
        format_version: Version of this layout.
        name: The model's name.
        made_by: The version of resextract that trained it.
        architecture: One of `resextract.tagging.architectures.ARCHITECTURES`.
        labels: What it can find.
        seed: Start of the random generators of its training.
        documents: What it was trained on.
        calibration: Of its probabilities.
        slots: How each slot is read where the configuration does not say otherwise.
        roles: When the classifier of roles has its way; None for a model without one.
        warn_below: A mention of the tagger with a lower probability gets the warning ``low_confidence``.
        files: Its other files.
    """

    format: Literal["resextract-model"]
    format_version: Literal[1]
    name: str
    made_by: str
    architecture: Literal["crf", "ner"]
    labels: tuple[str, ...]
    seed: int
    documents: tuple[DocumentEntry, ...]
    calibration: CalibrationEntry
    slots: dict[str, SlotEntry]
    roles: RolesEntry | None
    warn_below: float = Field(ge=0, le=1)
    files: dict[str, FileEntry]


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A whole model in memory.

    Attributes:
        path: Where it was read.
        manifest: What it says of itself.
        files: Its files by name, as their checksums say they should be.
    """

    path: Path
    manifest: Manifest
    files: Mapping[str, bytes]


def read_model(path: Path) -> ModelFolder:
    """Read a model folder.

    Args:
        path: The folder.

    Raises:
        ModelError: There is no such folder, it is no model of ours or one of another version, a file is missing, was
            changed or does not belong to it.
    """
    folder = path if path.is_dir() or not previous_place(path).is_dir() else previous_place(path)
    if not folder.is_dir():
        raise ModelError(phrase("{path}: there is no such model folder", path=path))
    manifest = _read_manifest(folder)
    files = {name: _read_file(folder, name, entry) for name, entry in manifest.files.items()}
    return ModelFolder(path, manifest, files)


@lru_cache(maxsize=4)
def load_model(path: str) -> ModelFolder:
    """Read a model folder, once (see `read_model`)."""
    return read_model(Path(path))


def _read_manifest(folder: Path) -> Manifest:
    place = folder / MANIFEST
    try:
        content = json.loads(place.read_bytes())
    except FileNotFoundError:
        raise ModelError(
            phrase("{folder}: is no model of resextract: it has no {manifest}", folder=folder, manifest=MANIFEST)
        ) from None
    except (OSError, ValueError) as error:
        raise ModelError(phrase("{place}: cannot be read: {reason}", place=place, reason=str(error))) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ModelError(phrase("{place}: is no manifest of resextract", place=place))
    if content.get("format_version") != FORMAT_VERSION:
        version = content.get("format_version")
        raise ModelError(
            phrase(
                "{place}: has the format version {version}; this resextract reads version {known}",
                place=place,
                version=version,
                known=FORMAT_VERSION,
            )
        )
    try:
        return Manifest.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise ModelError(
            phrase("{place}: is damaged: {where}: {reason}", place=place, where=where, reason=first["msg"])
        ) from error


def _read_file(folder: Path, name: str, entry: FileEntry) -> bytes:
    if name != Path(name).name or name in ("", ".", ".."):
        raise ModelError(
            phrase("{folder}: names a file outside the folder: {name!r}", folder=folder / MANIFEST, name=name)
        )
    place = folder / name
    if entry.size > MAX_BYTES:
        raise ModelError(
            phrase("{place}: is said to have {size} bytes; no model is that large", place=place, size=entry.size)
        )
    try:
        if place.stat().st_size != entry.size:
            raise ModelError(
                phrase(
                    "{place}: was changed or cut off: {found} bytes, not {size}",
                    place=place,
                    found=place.stat().st_size,
                    size=entry.size,
                )
            )
        data = place.read_bytes()
    except (OSError, ValueError) as error:  # a name with a character that no file system allows
        raise ModelError(
            phrase(
                "{place}: cannot be read: {reason}", place=place, reason=getattr(error, "strerror", None) or str(error)
            )
        ) from error
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        raise ModelError(
            phrase("{place}: was changed: its checksum is not the one in {manifest}", place=place, manifest=MANIFEST)
        )
    return data


def write_model(path: Path, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> Manifest:
    """Write a model folder, whole or not at all.

    Args:
        path: The folder; a model that is there is replaced, anything else is refused.
        manifest: The manifest's fields but for ``format``, ``format_version`` and ``files``.
        files: The other files by name.

    Raises:
        ModelError: The place holds something that is no model, or cannot be written.
    """
    path = Path(os.path.realpath(path))
    check_place(path)
    entries = {n: FileEntry(sha256=hashlib.sha256(d).hexdigest(), size=len(d)) for n, d in sorted(files.items())}
    whole = Manifest.model_validate(
        {"format": FORMAT, "format_version": FORMAT_VERSION, **manifest, "files": entries},
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent))
    except OSError as error:
        raise ModelError(
            phrase("{path}: cannot be written: {reason}", path=path, reason=error.strerror or str(error))
        ) from error
    try:
        for name, data in files.items():
            _write_file(temporary / name, data)
        text = json.dumps(whole.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"
        _write_file(temporary / MANIFEST, text.encode("utf-8"))
        temporary.chmod(0o755)
        _put_in_place(temporary, path)
    except OSError as error:
        raise ModelError(
            phrase("{path}: cannot be written: {reason}", path=path, reason=error.strerror or str(error))
        ) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return whole


def check_place(path: Path) -> None:
    """Make sure that a model may be written to a place.

    Raises:
        ModelError: The place holds something that is no model of ours, or lies in a file.
    """
    path = Path(os.path.realpath(path))
    if not path.name:
        raise ModelError(phrase("{path}: is no place for a model; name a folder", path=path))
    if path.exists() and not (path.is_dir() and (_holds_model(path) or not any(path.iterdir()))):
        raise ModelError(phrase("{path}: is there already and is no model; name another folder", path=path))
    parent = next(p for p in path.parents if p.exists())
    if not parent.is_dir():
        raise ModelError(phrase("{path}: cannot be written: {parent} is no folder", path=path, parent=parent))


def _holds_model(path: Path) -> bool:
    try:
        content = json.loads((path / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(content, dict) and content.get("format") == FORMAT


def _write_file(place: Path, data: bytes) -> None:
    with place.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _put_in_place(new: Path, path: Path) -> None:
    # Between the two renames the model before is found under its hidden name.
    old = previous_place(path)
    if path.exists():
        shutil.rmtree(old, ignore_errors=True)
        path.rename(old)
    try:
        new.rename(path)
    except OSError:
        if old.exists():
            old.rename(path)
        raise
    shutil.rmtree(old, ignore_errors=True)


def previous_place(path: Path) -> Path:
    """Where the model before lies while another takes its place."""
    return path.with_name(f".{path.name}.previous")
