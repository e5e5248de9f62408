"""The command `models`: which trained models there are, and what one says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.cli.messages import FAILED, OK, report, report_usage
from resextract.tagging.errors import ModelError

if TYPE_CHECKING:
    from pathlib import Path

    from resextract.tagging.folders import Manifest

__all__ = ["show_models"]


def show_models(name: str | None) -> int:
    """Print the installed models, or all that one says of itself.

    Args:
        name: The name or folder of one; None for a line on each.

    Returns:
        The exit code: 1 if one of them is damaged, 2 if there is no such model.
    """
    from resextract.tagging.folders import read_model
    from resextract.tagging.locations import find_model, list_models

    try:
        paths = [find_model(name)] if name is not None else list_models()
    except ModelError as error:
        return report_usage(str(error))
    damaged = False
    for path in paths:
        try:
            manifest = read_model(path).manifest
        except ModelError as error:
            report(str(error))
            damaged = True
            continue
        print(_describe_model(path, manifest) if name is not None else _name_model(path, manifest))
    if not paths:
        report("no trained model is installed; resextract train makes one")
    return FAILED if damaged else OK


def _name_model(path: Path, manifest: Manifest) -> str:
    size = sum(entry.size for entry in manifest.files.values()) / 1e6
    return f"{manifest.name}  {manifest.architecture}  {len(manifest.documents)} texts  {size:.1f} MB  {path}"


def _describe_model(path: Path, manifest: Manifest) -> str:
    lines = [_name_model(path, manifest), f"made by resextract {manifest.made_by}, seed {manifest.seed}"]
    for slot, entry in manifest.slots.items():
        steps = {"add": entry.add, "extend": entry.extend, "replace": entry.replace, "drop": entry.drop}
        told = ", ".join(f"{step} from {value:g}" for step, value in steps.items() if value <= 1)
        lines.append(f"  {slot:<11} {entry.mode}{f': {told}' if told and entry.mode == 'hybrid' else ''}")
    if manifest.roles is not None:
        roles = manifest.roles
        lines.append(f"  roles       {roles.mode}: head from {roles.head:g}, leave from {roles.leave:g}")
    lines.append(f"  trained on  {', '.join(document.doc_id for document in manifest.documents)}")
    return "\n".join(lines)
