"""What the blocks of a page give when they are run, for pages that are printed or written."""

from dataclasses import replace
from secrets import token_hex

from tui_tutor.block import Block
from tui_tutor.practice.sandbox import Outcome, run_blocks, run_code

SEED = 0  # what blocks begin with that use one, as they do in the app


def outcomes(blocks: list[Block]) -> list[Outcome]:
    """What each block gives, all run in one process.

    Where one of them brings that to its end, each is run in a process of its own.
    """
    jobs = [(block.code, SEED if "seed" in block.flags else None) for block in blocks]
    mark = token_hex(16)  # printed after each, so that what they print can be told apart
    outcome = run_blocks([job for one in jobs for job in (one, (f"print('{mark}')", None))])
    printed = outcome.printed.split(f"{mark}\n")
    if outcome.ended == "well" and len(printed) == len(blocks) + 1:
        return [
            replace(outcome, answers=(answer,), printed=text)
            for answer, text in zip(outcome.answers[::2], printed, strict=False)
        ]
    return [run_code(code, seed) for code, seed in jobs]
