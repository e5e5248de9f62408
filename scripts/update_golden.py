"""Write the golden outlines and records of the tests anew; look at the difference before you commit it."""

from __future__ import annotations

from pathlib import Path

from resextract.outline import build_outline
from resextract.outline.render import render_outline
from resextract.pipeline.documents import extract_source
from resextract.reading.source import decode_source
from resextract.writers.jsonl import format_record

ROOT = Path(__file__).parent.parent


def main() -> None:
    """Write every golden file."""
    tests = ROOT / "tests" / "outline"
    for path in sorted([*(ROOT / "data" / "raw").glob("*.txt"), *(tests / "documents").glob("*.txt")]):
        rendered = render_outline(build_outline(path.read_text(encoding="utf-8")))
        (tests / "golden" / f"{path.stem}.txt").write_text(rendered, encoding="utf-8")
        print(f"{path.stem}: {rendered.count(chr(10))} nodes")
    golden = ROOT / "tests" / "pipeline" / "golden"
    for path in sorted((ROOT / "data" / "raw").glob("*.txt")):
        source = decode_source(path.read_bytes(), doc_id=path.stem, source=f"data/raw/{path.name}")
        lines = [format_record(record) for record in extract_source(source)]
        (golden / f"{path.stem}.jsonl").write_text("".join(lines), encoding="utf-8")
        print(f"{path.stem}: {len(lines)} records")


if __name__ == "__main__":
    main()
