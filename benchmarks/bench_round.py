"""2,000 application files to a ranked summary with traces: seconds, peak memory, and the cost per unit.

Claims: <= 10 s and <= 500 MB on 2 cores; the cost per unit does not grow with the number of units. There is no
peer that does this job, so the claim is absolute; the sizes run in turn and medians are taken. Files are made
from those samples whose pack is loaded (so that indicators are computed and traced), in the proportion of the
national list of 2024 (1,382 factories, 123 parks with three years of data each, 126 supply chain enterprises),
each with a valid USCC of its own, and are read, evaluated, traced, written and ranked by the command users run.
"""

from __future__ import annotations

import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from greenlist.documents.round import read_case
from greenlist.engine.codes import check_character
from greenlist.engine.evaluate import evaluate
from greenlist.engine.lawbook import LawBook

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "jilin-2024"
SIZES = (500, 1000, 2000)
ROUNDS = 3
KINDS = {"factory": 34, "park": 3, "chain": 3}


def main() -> int:
    """Run the sizes in turn, check what came out, print, and fail where a claim does not hold."""
    folder = Path(tempfile.mkdtemp())
    try:
        return _run(folder)
    finally:
        shutil.rmtree(folder)


def _run(folder: Path) -> int:
    for size in SIZES:
        make_round(folder / f"in-{size}", size)
    seconds: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(ROUNDS):
        for size in SIZES:
            seconds[size].append(_evaluate(folder, size))
    medians = {size: statistics.median(times) for size, times in seconds.items()}
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for size, median in medians.items():
        print(f"{size:5d} files  {median:6.2f} s  {median / size * 1000:6.2f} ms per unit")
    growth = (medians[2000] / 2000) / (medians[500] / 500)
    print(f"samples used: {', '.join(path.stem for path in _traced_samples())}")
    print(f"cost per unit, 2,000 files against 500: {growth:.2f}x;  largest process {peak:.0f} MB")
    return 0 if medians[2000] <= 10 and peak * 3 <= 500 and growth <= 1.25 else 1


def make_round(folder: Path, size: int) -> None:
    """`size` application files from the samples, each with its own code and name."""
    folder.mkdir(parents=True)
    texts = [path.read_text(encoding="utf-8") for path in _mix()]
    for number in range(size):
        body = f"91220101M{number:07d}Y"
        code = body + check_character(body)
        text = re.sub(r"(uscc: *)\S+", rf"\g<1>{code}", texts[number % len(texts)], count=1)
        (folder / f"unit-{number:05d}.yaml").write_text(text, encoding="utf-8")


@cache
def _mix() -> list[Path]:
    """Forty files: 34 factories, 3 parks, 3 supply chain enterprises (1,382 : 123 : 126, rounded)."""
    by_kind = {kind: [path for path in _traced_samples() if path.name.startswith(kind)] for kind in KINDS}
    return [path for kind, count in KINDS.items() for path in islice(cycle(by_kind[kind]), count)]


@cache
def _traced_samples() -> list[Path]:
    """The samples whose indicators are computed and traced, not those whose standard is not loaded."""
    book = LawBook()
    policy = book.policy("jilin-2024")
    found: list[Path] = []
    for path in sorted(SAMPLES.glob("*.yaml")):
        case, _ = read_case(path, book)
        assert case is not None
        if sum(one.trace is not None for one in evaluate(case, policy, book).items) >= 10:
            found.append(path)
    assert len(found) >= 4
    return found


def _evaluate(folder: Path, size: int) -> float:
    out = folder / f"out-{size}"
    command = [sys.executable, "-m", "greenlist", "evaluate", str(folder / f"in-{size}"), "--policy", "jilin-2024"]
    started = time.perf_counter()
    subprocess.run([*command, "--out", str(out), "--force"], check=True, capture_output=True)
    took = time.perf_counter() - started
    ranking = json.loads((out / "ranking.json").read_text(encoding="utf-8"))
    assert sum(len(places) for places in ranking["kinds"].values()) == size
    assert ranking["counts"]["failed"] == 0
    results = list((out / "units").glob("*/result.json"))
    assert len(results) == size
    for result in results[:: size // 10]:
        one = json.loads(result.read_text(encoding="utf-8"))
        assert sum(item["trace"] is not None for item in one["indicators"]) >= 10, result
    return took


if __name__ == "__main__":
    sys.exit(main())
