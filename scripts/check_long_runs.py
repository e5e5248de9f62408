"""Check that long runs neither grow in memory nor lose or repeat a record when they are killed.

Writes invented texts with ever new names and words into a temporary folder, then prints

* the peak memory of a run over few and over many of them, and their ratio (the bar is 1.2);
* for ten kills at random moments, each after the last, whether ``--resume`` ends with the bytes of an unbroken run.

Exit code 1 if a bar is missed. ``--files 2000`` takes some ten minutes on one core.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RAW = Path(__file__).parent.parent / "data" / "raw"
SYLLABLES = ("ба", "во", "ги", "де", "жу", "за", "ки", "ло", "му", "не", "по", "ру", "са", "ти", "фо", "хе", "ца", "чу")
FEW = 20
MOST_GROWTH = 1.2


def invent_text(number: int) -> str:
    """Return a piece of a real text with items whose names and words no other text has."""
    chance = random.Random(number)  # noqa: S311 - no secret, and the same texts every time

    def word(syllables: int) -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(syllables)).capitalize()

    sources = sorted(RAW.glob("*.txt"))
    body = sources[number % len(sources)].read_text(encoding="utf-8")[:5000]
    items = "\n".join(
        f"{item}. Управлению образования {word(3)}ского района до {chance.randint(1, 28)} мая "
        f"{chance.randint(2020, 2030)} года обеспечить {word(2).lower()}ние {word(3).lower()}ности по программе "
        f"«{word(3)} {word(4).lower()}» не менее чем на {chance.randint(1, 99)} %."
        for item in range(50, 62)
    )
    return f"Постановление № {number} главы {word(3)}ского района\n\n{body}\n{items}\n"


def start(folder: Path, output: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a run over a folder."""
    command = [sys.executable, "-m", "resextract", "extract", str(folder), "-o", str(output), "--quiet", *options]
    return subprocess.Popen(command)


def measure_peak(folder: Path, output: Path) -> float:
    """Return the peak memory of a run in MB."""
    process = start(folder, output)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the run over {folder} failed")
    return usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kill_and_resume(folder: Path, output: Path, kills: int, seed: int, longest: float) -> tuple[int, str]:
    """Kill a run again and again; return how often it was hit, and the digest of what it ends with."""
    chance, hits = random.Random(seed), 0  # noqa: S311
    for number in range(kills):
        process = start(folder, output, "--resume", "--workers", str(1 + number % 2))
        time.sleep(chance.uniform(0.3, longest))
        hits += process.poll() is None
        process.kill()
        process.wait()
    if start(folder, output, "--resume").wait():
        raise SystemExit("the last run failed")
    return hits, digest(output)


def main() -> int:
    """Run both checks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=400, help="how many texts (default: %(default)s)")
    parser.add_argument("--kills", type=int, default=10, help="how many kills (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=0, help="for the moments of the kills")
    parser.add_argument("--longest", type=float, default=8, help="seconds before a kill at most (default: %(default)s)")
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        for name, number in (("few", FEW), ("many", options.files)):
            (root / name).mkdir()
            for n in range(number):
                (root / name / f"{n:05}.txt").write_text(invent_text(n), encoding="utf-8")
        few, many = (measure_peak(root / name, root / f"{name}.jsonl") for name in ("few", "many"))
        print(
            f"peak memory: {few:.0f} MB for {FEW} files, {many:.0f} MB for {options.files}: {many / few:.2f}",
            flush=True,
        )
        hits, ended = kill_and_resume(
            root / "many", root / "killed.jsonl", options.kills, options.seed, options.longest
        )
        same = ended == digest(root / "many.jsonl")
        print(f"killed {hits} times on the way: {'the same bytes' if same else 'OTHER BYTES'}")
    return 0 if same and many <= MOST_GROWTH * few else 1


if __name__ == "__main__":
    sys.exit(main())
