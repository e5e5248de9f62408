from __future__ import annotations

import pickle

import pytest

from resextract.exchange.errors import ExchangeError
from resextract.language.phrases import phrase, translate
from resextract.reading.source import ReadingError
from resextract.records.files import RecordsError

RUSSIAN = {"{name}: {reason}": "{name} – {reason}", "larger than {limit:g} MB": "больше {limit:g} МБ", "all": "все"}


def look_up(template: str) -> str:
    return RUSSIAN.get(template, template)


def test_a_phrase_is_its_english_text() -> None:
    message = phrase("{name}: {reason}", name="a.txt", reason="broken")
    assert message == "a.txt: broken"
    assert f"{message}!" == "a.txt: broken!"


def test_a_phrase_in_a_phrase_is_translated_too() -> None:
    reason = phrase("larger than {limit:g} MB", limit=5.0)
    message = phrase("{name}: {reason}", name="a.txt", reason=reason)
    assert translate(message, look_up) == "a.txt – больше 5 МБ"
    assert message == "a.txt: larger than 5 MB"


@pytest.mark.parametrize(("plain", "told"), [("all", "все"), ("none", "none"), ("", "")])
def test_plain_text_is_looked_up_as_a_whole(plain: str, told: str) -> None:
    assert translate(plain, look_up) == told


def test_braces_in_values_stay(capsys: pytest.CaptureFixture[str]) -> None:
    message = phrase("{name}: {reason}", name="{limit}", reason="{{7*7}}")
    assert translate(message, look_up) == "{limit} – {{7*7}}"


def test_a_phrase_comes_whole_out_of_another_process() -> None:
    message = phrase("larger than {limit:g} MB", limit=5.0)
    again = pickle.loads(pickle.dumps(message))  # noqa: S301
    assert (again, translate(again, look_up)) == (message, "больше 5 МБ")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("{name}")


def test_an_exception_gives_back_the_phrase_it_was_raised_with() -> None:
    error = ValueError(phrase("larger than {limit:g} MB", limit=5.0))
    assert translate(str(error), look_up) == "больше 5 МБ"


@pytest.mark.parametrize("kind", [ReadingError, RecordsError, ExchangeError])
def test_an_error_with_place_and_reason_keeps_the_parts_of_both(kind: type[Exception]) -> None:
    error = kind("{limit}", phrase("larger than {limit:g} MB", limit=5.0))
    assert str(error) == "{limit}: larger than 5 MB"
    assert translate(str(error), look_up) == "{limit}: больше 5 МБ"
    again = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert translate(str(again), look_up) == "{limit}: больше 5 МБ"
