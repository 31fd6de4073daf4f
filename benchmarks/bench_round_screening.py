"""The screening of a city's round as a page asks for it: 100 units and a park of 3,000 enterprises, findings kept.

Lists of 200,000 penalties and of the other sources were read before; one unit and enterprise in a hundred is on one.
Timed: the whole act of `run` (what the database is asked, screening, the rows kept, the journal), the same once more
with what the first run left on disk, and a decision with its unit asked again. Statements are counted.
"""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ground

UNITS, TENANTS, ROWS = 100, 3_000, 200_000
CLAIM = 30.0  # seconds of one run: a page may wait so long
STATEMENTS = 25


def main() -> int:
    """Run, print, and fail where the claim does not hold."""
    ground.open_site()
    folder = Path(tempfile.mkdtemp(prefix="greenlist-bench-lists-"))
    scene = build(folder)
    first, statements, run = timed(scene.run)
    again, _statements, _run = timed(scene.run)
    decided, by_decision, _judgement = timed(lambda: scene.decide(run))
    assert run.units.count() == UNITS + 1
    assert run.units.get(tenants=TENANTS).outcome == "hit"
    print(f"{UNITS} units and a park of {TENANTS:,} enterprises against {ROWS:,} penalties and nine other lists")
    print(
        f"first run             {first:6.2f} s   {statements} statements   claim {CLAIM:.0f} s, {STATEMENTS} statements"
    )
    print(f"again                 {again:6.2f} s")
    print(f"decision, asked again {decided:6.2f} s   {by_decision} statements")
    return 0 if first <= CLAIM and statements <= STATEMENTS else 1


def timed(act: Callable[[], Any]) -> tuple[float, int, Any]:
    """Seconds, statements, and what came of it."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    begun = time.perf_counter()
    with CaptureQueriesContext(connection) as seen:
        made = act()
    return time.perf_counter() - begun, len(seen), made


class Scene:
    """A round with its units, and lists that were read."""

    def __init__(self, world: Any, round_: Any) -> None:
        self.world, self.round = world, round_

    def run(self) -> Any:
        """The city screens its round."""
        from screenings.ground import run_city

        return run_city(self.world, self.round)

    def decide(self, run: Any) -> Any:
        """A candidate of the second run is another firm."""
        from greenlist.screenings import domain, queries

        finding = queries.to_decide(run.units.all())[0]
        by = self.world.hat("city")
        return domain.judge(finding=finding, verdict="other", reason="不是同一家", document=None, by=by)


def build(folder: Path) -> Scene:
    """Applications by the verbs' own shapes, lists through the reader."""
    from greenlist.screenings import domain
    from screenings.ground import OTHERS, handed_in, imported, made_up, many_handed_in, tenants
    from world import build_world, round_of

    world = build_world()
    round_ = round_of(world)
    units = made_up(world, UNITS)
    many_handed_in(world, round_, units)
    inside = tenants(handed_in(world, round_, "park", "park"), TENANTS)
    for source in OTHERS:
        if source != "credit_china_penalties":
            imported(world, folder, source)
    listed = [*((one.name, one.uscc) for one in (*units[::100], *inside[::100])), (units[1].name, "")]
    path = write_penalties(folder, listed)
    file = domain.take_list(
        authority=world.places["220000"], source="credit_china_penalties", path=path, name=path.name,
        as_of=imported(world, folder, "gsxt_status").as_of, by=None,
    )  # fmt: skip
    begun = time.perf_counter()
    domain.read_list(list_file=file)
    print(f"list of {ROWS:,} rows read in {time.perf_counter() - begun:.1f} s")
    return Scene(world, round_)


def write_penalties(folder: Path, listed: list[tuple[str, str]]) -> Path:
    """Penalties against firms nobody asks about, and a few that somebody does."""
    from door import uscc
    from screenings.ground import word

    path = folder / "penalties.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["单位名称", "统一社会信用代码", "行政处罚决定书文号", "处罚决定日期", "处罚机关"])
        firms = [(f"无关{word(n)}实业有限公司", uscc(10_000_000 + n)) for n in range(ROWS - len(listed))]
        for number, (name, code) in enumerate([*firms, *listed]):
            rows.writerow([name, code, f"示罚〔2024〕{number}号", "2024-03-01", "示例市环保局"])
    return path


if __name__ == "__main__":
    raise SystemExit(main())
