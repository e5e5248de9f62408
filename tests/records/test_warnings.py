"""The documentation of the warning codes is complete and names no code that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"^\| `([a-z_]+)` \|", re.MULTILINE)


def test_every_code_of_the_documentation_is_raised_somewhere() -> None:
    documented = CODE.findall((ROOT / "docs" / "warnings.md").read_text(encoding="utf-8"))
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    assert len(documented) > 10
    assert [code for code in documented if f'"{code}"' not in sources] == []


def test_every_warning_of_the_real_texts_is_documented() -> None:
    import json

    documented = CODE.findall((ROOT / "docs" / "warnings.md").read_text(encoding="utf-8"))
    golden = ROOT / "tests" / "pipeline" / "golden"
    raised = {
        code
        for path in golden.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
        for code in json.loads(line)["warnings"]
    }
    assert raised <= set(documented)
