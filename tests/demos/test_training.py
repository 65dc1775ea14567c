"""The studio: its run goes back and begins anew as told; its pictures tell the truth."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console
from rich.style import Style

from tests.some import some
from tui_tutor import core, digits, kept
from tui_tutor.demo import Size
from tui_tutor.demos.training import Knobs
from tui_tutor.demos.training import run as run_module
from tui_tutor.demos.training.curves import _floor
from tui_tutor.demos.training.guesses import accuracies, probabilities
from tui_tutor.demos.training.head import overfits
from tui_tutor.demos.training.knobs import VIEWS
from tui_tutor.demos.training.page import draw
from tui_tutor.demos.training.run import Bench, Studio, TrainingRun
from tui_tutor.demos.training.split import split
from tui_tutor.digits import Digits, DigitsError
from tui_tutor.digits.drawn import draw_digits
from tui_tutor.nets import Evaluation, Settings, Training, scaled
from tui_tutor.show.roles import AMBER, SKY

SIZE = Size(70, 40)
SMALL = Digits("small", True, *draw_digits(720, seed=1), *draw_digits(200, seed=2))
PARTS = split(SMALL)
BENCH = Bench()


@pytest.fixture(autouse=True)
def small_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six hundred digits to train on are enough here, and no run of another test behind."""
    monkeypatch.setattr(digits, "load", lambda *_: SMALL)
    monkeypatch.setattr(BENCH, "latest", None)


def trained(knobs: Knobs, steps: int, seed: int = 0) -> TrainingRun:
    training = BENCH.begin(knobs, seed)
    for _ in range(steps):
        training.step(knobs)
    return training


def text(knobs: Knobs, studio: Studio, size: Size = SIZE) -> str:
    console = Console(width=size.width, color_system=None)
    with console.capture() as capture:
        console.print(draw(knobs, size, studio))
    return " ".join(capture.get().split())


def weights(studio: Studio) -> np.ndarray:
    assert studio.now is not None
    return studio.now.network.weights[0]


# ------------------------------------------------------------------ the run


def test_the_same_seed_gives_the_same_run_and_another_another() -> None:
    one, same, other = (trained(Knobs(), 5, seed).snapshot() for seed in (1, 1, 2))
    np.testing.assert_array_equal(weights(one), weights(same))
    assert not np.array_equal(weights(one), weights(other))


def test_a_press_of_other_seed_is_the_next_seed() -> None:
    pressed = trained(Knobs(seed=1), 5, seed=0).snapshot()
    np.testing.assert_array_equal(weights(pressed), weights(trained(Knobs(), 5, seed=1).snapshot()))


def test_a_snapshot_stays_as_it_was() -> None:
    training = trained(Knobs(), 3)
    studio = training.snapshot()
    before = weights(studio).copy()
    training.step(Knobs())
    np.testing.assert_array_equal(weights(studio), before)


def test_it_ends_with_its_last_epoch() -> None:
    training = BENCH.begin(Knobs(epochs=2), 0)
    steps = 1
    while training.step(Knobs(epochs=2)):
        steps += 1
    assert steps == 2 * len(PARTS.train_labels) // 100
    assert not training.step(Knobs(epochs=2))


def test_gone_back_to_it_has_the_network_and_the_curves_of_then_and_the_rest_in_grey() -> None:
    knobs = Knobs(epochs=100, optimizer="momentum", learning_rate=0.1)
    training = trained(knobs, 100)
    then = training.snapshot()
    for _ in range(100):
        training.step(knobs)
    newest = training.snapshot()
    training.go_to(then, newest)
    back = training.snapshot()
    assert back.now is not None
    assert then.now is not None
    assert newest.now is not None
    np.testing.assert_array_equal(weights(back), weights(then))
    assert back.now.losses == then.now.losses
    assert back.before is newest.now
    assert "later" in text(knobs, back)
    assert "Grey: the run before" not in text(knobs, back)
    for _ in range(100):
        training.step(knobs)
    np.testing.assert_array_equal(weights(training.snapshot()), weights(newest))
    training.go_to(newest, newest)
    assert training.snapshot().before is None


def test_a_fork_takes_the_knobs_of_now_and_leaves_what_was_in_grey() -> None:
    training = trained(Knobs(epochs=100), 100)
    then = training.snapshot()
    training.step(Knobs(epochs=100))
    training.go_to(then, training.snapshot())
    training.step(Knobs(epochs=100, learning_rate=0.001))
    studio = training.snapshot()
    assert studio.now is not None
    assert studio.now.step == 101
    assert np.abs(weights(studio) - weights(then)).max() < 0.001
    assert studio.before is not None
    assert studio.before.step == 101
    for _ in range(20):
        training.step(Knobs(epochs=100, learning_rate=0.001))
    assert "before" in text(Knobs(epochs=100, learning_rate=0.001), training.snapshot())


