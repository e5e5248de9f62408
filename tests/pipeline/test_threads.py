from __future__ import annotations

import os
import subprocess
import sys

import pytest

from resextract.pipeline.threads import THREAD_VARIABLES, limit_threads

SCRIPT = """
import os, sys
from resextract.pipeline import runs
from resextract.reading.inputs import find_inputs
assert "numpy" not in sys.modules, "numpy was imported before the threads were limited"
variables = {variables!r}
def look(source, config):
    import numpy
    os.write(1, f"worker {{[os.environ.get(name) for name in variables]}}\\n".encode())
    return []
runs._extract = look
list(runs.run_files(find_inputs(sys.argv[1:]), workers=2))
print("parent", [os.environ.get(name) for name in variables])
"""


def test_all_variables_are_set_whatever_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in THREAD_VARIABLES:
        monkeypatch.setenv(name, "8")
    limit_threads()
    assert [os.environ[name] for name in THREAD_VARIABLES] == ["1"] * len(THREAD_VARIABLES)


@pytest.mark.slow
def test_parent_and_workers_are_limited_before_numpy_is_imported(tmp_path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text("Решили: провести проверку.")
    environment = os.environ | dict.fromkeys(THREAD_VARIABLES, "8")
    script = SCRIPT.format(variables=THREAD_VARIABLES)
    command = [sys.executable, "-c", script, str(tmp_path)]
    lines = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines
    assert {line.split(maxsplit=1)[1] for line in lines} == {str(["1"] * len(THREAD_VARIABLES))}
