"""Annotation components: morphology with lemmas, and named entities. Models load on first use, batched over texts."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.symbols import IDS
from spacy.tokens import Span

from resextract.adapters.cache_sizes import WORDS
from resextract.adapters.dictionary import Parse, parse_word
from resextract.adapters.tagger import tag_entities, tag_morphology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc

__all__ = ["choose_parse", "split_sequences"]

BATCH_DOCS = 256
MAX_SEQUENCE = 64
"""Longest token sequence given to a model; longer ones are cut at the last comma before it."""

# Universal Dependencies values to OpenCorpora grammemes, for choosing a dictionary reading.
_GRAMMEMES = {
    "Case=Nom": {"nomn"}, "Case=Gen": {"gent", "gen2"}, "Case=Dat": {"datv"}, "Case=Acc": {"accs"},
    "Case=Ins": {"ablt"}, "Case=Loc": {"loct", "loc2"}, "Number=Sing": {"sing"}, "Number=Plur": {"plur"},
    "Gender=Masc": {"masc"}, "Gender=Fem": {"femn"}, "Gender=Neut": {"neut"},
    "Tense=Past": {"past"}, "Tense=Pres": {"pres"}, "Tense=Fut": {"futr"},
    "Aspect=Perf": {"perf"}, "Aspect=Imp": {"impf"},
}  # fmt: skip
_POS = {
    "NOUN": {"NOUN"}, "PROPN": {"NOUN"}, "ADJ": {"ADJF", "ADJS", "COMP", "PRTF"}, "ADV": {"ADVB", "COMP", "PRED"},
    "PRON": {"NPRO"}, "DET": {"ADJF", "NPRO"}, "ADP": {"PREP"}, "CCONJ": {"CONJ"}, "SCONJ": {"CONJ"},
    "PART": {"PRCL"}, "NUM": {"NUMR"}, "INTJ": {"INTJ"},
}  # fmt: skip
_VERB_FORMS = {
    "VerbForm=Inf": {"INFN"}, "VerbForm=Part": {"PRTF", "PRTS"}, "VerbForm=Conv": {"GRND"}, "VerbForm=Fin": {"VERB"},
}  # fmt: skip


@lru_cache(maxsize=WORDS)
def choose_parse(word: str, tag: str) -> Parse:
    """Choose the dictionary reading of a word that agrees best with a model's tag.

    Args:
        word: A word form.
        tag: The tag in slovnet's notation, ``POS|Feature=Value|…``.

    Returns:
        The reading with the most agreeing features; ties go to the dictionary's first reading.
    """
    pos, _, features = tag.partition("|")
    wanted_pos = set(_POS.get(pos, set()))
    feature_list = features.split("|") if features else []
    for feature in feature_list:
        wanted_pos |= _VERB_FORMS.get(feature, set())
    wanted = [_GRAMMEMES[f] for f in feature_list if f in _GRAMMEMES]

    def agreement(parse: Parse) -> tuple[int, int]:
        return (parse.pos in wanted_pos, sum(bool(w & parse.grammemes) for w in wanted))

    return max(parse_word(word), key=agreement)


def split_sequences(doc: Doc) -> list[tuple[int, int]]:
    """Cut a document's tokens into sequences short enough for the models.

    Args:
        doc: A tokenized document.

    Returns:
        Half-open token ranges that cover the document: sentences and clauses between «;», cut at commas where longer
        than `MAX_SEQUENCE`.
    """
    cuts, start, comma = [], 0, 0
    for token in doc:
        i = token.i + 1
        if token.text == ",":
            comma = i
        full_stop = token.text in ".!?;" and (i == len(doc) or token.whitespace_)
        next_capital = i < len(doc) and doc[i].text[:1].isupper() and (i == 1 or len(doc[i - 2].text) > 2)
        if token.text == ";" or (full_stop and next_capital):
            cuts.append((start, i))
            start = i
        elif i - start >= MAX_SEQUENCE:
            cut = comma if comma > start else i
            cuts.append((start, cut))
            start = cut
    if start < len(doc):
        cuts.append((start, len(doc)))
    return cuts


def _pipe_in_batches(stream: Iterable[Doc]) -> Iterator[list[Doc]]:
    iterator = iter(stream)
    while batch := list(islice(iterator, BATCH_DOCS)):
        yield batch


def _sequences(docs: Sequence[Doc]) -> tuple[list[list[str]], list[tuple[int, int, int]]]:
    places = [(d, start, end) for d, doc in enumerate(docs) for start, end in split_sequences(doc)]
    return [[token.text for token in docs[d][start:end]] for d, start, end in places], places


class _Morphology:
    """Sets part of speech, morphology (Universal Dependencies) and the dictionary lemma of every token."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH_DOCS) -> Iterator[Doc]:  # noqa: ARG002
        for docs in _pipe_in_batches(stream):
            words, places = _sequences(docs)
            tags: list[list[str]] = [[] for _ in docs]
            for (d, _, _), row in zip(places, tag_morphology(words), strict=True):
                tags[d] += row
            for doc, row in zip(docs, tags, strict=True):
                self.set_tags(doc, row)
                yield doc

    def set_tags(self, doc: Doc, tags: list[str]) -> None:
        if not tags:
            return
        strings, morphology = self.vocab.strings, self.vocab.morphology
        rows: Any = np.empty((len(tags), 4), dtype=np.uint64)
        for i, (token, tag) in enumerate(zip(doc, tags, strict=True)):
            pos, _, features = tag.partition("|")
            lemma = choose_parse(token.text, tag).lemma
            rows[i] = (IDS.get(pos, IDS["X"]), strings.add(tag), morphology.add(features), strings.add(lemma))
        doc.from_array([POS, TAG, MORPH, LEMMA], rows)


class _Entities:
    """Sets ``doc.ents`` to persons, places and organisations."""

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH_DOCS) -> Iterator[Doc]:  # noqa: ARG002
        for docs in _pipe_in_batches(stream):
            words, places = _sequences(docs)
            spans: list[list[Span]] = [[] for _ in docs]
            for (d, start, _), row in zip(places, tag_entities(words), strict=True):
                spans[d] += [Span(docs[d], start + a, start + b, label=kind) for a, b, kind in _bio_spans(row)]
            for doc, ents in zip(docs, spans, strict=True):
                doc.set_ents(ents)
                yield doc


def _bio_spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        inside = kind and tag == f"I-{kind}"
        if kind and not inside:
            yield start, i, kind
            kind = ""
        if not inside and tag not in ("O", "<pad>"):
            start, kind = i, tag[2:]


@Language.factory("resextract_morphology")
def make_morphology(nlp: Language, name: str) -> _Morphology:  # noqa: ARG001
    """Make the morphology component."""
    return _Morphology(nlp)


@Language.factory("resextract_entities")
def make_entities(nlp: Language, name: str) -> _Entities:  # noqa: ARG001
    """Make the named entity component."""
    return _Entities(nlp)
