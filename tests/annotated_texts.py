"""A small annotated corpus, made up by a grammar of three sentences; for tests of everything that learns."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

PLACES = ("культуры", "спорта", "туризма", "опеки", "связи", "кадров", "учёта", "печати")
VERBS = (("провести", "смотр"), ("организовать", "конкурс"), ("подготовить", "доклад"), ("обеспечить", "явку"))
MONTHS = ("мая", "июня", "июля", "августа")
EMPTY: dict[str, list[Any]] = {
    slot: [] for slot in ("actions", "actors", "deadlines", "targets", "programs", "references", "warnings")
}


def write_corpus(root: Path, texts: int = 6) -> Path:
    """Write texts to ROOT/texts, their records to ROOT/annotated and the roles to ROOT/annotated/roles."""
    folder = root / "annotated"
    (folder / "roles").mkdir(parents=True)
    (root / "texts").mkdir()
    for number in range(texts):
        text, records, roles = make_text(f"t{number}", number)
        (root / "texts" / f"t{number}.txt").write_bytes(text.encode())
        lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
        (folder / f"t{number}.jsonl").write_text(lines, encoding="utf-8")
        (folder / "roles" / f"t{number}.jsonl").write_text(
            "".join(json.dumps(r) + "\n" for r in roles), encoding="utf-8"
        )
    return folder


def make_text(name: str, number: int) -> tuple[str, list[dict[str, Any]], list[dict[str, Any]]]:
    """A resolution of four points, its records and its roles."""
    lines = [("РЕЗОЛЮЦИЯ конференции «Новый год»", "title"), ("1 марта 2024 года", "title")]
    lines += [("Участники отметили рост числа школ.", "report"), ("РЕШИЛИ:", "formula")]
    for k in range(4):
        place, (verb, thing) = PLACES[(number + k) % 8], VERBS[(number + 2 * k) % 4]
        lines.append(
            (f"{k + 1}. Отделу {place} до {k + 3} {MONTHS[(number + k) % 4]} 2024 года {verb} {thing}.", "item")
        )
    text, roles, items = "", [], []
    for line, role in lines:
        roles.append({"start": len(text), "end": len(text) + len(line), "role": role})
        if role == "item":
            items.append((len(text) + 3, line[3:-1]))
        text += line + "\n"
    document = {
        "doc_id": name,
        "source": f"texts/{name}.txt",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "encoding": "utf-8",
        "title": None,
        "event": None,
        "date": "2024-03-01",
        "place": None,
        "controllers": [],
    }
    return text, [_make_record(document, k, start, item) for k, (start, item) in enumerate(items)], roles


def _make_record(document: dict[str, Any], k: int, start: int, item: str) -> dict[str, Any]:
    words = item.split()
    actor, term, action = " ".join(words[:2]), " ".join(words[2:7]), " ".join(words[7:])
    month = {"мая": 5, "июня": 6, "июля": 7, "августа": 8}[words[4]]

    def place(text: str) -> dict[str, Any]:
        at = start + item.index(text)
        return {"text": text, "start": at, "end": at + len(text), "inherited": False}

    date = f"2024-{month:02}-{int(words[3]):02}"
    deadline = {"kind": "due", "start_date": None, "end_date": date, "recurrence": None, "duration": None}
    body = {"normal": f"Отдел {words[1]}", "role": "responsible", "type": "authority", "person": None}
    head = {"schema_version": "1.0", "task_id": f"{document['doc_id']}#{k + 1}", "document": document}
    head |= {"number": str(k + 1), "section": [], "level": None, "modality": "directive"}
    slots = EMPTY | {
        "actions": [{"lemma": words[7]} | place(action)],
        "actors": [body | place(actor)],
        "deadlines": [deadline | {"business_days": False} | place(term)],
    }
    return head | {"text": item, "start": start, "end": start + len(item)} | slots