def test_a_run_that_has_ended_goes_on_with_more_epochs() -> None:
    training = trained(Knobs(epochs=5), 30)
    ended = training.snapshot()
    assert not training.step(Knobs(epochs=5))
    assert training.step(Knobs(epochs=8))
    assert ended.now is not None
    assert (now := training.snapshot().now) is not None
    assert now.step == ended.now.step + 1


def test_to_reach_its_end_once_more_is_no_other_look_at_the_test_set() -> None:
    knobs = Knobs(epochs=1)
    training = trained(knobs, 3)
    early = training.snapshot()
    while training.step(knobs):
        pass
    ended = training.snapshot()
    training.go_to(early, ended)
    assert training.snapshot().tested is None
    while training.step(knobs):
        pass
    again = training.snapshot().tested
    assert again is not None
    assert again.opened == 1


@pytest.mark.parametrize(
    "change",
    [{"hidden": "10"}, {"activation": "sigmoid"}, {"init": "xavier"}, {"seed": 1}],
    ids=str,
)
def test_knobs_that_need_another_network_begin_anew(change: dict[str, object]) -> None:
    training = trained(Knobs(), 10)
    turned = replace(Knobs(), **change)  # type: ignore[arg-type]
    assert "begins a new run" in text(turned, training.snapshot())
    training.step(turned)
    studio = training.snapshot()
    assert studio.now is not None
    assert studio.now.step == 1
    assert studio.before is not None
    assert studio.before.step == 10
    assert "The next step" not in text(turned, studio)


def test_rate_and_batch_size_take_effect_at_the_next_step() -> None:
    training = trained(Knobs(), 10)
    training.step(Knobs(learning_rate=0.01, batch_size=1000, optimizer="adam"))
    studio = training.snapshot()
    assert studio.now is not None
    settings = studio.now.settings
    assert (settings.learning_rate, settings.optimizer, studio.now.step) == (0.01, "adam", 11)
    assert settings.batch_size == len(PARTS.train_labels), "no larger than the data"


def test_data_that_is_not_there_is_said_and_can_be_chosen_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def load(source: str, folder: Path | None) -> Digits:
        if source == "mnist":
            raise DigitsError("folder", "there is no such folder")
        return SMALL

    monkeypatch.setattr(digits, "load", load)
    training = BENCH.begin(Knobs(data="mnist"), 0)
    assert not training.step(Knobs(data="mnist"))
    assert "folder: there is no such folder" in text(Knobs(data="mnist"), training.snapshot())
    assert training.step(Knobs())


def test_a_run_that_has_ended_leaves_its_network_to_the_other_lessons() -> None:
    studio = trained(Knobs(epochs=2), 12).snapshot()
    reader = kept.network()
    assert reader is not None
    np.testing.assert_array_equal(reader.network.weights[0], weights(studio))
    assert reader.trained_on == "small"


def test_a_network_that_diverged_is_not_kept() -> None:
    broken = trained(Knobs(), 3)
    broken._training.network.weights[0][...] = np.nan  # type: ignore[union-attr]
    assert not broken.step(Knobs())
    assert kept.network() is None


def test_a_home_that_cannot_be_written_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("TUTOR_HOME", str(tmp_path / "file"))
    studio = trained(Knobs(epochs=1), 6).snapshot()
    assert "can't be kept for the other lessons" in text(Knobs(epochs=1), studio)


# ------------------------------------------------------------------ the words


def test_the_first_steps_say_how_far_the_weights_moved() -> None:
    assert "Nobody has told it yet" in text(Knobs(), trained(Knobs(), 0).snapshot())
    before, after = (trained(Knobs(), n).snapshot() for n in (2, 3))
    assert before.now is not None
    assert after.now is not None
    pairs = zip(before.now.network.parameters, after.now.network.parameters, strict=True)
    moved = np.concatenate([np.abs(b - a).ravel() for a, b in pairs]).mean()
    assert f"39,760 weights moved against their slopes, by {moved:.2g}" in text(Knobs(), after)


def validate_by_what_is_trained_on(monkeypatch: pytest.MonkeyPatch) -> None:
    images, labels = PARTS.train_images, PARTS.train_labels
    same = replace(PARTS, validation_images=images, validation_labels=labels)
    monkeypatch.setattr(run_module, "split", lambda *_: same)


