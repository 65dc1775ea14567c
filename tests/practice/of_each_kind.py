"""What kinds of exercises there are: of those of one kind a run takes one."""

from tests.some import one_of_each
from tui_tutor.practice import exercises

KINDS = {
    "affine_backward": "gives several arrays",
    "numerical_diff": "takes a function",
    "sgd": "changes its argument and gives nothing",
}


def kind(name: str) -> str:
    return KINDS.get(name, "gives one array")


NAMES = one_of_each(exercises.names(), kind)
