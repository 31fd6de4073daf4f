"""The generator of bench_screening: made-up units, and lists of ten million rows as the importer keeps them.

Everything comes from the row's number through DuckDB's `hash`, so the same files are made each time. A row of a list is
about one of three million made-up firms; each firm has a name of a place, 示例, four characters, a trade and a legal
form, and a code of 18 characters that looks like a USCC (its check character is not computed). Of the units 2 % stand
on the lists, on several of them and several times, and in the ways that occur: with the whole code, with the
organisation code only, by name only, by a former name printed behind another, and with the same name under another
firm's code, which must not be found. The second file of penalties replaces some records of the first.
"""

# ruff: noqa: S608 - statements are put together from constants of this file

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from greenlist.screening.database import database
from greenlist.screening.snapshots import Snapshot

UNITS = 10_000
LISTED = 50  # every fiftieth unit stands on the lists: 2 %
VERSION = 1  # of the generator; files of another one are made anew
CHARACTERS = (
    "恒宏远达华泰盛源嘉瑞祥鑫隆昌茂森林海江河川岳峰岭云雨雪晨曦明亮光辉金银铜铁石玉珠"
    "宝松柏竹梅兰菊荷桂春夏秋冬东西南北中"
)
PLACES = ["长春市", "吉林市", "四平市", "通化市", "白山市", "辽源市", "松原市", "白城市", "延吉市", "公主岭市"]
TRADES = ["机械", "化工", "食品", "电子科技", "新材料", "汽车零部件", "建材", "制药", "纺织", "包装"]
FORMS = ["有限公司", "有限责任公司", "股份有限公司", "集团有限公司"]


@dataclass(frozen=True, slots=True)
class Plan:
    """One file: its rows, how many rows apart those about units stand, and which codes the list prints."""

    source: str
    as_of: date
    rows: int
    apart: int
    codes: str  # "all": whole, organisation or none; "whole"; "short": organisation code; "none"
    replaces: bool = False  # its rows may be records of the file before


PLANS = (
    Plan("credit_china_penalties", date(2024, 6, 30), 6_600_000, 12_000, "all"),
    Plan("credit_china_penalties", date(2024, 7, 15), 400_000, 6_000, "all", replaces=True),
    Plan("gsxt_abnormal", date(2024, 7, 15), 1_500_000, 25_000, "whole"),
    Plan("dishonest_debtors", date(2024, 7, 15), 1_200_000, 20_000, "short"),
    Plan("gsxt_status", date(2024, 7, 15), 200_000, 1_000, "whole"),
    Plan("gsxt_serious", date(2024, 7, 15), 80_000, 4_000, "whole"),
    Plan("accidents", date(2024, 7, 15), 12_500, 1_000, "all"),
    Plan("energy_supervision", date(2024, 7, 15), 5_000, 200, "none"),
    Plan("inspections", date(2024, 7, 15), 2_000, 500, "whole"),
    Plan("green_list_removals", date(2024, 7, 15), 500, 50, "none"),
)


@dataclass(frozen=True, slots=True)
class World:
    """The generated files: units as CSV (key, name, name_key, uscc), and the snapshots in the order they came in."""

    units: Path
    snapshots: tuple[Snapshot, ...]


