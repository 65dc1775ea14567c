"""What can be turned in the array explorer: the expressions that make both arrays."""

from dataclasses import dataclass

from tui_tutor.knobs import Choice, Line, Slider, knob

MADE = (
    "np.arange(6)",
    "np.arange(0, 100, 2)",
    "np.arange(12).reshape(3, 4)",
    "np.array([[3, 1], [4, 1]])",
    "np.zeros(5)",
    "np.empty([3, 2])",
    "np.empty([3, 2], dtype=int)",
    *(DRAWN := ("np.random.rand(2, 3)", "np.random.choice(1000, 100)")),
)
FROM_A = (
    "a.reshape(2, 3)",
    "a.reshape(1, a.size)",
    "a.T",
    "a[::2]",
    "a.ravel()",
    "a.T.ravel()",
    "a.flatten()",
    "np.zeros_like(a)",
    "a * 0.5",
    "a.astype(np.float32)",
    "np.ndim(a)",
    "a.reshape(4, 2)",
)


@dataclass(frozen=True)
class Knobs:
    a: str = knob(Choice(*MADE), MADE[0])
    b: str = knob(Choice(*FROM_A), FROM_A[0])
    typed: str = knob(Line(), "")
    seed: int = knob(Slider(0, 99), 0, *DRAWN, of="a")
