"""The child process that reads one PDF file: bytes on standard input, JSON on standard output."""

from __future__ import annotations

import io
import json
import logging
import sys

__all__ = ["main"]


def main() -> None:
    """Read the file and answer with ``{"text", "pages", "blank"}`` or ``{"problem"}``."""
    pages, seconds, memory = map(int, sys.argv[1:4])
    _limit(seconds, memory)
    logging.disable(logging.CRITICAL)  # the libraries describe each oddity of a file, in English
    answer = _read(sys.stdin.buffer.read(), pages)
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))
    sys.stdout.buffer.flush()


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit there
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, most_pages: int) -> dict[str, object]:
    try:
        import pdfplumber
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
        from pdfplumber.utils.exceptions import PdfminerException

        from resextract.reading.converters.pdf_pages import read_pages
    except ImportError as error:
        missing = f"reading PDF needs a library that is not installed ({error.name})"
        return {"problem": f"{missing}: pip install 'resextract[inputs]'"}
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            if len(document.pages) > most_pages:
                return {"problem": f"refused: {len(document.pages)} pages (the limit is {most_pages})"}
            if not document.pages:
                return {"problem": "damaged: a PDF file without pages"}
            return read_pages(document.pages)
    except MemoryError:
        return {"problem": "refused: reading the PDF takes too much memory"}
    except RecursionError:
        return {"problem": "refused: objects of the PDF are nested too deep or hold each other"}
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            return {"problem": "encrypted: the PDF opens only with a password; save it without one"}
        return {"problem": f"damaged: the PDF cannot be read: {type(cause).__name__} {str(cause)[:100]}".strip()}
    except Exception as error:  # what a library raises on a broken file is beyond any list
        return {"problem": f"damaged: the PDF cannot be read: {type(error).__name__} {str(error)[:100]}".strip()}


if __name__ == "__main__":
    main()
