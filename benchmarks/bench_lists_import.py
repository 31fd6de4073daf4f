"""A list of penalties read, beside DuckDB's own `read_csv` of the same file, in one run.

The file is made here, the same for the same number of rows: one penalty a line under the 2018 headers of the 双公示
exchange (25 columns, about 360 bytes), a third as many units as rows with codes that hold, dates over five years in
three forms, fines in 万元, one in 200 under a former name in brackets, one in 500 a natural person, one in 1,000 with
a quoted line break. Names are made up of syllables and numbers.

Ours reads, checks, maps, hashes and keeps every row as Parquet with its original; memory may not grow beyond 1 GB. The
peer keeps the 25 columns as text in a table: `CREATE TABLE t AS FROM read_csv(..., all_varchar = true)`. Each runs in a
process of its own, turn about.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from greenlist.engine.codes import check_character

ROWS = 5_000_000
MOST_MEMORY = 1024  # MiB
HEADERS = (
    "CF_WSH", "CF_CFLB", "CF_SY", "CF_WFXW", "CF_YJ", "CF_XDR_MC", "CF_XDR_LB", "CF_XDR_SHXYM", "CF_XDR_ZZJG",
    "CF_XDR_GSZC", "CF_XDR_SWDJ", "CF_XDR_ZJLX", "CF_FRDB", "CF_NR", "CF_NR_FK", "CF_NR_WFFF", "CF_NR_ZKDX", "CF_JDRQ",
    "CF_YXQ", "CF_GSJZQ", "CF_CFJG", "CF_CFJGDM", "CF_SJLY", "CF_SJLYDM", "BZ",
)  # fmt: skip
PLACES = ("甲州", "乙州", "丙州", "丁州", "戊州", "己州", "庚州", "辛州")
TRADES = ("机械制造", "食品", "化工", "建材", "电子", "纺织", "冶金", "造纸", "新能源", "环保科技")
WRONGS = (
    "未按规定安装污染防治设施",
    "未取得许可证从事生产",
    "安全生产教育培训不到位",
    "产品标识不符合规定",
    "未按时报送统计资料",
)
FIRST = date(2019, 8, 1)
DAYS = 1826


def main() -> int:
    """Make the file, run both turn about, print and judge."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--turns", type=int, default=2)
    parser.add_argument("--child", choices=("ours", "peer"), help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        {"ours": ours, "peer": peer}[asked.child](asked.file)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "penalties.csv"
        write(path, asked.rows)
        size = path.stat().st_size
        print(f"{asked.rows:,} rows, {size / 2**20:,.0f} MiB, {size / asked.rows:.0f} bytes a row")
        took: dict[str, list[tuple[float, float]]] = {"ours": [], "peer": []}
        for _ in range(asked.turns):
            for who, times in took.items():
                times.append(run(who, path))
    best = {who: min(times) for who, times in took.items()}
    for who, (seconds, memory) in best.items():
        speed = f"{asked.rows / seconds:10,.0f} rows/s  {seconds / asked.rows * 1e6:6.2f} us a row"
        print(f"{who}  {seconds:7.1f} s  {speed}  peak {memory:,.0f} MiB")
    memory = max(memory for _, memory in took["ours"])
    print(
        f"ours takes {best['ours'][0] / best['peer'][0]:.1f} times as long; peak {memory:,.0f} MiB of {MOST_MEMORY:,}"
    )
    return 0 if memory <= MOST_MEMORY else 1


def run(who: str, path: Path) -> tuple[float, float]:
    """Seconds and peak MiB of one of the two in a process of its own."""
    command = [sys.executable, __file__, "--child", who, "--file", str(path)]
    seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(memory)


def ours(path: Path) -> None:
    """Read the list as the command does."""
    from greenlist.engine.lawbook import LawBook
    from greenlist.screening.importing import import_list

    source = LawBook().list_sources()["credit_china_penalties"]
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        started = time.perf_counter()
        imported = import_list(path, source, Path(folder), as_of=FIRST + timedelta(DAYS))
        told(started)
    rows = sum(1 for _ in path.open("rb"))
    assert imported.taken + imported.passed_over == rows - 1 - rows_broken(rows), imported
    assert not imported.refused


def rows_broken(lines: int) -> int:
    """How many of the lines are the second half of a row: one row in a thousand takes two."""
    return sum(1 for number in range(lines) if number % 1000 == 7 and number + number // 1000 < lines - 1)


def peer(path: Path) -> None:
    """The bare columns into a table."""
    import duckdb

    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        started = time.perf_counter()
        database = duckdb.connect(f"{folder}/peer.duckdb")
        database.execute("SET memory_limit = '400MB'")
        database.execute("CREATE TABLE t AS FROM read_csv($file, all_varchar = true)", {"file": str(path)})
        database.execute("CHECKPOINT")
        told(started)


def told(started: float) -> None:
    """Seconds since, and the peak of memory so far in MiB."""
    print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def write(path: Path, rows: int) -> None:
    """The file."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(HEADERS) + "\n")
        stream.writelines(lines(rows))


def lines(rows: int) -> Iterator[str]:
    """The rows as text."""
    days = [FIRST + timedelta(number) for number in range(DAYS)]
    forms = [(f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日") for day in days]
    units = [unit(number) for number in range(max(rows // 3, 1))]
    for number in range(rows):
        name, code = units[number * 7919 % len(units)]
        place, wrong = PLACES[number % len(PLACES)], WRONGS[number % len(WRONGS)]
        day = number * 613 % DAYS
        if number % 200 == 3:
            name = f"{name}（原虚构旧名{number}号厂）"
        kind, code = ("自然人", "") if number % 500 == 11 else ("法人及非法人组织", code)
        text = f'"{wrong}\n经查属实"' if number % 1000 == 7 else wrong
        until = forms[min(day + 365, DAYS - 1)][0]
        yield (
            f"{place}环罚〔{days[day].year}〕{number}号,罚款,{text},{wrong},《虚构条例》第{number % 90 + 1}条,"
            f"{name},{kind},{code},,,,,虚构负责人{number % 1000},责令改正并处罚款,{number % 400 / 10},,,"
            f"{forms[day][number % 3]},2099-12-31,{until},{place}市生态环境局,11220100MB0{number % 100000:05d},"
            f"{place}市,{number % 90},\n"
        )


def unit(number: int) -> tuple[str, str]:
    """A made-up name and a code that holds."""
    body = f"91220100MA{number:07d}"
    trade = TRADES[number // 8 % len(TRADES)]
    return f"{PLACES[number % 8]}虚构{number}号{trade}有限公司", body + check_character(body)


if __name__ == "__main__":
    sys.exit(main())
