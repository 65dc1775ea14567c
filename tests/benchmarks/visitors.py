"""Many visitors of `tutor web` at once: does each get on, and what do they take?

    python -m tests.benchmarks.visitors 20

Each opens the first lesson, turns its digit, walks on through ten lessons and plays their demos.
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.web.served import Served, served, visit

LESSONS = 10


async def walk(url: str, all_there: asyncio.Barrier) -> tuple[float, float]:
    """Seconds to the first screen, and those for each lesson after it."""
    began = time.monotonic()
    one = await visit(url)
    await one.until("1 of ")
    first = time.monotonic() - began
    await one.press("d\x1b[C")
    await all_there.wait()  # memory is read while all are here
    await all_there.wait()
    began = time.monotonic()
    for number in range(2, LESSONS + 2):
        await one.press("n")
        await one.until(f"{number} of ")
        await one.press(" ")
    each = (time.monotonic() - began) / LESSONS
    await one.close()
    return first, each


def proportional_memory(server: Served) -> list[float]:
    """MB of each program; what several share is divided among them."""
    taken = []
    for pid in server.programs():
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        kilobytes = next(line.split()[1] for line in lines if line.startswith("Pss:"))
        taken.append(int(kilobytes) / 1024)
    return taken


async def measure(server: Served, count: int) -> None:
    all_there = asyncio.Barrier(count + 1)
    walks = [asyncio.create_task(walk(server.url, all_there)) for _ in range(count)]
    await all_there.wait()
    memory = proportional_memory(server)
    await all_there.wait()
    came = await asyncio.gather(*walks, return_exceptions=True)
    well = [one for one in came if not isinstance(one, BaseException)]
    for fault in (one for one in came if isinstance(one, BaseException)):
        print(f"failed: {fault!r}")
    firsts, each = zip(*well, strict=True)
    print(f"{len(well)} of {count} visitors walked through {LESSONS} lessons")
    print(f"first screen after {max(firsts):.1f} s at the most, a lesson {max(each):.2f} s")
    print(f"{sum(memory):.0f} MB in {len(memory)} programs, {max(memory):.0f} MB the largest")
    print("nothing is left" if server.nothing_is_left() else "programs are left")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        asyncio.run(measure(server, count))


if __name__ == "__main__":
    main()