def test_validation_goes_with_train_where_they_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    validate_by_what_is_trained_on(monkeypatch)
    knobs = Knobs(epochs=100)
    assert "Validation goes with train" in text(knobs, trained(knobs, 100).snapshot())


def test_what_is_wrong_with_the_kept_digits_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    noted = replace(SMALL, notes=("labels.gz is damaged [/x]",))
    monkeypatch.setattr(digits, "load", lambda *_: noted)
    assert text(Knobs(), trained(Knobs(), 1).snapshot()).startswith("labels.gz is damaged [/x] ")


def test_crawling_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    validate_by_what_is_trained_on(monkeypatch)
    knobs = Knobs(epochs=100, learning_rate=0.001)
    early = trained(knobs, 50).snapshot()
    assert early.now is not None
    assert accuracies(early.now.network, PARTS)[0] < 0.3
    assert "hardly better than guessing" in text(knobs, early)


def test_that_the_loss_falls_is_said_only_once_it_has() -> None:
    knobs = replace(Knobs(), batch_size=1, epochs=2)
    falls = trained(replace(knobs, learning_rate=0.03), 200).snapshot()
    assert "over many it falls" in text(knobs, falls)
    begun = trained(replace(knobs, learning_rate=0.03), 5).snapshot()
    assert "may rise from one to the next. " in text(knobs, begun)
    wild = replace(knobs, learning_rate=10)
    stays = trained(wild, 150).snapshot()
    assert stays.now is not None
    assert not stays.now.stopped
    assert "has hardly come below the 2.3" in text(wild, stays)


def test_the_first_epoch_is_said_and_so_are_overfitting_and_the_end() -> None:
    knobs = Knobs(epochs=100, learning_rate=0.001)
    assert "slope of its own mini-batch" in text(
        knobs, trained(Knobs(epochs=100, batch_size=1), 50).snapshot()
    )
    knobs = Knobs(epochs=100)
    late = trained(knobs, 500).snapshot()
    assert late.now is not None
    train, validation = accuracies(late.now.network, PARTS)
    assert f"It is {train - validation:.1%} better on digits it has trained on" in text(knobs, late)
    done = Knobs(epochs=2)
    assert "All epochs are done" in text(done, trained(done, 12).snapshot())


def test_overfitting_is_said_and_unsaid_at_two_different_gaps() -> None:
    def said(*gaps: float) -> bool:
        return overfits([Evaluation(k, 0.9 + gap, 0.9, 0.3) for k, gap in enumerate(gaps)])

    assert not said(*[0.019] * 5)
    assert not said(0.05, 0.05)  # two measurements may be chance
    assert said(*[0.021] * 3)
    assert said(*[0.021] * 3, *[0.015] * 9)  # between the two it stays
    assert not said(*[0.015] * 9)
    assert not said(*[0.021] * 3, *[0.009] * 3)


def test_the_axis_of_accuracy_never_goes_back() -> None:
    floors = [_floor(best) for best in np.linspace(0, 100, 201)]
    assert floors == sorted(floors)
    assert floors[0] == 0
    assert len(set(floors)) <= 6
    for best, floor in zip(np.linspace(0, 100, 201), floors, strict=True):
        assert best >= floor


def test_few_images_are_soon_known_by_heart() -> None:
    knobs = Knobs(images="300", epochs=100, hidden="200", batch_size=10)
    studio = trained(knobs, 600).snapshot()
    assert studio.digits is not None
    assert studio.now is not None
    train, validation = accuracies(studio.now.network, studio.digits)
    assert train == 1
    assert train - validation > 0.05
    assert len(studio.digits.train_labels) == 300
    assert len(studio.digits.validation_labels) == len(PARTS.validation_labels)


@pytest.mark.parametrize(
    ("activation", "bias", "reason"),
    [
        ("relu", -1e6, "The ReLUs have died"),
        ("sigmoid", 1e6, "The sigmoids are saturated: pushed so far out that they give 0 or 1"),
        ("tanh", 1e6, "The tanhs are saturated: pushed so far out that they give -1 or 1"),
        ("sigmoid", 0.0, "too faint to learn from"),
        ("relu", np.nan, "The loss is no longer a number"),
    ],
)
def test_a_run_that_learns_nothing_stops_and_says_why(
    activation: str, bias: float, reason: str
) -> None:
    knobs = Knobs(activation=activation, init="0.01", learning_rate=1e-4, epochs=100, batch_size=10)
    training = BENCH.begin(knobs, 0)
    training._training.network.biases[0][...] = bias  # type: ignore[union-attr]
    for _ in range(1000):
        if not training.step(knobs):
            break
    said = text(knobs, training.snapshot())
    assert reason in said
    assert "play again" in said
    assert not training.step(knobs)


