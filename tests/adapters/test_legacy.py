from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
from resextract.adapters.legacy import import_natasha
natasha = import_natasha()
assert import_natasha() is natasha
vocab = natasha.MorphVocab()
dates = [match.fact.as_json for match in natasha.DatesExtractor(vocab)("1 мая 2021 года")]
assert dates == [{"year": 2021, "month": 5, "day": 1}], dates
"""


@pytest.mark.slow
def test_natasha_imports_and_its_grammars_run() -> None:
    # A process of its own: the import leaves aliases in sys.modules.
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False, timeout=120)

    assert done.returncode == 0, done.stderr
