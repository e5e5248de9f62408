"""PDF → text: in a process of its own, within limits of time and memory, whatever the file holds.

A PDF is a program for drawing pages: a small one can ask for any amount of memory and time, and the libraries that read
PDF files count neither. So the file goes to a child process, and what comes back is text or a reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.util import find_spec

from resextract.language.phrases import Phrase, phrase
from resextract.reading.converters.blocks import Converted
from resextract.reading.converters.errors import ConversionError, MissingExtraError, ResourceError

__all__ = ["MAX_MEMORY", "MAX_PAGES", "MAX_SECONDS", "convert_pdf"]

MAX_PAGES = 1_000
"""Pages from which on a file is refused; the longest acts have two hundred."""
MAX_SECONDS = 120
"""Processor time for one file; a page takes 0.05 to 0.2 s."""
MAX_MEMORY = 2_000_000_000
"""Bytes of memory for one file (where the system can limit it: not on Windows)."""
_PATIENCE = 5
"""How many times longer than its processor time the process may take, on a machine that is busy."""


def convert_pdf(data: bytes) -> Converted:
    """Convert a PDF file.

    Args:
        data: The file's bytes.

    Returns:
        Its text layer, line by line as printed, hyphenation left as it is; tables with ruled lines as tables. Numbers
        and running heads of pages are left out. A page most of whose text is turned is turned back. Some pages that are
        only pictures are the warning ``pages_without_text``, words that stand askew to their page ``rotated_text``.

    Raises:
        ConversionError: The file is damaged, encrypted or has no text layer, or takes more pages, time or memory than
            the limits allow.
        ResourceError: The machine has not enough memory to spare for it.
        MissingExtraError: The library is not installed.
    """
    if find_spec("pdfplumber") is None:
        raise MissingExtraError("pdf")
    # -P: a folder that happens to be the working one must not lend its modules.
    command = [sys.executable, "-P", "-m", "resextract.reading.converters.pdf_process"]
    command += [str(MAX_PAGES), str(MAX_SECONDS), str(MAX_MEMORY)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=_PATIENCE * MAX_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ConversionError(
            phrase("refused: reading the PDF takes more than {limit} s", limit=MAX_SECONDS)
        ) from error
    except OSError as error:
        raise ResourceError(
            phrase("the process that reads PDF files cannot be started: {reason}", reason=str(error))
        ) from error
    if done.returncode:
        raise _explain_death(done.returncode)
    answer = json.loads(done.stdout)
    if template := answer.get("problem"):
        raise (ResourceError if answer["transient"] else ConversionError)(Phrase(template, answer["values"]))
    codes = {"pages_without_text": answer["blank"], "rotated_text": answer["rotated"]}
    warnings = tuple(code for code, pages in codes.items() if pages)
    return Converted(answer["text"], answer["pages"], warnings)


def _explain_death(code: int) -> ConversionError:
    import signal

    # A system that is short of memory kills; what takes too long is told so by another signal.
    kind = ResourceError if code == -getattr(signal, "SIGKILL", 0) else ConversionError
    if code in (-getattr(signal, "SIGXCPU", 0), -getattr(signal, "SIGKILL", 0)):
        return kind(
            phrase("refused: reading the PDF takes more than {limit} s or more memory than there is", limit=MAX_SECONDS)
        )
    return kind(phrase("damaged or made to do harm: the process that read the PDF ended with code {code}", code=code))
