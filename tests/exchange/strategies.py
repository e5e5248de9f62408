"""Random documents with random records, for the round trips."""

from __future__ import annotations

import hashlib
from typing import Any

from hypothesis import strategies as st

from resextract.exchange.standoff import StandoffDocument, flatten_records
from resextract.records.models import TaskRecord

WORDS = st.sampled_from(["х", "Ь1", "😀", "é", "е\u0301", "«", "-", "\u00ad", "%", '"', "\\n", ";", "<&>"])
SPACES = st.sampled_from(
    ["", "", " ", "  ", "\n", "\r\n", "\r", "\t", "\u2028", "\x85", "\x0b", "\x1e", "\u00a0", "\n\n "]
)
TEXTS = st.lists(st.tuples(WORDS, SPACES), min_size=2, max_size=12).map(lambda pairs: "".join(w + s for w, s in pairs))

PHRASES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=6)
MAYBE = st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
LEVELS = [None, "federal", "regional", "municipal", "institution"]
DEADLINES = [
    ("due", None, "2025-05-01", None, None),
    ("start", "2025-05-01", None, None, None),
    ("period", "2025-05-01", "2025-05-01", None, None),
    ("recurring", None, None, "FREQ=YEARLY;INTERVAL=2", None),
    ("relative", None, None, None, "P10D"),
    ("continuous", None, None, None, None),
]

VALUES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "actions": st.fixed_dictionaries({"lemma": PHRASES}),
    "actors": st.fixed_dictionaries(
        {
            "normal": PHRASES,
            "role": st.sampled_from(["responsible", "co_executor"]),
            "type": st.sampled_from(["authority", "other"]),
            "person": MAYBE,
        }
    ),
    "deadlines": st.builds(
        lambda fields, days: dict(
            zip(("kind", "start_date", "end_date", "recurrence", "duration"), fields, strict=True), business_days=days
        ),
        st.sampled_from(DEADLINES),
        st.booleans(),
    ),
    "targets": st.fixed_dictionaries(
        {
            "value": NUMBERS,
            "value_from": st.none() | NUMBERS,
            "unit": st.sampled_from(["percent", "times"]),
            "unit_text": st.text(st.characters(exclude_categories=("Cs",)), max_size=3),
            "comparator": st.sampled_from(["ge", "by"]),
            "indicator": MAYBE,
        }
    ),
    "programs": st.fixed_dictionaries(
        {
            "name": PHRASES,
            "program_id": PHRASES,
            "type": st.sampled_from(["plan", "other"]),
            "level": st.sampled_from([*LEVELS, "national"]),
        }
    ),
    "references": st.fixed_dictionaries(
        {
            "kind": PHRASES,
            "issuer": MAYBE,
            "date": st.sampled_from([None, "2019-08-02"]),
            "number": MAYBE,
            "title": MAYBE,
        }
    ),
}


@st.composite
def _places(draw: st.DrawFn, text: str) -> dict[str, Any]:
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    if not text[start:end].strip():
        start, end = 0, len(text)
    plain = " ".join(text[start:end].split())
    return {"text": draw(st.sampled_from([plain, plain, "другой текст"])), "start": start, "end": end}


@st.composite
def _records(draw: st.DrawFn, doc_id: str, text: str) -> list[TaskRecord]:
    document = {
        "doc_id": doc_id, "source": f"{doc_id}.txt", "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "encoding": "utf-8", "title": draw(MAYBE), "event": draw(MAYBE), "date": None, "place": draw(MAYBE),
        "controllers": [{"normal": draw(PHRASES), "person": draw(MAYBE)}],
    }  # fmt: skip
    pools = {
        slot: draw(st.lists(st.tuples(_places(text), values), min_size=1, max_size=3))
        for slot, values in VALUES.items()
    }
    records = []
    places = sorted(draw(st.lists(_places(text), min_size=1, max_size=3)), key=lambda place: place["start"])
    for number, place in enumerate(places):
        fields: dict[str, Any] = {
            "schema_version": "1.0", "task_id": f"{doc_id}#{number}", "document": document, "number": draw(MAYBE),
            "section": draw(st.lists(MAYBE.filter(lambda text: text is not None), max_size=2)),
            "level": draw(st.sampled_from(LEVELS)), "modality": draw(st.sampled_from(["directive", "recommendation"])),
            "warnings": draw(st.lists(PHRASES, max_size=2)), **place,
        }  # fmt: skip
        for slot, pool in pools.items():
            mentions = []
            for where, values in draw(st.lists(st.sampled_from(pool), max_size=3)):
                inside = place["start"] <= where["start"] and where["end"] <= place["end"]
                mentions.append(values | where | {"inherited": not inside or draw(st.booleans())})
            fields[slot] = sorted(mentions, key=lambda mention: mention["start"])
        records.append(TaskRecord.model_validate(fields))
    return records


@st.composite
def corpora(draw: st.DrawFn) -> tuple[list[StandoffDocument], list[TaskRecord]]:
    """Documents and the records they were made from."""
    documents, records = [], []
    for position, doc_id in enumerate(draw(st.sampled_from([["b"], ["b", "a"]]))):
        text = draw(TEXTS)
        found = draw(_records(doc_id, text))
        documents.append(flatten_records(found, text, position, "tasks.jsonl"))
        records += found
    return documents, records
