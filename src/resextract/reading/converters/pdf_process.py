"""The child process that reads one PDF file: bytes on standard input, JSON on standard output."""

from __future__ import annotations

import io
import json
import logging
import sys
from contextlib import suppress

from resextract.language.phrases import Phrase, phrase

__all__ = ["main"]


def main() -> None:
    """Answer with ``{"text", "pages", "blank", "rotated"}``, or ``{"problem", "values", "transient"}``."""
    pages, seconds, memory = map(int, sys.argv[1:4])
    is_limited = _limit(seconds, memory)
    logging.disable(logging.CRITICAL)  # the libraries describe each oddity of a file, in English
    answer = _read(sys.stdin.buffer.read(), pages)
    problem = answer.get("problem")
    if isinstance(problem, Phrase):
        # Beyond our limit of memory the file is to blame, below it the machine.
        transient = bool(answer.get("short")) and not is_limited
        answer = {"problem": problem.template, "values": dict(problem.values), "transient": transient}
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    sys.stdout.buffer.flush()


def _limit(seconds: int, memory: int) -> bool:
    """Limit the process; return whether it may use as much memory as was asked for, and no more."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit there
        return False
    wanted = (
        (resource.RLIMIT_CPU, seconds, seconds + 5),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for kind, soft, hard in wanted:
        # A limit of the user's own is the lower bound of ours; macOS refuses some limits whatever their value.
        with suppress(ValueError, OSError):
            _, ceiling = resource.getrlimit(kind)
            if ceiling != resource.RLIM_INFINITY:
                soft, hard = min(soft, ceiling), min(hard, ceiling)  # noqa: PLW2901 - the clamped ones
            resource.setrlimit(kind, (soft, hard))
    return resource.getrlimit(resource.RLIMIT_AS)[0] == memory


def _read(data: bytes, most_pages: int) -> dict[str, object]:
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException

        from resextract.reading.converters.pdf_pages import read_pages
    except ImportError as error:
        return {
            "problem": phrase(
                "reading PDF needs a library that is not installed ({library}): pip install 'resextract[inputs]'",
                library=error.name,
            )
        }
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > most_pages:
                return {
                    "problem": phrase(
                        "refused: {number} pages (the limit is {limit})", number=len(document.pages), limit=most_pages
                    )
                }
            if not document.pages:
                return {"problem": phrase("damaged: a PDF file without pages")}
            return read_pages(document.pages)
    except MemoryError:
        return {"problem": phrase("refused: reading the PDF takes too much memory"), "short": True}
    except RecursionError:
        return {"problem": phrase("refused: objects of the PDF are nested too deep or hold each other")}
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            return {"problem": phrase("encrypted: the PDF opens only with a password; save it without one")}
        return {"problem": _describe_damage(cause)}
    except Exception as error:  # what a library raises on a broken file is beyond any list
        return {"problem": _describe_damage(error)}


def _describe_damage(error: object) -> Phrase:
    reason = f"{type(error).__name__} {str(error)[:100]}".strip()
    return phrase("damaged: the PDF cannot be read: {reason}", reason=reason)


if __name__ == "__main__":
    main()
