from __future__ import annotations

import json

from resextract.language.phrases import phrase
from resextract.pipeline.resuming import dump_result, restore_result
from resextract.pipeline.runs import FileResult


def test_what_became_of_a_failed_input_is_remembered_in_english() -> None:
    reason = phrase("cannot be read: {reason}", reason=phrase("not found"))
    written = json.dumps(dump_result(FileResult("a.txt", failure=reason)))
    assert restore_result("a.txt", json.loads(written)) == FileResult("a.txt", failure="cannot be read: not found")
