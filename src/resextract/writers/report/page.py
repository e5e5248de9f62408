"""Records → one HTML page."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from resextract.digest.sentences import format_date
from resextract.digest.wording import count_noun, name_code
from resextract.language.lexicons import read_resource
from resextract.writers.report.assets import hash_asset, join_scripts, join_styles
from resextract.writers.report.payload import describe_records
from resextract.writers.report.texts import MissingText, load_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from resextract.records.models import DocumentRecord, TaskRecord

__all__ = ["Report", "build_report", "embed_json"]

# As escapes they are the same to JSON, and no text of a resolution can end the script element or open a comment in it.
_UNSAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report.

    Attributes:
        html: The page.
        documents: How many documents it shows.
        tasks: How many tasks.
        missing: The sources that are not shown, with the reason, in the order of the documents.
    """

    html: str
    documents: int
    tasks: int
    missing: tuple[MissingText, ...]


def build_report(records: Iterable[TaskRecord], root: Path, today: dt.date, title: str | None = None) -> Report:
    """Build the report of records.

    Args:
        records: The records, in the order to list them; those of a document need not stand together.
        root: The folder that their sources are relative to.
        today: The day that deadlines are seen from.
        title: The heading; by default the title of the only document, or a general one.

    Returns:
        The report. A source that is not there or was changed makes it poorer, not impossible. Without records it says
        that there are none.
    """
    groups: dict[DocumentRecord, list[TaskRecord]] = {}
    for record in records:
        groups.setdefault(record.document, []).append(record)
    texts = {document: load_text(document, root) for document in groups}
    tasks = sum(map(len, groups.values()))
    missing = tuple(text for text in texts.values() if isinstance(text, MissingText))
    style, script = join_styles(), join_scripts()
    html = _render(
        title=title or _choose_title(list(groups)),
        date=format_date(today.isoformat()),
        extent=f"{count_noun(len(groups), 'documents')}, {count_noun(tasks, 'tasks')}",
        empty=not groups,
        missing=[(text.source, name_code("source_problem", text.code)) for text in missing],
        missing_extent=f"{len(missing)} из {len(groups)}",
        policy=f"default-src 'none'; style-src {hash_asset(style)}; script-src {hash_asset(script)}; "
        "base-uri 'none'; form-action 'none'",
        style=style,
        script=script,
        payload=embed_json(describe_records(groups, texts, today)),
    )
    return Report(html, len(groups), tasks, missing)


def embed_json(value: Any) -> str:
    """Format a value as JSON that may stand in a script element."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_UNSAFE)


def _choose_title(documents: list[DocumentRecord]) -> str:
    if len(documents) == 1 and documents[0].title:
        return documents[0].title
    return "Задачи и поручения"


def _render(*, style: str, script: str, payload: str, **values: Any) -> str:
    from jinja2 import Environment, StrictUndefined  # no other command needs it
    from markupsafe import Markup

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(read_resource("report/template.html.j2"))
    # The only values that are not escaped: our own files, which hold no end tag (a test says so), and escaped JSON.
    ours = {name: Markup(text) for name, text in (("style", style), ("script", script), ("payload", payload))}  # noqa: S704
    return template.render(**values, **ours) + "\n"
