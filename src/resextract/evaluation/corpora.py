"""Files of records, read into documents: gold or predictions."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from resextract.language.phrases import phrase
from resextract.records.files import RecordsError, read_records
from resextract.records.models import TaskRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Corpus", "CorpusError", "find_other_texts", "load_corpus", "select_documents"]

Corpus = dict[str, list[TaskRecord]]
"""The records of each document, by doc_id; the order of the files and lines."""


class CorpusError(Exception):
    """A file or a line of it is no record of the contract; the message names the place and the reason."""


def load_corpus(path: Path) -> Corpus:
    """Read the records of a file, or of all ``*.jsonl`` of a folder.

    Args:
        path: A JSONL file, or a folder; folders below it are left out.

    Returns:
        The records by document. An empty file holds no document.

    Raises:
        CorpusError: The path cannot be read, a folder holds no ``*.jsonl``, or a line is no record.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise CorpusError(phrase("{path}: the folder holds no *.jsonl", path=path))
    corpus: Corpus = {}
    for file in files:
        seen = set(corpus)
        for record in _read_records(file):
            doc_id = record.document.doc_id
            if doc_id in seen:
                raise CorpusError(
                    phrase(
                        "{file}: the document {doc_id} stands in another file of the folder already",
                        file=file,
                        doc_id=doc_id,
                    )
                )
            corpus.setdefault(doc_id, []).append(record)
    return corpus


def select_documents(corpus: Corpus, patterns: Sequence[str]) -> Corpus:
    """Keep the documents whose doc_id matches one of the shell patterns; all, if there is no pattern.

    Raises:
        CorpusError: A pattern matches nothing.
    """
    for pattern in patterns:
        if not any(fnmatchcase(doc_id, pattern) for doc_id in corpus):
            raise CorpusError(
                phrase(
                    "no document of the gold matches {pattern!r}; it holds {names}",
                    pattern=pattern,
                    names=", ".join(sorted(corpus)),
                )
            )
    if not patterns:
        return corpus
    return {key: value for key, value in corpus.items() if any(fnmatchcase(key, pattern) for pattern in patterns)}


def find_other_texts(gold: Corpus, pred: Corpus) -> list[str]:
    """Return the documents whose records were made from different files, so that their offsets cannot be compared."""
    return sorted(
        doc_id
        for doc_id in gold.keys() & pred.keys()
        if {r.document.sha256 for r in gold[doc_id]} != {r.document.sha256 for r in pred[doc_id]}
    )


def _read_records(path: Path) -> Iterator[TaskRecord]:
    try:
        for _, record in read_records(path):
            yield record
    except RecordsError as error:
        raise CorpusError(str(error)) from error
