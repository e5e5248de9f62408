"""Why each field of a record has its value: the rule, the place, the lead-in it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.normalisation.glossary import collect_definitions, same_actor_key
from resextract.normalisation.values import ActorValue
from resextract.outline.cleaning import collapse_span
from resextract.pipeline.documents import trace_source
from resextract.tagging.mentions import read_confidence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from resextract.normalisation.linking import LinkedMention
    from resextract.pipeline.config import Config
    from resextract.pipeline.documents import TracedRecord
    from resextract.reading.source import SourceText

__all__ = ["UnknownTaskError", "explain_source"]

_QUOTE = 90


class UnknownTaskError(LookupError):
    """The document has no task of that id."""


def explain_source(
    source: SourceText, task_id: str | None = None, config: Config | None = None, say: Callable[[str], str] = str
) -> str:
    """Explain the records of a document.

    Args:
        source: The decoded file.
        task_id: The task to explain, in full or from the ``#`` on; None for all.
        config: Which components run; None for the default.
        say: Gives a phrase in the language of the reader; names of fields, kinds and rules are the same in all.

    Returns:
        For each task its text, then for each value its slot, the value, the rule or lexicon entry that found it, its
        place, for what is inherited the node it came from, and for an actor the key under which its spellings and
        abbreviations in this text are one. Empty for a document without tasks.

    Raises:
        UnknownTaskError: There is no such task; the message names the nearest ids.
    """
    traced = trace_source(source, config)
    if task_id is not None:
        # A run over many files may have given the document another name («q1~2024#op1/1»): the path after # decides.
        wanted = [t for t in traced if t.record.task_id.partition("#")[2] == task_id.rpartition("#")[2]]
        if not wanted:
            known = ", ".join(t.record.task_id for t in traced[:5])
            raise UnknownTaskError(
                phrase(
                    "no task «{task_id}» in {source}; its tasks are {known} …",
                    task_id=task_id,
                    source=source.source,
                    known=known or phrase("none"),
                )
            )
        traced = wanted
    definitions = collect_definitions(" ".join(source.text.split()))
    return "\n".join("\n".join(_lines(item, source, definitions, say)) + "\n" for item in traced)


def _lines(
    item: TracedRecord, source: SourceText, definitions: Mapping[str, str], say: Callable[[str], str]
) -> Iterator[str]:
    record, task = item.record, item.task
    yield f"{record.task_id}  [{record.start}:{record.end}]  {_cut(record.text)}"
    for depth, ancestor in enumerate(task.ancestors):
        node = ancestor.node
        under = say(phrase("under {kind} {eid}: {text}", kind=node.kind, eid=node.eid, text=_cut(node.text)))
        yield f"  {'  ' * depth}{under}"
    yield f"  modality    {record.modality}"
    if record.level:
        yield f"  level       {record.level}"
    for linked in item.linked:
        yield from _explain(linked, source, say)
        if isinstance(linked.value, ActorValue):
            key = same_actor_key(linked.value.normal, definitions)
            yield f"              {say(phrase('one actor in this text: {key}', key=key))}"
    if record.warnings:
        yield f"  warnings    {', '.join(record.warnings)}"


def _explain(linked: LinkedMention, source: SourceText, say: Callable[[str], str]) -> Iterator[str]:
    mention = linked.mention
    values = {
        name: value
        for name in linked.value.__dataclass_fields__
        if name not in ("start", "end", "warnings")
        and (value := getattr(linked.value, name)) not in (None, False, "", ())
    }
    described = ", ".join(f"{name}={value}" for name, value in values.items())
    text = collapse_span(source.text, mention.home.node.clean, linked.start, linked.end)
    home = mention.home.node
    origin = phrase(", inherited from {kind} {eid}", kind=home.kind, eid=home.eid) if mention.inherited else ""
    yield f"  {mention.slot:<11} {described}"
    confidence = read_confidence(mention.span, mention.slot)
    if confidence is None:
        found = phrase("rule {name}", name=mention.span.id_ or "-")
    else:
        found = phrase("trained model, confidence {confidence:.2f}", confidence=confidence)
    place = f"[{linked.start}:{linked.end}] {_cut(text)}"
    yield f"              {say(phrase('{found}, at {place}{origin}', found=found, place=place, origin=origin))}"


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTE else text[: _QUOTE - 1] + "…"
