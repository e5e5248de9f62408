from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from resextract.reading.naming import name_documents


def name(*paths: str | None) -> list[str]:
    return name_documents([Path("/data", path) if path else None for path in paths])


def test_the_stem_is_the_id() -> None:
    assert name("001.txt", "x/Решение № 5.TXT", None) == ["001", "Решение № 5", "stdin"]


def test_a_shared_stem_gets_the_folder() -> None:
    assert name("2021/plan.txt", "2022/plan.txt", "2022/a.txt") == ["plan~2021", "plan~2022", "a"]


def test_the_ids_do_not_depend_on_the_order() -> None:
    assert name("2022/plan.txt", "2021/plan.txt") == ["plan~2022", "plan~2021"]


def test_two_files_of_a_folder_keep_the_extension() -> None:
    assert name("x/plan.txt", "x/plan.md") == ["plan.txt~x", "plan.md~x"]


def test_as_many_folders_as_it_takes() -> None:
    assert name("a/2021/plan.txt", "b/2021/plan.txt") == ["plan.txt~2021~a", "plan.txt~2021~b"]


def test_a_file_named_like_standard_input_gives_way() -> None:
    assert name(None, "x/stdin.txt") == ["stdin", "stdin~x"]


def test_a_stem_that_looks_like_an_id_made_of_two() -> None:
    assert len(set(name("x/a.txt", "y/a.txt", "a~x.txt"))) == 3


PATH = st.lists(st.sampled_from(["a", "b", "a~b", "stdin"]), min_size=1, max_size=4).map("/".join)


@given(st.lists(st.tuples(PATH, st.sampled_from(["", ".txt", ".md"])).map("".join), unique=True, max_size=8))
def test_ids_are_unique_and_start_with_the_stem(paths: list[str]) -> None:
    ids = name(None, *paths)
    assert len(set(ids)) == len(ids)
    assert all(given_id.startswith(Path(path).stem) for given_id, path in zip(ids[1:], paths, strict=True))