def lists(scale: float = 1.0) -> World:
    """The files under the system's temporary folder, made where they are not there yet; `scale` for a small try."""
    folder = Path(tempfile.gettempdir()) / f"greenlist-bench-screening-{VERSION}-{scale:g}"
    if not (folder / "done").exists():
        print(f"making the lists under {folder} (some minutes, 1.4 GB) ...", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _make(folder, scale)
        (folder / "done").touch()
    return World(folder / "units.csv", tuple(_snapshot(folder, place, scale) for place in range(len(PLANS))))


def _snapshot(folder: Path, place: int, scale: float) -> Snapshot:
    plan = PLANS[place]
    path = folder / f"{place}-{plan.source}.parquet"
    return Snapshot(plan.source, f"{path.stem}.csv", f"{place:064d}", plan.as_of, int(plan.rows * scale), path)


def _make(folder: Path, scale: float) -> None:
    with database() as connection:
        for macro in MACROS:
            connection.execute(f"CREATE MACRO {macro}")
        connection.execute(
            f"COPY (SELECT n AS key, firm_name({FIRST_UNIT} + n) AS name, firm_name({FIRST_UNIT} + n) AS name_key, "
            f"firm_code({FIRST_UNIT} + n) AS uscc FROM range({UNITS}) r(n)) TO '{folder / 'units.csv'}' (HEADER)"
        )
        for place, plan in enumerate(PLANS):
            snapshot = _snapshot(folder, place, scale)
            connection.execute(
                f"COPY ({_rows(place, plan, snapshot.rows)}) TO '{snapshot.path}' "
                "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 65536)"
            )


FIRST_UNIT = 5_000_000  # numbers of firms below are those of the lists only
MACROS = (
    "pick(words, h) AS words[1 + (h % len(words))::INT]",
    f"letter(h) AS substr('{CHARACTERS}', 1 + (h % {len(CHARACTERS)})::INT, 1)",
    "stem(f) AS '示例' || letter(hash(f, 2)) || letter(hash(f, 3)) || letter(hash(f, 4)) || letter(hash(f, 15))",
    f"firm_name(f) AS pick({PLACES}, hash(f, 1)) || stem(f) || pick({TRADES}, hash(f, 5)) || pick({FORMS}, hash(f, 6))",
    "firm_org(f) AS 'MA' || lpad(f::VARCHAR, 7, '0')",
    "check_letter(f) AS substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + (hash(f, 8) % 31)::INT, 1)",
    "firm_code(f) AS '91' || (220100 + hash(f, 7) % 800)::VARCHAR || firm_org(f) || check_letter(f)",
)


def _rows(place: int, plan: Plan, rows: int) -> str:
    """Rows as records.PARQUET orders them. `way` of a row about a unit: 8 a former name, 9 another firm's code."""
    number = "n" if not plan.replaces else "CASE WHEN n % 2 = 0 THEN n * 16 ELSE n + 100000000 END"
    identity = 0 if plan.replaces else place
    return f"""
    SELECT md5('{identity}-' || {number}) AS id, md5('{place}-' || n || '-as it stands') AS digest, n + 2 AS line,
      CASE WHEN way = 8 THEN firm_name(other) || '（原' || firm_name(firm) || '）' ELSE firm_name(firm) END AS name,
      CASE WHEN way = 8 THEN firm_name(other) ELSE firm_name(firm) END AS name_key,
      CASE WHEN way = 8 THEN firm_name(firm) ELSE '' END AS former_key,
      CASE WHEN printed = 'whole' THEN firm_code(coded) ELSE '' END AS uscc,
      CASE WHEN printed IN ('whole', 'short') THEN firm_org(coded) ELSE '' END AS org_code,
      '吉林' AS region, '示罚〔2023〕' || n || '号' AS doc_no,
      DATE '2017-01-01' + (h % 2700)::INT AS dated_on,
      CASE WHEN h % 3 = 0 THEN DATE '2017-01-01' + (h % 2700)::INT + 200 END AS ended_on,
      '' AS status, pick(['罚款', '警告', '责令改正', '没收违法所得'], hash(n, 11)) AS category, '' AS grade,
      '违反示例条例第' || (h % 90) || '条，' || letter(hash(n, 12)) || letter(hash(n, 13)) AS reason,
      pick({PLACES}, hash(n, 14)) || '示例管理局' AS authority, (h % 100000)::DECIMAL(18, 2) AS amount,
      '' AS batch, '' AS listed_kind,
      '{{"单位名称":"' || firm_name(firm) || '","统一社会信用代码":"' || firm_code(coded) ||
      '","决定书文号":"示罚〔2023〕' || n || '号","决定日期":"' || (DATE '2017-01-01' + (h % 2700)::INT) ||
      '","事由":"违反示例条例第' || (h % 90) || '条，' || md5(n::VARCHAR) ||
      '","内容":"罚款' || (h % 100000) || '元，限期改正","机关":"' || pick({PLACES}, hash(n, 14)) ||
      '示例管理局","备注":"' || md5((n + 1)::VARCHAR) || '"}}' AS original
    FROM (
      SELECT n, h, way, firm, other, CASE WHEN way = 9 THEN other ELSE firm END AS coded, CASE
          WHEN way = 8 OR '{plan.codes}' = 'none' THEN 'none' WHEN way = 9 THEN 'whole'
          WHEN '{plan.codes}' <> 'all' THEN '{plan.codes}' WHEN hash(n, 10) % 10 < 8 THEN 'whole'
          WHEN hash(n, 10) % 10 = 8 THEN 'short' ELSE 'none' END AS printed
      FROM (
        SELECT n, hash(n, {place}) AS h, hash(n, 9) % 3000000 AS other,
          CASE WHEN n % {plan.apart} = 7 THEN (n // {plan.apart}) % 10 ELSE -1 END AS way,
          CASE WHEN n % {plan.apart} = 7
            THEN {FIRST_UNIT} + ((n // {plan.apart}) * 7 + {place} * 31) % {UNITS // LISTED} * {LISTED}
            ELSE hash(n, {place} + 20) % 3000000 END AS firm
        FROM range({rows}) r(n)
      )
    )"""