def test_too_high_a_rate_is_noticed_whatever_it_does() -> None:
    knobs = Knobs(learning_rate=100, hidden="50+50+50", epochs=100, batch_size=10)
    training = BENCH.begin(knobs, 0)
    for _ in range(5000):
        if not training.step(knobs):
            break
    assert "Turn the rate" in text(knobs, training.snapshot())


# ------------------------------------------------------------------ the views


@pytest.fixture(scope="module")
def studio() -> Studio:
    knobs = Knobs(epochs=100, digit=7)
    patch = pytest.MonkeyPatch()
    patch.setattr(digits, "load", lambda *_: SMALL)
    made = trained(knobs, 120).snapshot()
    patch.undo()
    return made


def test_the_head_counts_the_right_answers(studio: Studio) -> None:
    assert studio.now is not None
    x = scaled(PARTS.validation_images.reshape(-1, 784))
    right = np.mean(studio.now.network.scores(x).argmax(axis=1) == PARTS.validation_labels)
    assert f"validation {right:.1%}" in text(Knobs(epochs=100), studio)


def test_where_curves_have_no_names_the_numbers_above_them_have_their_colours(
    studio: Studio,
) -> None:
    narrow = Size(47, 14)
    segments = [*Console(width=47).render(draw(Knobs(), narrow, studio))]
    assert sum("validation" in segment.text for segment in segments) == 1
    train, validation = (
        s.style.color for s in segments if s.style and s.text.strip().endswith("%")
    )
    assert (train, validation) == (Style.parse(SKY).color, Style.parse(AMBER).color)


def test_confusion_adds_up(studio: Studio) -> None:
    assert studio.now is not None
    y = probabilities(studio.now.network, PARTS.validation_images)
    right = int((y.argmax(axis=1) == PARTS.validation_labels).sum())
    drawn = text(Knobs(epochs=100, view="confusion"), studio)
    assert f"{right} of 120 validation digits right" in drawn


def test_the_surest_mistake_comes_first(studio: Studio) -> None:
    assert studio.now is not None
    y = probabilities(studio.now.network, PARTS.validation_images)
    wrong = np.flatnonzero(y.argmax(axis=1) != PARTS.validation_labels)
    worst = wrong[y[wrong].max(axis=1).argmax()]
    said = f"{y[worst].argmax()} {y[worst].max():.0%} ✗ {PARTS.validation_labels[worst]}"
    drawn = text(Knobs(epochs=100, view="mistakes"), studio)
    assert f"{len(wrong)} of 120 validation digits are wrong" in drawn
    assert drawn.index("✗", drawn.index("the truth")) == drawn.index(said) + said.index("✗")


def test_the_followed_digit_is_the_one_pressed_for(studio: Studio) -> None:
    assert studio.now is not None
    y = probabilities(studio.now.network, PARTS.validation_images[7:8])[0]
    label = int(PARTS.validation_labels[7])
    drawn = text(Knobs(epochs=100, view="follow", digit=127), studio)
    assert f"Validation digit 7 goes in: a {label}. It gives that {y[label]:.1%}" in drawn
    cost = core.cross_entropy_error(y, label)
    assert f"costs −log p = {cost:.3g}" in drawn


def test_dead_units_are_counted(studio: Studio) -> None:
    assert studio.now is not None
    network = studio.now.network.copy()
    network.biases[0][:3] = -1e6
    shown = replace(studio.now, network=network)
    drawn = text(Knobs(epochs=100, view="activations"), replace(studio, now=shown))
    x = scaled(PARTS.validation_images.reshape(-1, 784))
    dead = int((network.outputs(x)[0] <= 0).all(axis=0).sum())
    assert dead >= 3
    assert f"{dead} of them are dead" in drawn


def test_saturated_units_are_counted() -> None:
    knobs = Knobs(view="activations", activation="tanh")
    studio = trained(knobs, 20).snapshot()
    assert studio.now is not None
    a = studio.now.network.outputs(scaled(PARTS.validation_images.reshape(-1, 784)))[0]
    drawn = text(knobs, studio)
    assert f"{np.mean(np.abs(a) > 0.98):.0%} of what its 50 units give is saturated" in drawn
    assert "(within 0.02 of -1 or 1)" in drawn
    assert "-1.00 … -0.75" in drawn


def test_the_run_before_is_compared_at_the_same_epoch() -> None:
    first = trained(Knobs(), 30).snapshot()
    second = trained(Knobs(activation="sigmoid"), 30).snapshot()
    assert second.before is not None
    assert first.now is not None
    drawn = text(Knobs(activation="sigmoid"), second)
    other = second.before.evaluations[-1].unseen_accuracy
    assert f"(784-50-10, ReLU, SGD, rate 0.3, batch 100): {other:.1%} at epoch 5.0" in drawn


