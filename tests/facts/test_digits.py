"""What the lesson digits says, run: MNIST's files, and pixels made ready."""

import gzip
import io
import operator
import os
import pickle
import struct
from pathlib import Path

import numpy as np
import pytest

from tui_tutor import core, digits
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.digits.idx import DigitsError, read_idx
from tui_tutor.digits.mnist import FILES, read_genuine
from tui_tutor.shipped import shipped

MNIST = Path(
    os.environ.get("TUTOR_TEST_MNIST", Path(__file__).parents[2].parent / "shared" / "mnist")
)
BYTES = np.array([0, 51, 255], dtype=np.uint8)


def test_idea_38_a_file_from_a_mirror_is_believed_for_its_hash_alone(tmp_path: Path) -> None:
    assert [file.name.split("-")[0] for file in FILES] == ["train", "train", "t10k", "t10k"]
    pixels = np.zeros((60_000, 28, 28), np.uint8).tobytes()
    fake = tmp_path / FILES[0].name
    fake.write_bytes(bytes([0, 0, 8, 3]) + struct.pack(">3I", 60_000, 28, 28) + pixels)
    assert read_idx(fake, 3).shape == (60_000, 28, 28)  # a good IDX file, but not MNIST's
    with pytest.raises(DigitsError):
        read_genuine(fake, FILES[0])


def test_idea_39_idx_is_plain_and_a_pickle_is_a_program(tmp_path: Path) -> None:
    header = bytes([0, 0, 8, 1]) + struct.pack(">I", 3)
    (tmp_path / "labels.gz").write_bytes(gzip.compress(header + bytes([7, 2, 1])))
    assert read_idx(tmp_path / "labels.gz", 1).tolist() == [7, 2, 1]

    ran: list[str] = []
    Present.run = ran.append
    pickle.loads(pickle.dumps(Present()))
    assert ran == ["this ran while it was loaded"]

    file = io.BytesIO()
    np.save(file, np.array([print], dtype=object), allow_pickle=True)
    file.seek(0)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        np.load(file)
    file = io.BytesIO()
    np.savez(file, images=BYTES)
    file.seek(0)
    assert np.load(file, allow_pickle=False)["images"].tolist() == BYTES.tolist()


class Present:
    """Rebuilt by calling whatever it names."""

    run = staticmethod(print)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return call, ("this ran while it was loaded",)


def call(words: str) -> None:
    Present.run(words)


def test_idea_40_bytes_are_normalised_into_a_new_array() -> None:
    with pytest.raises(TypeError, match="Cannot cast"):
        operator.itruediv(BYTES.copy(), 255)  # x /= 255
    assert (BYTES / 255).tolist() == [0, 0.2, 1]
    assert (BYTES / 255).dtype == np.float64
    assert (BYTES.astype(np.float32) / 255).dtype == np.float32


def test_idea_40_regularising_is_something_else() -> None:
    """A penalty λ Σ w² adds 2 λ w to the slope: weights shrink, and the pixels stay as they are."""
    rng = np.random.default_rng(0)
    x, t = rng.random((50, 20)), rng.integers(0, 3, 50)
    sizes = []
    for penalty in (0.0, 0.1):
        W = np.zeros((20, 3))
        for _ in range(300):
            slope = x.T @ core.softmax_cross_entropy(x @ W, t)[1] + 2 * penalty * W
            core.sgd(W, slope, 0.5)
        sizes.append(np.abs(W).sum())
    assert sizes[1] < sizes[0] / 2


def test_idea_41_raw_bytes_saturate_a_fresh_sigmoid_layer() -> None:
    images = draw_digits(300)[0].reshape(-1, 784).astype(np.float64)
    W = core.initial_scale("0.01", 784) * np.random.default_rng(0).standard_normal((784, 50))
    raw, normalised = (
        core.sigmoid_grad(core.affine(x, W, np.zeros(50))).mean() for x in (images, images / 255)
    )
    assert raw < 0.03
    assert normalised > 0.245


def test_idea_41_test_digits_measured_by_themselves_change_with_their_company() -> None:
    images = draw_digits(200)[0] / 255
    train, one, others = images[:100], images[100], images[101:]
    alone, together = one[None], np.concatenate([one[None], others])

    def standardised(x: np.ndarray, measured_on: np.ndarray) -> np.ndarray:
        return (x - measured_on.mean()) / measured_on.std()

    assert np.array_equal(standardised(alone, train)[0], standardised(together, train)[0])
    assert not np.allclose(standardised(alone, alone)[0], standardised(together, together)[0])
    assert standardised(train, train).mean() == pytest.approx(0)
    assert standardised(train, train).std() == pytest.approx(1)


def test_what_the_page_counts() -> None:
    assert len(bytes([0, 0, 8, 3]) + struct.pack(">3I", 60_000, 28, 28)) == 16
    assert np.zeros((100, 28, 28)).reshape(100, -1).shape == (100, 784)
    pixels = 60_000 * 784
    assert (round(pixels / 1e6), round(pixels * 8 / 1e6)) == (47, 376)


@pytest.mark.skipif(not MNIST.is_dir(), reason="MNIST is not here")
def test_a_network_that_saw_drawn_digits_alone_reads_nine_in_ten_of_mnists() -> None:
    data = digits.load(str(MNIST))
    assert data.name == "MNIST"
    W1, b1, W2, b2 = shipped().weights  # learnt from drawn digits by tools/ship.py
    x = data.test_images.reshape(-1, 784) / 255
    scores = core.affine(core.relu(core.affine(x, W1, b1)), W2, b2)
    assert core.accuracy(scores, data.test_labels) == pytest.approx(0.9, abs=0.01)
