"""The page of right/lists.py in other right ways, and with one mistake planted at a time."""

from pathlib import Path

RIGHT = Path(__file__).parent / "right"
PAGE = (RIGHT / "lists.py").read_text(encoding="utf-8")
EPOCHS = "for epoch in range(4):"
SUMS = "return loss, [x.T @ da, da.sum(axis=0), z.T @ dy, dy.sum(axis=0)]"
STEP = "    for w, dw in zip(weights, grads):\n        w -= 1.0 * dw\n"
LEARN = """\
            loss, grads = gradients(weights, x[batch], labels[batch])
            update(weights, grads)
"""
SCALED = "    x = images / 255\n"
W1, W2 = "rng.standard_normal((784, 50)) * 0.05", "rng.standard_normal((50, 10)) * 0.1"
Changes = dict[str, str]  # what stands there once → what takes its place

OTHER_WAYS: dict[str, Changes] = {
    "momentum, whose speeds stand beside the weights": {
        "def update(weights, grads):\n" + STEP: """\
speeds = []


def update(weights, grads):
    if not speeds:
        speeds.extend(np.zeros_like(w) for w in weights)
    for w, v, dw in zip(weights, speeds, grads):
        v *= 0.9
        v -= 0.1 * dw
        w += v
""",
    },
    "the rate is taken off a sum over the batch, and the test digits are looked at": {
        "    dy /= n\n": "",
        "1.0 * dw": "0.02 * dw",
        SCALED: SCALED + """\
    test_x = np.load("test_images.npy") / 255.0
    test_t = np.load("test_labels.npy")
""",
        LEARN: LEARN + """\
        print(epoch, np.mean(np.argmax(forward(weights, test_x), axis=1) == test_t))


if __name__ == "__main__":
    train(first_weights(), None, None)
""",
    },
}  # fmt: skip

# By the mistake's name, each way of making it.
MISTAKES: dict[str, tuple[Changes, ...]] = {
    "zeros": ({W1: "np.zeros((784, 50))", W2: "np.zeros((50, 10))"},),
    "all-alike": ({W1: "np.full((784, 50), 0.01)", W2: "np.full((50, 10), 0.01)"},),
    "one-bias": (
        {SUMS: "return loss, [x.T @ da, da.sum(), z.T @ dy, dy.sum()]"},
        {"np.zeros(50)": "np.zeros(1)", "np.zeros(10)": "np.zeros(1)"},
    ),
    "axis": (
        {
            "np.exp(a - a.max(axis=1, keepdims=True))": "np.exp(a - a.max())",
            "e / e.sum(axis=1, keepdims=True)": "e / e.sum(axis=0)",
        },
    ),
    "bias-not-summed": ({SUMS: "return loss, [x.T @ da, da, z.T @ dy, dy]"},),
    "bias-axis": ({SUMS: SUMS.replace("axis=0", "axis=1")},),
    "softmax-twice": (
        {
            "    y = softmax(z @ W2 + b2)\n": "    y = softmax(forward(weights, x))\n",
            "1.0 * dw": "0.05 * dw",
        },
    ),
    "slope": ({"dz * z * (1 - z)": "dz", "1.0 * dw": "3.0 * dw"},),
    "not-moved": ({"w -= 1.0 * dw": "w = w - 1.0 * dw"},),
    "moved-alike": (
        {
            STEP: "    for w in weights:\n        w -= 0.1 * last_loss\n",
            "    dy = y.copy()\n": """\
    global last_loss
    last_loss = loss
    dy = y.copy()
""",
        },
    ),
    "uphill": ({"w -= 1.0 * dw": "w += 1.0 * dw"},),
    "labels-apart": ({SCALED: SCALED + "    rng.shuffle(x)\n"},),
    "test-images": (
        {
            SCALED: """\
    images = np.concatenate([images, np.load("test_images.npy")])
    labels = np.concatenate([labels, np.load("test_labels.npy")])
"""
            + SCALED
        },
    ),
    "old-gradients": (
        {LEARN: LEARN.replace("loss, grads", "if i == 0:\n                loss, grads")},
    ),
    "last-batch": ({LEARN: LEARN.replace("            update", "        update")},),
    "not-scaled": ({SCALED: "    x = images\n"},),
    "another-range": (
        {SCALED: "    x = (images - images.mean(axis=0)) / (images.std(axis=0) + 1e-8)\n"},
    ),
    "other-way": ({"def sigmoid(a):\n": "def sigmoid(a):\n    a = a - 3\n"},),
    "not-averaged": ({"    dy /= n\n": ""},),
    "no-shuffle": ({"rng.permutation(len(x))": "np.arange(len(x))"},),
    "too-short": ({"range(2)": "range(1)", "range(0, len(x), 50)": "range(0, 1000, 50)"},),
}


def changed(changes: Changes, page: str = PAGE) -> str:
    """The page with these changes; each must find its place, and only one."""
    for old, new in changes.items():
        assert page.count(old) == 1, old
        page = page.replace(old, new)
    return page


def planted(mistake: Changes) -> str:
    """Half the epochs are enough for a mistake to show."""
    return changed(mistake, changed({EPOCHS: "for epoch in range(2):"}))
