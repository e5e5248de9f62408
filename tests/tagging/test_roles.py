from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.annotated_texts import make_text

from resextract.learning.role_annotations import RoleSpan, read_block_roles
from resextract.outline.building import list_blocks
from resextract.tagging.errors import TaggerError
from resextract.tagging.roles import RoleTagger, load_roles

if TYPE_CHECKING:
    from pathlib import Path


def test_each_block_has_a_probability_for_each_role(small_model: Path) -> None:
    reader, policy = load_roles(str(small_model))
    assert reader is not None
    assert policy is not None
    text, _, roles = make_text("x", 3)
    blocks = list_blocks(text)
    readings = reader.read(blocks)
    assert all(abs(sum(reading.values()) - 1) < 1e-3 for reading in readings)
    best = [max(reading, key=lambda kind: reading[kind]) for reading in readings]
    assert best == read_block_roles(blocks, [RoleSpan.model_validate(role) for role in roles])


def test_a_mode_counts_instead_of_the_manifest(small_model: Path) -> None:
    _, policy = load_roles(str(small_model), "model")
    assert policy is not None
    assert policy.mode == "model"


def test_bytes_that_are_no_classifier_are_refused() -> None:
    with pytest.raises(TaggerError):
        RoleTagger(b"?")
