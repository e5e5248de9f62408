from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

import pytest

from resextract.language.lexicons import read_resource
from resextract.writers.report.assets import SCRIPTS, STYLES, hash_asset, join_scripts, join_styles

REPORT = files("resextract") / "resources" / "report"


def test_every_file_is_joined() -> None:
    assert {f"{name}.js" for name in SCRIPTS} == {path.name for path in (REPORT / "scripts").iterdir()}
    assert {f"{name}.css" for name in STYLES} == {path.name for path in (REPORT / "styles").iterdir()}


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_module_imports_only_what_earlier_ones_export(name: str) -> None:
    script = read_resource(f"report/scripts/{name}.js")
    for names, module in re.findall(r'^import \{ (.+) \} from "\./(\w+)\.js";$', script, re.MULTILINE):
        assert module in SCRIPTS[: SCRIPTS.index(name)]
        exporting = read_resource(f"report/scripts/{module}.js")
        for wanted in names.split(", "):
            assert re.search(rf"^export (function|class|const) {wanted}\b", exporting, re.MULTILINE), wanted
    assert len(re.findall(r"^import ", script, re.MULTILINE)) == len(
        re.findall(r"^import .* from ", script, re.MULTILINE)
    )


def test_no_name_is_declared_by_two_modules() -> None:
    declared = re.findall(r"^(?:export )?(?:function|class|const|let) (\w+)", join_scripts(), re.MULTILINE)
    assert sorted(declared) == sorted(set(declared))


def test_the_joined_script_neither_imports_nor_exports() -> None:
    assert not re.search(r"^(import|export)\b", join_scripts(), re.MULTILINE)


def test_nothing_ends_its_element_or_reads_markup_or_asks_the_network() -> None:
    script = join_scripts()
    assert "</" not in script
    assert "</" not in join_styles()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|fetch\(|XMLHttp", script
    )
    assert not re.search(r"@import|url\(", join_styles())
    assert "http" not in script.replace("http://www.w3.org/2000/svg", "")


def test_a_hash_lets_exactly_one_text_pass() -> None:
    assert hash_asset("a") == f"'sha256-{base64.b64encode(hashlib.sha256(b'a').digest()).decode()}'"
    assert hash_asset("a") != hash_asset("a\n")
