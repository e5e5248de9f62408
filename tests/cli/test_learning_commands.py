from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.annotated_texts import make_text

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

QUICK = ("--set", "training.folds=2", "--set", "tagger.rounds=20")


@pytest.fixture
def corpus(resextract: Run, small_corpus: Path) -> Path:
    """The small corpus in the working folder."""
    shutil.copytree(small_corpus.parent, "c", ignore=shutil.ignore_patterns("models"))
    return Path("c/annotated")


class TestTrain:
    def test_a_model_is_written_and_used(self, resextract: Run, corpus: Path) -> None:
        result = resextract("train", "crf", "--data", str(corpus), "--root", "c", "-o", "m", *QUICK)
        assert (result.code, "6 texts, 24 tasks; roles of 6" in result.err) == (0, True)
        Path("a.txt").write_text(make_text("a", 5)[0], encoding="utf-8")
        assert resextract("extract", "a.txt", "--model", "m").out.count("\n") == 4
        assert "roles       hybrid" in resextract("models", "m").out

    def test_several_folders_and_roles_of_nobody(self, resextract: Run, corpus: Path) -> None:
        Path("c/mine/roles").mkdir(parents=True)
        for name in ("t0.jsonl", "t1.jsonl"):
            (corpus / name).rename(f"c/mine/{name}")
            (corpus / "roles" / name).rename(f"c/mine/roles/{name}")
        shutil.copy("c/mine/roles/t0.jsonl", "c/mine/roles/typo.jsonl")
        result = resextract("train", "--data", str(corpus), "--data", "c/mine", "--root", "c", "-o", "m", *QUICK)
        assert (result.code, "6 texts, 24 tasks; roles of 6" in result.err) == (0, True)
        assert "c/mine/roles: roles of no text that is learned from: typo" in result.err
        assert "what is chosen on fewer than 10 is a guess" in result.err

    def test_quiet_says_nothing(self, resextract: Run, corpus: Path) -> None:
        result = resextract("train", "--data", str(corpus), "--root", "c", "-o", "m", "-q", *QUICK)
        assert (result.code, result.err, result.out) == (0, "", "")

    def test_unsound_data_are_refused_before_the_training_starts(self, resextract: Run, corpus: Path) -> None:
        (corpus / "t1.jsonl").write_text("", encoding="utf-8")
        (corpus / "roles" / "t2.jsonl").write_text("{}", encoding="utf-8")
        result = resextract("train", "--data", str(corpus), "--root", "c", "-o", "m", *QUICK)
        assert result.code == 1
        assert "c/annotated/t1.jsonl, line 1: the file is empty" in result.err
        assert "nothing was trained" in result.err
        assert not Path("m").exists()

    @pytest.mark.parametrize(
        ("arguments", "code", "reason"),
        [
            (("bert",), 2, "there is no such file; the package's own are called crf, ner"),
            (("crf", "--set", "seed=5"), 2, "--set seed=5: is no SECTION.NAME=VALUE"),
            (("crf", "--set", "training.folds=1"), 2, "training.folds must be a whole number from 2"),
            (("crf", "--extra", "missing.spacy"), 1, "missing.spacy: cannot be read"),
            (("crf", "--extra", "c/annotated/t0.jsonl"), 1, "is no DocBin"),
            (("crf", "-o", "c"), 2, "c: is there already and is no model"),
            (("crf", "--data", "nowhere"), 1, "nowhere"),
            (("crf", "--set", "tagger.rounds=-1"), 1, "tagger.rounds must be 1 at least"),
        ],
    )
    def test_what_cannot_be_done_is_said(
        self, resextract: Run, corpus: Path, arguments: tuple[str, ...], code: int, reason: str
    ) -> None:
        base = ("--data", str(corpus), "--root", "c", "-o", "m", "--set", "training.folds=2")
        result = resextract("train", arguments[0], *base, *arguments[1:])
        assert (result.code, reason in result.err) == (code, True), result.err

    def test_a_training_that_breaks_off_leaves_the_model_before_it(
        self, resextract: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        arguments = ("train", "--data", str(corpus), "--root", "c", "-o", "m", "-q", *QUICK)
        assert resextract(*arguments).code == 0
        before = {path.name: path.read_bytes() for path in Path("m").iterdir()}

        def fail(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr("resextract.tagging.folders._write_file", fail)
        assert resextract(*arguments).code != 0
        assert {path.name: path.read_bytes() for path in Path("m").iterdir()} == before


class TestModels:
    def test_the_installed_ones_are_listed(self, resextract: Run) -> None:
        assert resextract("models").out.startswith("default  crf  ")

    def test_one_is_described(self, resextract: Run) -> None:
        out = resextract("models", "default").out
        assert "made by resextract" in out
        assert "actors" in out

    def test_an_unknown_one_is_wrong_usage(self, resextract: Run) -> None:
        result = resextract("models", "nobody")
        assert (result.code, "no model of that name is installed" in result.err) == (2, True)

    def test_a_damaged_one_is_named(self, resextract: Run, small_model: Path) -> None:
        shutil.copytree(small_model, "bad")
        Path("bad/roles.crfsuite").write_bytes(b"")
        result = resextract("models", "bad")
        assert (result.code, "roles.crfsuite: was changed or cut off" in result.err) == (1, True)


class TestModelOption:
    @pytest.mark.parametrize("command", [("extract",), ("outline",), ("explain",)])
    def test_a_foreign_folder_is_refused(self, resextract: Run, command: tuple[str, ...]) -> None:
        Path("spacy-model").mkdir()
        Path("a.txt").write_text(make_text("a", 1)[0], encoding="utf-8")
        result = resextract(*command, "a.txt", "--model", "spacy-model")
        assert (result.code, "is no model of resextract" in result.err) == (2, True)

    def test_rules_alone(self, resextract: Run) -> None:
        Path("a.txt").write_text(make_text("a", 1)[0], encoding="utf-8")
        out = resextract("explain", "a.txt", "--model", "none").out
        assert "rule " in out
        assert "trained model" not in out

    def test_explain_says_how_sure_a_model_is(self, resextract: Run, small_model: Path) -> None:
        Path("a.txt").write_text(make_text("a", 1)[0], encoding="utf-8")
        components = 'components = ["resextract_morphology", "resextract_deadlines", "resextract_actions"]\n'
        Path("c.toml").write_text(
            f'{components}model = "{small_model}"\n[slots]\ndeadlines = "model"\n', encoding="utf-8"
        )
        out = resextract("explain", "a.txt", "--config", "c.toml").out
        assert "trained model, confidence 0." in out or "trained model, confidence 1." in out


class TestCrossValidate:
    def test_tables_and_pictures(self, resextract: Run, corpus: Path) -> None:
        result = resextract(
            "evaluate", str(corpus), "--cross-validate", "--root", "c", "--folds", "2", "--curve", "curve.png"
        )
        assert (result.code, "hybrid is read as" in result.out) == (0, True), result.err
        assert Path("curve.png").read_bytes().startswith(b"\x89PNG")
        assert Path("curve-calibration.png").exists()

    @pytest.mark.parametrize("arguments", [("pred.jsonl",), ("-d", "t*"), ("--errors", "e.md")])
    def test_it_takes_no_predictions(self, resextract: Run, corpus: Path, arguments: tuple[str, ...]) -> None:
        result = resextract("evaluate", str(corpus), *arguments, "--cross-validate")
        assert (result.code, "--cross-validate" in result.err) == (2, True)

    def test_without_it_predictions_are_needed(self, resextract: Run, corpus: Path) -> None:
        result = resextract("evaluate", str(corpus))
        assert (result.code, "did you mean --cross-validate" in result.err) == (2, True)


class TestSuggest:
    def test_what_is_written_reads_back_as_label_studio_exports_it(self, resextract: Run, small_model: Path) -> None:
        Path("a.txt").write_text(make_text("a", 9)[0].replace("Отделу", "Метеопосту"), encoding="utf-8")
        result = resextract("suggest", "a.txt", "-n", "2", "-o", "next.json", "--model", str(small_model))
        assert (result.code, "2 tasks in 1 texts" in result.err) == (0, True), result.err
        (task,) = json.loads(Path("next.json").read_text(encoding="utf-8"))
        notes = [r["meta"]["text"] for r in task["predictions"][0]["result"] if "meta" in r]
        assert len(notes) == len(task["data"]["suggested"]) == 2
        assert "annotations" not in task
        task["annotations"] = [{"result": task["predictions"][0]["result"]}]
        Path("done.json").write_text(json.dumps([task]), encoding="utf-8")
        assert resextract("convert", "done.json", "--from", "label-studio", "-o", "new.jsonl").code == 0
        config = ("--model", str(small_model))
        assert resextract("extract", "a.txt", *config).out == Path("new.jsonl").read_text(encoding="utf-8")

    def test_texts_that_the_model_has_learned_from_are_left_out(
        self, resextract: Run, small_corpus: Path, small_model: Path
    ) -> None:
        shutil.copy(small_corpus.parent / "texts" / "t0.txt", "known.txt")
        Path("a.txt").write_text(make_text("a", 9)[0].replace("Отделу", "Метеопосту"), encoding="utf-8")
        result = resextract("suggest", "known.txt", "a.txt", "-o", "next.json", "--model", str(small_model))
        assert (result.code, "known.txt: left out: the model was trained on it" in result.err) == (0, True)
        assert [t["data"]["doc_id"] for t in json.loads(Path("next.json").read_text(encoding="utf-8"))] == ["a"]

    def test_suggestions_that_nobody_has_submitted_are_refused_with_what_to_do(
        self, resextract: Run, small_model: Path
    ) -> None:
        Path("a.txt").write_text(make_text("a", 9)[0].replace("Отделу", "Метеопосту"), encoding="utf-8")
        resextract("suggest", "a.txt", "-o", "next.json", "--model", str(small_model))
        result = resextract("convert", "next.json", "--from", "label-studio", "-o", "new.jsonl")
        assert (result.code, "submit the text in Label Studio first" in result.err) == (1, True)

    @pytest.mark.parametrize(
        ("arguments", "code", "reason"),
        [
            (("missing.txt", "-o", "next.json"), 1, "missing.txt"),
            (("a.txt", "-o", "next.jsonl"), 2, "name a .json"),
            (("a.txt", "-o", "-"), 2, "name a .json"),
            (("a.txt", "-o", "next.json", "--model", "none"), 2, "name a model with --model"),
            (("a.txt", "-o", "next.json", "--model", "nobody"), 2, "no model of that name"),
            (("missing.txt", "a.txt", "-o", "next.json"), 1, "missing.txt"),
        ],
    )
    def test_what_cannot_be_done_is_said(
        self, resextract: Run, arguments: tuple[str, ...], code: int, reason: str
    ) -> None:
        Path("a.txt").write_text(make_text("a", 1)[0], encoding="utf-8")
        result = resextract("suggest", *arguments)
        assert (result.code, reason in result.err) == (code, True), result.err


class TestLabelMap:
    def test_a_corpus_becomes_examples(self, resextract: Run) -> None:
        Path("b").mkdir()
        Path("b/a.txt").write_text("Отделу культуры провести смотр", encoding="utf-8")
        Path("b/a.ann").write_text("T1\tINST 0 15\tОтделу культуры\n", encoding="utf-8")
        Path("l.toml").write_text('[labels]\nINST = "actors:responsible"\n', encoding="utf-8")
        result = resextract("convert", "b", "--from", "brat", "--label-map", "l.toml", "-o", "e.spacy")
        assert (result.code, "1 texts, 1 mentions" in result.err) == (0, True)
        Path("b/a.ann").write_text("T1\tMET 0 15\tОтделу культуры\n", encoding="utf-8")
        result = resextract("convert", "b", "--from", "brat", "--label-map", "l.toml", "-o", "f.spacy")
        assert (result.code, "a.ann, line 1: the label MET" in result.err) == (1, True)
        assert not Path("f.spacy").exists()

    def test_it_goes_with_brat(self, resextract: Run) -> None:
        result = resextract("convert", "b", "--from", "doccano", "--label-map", "l.toml", "-o", "e.spacy")
        assert (result.code, "--label-map" in result.err) == (2, True)