def test_a_run_before_that_was_stopped_early_is_compared_by_where_it_ended() -> None:
    trained(Knobs(), 30)
    studio = trained(Knobs(activation="sigmoid"), 30).snapshot()
    assert studio.before is not None
    early = [e for e in studio.before.evaluations if e.epoch <= 2]
    before = replace(studio.before, epoch=2.0, evaluations=early)
    drawn = text(Knobs(activation="sigmoid"), replace(studio, before=before))
    assert f"{early[-1].unseen_accuracy:.1%} at epoch 2.0; this one" in drawn


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(
    "size", some([Size(40, 10), Size(56, 26), Size(140, 60)], whole=True), ids=str
)
def test_every_view_draws_from_the_first_step_to_a_diverged_network(view: str, size: Size) -> None:
    knobs = Knobs(view=view, learning_rate=100, hidden="50+50+50", activation="sigmoid")
    for steps in (0, 1, 60):
        assert text(knobs, trained(knobs, steps).snapshot(), size)
    broken = trained(Knobs(view=view), 3)
    broken._training.network.weights[0][...] = np.nan  # type: ignore[union-attr]
    broken.step(Knobs(view=view))
    studio = broken.snapshot()
    assert studio.now is not None
    assert studio.now.stopped == "diverged"
    assert "no longer a number" in text(Knobs(view=view), studio, size)


def test_a_run_opens_the_test_set_once_at_its_end_and_says_so() -> None:
    knobs = Knobs(epochs=1)
    run = trained(knobs, 5)
    assert run.snapshot().tested is None
    assert kept.best() == {}
    assert not run.step(knobs)
    studio = run.snapshot()
    assert studio.now is not None
    assert studio.now.evaluations[-1].epoch == studio.now.epoch  # the curves reach to the end
    test, validation = (
        core.accuracy(probabilities(studio.now.network, images), labels)
        for images, labels in (
            (SMALL.test_images, SMALL.test_labels),
            (PARTS.validation_images, PARTS.validation_labels),
        )
    )
    assert kept.best() == {SMALL.name: kept.Best(pytest.approx(validation), pytest.approx(test))}
    assert f"turned by: {test:.1%}. It has been opened 1×" in text(knobs, studio)
    longer = replace(knobs, epochs=2)
    run.step(longer)
    assert run.snapshot().tested is None, "it is another network now"
    while run.step(longer):
        pass
    assert (tested := run.snapshot().tested) is not None
    assert tested.opened == 2


def test_validation_takes_the_last_sixth_and_is_never_trained_on() -> None:
    few = split(SMALL, "300")
    assert len(few.train_labels) == 300
    for parts in (PARTS, few):
        np.testing.assert_array_equal(parts.validation_images, SMALL.train_images[600:])
    assert not np.may_share_memory(PARTS.train_images, PARTS.validation_images)


def test_a_label_that_only_the_validation_part_has_stops_nothing() -> None:
    labels = SMALL.train_labels.copy()
    labels[-1] = 12
    some = PARTS.train_images, PARTS.train_labels, PARTS.validation_images, labels[600:]
    run = Training(*some, Settings())
    run.step()
    assert run.network.sizes[-1] == 13


@pytest.mark.parametrize("size", [Size(58, 31), Size(118, 34), Size(78, 17)])
def test_a_second_run_has_its_loss_and_its_accuracy_side_by_side(size: Size) -> None:
    trained(Knobs(), 5)
    studio = trained(Knobs(learning_rate=0.1), 3).snapshot()
    assert studio.before is not None
    console = Console(width=size.width, color_system=None)
    with console.capture() as capture:
        console.print(draw(Knobs(learning_rate=0.1), size, studio))
    shown = capture.get().splitlines()
    assert len(shown) <= size.height
    for name in ("loss", "% right", "train", "validation", "before"):
        assert any(name in line for line in shown), name
    assert sum(line.count("└") for line in shown if "└" in line) == 2
    assert max(line.count("└") for line in shown) == 2


def test_the_last_run_of_the_learners_own_network_is_drawn_beside_it() -> None:
    knobs = Knobs()
    assert "yours" not in text(knobs, trained(knobs, 200).snapshot())
    kept.keep_own_run(kept.Run(((0.0, 2.3), (0.1, 1.0)), ((0.0, 0.1), (0.1, 0.8))))
    assert text(knobs, trained(knobs, 200).snapshot()).count("yours") == 2
