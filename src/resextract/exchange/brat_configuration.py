"""How brat is told of the labels: ``annotation.conf`` says what there is, ``visual.conf`` how it looks."""

from __future__ import annotations

from resextract.exchange.scheme import FIELDS, INHERITED, LABELS, LINKS, MODELS, TASK

__all__ = ["DOCUMENT", "format_annotation_conf", "format_visual_conf"]

DOCUMENT = "document"
"""The label of the span whose note holds the document's own fields."""

_COLOURS = {
    DOCUMENT: "#eeeeee",
    TASK: "#ffffcc",
    "action": "#ffccaa",
    "actor": "#aaccff",
    "deadline": "#ffaaaa",
    "target": "#aaffaa",
    "program": "#ddaaff",
    "reference": "#cccccc",
}


def format_annotation_conf() -> str:
    """Return the labels, relations and attributes; spans of any labels may overlap."""
    lines = ["# Made by resextract; see its docs/exchange.md.", "", "[entities]", "", DOCUMENT, *LABELS, ""]
    lines += ["[relations]", "", f"<MENTION>={'|'.join(MODELS)}"]
    lines += [f"{kind}\tArg1:{TASK}, Arg2:<MENTION>" for kind in LINKS]
    lines += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]", ""]
    for label, fields in FIELDS.items():
        for field in fields.values():
            if field.kind == "choice":
                lines.append(f"{label}_{field.name}\tArg:{label}, Value:{'|'.join(field.choices)}")
            elif field.kind == "flag":
                lines.append(f"{label}_{field.name}\tArg:{label}")
    return "".join(f"{line}\n" for line in lines)


def format_visual_conf() -> str:
    """Return short names and colours."""
    lines = ["# Made by resextract; see its docs/exchange.md.", "", "[labels]", ""]
    lines += [f"{name} | {name}" for name in (DOCUMENT, *LABELS)]
    lines += [f"{kind} | {kind} | {short}" for kind, short in zip(LINKS, ("own", "inh"), strict=True)]
    lines += ["", "[drawing]", "", "SPAN_DEFAULT\tfgColor:black, bgColor:lightgrey, borderColor:darken"]
    lines += [f"{label}\tbgColor:{colour}" for label, colour in _COLOURS.items()]
    lines += ["ARC_DEFAULT\tcolor:black, arrowHead:triangle-5", f"{INHERITED}\tcolor:grey, dashArray:3-3"]
    return "".join(f"{line}\n" for line in lines)
