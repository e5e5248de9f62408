from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resextract.writers.journals import LOG, PART, JournaledOutput, ResumeError, StepOutput, open_steps
from resextract.writers.jsonl import OutputError

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {"version": "1"}
KEYS = ["a", "b", "c"]
DATA = [b"one\n", b"", b"three\nthree\n"]


class Killed(BaseException):
    """Stands in for a kill: nothing after it runs but what the block itself cleans up."""


def run(
    target: Path,
    *,
    stop_after: int | None = None,
    resume: bool = False,
    keys: list[str] = KEYS,
    settings: dict[str, str] = SETTINGS,
) -> StepOutput:
    with open_steps(str(target), settings, keys, resume=resume) as steps:
        for number in range(len(steps.done), len(keys)):
            if number == stop_after:
                raise Killed
            steps.append(keys[number], DATA[number], {"n": number})
    return steps


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_whole_run_leaves_its_output_alone(tmp_path: Path) -> None:
    run(tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"".join(DATA)
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("stop", [1, 2])
def test_a_broken_off_run_is_gone_on_with(tmp_path: Path, stop: int) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")
    with pytest.raises(Killed):
        run(target, stop_after=stop)
    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["out", f"out{PART}", f"out{LOG}"]
    steps = run(target, resume=True)
    assert [step.outcome["n"] for step in steps.done] == list(range(stop))
    assert target.read_bytes() == b"".join(DATA)
    assert names(tmp_path) == ["out"]


def test_a_run_that_has_done_nothing_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Killed):
        run(tmp_path / "out", stop_after=0)
    assert names(tmp_path) == []


def test_an_abandoned_run_leaves_the_target_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")
    with open_steps(str(target), SETTINGS, KEYS) as steps:
        steps.append("a", b"", {})
        steps.abandoned = True
    assert (names(tmp_path), target.read_bytes()) == (["out"], b"old")


