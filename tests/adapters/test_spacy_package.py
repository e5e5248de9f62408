from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import sys
from resextract.pipeline.documents import extract_source
assert "spacy.cli" not in sys.modules and "weasel" not in sys.modules, "the command line was imported"
import spacy
assert "cli" not in vars(spacy)
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
import spacy.cli
assert callable(spacy.cli.app)
"""


def test_spacy_comes_without_its_command_line_which_still_works() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
