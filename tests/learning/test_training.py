from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from resextract.learning.annotations import load_annotations
from resextract.learning.configuration import load_training_config
from resextract.learning.cross_reports import dump_cross_validation, format_cross_validation
from resextract.learning.cross_validation import CrossValidation, cross_validate
from resextract.learning.curves import CurvePoint, DrawingError, draw_calibration, draw_curve, measure_curve
from resextract.learning.role_annotations import load_roles
from resextract.learning.training import TrainedModel, TrainingError, train_model
from resextract.tagging.folders import read_model

if TYPE_CHECKING:
    from resextract.learning.annotations import AnnotatedText
    from resextract.learning.role_annotations import RoleSpan

CONFIG = load_training_config("crf", {"training.folds": 2, "tagger.rounds": 30})


def ignore(_: str) -> None:
    return None


@pytest.fixture(scope="module")
def texts(small_corpus: Path) -> list[AnnotatedText]:
    return load_annotations(small_corpus, small_corpus.parent)


@pytest.fixture(scope="module")
def roles(small_corpus: Path, texts: list[AnnotatedText]) -> dict[str, list[RoleSpan]]:
    return load_roles(small_corpus / "roles", texts)


@pytest.fixture(scope="module")
def trained(texts: list[AnnotatedText], roles: dict[str, list[RoleSpan]]) -> TrainedModel:
    return train_model(texts, roles, CONFIG, ignore)


def test_the_same_data_and_seed_give_the_same_model(
    trained: TrainedModel, texts: list[AnnotatedText], roles: dict[str, list[RoleSpan]]
) -> None:
    again = train_model(texts, roles, CONFIG, ignore)
    assert (again.manifest, again.files, again.outcomes) == (trained.manifest, trained.files, trained.outcomes)


def test_a_model_says_what_it_was_trained_on(trained: TrainedModel, tmp_path: Path) -> None:
    manifest = read_model(trained.save(tmp_path / "m")).manifest
    assert manifest.name == "m"
    assert [d.doc_id for d in manifest.documents] == [f"t{n}" for n in range(6)]
    assert set(manifest.labels) == {"actions", "actors:responsible", "deadlines"}
    assert manifest.roles is not None
    assert set(manifest.files) == {"mentions.crfsuite", "roles.crfsuite", "config.cfg"}


def test_without_roles_none_are_learned(texts: list[AnnotatedText]) -> None:
    trained = train_model(texts, {}, CONFIG, ignore)
    assert trained.manifest["roles"] is None
    assert "roles.crfsuite" not in trained.files


def test_examples_of_another_corpus_are_learned_from_and_not_measured_on(texts: list[AnnotatedText]) -> None:
    from resextract.learning.examples import DOC_ID, parse_examples

    extra = [doc for text in parse_examples(train_model(texts, {}, CONFIG, ignore).examples, "x") for doc in text.docs]
    with pytest.raises(TrainingError, match="measured on: t0, t1"):
        train_model(texts[:2], {}, CONFIG, ignore, extra)
    others = [doc for doc in extra if doc.user_data[DOC_ID] not in {"t0", "t1"}]
    trained = train_model(texts[:2], {}, CONFIG, ignore, others)
    assert {o.doc_id for o in trained.outcomes} == {"t0", "t1"}
    assert [d["doc_id"] for d in trained.manifest["documents"]] == ["t0", "t1"]


def test_too_few_texts_are_refused(texts: list[AnnotatedText]) -> None:
    with pytest.raises(TrainingError, match="two are needed"):
        train_model(texts[:1], {}, CONFIG, ignore)


@pytest.mark.parametrize(("number", "folds"), [(2, 5), (3, 2)])
def test_too_few_texts_for_a_cross_validation_are_refused(texts: list[AnnotatedText], number: int, folds: int) -> None:
    with pytest.raises(TrainingError, match=f"{number} annotated texts .* too few for cross-validation"):
        cross_validate(texts[:number], {}, CONFIG, ignore, folds)


@pytest.fixture(scope="module")
def validation(texts: list[AnnotatedText], roles: dict[str, list[RoleSpan]]) -> CrossValidation:
    return cross_validate(texts, roles, CONFIG, ignore, 2)


def test_every_text_is_measured_once_in_every_mode(validation: CrossValidation) -> None:
    names = [f"t{n}" for n in range(6)]
    for measured in (validation.records, validation.mentions):
        assert set(measured) == {"rules", "model", "hybrid"}
        assert all(sorted(tallies) == names for tallies in measured.values())
    assert len(validation.readings) == 2
    assert all(0 <= o.probability <= 1 for o in validation.outcomes)


def test_no_model_is_trained_on_what_it_is_measured_on(
    texts: list[AnnotatedText], monkeypatch: pytest.MonkeyPatch
) -> None:
    from resextract.learning import cross_validation

    seen: list[tuple[set[str], set[str]]] = []
    train, measure = cross_validation.train_model, cross_validation._measure_records

    def spy(some: list[AnnotatedText], *rest: object) -> TrainedModel:
        seen.append(({text.doc_id for text in some}, set()))
        return train(some, *rest)  # type: ignore[arg-type]

    def check(some: list[AnnotatedText], path: str, result: CrossValidation) -> None:
        seen[-1][1].update(text.doc_id for text in some)
        assert {d.doc_id for d in read_model(Path(path)).manifest.documents} == seen[-1][0]
        measure(some, path, result)

    monkeypatch.setattr(cross_validation, "train_model", spy)
    monkeypatch.setattr(cross_validation, "_measure_records", check)
    cross_validate(texts, {}, CONFIG, ignore, 3)
    assert len(seen) == 3
    assert all(not trained & measured and len(trained | measured) == 6 for trained, measured in seen)


def test_a_cross_validation_is_told_in_tables_and_json(validation: CrossValidation) -> None:
    points = [CurvePoint(2, 0.5, 0.9), CurvePoint(4, 0.7, 0.9)]
    text = format_cross_validation(validation, points)
    for expected in ("slots-micro", "hybrid is read as: ", "expected error", "texts learned from", "roles"):
        assert expected in text
    dumped = dump_cross_validation(validation, points)
    assert dumped["records"]["rules"]["tasks"]["f1"] == 1.0
    assert [p["texts"] for p in dumped["curve"]] == [2, 4]


def test_a_learning_curve_rises_to_all_texts(texts: list[AnnotatedText]) -> None:
    points = measure_curve(texts, CONFIG, ignore, 2)
    assert [p.texts for p in points] == [2, 3]
    assert 0 < points[0].model <= points[-1].model <= 1


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_pictures_are_the_same_for_the_same_figures(validation: CrossValidation, tmp_path: Path, suffix: str) -> None:
    points = [CurvePoint(2, 0.5, 0.9), CurvePoint(4, 0.7, 0.9)]
    for name in ("a", "b"):
        draw_curve(points, tmp_path / f"curve-{name}.{suffix}")
        draw_calibration(validation.outcomes, tmp_path / f"calibration-{name}.{suffix}")
    for kind in ("curve", "calibration"):
        data = (tmp_path / f"{kind}-a.{suffix}").read_bytes()
        assert len(data) > 1000
        assert data == (tmp_path / f"{kind}-b.{suffix}").read_bytes()


def test_a_picture_of_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DrawingError, match="cannot be drawn"):
        draw_curve([CurvePoint(2, 0.5, 0.9)], tmp_path / "curve.docx")