def test_without_resume_a_broken_off_run_is_discarded(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with pytest.raises(Killed):
        run(target, stop_after=2)
    steps = run(target)
    assert isinstance(steps, JournaledOutput)
    assert (steps.done, steps.discarded) == ((), True)
    assert target.read_bytes() == b"".join(DATA)


def test_other_settings_are_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with pytest.raises(Killed):
        run(target, stop_after=2)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(ResumeError, match="other settings"):
        run(target, resume=True, settings={"version": "2"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_an_input_that_has_changed_is_read_again_and_all_after_it(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with pytest.raises(Killed):
        run(target, stop_after=2)
    steps = run(target, resume=True, keys=["a", "b*", "c"])
    assert isinstance(steps, JournaledOutput)
    assert ([step.key for step in steps.done], steps.changed) == (["a"], True)
    assert target.read_bytes() == b"".join(DATA)


def test_a_step_that_does_not_hold_is_made_again_and_all_after_it(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with pytest.raises(Killed):
        run(target, stop_after=2)
    with open_steps(str(target), SETTINGS, KEYS, resume=True, keep=lambda outcome: outcome["n"] != 1) as steps:
        assert isinstance(steps, JournaledOutput)
        assert ([step.key for step in steps.done], steps.changed, steps.repeated) == (["a"], False, True)
        for number in (1, 2):
            steps.append(KEYS[number], DATA[number], {})
    assert target.read_bytes() == b"".join(DATA)


@pytest.mark.parametrize("is_renamed", [False, True])
def test_a_run_that_cannot_be_gone_on_with_is_left_as_it_is(tmp_path: Path, is_renamed: bool) -> None:
    target = tmp_path / "out"
    with pytest.raises(Killed):
        run(target, stop_after=2)
    if is_renamed:
        (tmp_path / f"out{PART}").rename(target)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def refuse(_: object) -> bool:
        raise ResumeError("another library")

    with (
        pytest.raises(ResumeError, match="another library"),
        open_steps(str(target), SETTINGS, KEYS, resume=True, keep=refuse),
    ):
        pass
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_key_with_a_line_end_of_unicode_is_one_line_of_the_log(tmp_path: Path) -> None:
    with pytest.raises(Killed):
        run(tmp_path / "out", stop_after=1, keys=["a\u2028\x85", "b"])
    assert len((tmp_path / f"out{LOG}").read_text(encoding="utf-8").splitlines()) == 2
    assert len(run(tmp_path / "out", resume=True, keys=["a\u2028\x85", "b"]).done) == 1


def test_fewer_inputs_than_the_broken_off_run_had(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with pytest.raises(Killed):
        run(target, stop_after=2)
    run(target, resume=True, keys=["a"])
    assert target.read_bytes() == DATA[0]


@given(part=st.integers(0, 20), log=st.integers(0, 600))
def test_whatever_a_kill_has_cut_off_the_end_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, part: int, log: int
) -> None:
    folder = tmp_path_factory.mktemp("run")
    with pytest.raises(Killed):
        run(folder / "out", stop_after=2)
    for name, size in ((f"out{PART}", part), (f"out{LOG}", log)):
        file = folder / name
        file.write_bytes(file.read_bytes()[:size] + b"half" * (size % 2))
    settings = (folder / f"out{LOG}").read_bytes().partition(b"\n")
    if settings[1] and not settings[0].endswith(b"}"):
        return  # a log whose head is damaged is refused, see the test of other settings
    run(folder / "out", resume=True)
    assert (folder / "out").read_bytes() == b"".join(DATA)
    assert names(folder) == ["out"]


def test_a_run_killed_between_renaming_and_removing_the_log_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out"

    def stop_before_the_end() -> None:
        with open_steps(str(target), SETTINGS, KEYS) as steps:
            for key, data in zip(KEYS, DATA, strict=True):
                steps.append(key, data, {})
            raise Killed

    with pytest.raises(Killed):
        stop_before_the_end()
    (tmp_path / f"out{PART}").rename(target)
    assert len(run(target, resume=True).done) == len(KEYS)
    assert (names(tmp_path), target.read_bytes()) == (["out"], b"".join(DATA))


def test_an_output_of_another_run_is_not_taken_for_the_part(tmp_path: Path) -> None:
    target = tmp_path / "out"
    with pytest.raises(Killed):
        run(target, stop_after=2)
    (tmp_path / f"out{PART}").unlink()
    target.write_bytes(b"old")
    assert run(target, resume=True).done == ()
    assert target.read_bytes() == b"".join(DATA)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no locks of POSIX")
@pytest.mark.parametrize("resumed", [False, True])
def test_two_runs_do_not_write_one_file(tmp_path: Path, resumed: bool) -> None:
    if resumed:
        with pytest.raises(Killed):
            run(tmp_path / "out", stop_after=1)
    script = (
        "import sys; from resextract.writers.journals import open_steps\n"
        f"with open_steps('out', {SETTINGS}, {KEYS}, resume={resumed}) as steps:\n"
        "    steps.append('c', b'1', {}); print('open', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        for resume in (False, True):
            with pytest.raises(OutputError, match="another run is writing"):
                run(tmp_path / "out", resume=resume)
        process.communicate()
    assert (tmp_path / "out").read_bytes() == (DATA[0] if resumed else b"") + b"1"


def test_steps_without_records_are_not_taken_for_an_old_output(tmp_path: Path) -> None:
    target = tmp_path / "out"

    def stop_after_nothing() -> None:
        with open_steps(str(target), SETTINGS, ["a"]) as steps:
            steps.append("a", b"", {})
            raise Killed

    with pytest.raises(Killed):
        stop_after_nothing()
    (tmp_path / f"out{PART}").unlink()
    target.write_bytes(b"old")
    with open_steps(str(target), SETTINGS, ["a"], resume=True) as steps:
        assert steps.done == ()
        steps.abandoned = True
    assert target.read_bytes() == b"old"


def test_standard_output_is_written_to_directly(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    with open_steps("-", SETTINGS, KEYS) as steps:
        steps.append("a", b"one\n", {})
    assert capfdbinary.readouterr().out == b"one\n"
