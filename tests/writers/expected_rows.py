"""What the tables for analysts must hold, worked out from the JSON of a record and not by the columns under test."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from resextract.digest.sentences import describe_deadline, describe_target
from resextract.digest.wording import name_code
from resextract.writers.jsonl import format_record

if TYPE_CHECKING:
    from resextract.records.models import TaskRecord

SLOTS = ["actions", "actors", "deadlines", "targets", "programs", "references"]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _lines(texts: list[str]) -> str | None:
    return "\n".join(texts) or None


def _who(actor: dict[str, Any]) -> str:
    person = actor["person"]
    return f"{actor['normal']} ({person})" if person and person not in actor["normal"] else str(actor["normal"])


def _act(ref: dict[str, Any]) -> str:
    date = "от " + ".".join(reversed(ref["date"].split("-"))) if ref["date"] else ""
    number = f"№\u00a0{ref['number']}" if ref["number"] else ""
    parts = [ref["kind"], ref["issuer"], f"{date} {number}".strip()]
    title = ref["title"]
    parts += [title if title.startswith("«") else f"«{title}»"] if title else []
    return ", ".join(part for part in parts if part)


def expect_task(record: TaskRecord) -> dict[str, Any]:
    """The cells of a task by column key."""
    task = json.loads(format_record(record))
    document, deadlines, targets = task["document"], task["deadlines"], task["targets"]
    ends = sorted(d["end_date"] for d in deadlines if d["end_date"])
    starts = sorted(d["start_date"] for d in deadlines if d["start_date"])

    def actors(role: str) -> str | None:
        return _lines([_who(actor) for actor in task["actors"] if actor["role"] == role])

    return {
        "number": task["number"],
        "text": task["text"],
        "responsible": actors("responsible"),
        "deadlines": _lines([describe_deadline(d) for d in record.deadlines]),
        "first_due": _day(ends[0]) if ends else None,
        "targets": _lines([(f"{t.indicator}: " if t.indicator else "") + describe_target(t) for t in record.targets]),
        "programs": _lines([p["name"] for p in task["programs"]]),
        "warnings": _lines([name_code("warning", code) for code in task["warnings"]]),
        "doc_id": document["doc_id"],
        "document_title": document["title"],
        "modality": name_code("modality", task["modality"]),
        "level": name_code("level", task["level"]) or None,
        "section": _lines(task["section"]),
        "actions": _lines([a["lemma"] for a in task["actions"]]),
        "co_executors": actors("co_executor"),
        "controllers": actors("controller"),
        "document_controllers": _lines([_who(c) for c in document["controllers"]]),
        "first_start": _day(starts[0]) if starts else None,
        "last_due": _day(ends[-1]) if ends else None,
        "target_value": targets[0]["value"] if targets else None,
        "target_unit": targets[0]["unit_text"] if targets else None,
        "target_count": len(targets),
        "program_ids": _lines([p["program_id"] for p in task["programs"]]),
        "references": _lines([_act(ref) for ref in task["references"]]),
        "document_date": _day(document["date"]),
        "event": document["event"],
        "place": document["place"],
        "source": document["source"],
        "start": task["start"],
        "end": task["end"],
        "mention_count": sum(len(task[slot]) for slot in SLOTS),
        "task_id": task["task_id"],
    }


def expect_mentions(record: TaskRecord) -> list[dict[str, Any]]:
    """The cells of a task's mentions by column key, row by row."""
    task = json.loads(format_record(record))
    rows = []
    for slot in SLOTS:
        for position, mention in enumerate(task[slot], 1):
            is_target, is_deadline = slot == "targets", slot == "deadlines"
            model = getattr(record, slot)[position - 1]
            normal = {
                "actions": mention.get("lemma"),
                "actors": mention.get("normal"),
                "deadlines": describe_deadline(model) if is_deadline else None,
                "targets": describe_target(model) if is_target else None,
                "programs": mention.get("name"),
                "references": mention.get("kind"),
            }[slot]
            types = {
                "actors": ("actor_type", "type"),
                "deadlines": ("deadline_kind", "kind"),
                "programs": ("program_type", "type"),
            }
            group, field = types.get(slot, ("", ""))
            rows.append(
                {
                    "task_id": task["task_id"],
                    "slot": name_code("slot", slot),
                    "position": position,
                    "normal": normal,
                    "text": mention["text"],
                    "type": name_code(group, mention[field]) if group else None,
                    "role": name_code("role", mention["role"]) if slot == "actors" else None,
                    "person": mention.get("person"),
                    "start_date": _day(mention.get("start_date")),
                    "end_date": _day(mention.get("end_date")),
                    "recurrence": mention.get("recurrence"),
                    "duration": mention.get("duration"),
                    "business_days": ("да" if mention["business_days"] else "нет") if is_deadline else None,
                    "comparator": name_code("comparator", mention["comparator"]) if is_target else None,
                    "value_from": mention.get("value_from"),
                    "value": mention.get("value"),
                    "unit": name_code("unit", mention["unit"]) if is_target else None,
                    "unit_text": mention.get("unit_text"),
                    "indicator": mention.get("indicator"),
                    "program_id": mention.get("program_id"),
                    "level": (name_code("level", mention["level"]) or None) if slot == "programs" else None,
                    "issuer": mention.get("issuer"),
                    "act_date": _day(mention.get("date")),
                    "act_number": mention.get("number"),
                    "act_title": mention.get("title"),
                    "start": mention["start"],
                    "end": mention["end"],
                    "inherited": "да" if mention["inherited"] else "нет",
                }
            )
    return rows
