"""When Python clears its memory: while the learner reads, and never in the middle of a key.

A collection stops everything, and looks at every object that is young enough. A page is made of
thousands, so one that comes by itself costs a key up to half a second.
"""

import gc

SELDOM = 5_000, 20, 100  # new objects, then collections of the younger, before one of the older


def clear_while_it_is_quiet() -> None:
    """Collect what is left of pages that went; the first time, set the rest aside for good.

    What is there once the first page stands stays to the end: left out of later collections, and
    these made small, it costs a key nothing.
    """
    gc.collect(1)
    if gc.get_threshold() != SELDOM:
        gc.freeze()
        gc.set_threshold(*SELDOM)
