"""Write the golden outlines and records of the tests anew; look at the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from resextract.outline import build_outline
from resextract.outline.render import render_outline

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write every golden file."""
    tests = ROOT / "tests" / "outline"
    for path in sorted([*(ROOT / "data" / "raw").glob("*.txt"), *(tests / "documents").glob("*.txt")]):
        rendered = render_outline(build_outline(path.read_text(encoding="utf-8")))
        (tests / "golden" / f"{path.stem}.txt").write_text(rendered, encoding="utf-8")
        print(f"{path.stem}: {rendered.count(chr(10))} nodes")


if __name__ == "__main__":
    main()
