"""Two records made one: nothing good of either is lost, and nothing foreign comes in."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_tutor.merging import NotARecord, merge, read_record
from tui_tutor.progress import Progress, Tree


def merged(folder: Path, ours: Tree, theirs: Tree) -> Tree:
    folder.mkdir(exist_ok=True)
    (folder / "progress.json").write_text(json.dumps(ours))
    progress = Progress(folder)
    merge(progress, read_record(json.dumps(theirs).encode()))
    progress.save()
    tree: Tree = json.loads((folder / "progress.json").read_text())
    return tree


def test_what_was_done_on_either_machine_is_done(tmp_path: Path) -> None:
    here: Tree = {"done": {"axes": True, "dot": False}, "exercises": {"relu": False}}
    there: Tree = {"done": {"dot": True, "loss": True}, "exercises": {"relu": True}}
    assert merged(tmp_path, here, there) == {
        "done": {"axes": True, "dot": True, "loss": True},
        "exercises": {"relu": True},
    }


def test_counts_and_moments_are_the_larger_ones_and_read_blocks_those_of_both(
    tmp_path: Path,
) -> None:
    here: Tree = {"attempts": {"relu": 2}, "tried": {"relu": 90}, "read": {"dot": [0, 1]}}
    there: Tree = {"attempts": {"relu": 5}, "tried": {"relu": 80}, "read": {"dot": [1, 4]}}
    assert merged(tmp_path, here, there) == {
        "attempts": {"relu": 5},
        "tried": {"relu": 90},
        "read": {"dot": [0, 1, 4]},
    }


def answer(verdict: str, at: int, times: int = 0) -> Tree:
    return {"verdict": verdict, "at": at} | ({"times": times} if times else {})


@pytest.mark.parametrize(
    ("here", "there", "after"),
    [
        (answer("wrong", 10), answer("right", 20, 1), answer("right", 20, 1)),
        (answer("wrong", 30), answer("right", 20, 1), answer("wrong", 30)),
        (answer("right", 30, 1), answer("right", 20, 3), answer("right", 30, 3)),
        (answer("right", 10, 4), answer("right", 20, 1), answer("right", 20, 4)),
    ],
)
def test_of_two_answers_the_later_counts_and_what_is_firm_stays_firm(
    tmp_path: Path, here: Tree, there: Tree, after: Tree
) -> None:
    was, comes = ({"predictions": {"axes": {"a1": one}}} for one in (here, there))
    assert merged(tmp_path, was, comes) == {"predictions": {"axes": {"a1": after}}}


def test_what_is_here_stays_where_neither_is_better(tmp_path: Path) -> None:
    here: Tree = {"place": "dot", "drafts": {"relu": "mine"}, "settings": {"theme": "dark"}}
    there: Tree = {"place": "axes", "drafts": {"relu": "x", "dot": "y"}, "settings": {"theme": "z"}}
    expected = {**here, "drafts": {"relu": "mine", "dot": "y"}}
    assert merged(tmp_path, here, there) == expected


def test_no_consent_comes_from_another_machine(tmp_path: Path) -> None:
    there: Tree = {
        "done": {"axes": True},
        "may-run": True,
        "settings": {"mnist": "fetched", "language": "zh"},
        "courses": {"/home/x": {"may-run": True, "done": {"a": True}}},
    }
    assert merged(tmp_path, {}, there) == {
        "done": {"axes": True},
        "settings": {"language": "zh"},
        "courses": {"/home/x": {"done": {"a": True}}},
    }


def test_a_branch_in_place_of_a_leaf_takes_nothing_away(tmp_path: Path) -> None:
    here: Tree = {"done": {"axes": True}, "read": {"dot": [1]}}
    there: Tree = {"done": {"axes": {"x": {"y": 1}}}, "read": {"dot": {"z": 1}}, "goals": 5}
    assert merged(tmp_path, here, there) == here


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no-json"),
        (b"\xff\xfe", "no-json"),
        (b"[" * 100_000, "no-json"),
        (b'{"done": {"axes": NaN}}', "no-json"),
        (b"[1, 2]", "no-record"),
        (b'{"name": "a package", "version": "1"}', "no-record"),
        (b'{"done":' + b'{"a":' * 50 + b"1" + b"}" * 51, "no-record"),
        (b" " * 10_000_001, "too-large"),
    ],
    ids=["empty", "bytes", "deep list", "NaN", "list", "other JSON", "deep", "large"],
)
def test_what_is_no_record_is_told(data: bytes, why: str) -> None:
    with pytest.raises(NotARecord, match=why):
        read_record(data)


def test_signs_that_steer_a_terminal_do_not_come_in() -> None:
    (leaf,) = read_record(json.dumps({"drafts": {"re\x1blu": "a\n\tb\x1b[2J"}}).encode())
    assert leaf == (("drafts", "re�lu"), "a\n\tb�[2J")


blocks = st.lists(st.integers(), unique=True).map(sorted)  # that were read: each once
values = st.one_of(st.booleans(), st.integers(0, 9), st.text(max_size=3), blocks)
rooms = st.sampled_from(["done", "attempts", "read", "drafts", "goals"])
trees = st.dictionaries(
    rooms, st.dictionaries(st.sampled_from("ab"), values, max_size=2), max_size=3
)


@given(here=trees, there=trees.filter(bool))
def test_nothing_done_is_ever_undone_and_a_second_time_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, here: Tree, there: Tree
) -> None:
    folder = tmp_path_factory.mktemp("merged")
    once = merged(folder, here, there)
    for tree in (here, there):
        for name, value in tree.get("done", {}).items():  # type: ignore[attr-defined]
            other = (there if tree is here else here).get("done", {})
            if value is True and isinstance(other.get(name, True), bool):  # type: ignore[attr-defined]
                assert once["done"][name] is True  # type: ignore[index]
    assert merged(folder, once, there) == once
