"""The command `convert` with a label map: corpora of others as examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from resextract.cli.messages import FAILED, OK, report, report_usage, tell
from resextract.language.phrases import phrase
from resextract.pipeline.threads import limit_threads
from resextract.writers.jsonl import OutputError, open_output

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["convert_corpus"]


def convert_corpus(folder: Path, label_map: Path, output: str) -> int:
    """Convert a brat corpus with labels of its own to examples.

    Args:
        folder: The folder of ``.txt`` and ``.ann`` files.
        label_map: The label map, see `resextract.learning.foreign`.
        output: A ``DocBin`` file.

    Returns:
        The exit code: 1 if the corpus or the map cannot be used, 2 if the output cannot be written.
    """
    limit_threads()
    from resextract.annotation import build_language
    from resextract.learning.annotations import AnnotationsError
    from resextract.learning.examples import dump_examples, list_gold
    from resextract.learning.foreign import load_label_map, read_corpus

    try:
        examples = read_corpus(folder, load_label_map(label_map), build_language())
        with open_output(output) as stream:
            stream.write(dump_examples(examples))
    except AnnotationsError as error:
        for problem in str(error).split("\n"):
            report(problem)
        return FAILED
    except OutputError as error:
        return report_usage(str(error))
    mentions = sum(len(list_gold(doc)) for text in examples for doc in text.docs)
    tell(
        phrase("{number} texts, {mentions} mentions: {output}", number=len(examples), mentions=mentions, output=output)
    )
    return OK
