"""Records that are valid and as awkward as can be, for the round trips."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from resextract.records.models import TaskRecord

WORDS = st.sampled_from(
    [
        "=1+1", "+7", "-1", "@SUM(A1)", "＝1", "\u200b=2", "'", '"', ";", ",", "\x00", "\x01", "\x1b", "\x7f", "\ufffe",
        "😀", "\u202eсоль", "<r>", "</r>", "<t>&", "_x0041_", "_x005F_x0041_", "_x0042", "x0041_", "44562", "1.2",
        "01.02.2021", "1e5", "002", "true", "https://example.org/?a=%20#b", "a" * 300, "{=A1}", "null", "[1]",
        "е\u0301", "«смотр»", "\\n", "\\,", "BEGIN:VEVENT",
    ]
)  # fmt: skip
CLEAN = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
SEPARATORS = st.sampled_from([" ", "\n", "\r\n", "\r", "\t", "\u2028", "\x85", "\x0b", "\x1f", "", "  "])
ANY = st.lists(st.tuples(SEPARATORS, WORDS), min_size=1, max_size=4).map(lambda pairs: "".join(a + b for a, b in pairs))
TEXT = CLEAN | ANY | st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8)
MAYBE = st.none() | st.just("") | TEXT
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.sampled_from(
    [83.0, 0.1, 1200000.0, 44562.0, 1e300, -0.5]
)
DATES = st.dates().map(str) | st.sampled_from(["0001-01-01", "1900-02-28", "1900-03-01", "2024-02-29", "9999-12-31"])
LEVELS = ["federal", "regional", "municipal", "institution"]


@st.composite
def _deadlines(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["due", "start", "period", "recurring", "continuous", "relative"]))
    start, end = sorted([draw(DATES), draw(DATES)])
    rule = draw(st.sampled_from(["FREQ=MONTHLY", "FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"]))
    bounded = kind == "recurring" and draw(st.booleans())
    return {
        "kind": kind,
        "start_date": start if kind in {"start", "period"} or bounded else None,
        "end_date": end if kind in {"due", "period"} or bounded else None,
        "recurrence": rule if kind == "recurring" else None,
        "duration": draw(st.sampled_from(["P10D", "P1M", "PT24H"])) if kind == "relative" else None,
        "business_days": draw(st.booleans()),
    }


VALUES: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "actions": st.fixed_dictionaries({"lemma": TEXT}),
    "actors": st.fixed_dictionaries(
        {
            "normal": TEXT,
            "role": st.sampled_from(["responsible", "co_executor", "controller"]),
            "type": st.sampled_from(["authority", "institution", "position", "person", "public", "other"]),
            "person": MAYBE,
        }
    ),
    "deadlines": _deadlines(),
    "targets": st.fixed_dictionaries(
        {
            "value": NUMBERS,
            "value_from": st.none() | NUMBERS,
            "unit": st.sampled_from(["percent", "percentage_point", "times", "count", "money"]),
            "unit_text": MAYBE.filter(lambda text: text is not None),
            "comparator": st.sampled_from(["ge", "gt", "le", "lt", "to", "by", "eq"]),
            "indicator": MAYBE,
        }
    ),
    "programs": st.fixed_dictionaries(
        {
            "name": TEXT,
            "program_id": TEXT,
            "type": st.sampled_from(["project", "program", "strategy", "concept", "plan", "model", "other"]),
            "level": st.sampled_from([None, "national", *LEVELS]),
        }
    ),
    "references": st.fixed_dictionaries(
        {"kind": TEXT, "issuer": MAYBE, "date": st.none() | DATES, "number": MAYBE, "title": MAYBE}
    ),
}


@st.composite
def _spans(draw: st.DrawFn) -> dict[str, int]:
    start = draw(st.integers(0, 100_000))
    return {"start": start, "end": start + draw(st.integers(1, 1000))}


@st.composite
def _documents(draw: st.DrawFn, doc_id: str) -> dict[str, Any]:
    return {
        "doc_id": doc_id, "source": draw(TEXT), "sha256": "0" * 64, "encoding": draw(TEXT), "title": draw(MAYBE),
        "event": draw(MAYBE), "date": draw(st.none() | DATES), "place": draw(MAYBE),
        "controllers": draw(st.lists(st.fixed_dictionaries({"normal": TEXT, "person": MAYBE}), max_size=2)),
    }  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> list[TaskRecord]:
    """Records of one or two documents, with task_ids that differ."""
    found = []
    for document_number in range(draw(st.integers(1, 2))):
        document = draw(_documents(f"{document_number}{draw(WORDS)}"))
        for number in range(draw(st.integers(1, 3))):
            task: dict[str, Any] = {
                "schema_version": "1.0", "task_id": f"{document['doc_id']}#{number}{draw(WORDS)}", "document": document,
                "number": draw(MAYBE), "section": draw(st.lists(TEXT, max_size=2)),
                "level": draw(st.sampled_from([None, *LEVELS])),
                "modality": draw(st.sampled_from(["directive", "recommendation"])),
                "text": draw(CLEAN), "warnings": draw(st.lists(st.just("no_actor") | TEXT, max_size=2)),
                **draw(_spans()),
            }  # fmt: skip
            for slot, values in VALUES.items():
                mentions = [
                    draw(values) | {"text": draw(CLEAN), **draw(_spans()), "inherited": True}
                    for _ in range(draw(st.integers(0, 2)))
                ]
                task[slot] = sorted(mentions, key=lambda mention: mention["start"])
            found.append(TaskRecord.model_validate(task))
    return found
