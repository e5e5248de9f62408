"""Speed of resextract beside natasha's own pipeline on the same text, in one process, one core.

Prints a table: characters per second of both over the texts of data/raw repeated ten times (rounds interleaved, best
round of each counts), the share of the rules' speed that is left with the trained model, how time grows from 1 to 10 to
100 copies in one file, the cold start of one text, the start of ``--help`` and the peak memory of a process.
"""

from __future__ import annotations

import os

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = os.environ["MKL_NUM_THREADS"] = "1"

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from resextract.adapters.legacy import import_natasha
from resextract.pipeline.config import NO_MODEL, load_config
from resextract.pipeline.documents import extract_source
from resextract.reading.source import make_source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RAW = Path(__file__).parent.parent / "data" / "raw"


def time_call(call: Callable[[], object]) -> float:
    """Return the seconds that a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def load_natasha() -> Callable[[str], Any]:
    """Return natasha's segmentation, morphology, syntax and named entities as one function."""
    natasha = import_natasha()
    segmenter, embedding = natasha.Segmenter(), natasha.NewsEmbedding()
    morph = natasha.NewsMorphTagger(embedding)
    syntax = natasha.NewsSyntaxParser(embedding)
    ner = natasha.NewsNERTagger(embedding)

    def run(text: str) -> Any:
        doc = natasha.Doc(text)
        doc.segment(segmenter)
        doc.tag_morph(morph)
        doc.parse_syntax(syntax)
        doc.tag_ner(ner)
        return doc

    return run


def run_resextract(text: str, model: str | None = None) -> int:
    """Extract the records of a text, with a trained model or the default one, and return how many there are."""
    return len(extract_source(make_source(text, doc_id="bench"), load_config(model=model)))


def compare_speed(texts: Sequence[str], copies: int, rounds: int) -> tuple[float, float]:
    """Return characters per second of resextract and of natasha, best of some interleaved rounds."""
    natasha = load_natasha()
    run_resextract(texts[0])
    natasha(texts[0])
    chars = copies * sum(map(len, texts))
    ours, theirs = [], []
    for number in range(rounds):
        ours.append(time_call(lambda: [run_resextract(t) for _ in range(copies) for t in texts]))
        theirs.append(time_call(lambda: [natasha(t) for _ in range(copies) for t in texts]))
        print(f"  round {number + 1}: resextract {ours[-1]:.2f} s, natasha {theirs[-1]:.2f} s", flush=True)
    return chars / min(ours), chars / min(theirs)


def compare_models(texts: Sequence[str], copies: int, rounds: int) -> tuple[float, float]:
    """Return characters per second with the default model and by the rules alone, best of some interleaved rounds."""

    def run_all(model: str) -> None:
        for text in [*texts] * copies:
            run_resextract(text, model)

    seconds: dict[str, list[float]] = {"default": [], NO_MODEL: []}
    for _ in range(rounds):
        for model, found in seconds.items():
            run_resextract(texts[0], model)
            found.append(time_call(partial(run_all, model)))
    chars = copies * sum(map(len, texts))
    return chars / min(seconds["default"]), chars / min(seconds[NO_MODEL])


def measure_growth(text: str) -> list[tuple[int, float]]:
    """Return seconds for 1, 10 and 100 copies of a text in one document."""
    return [(n, time_call(lambda n=n: run_resextract("\n\n".join([text] * n)))) for n in (1, 10, 100)]  # type: ignore[misc]


def measure_process(*command: str) -> float:
    """Return the median wall time of a command over five runs."""
    return statistics.median(
        time_call(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(5)
    )


def measure_memory(*command: str) -> float:
    """Return the peak memory of a command in MB."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, capture_output=True); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    out = subprocess.run([sys.executable, "-c", script, *command], check=True, capture_output=True, text=True)
    return float(out.stdout)


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=10, help="how often the five texts are repeated")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds; the best counts")
    options = parser.parse_args()
    files = sorted(RAW.glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in files]

    print(f"{len(texts)} texts × {options.copies}, one process:")
    ours, theirs = compare_speed(texts, options.copies, options.rounds)
    print(f"resextract, text to records     {ours:>10,.0f} characters/s")
    print(f"natasha, segmentation to NER    {theirs:>10,.0f} characters/s")
    print(f"ratio                           {ours / theirs:>10.2f}")
    with_model, rules = compare_models(texts, options.copies, options.rounds)
    print(f"rules alone                     {rules:>10,.0f} characters/s")
    print(f"with the model, share of it     {with_model / rules:>10.2f}")
    print("growth, copies of one text in one document:")
    for copies, seconds in measure_growth(texts[2]):
        print(f"  {copies:>4} copies {seconds:>8.2f} s   {seconds / copies * 1000:>7.1f} ms a copy")

    command = [sys.executable, "-m", "resextract"]
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder) / "tasks.jsonl")
        typer = measure_process(sys.executable, "-c", "import typer")
        print(f"python -c 'import typer'        {typer:>10.2f} s")
        print(f"resextract --help               {measure_process(*command, '--help'):>10.2f} s")
        one = [*command, "extract", str(files[2]), "-o", output]
        print(f"one text, cold                  {measure_process(*one):>10.2f} s")
        print(
            f"peak memory, five texts         {measure_memory(*command, 'extract', str(RAW), '-o', output):>10.0f} MB"
        )
    print(f"peak memory of this process     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:>10.0f} MB")


if __name__ == "__main__":
    main()
