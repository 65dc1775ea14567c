"""What stays of a learner's own network: how its last run went, and what passed."""

from tui_tutor import kept
from tui_tutor.digits import Digits
from tui_tutor.practice.own import Verdict, accuracies
from tui_tutor.progress import Progress as Record

PAGE = "page"  # where a learner's record has it


def keep(verdict: Verdict, digits: Digits, record: Record) -> str:
    """The run for the studio; after a pass the network for the pad, and that it was written.

    Returns what went wrong, or "".
    """
    if verdict.network is None or verdict.accuracy is None:
        return ""
    losses = tuple((one.epoch, one.loss) for one in verdict.progress)
    fault = kept.keep_own_run(kept.Run(losses, accuracies(verdict.progress)))
    if verdict.passed:
        record.put(PAGE, "accuracy", value=verdict.accuracy)
        record.put(PAGE, "tested_on", value=digits.tested_on)
        record.put("done", PAGE, value=True)
        reader = kept.Reader(verdict.network, digits.name, digits.tested_on, verdict.accuracy)
        fault = kept.keep_own_network(reader) or fault
    return fault
