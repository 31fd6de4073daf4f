"""The same matching through Ibis, on DuckDB and on Spark, beside the screening's own."""

from __future__ import annotations

import importlib.util
import logging
import os
import random
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from greenlist.screening.matching import exact_matches
from greenlist.screening.records import Record
from greenlist.screening.snapshots import Snapshot
from greenlist.screening.subjects import Subject
from screening.kept_lists import keep, listed

ibis = pytest.importorskip("ibis", reason="ibis is not installed: pip install 'greenlist[scale]'")
from greenlist.screening.scale import exact_matches_ibis  # noqa: E402 - needs ibis

CODES = [f"9122010{digit}MA0Y{digit}234X{digit}" for digit in range(1, 7)]
PLACES, BRANDS = ("青岚市", "北屿省青岚市", "西川县"), ("宏达", "金川", "云台")
OLD_LIBRARIES = (  # said by other people's code about other people's code; nothing we could write differently
    "ignore:fetch_arrow_table:DeprecationWarning",
    "ignore:The 'future.infer_string' option:DeprecationWarning",
    "ignore:The copy keyword is deprecated:DeprecationWarning",
    "ignore:PySpark does not yet fully support pandas:FutureWarning",
)
pytestmark = [pytest.mark.filterwarnings(one) for one in OLD_LIBRARIES]


def a_name(chance: random.Random) -> str:
    name = chance.choice(PLACES) + chance.choice(BRANDS) + chance.choice(("食品有限公司", "机械厂"))
    if name.endswith("公司") and chance.random() < 0.2:
        name += chance.choice(("第一分公司", "(青岚)分公司"))
    if chance.random() < 0.2:
        name += f"（原{chance.choice(PLACES)}{chance.choice(BRANDS)}食品有限公司）"
    return name


def a_record(chance: random.Random, source: str) -> Record:
    code = chance.choice(CODES)
    codes: dict[str, Any] = chance.choice(
        ({}, {"uscc": code}, {"org_code": code[8:17]}, {"uscc": code, "org_code": chance.choice(CODES)[8:17]})
    )
    return listed(a_name(chance), id_=str(chance.randrange(60)), source=source, **codes)


def a_subject(chance: random.Random, number: int) -> Subject:
    former = tuple(a_name(chance) for _ in range(chance.randrange(3)))
    return Subject(str(number), a_name(chance), chance.choice(("", *CODES)), former)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Subject], list[Snapshot]]:
    """Few names and codes on many rows, so that everything meets everything, in four lists of two sources."""
    chance = random.Random(20240726)  # noqa: S311 - the same lists every time
    folder = tmp_path_factory.mktemp("lists")
    lists = (("one", date(2024, 6, 1)), ("two", date(2024, 1, 1)), ("one", date(2024, 6, 1)), ("one", None))
    snapshots = [
        keep(folder / f"{place}.parquet", [a_record(chance, source) for _ in range(120)], source=source, as_of=as_of)
        for place, (source, as_of) in enumerate(lists)
    ]
    return [a_subject(chance, number) for number in range(40)], snapshots


def plainly(subjects: list[Subject], snapshots: list[Snapshot]) -> list[tuple[str, str, str, str]]:
    """What the screening itself finds."""
    matches = exact_matches(subjects, snapshots)
    return sorted((match.subject, match.record.source, match.record.id, match.how) for match in matches)


@pytest.mark.long
def test_on_duckdb_the_rows_are_those_of_the_screening(many):
    """Ibis 在 DuckDB 上：与筛查本身逐行相同，各种匹配方式都出现过。"""
    expected = plainly(*many)
    assert {how for *_, how in expected} == {"uscc", "org_code", "name", "former_name", "head_office"}
    assert exact_matches_ibis(ibis.duckdb.connect(), *many) == expected


@pytest.mark.parametrize(
    ("subject", "record"),
    [
        (Subject("1", "青岚市宏达食品有限公司", CODES[0]), {"uscc": CODES[0]}),
        (Subject("1", "青岚市宏达食品有限公司", CODES[0]), {"uscc": CODES[1]}),
        (Subject("1", "青岚市宏达食品有限公司", CODES[0]), {"org_code": CODES[0][8:17], "uscc": CODES[1]}),
        (Subject("1", "青岚市宏达食品有限公司"), {"uscc": CODES[1]}),
        (Subject("1", "青岚市宏达食品有限公司第三分公司", CODES[0]), {"uscc": CODES[1]}),
        (Subject("1", "", CODES[0]), {}),
        (Subject("1", ""), {}),
    ],
)
def test_code_against_code_and_name_against_name(tmp_path: Path, subject, record):
    """代码相同、不同、缺失时，各与筛查本身相同。"""
    lists = [keep(tmp_path / "a.parquet", [listed("青岚市宏达食品有限公司", **record), listed("", id_="nobody")])]
    assert exact_matches_ibis(ibis.duckdb.connect(), [subject], lists) == plainly([subject], lists)


def test_a_row_twice_in_one_file_counts_once(tmp_path: Path):
    """同一文件里重复的行只算一次，新名单里改了名称的不再算。"""
    old = [listed("青岚市宏达食品有限公司", id_=one) for one in ("a", "a", "b")]
    lists = [
        keep(tmp_path / "old.parquet", old, as_of=date(2024, 1, 1)),
        keep(tmp_path / "new.parquet", [listed("西川县金川机械厂", id_="b")], as_of=date(2024, 6, 1)),
    ]
    subjects = [Subject("1", "青岚市宏达食品有限公司")]
    for order in (lists, lists[::-1]):
        found = exact_matches_ibis(ibis.duckdb.connect(), subjects, order)
        assert found == [("1", "made_up", old[0].id, "name")] == plainly(subjects, order)


def test_nothing_to_match(many):
    """没有单位或没有名单：没有结果。"""
    assert exact_matches_ibis(ibis.duckdb.connect(), [], many[1]) == []
    assert exact_matches_ibis(ibis.duckdb.connect(), many[0], []) == []


def test_the_engine_may_know_a_list_by_another_path(tmp_path: Path):
    """计算引擎看到的路径可以与本机不同。"""
    kept = keep(tmp_path / "here.parquet", [listed("青岚市宏达食品有限公司")])
    kept.path.rename(tmp_path / "there.parquet")
    subjects = [Subject("1", "青岚市宏达食品有限公司")]
    found = exact_matches_ibis(
        ibis.duckdb.connect(), subjects, [kept], locate=lambda one: str(one.path.with_name("there.parquet"))
    )
    assert [how for *_, how in found] == ["name"]


def test_the_example_of_the_guide_runs(tmp_path: Path, monkeypatch, capsys):
    """说明里的例子照抄可用（换成本机的 DuckDB 和路径）。"""
    guide = (Path(__file__).resolve().parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
    (example,) = (block for block in re.findall(r"```python\n(.*?)```", guide, re.DOTALL) if "ibis" in block)
    example = re.sub(r"(?m)^(session = |from pyspark).*\n", "", example)
    example = example.replace("ibis.pyspark.connect(session)", "ibis.duckdb.connect()").replace("hdfs://namenode/", "")
    monkeypatch.chdir(tmp_path)
    Path("units.csv").write_text(f"name,uscc\n青岚市宏达食品有限公司,{CODES[0]}\n", encoding="utf-8")
    record = listed("别的名称有限公司", uscc=CODES[0])
    keep(tmp_path / "lists" / "penalties.parquet", [record])
    exec(compile(example, "docs/operations.md", "exec"), {})  # noqa: S102 - our own guide
    assert capsys.readouterr().out == f"2 credit_china_penalties {record.id} uscc\n"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    """Spark on two threads of this machine, talking to nobody; skipped where it cannot start."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("pyspark is not installed: pip install 'greenlist[scale]'")
    if shutil.which("java") is None and not os.environ.get("JAVA_HOME"):
        pytest.skip("Spark needs Java 17, there is none: apt-get install openjdk-17-jre-headless")
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        logging.getLogger("py4j").setLevel(logging.WARNING)  # it says goodbye after the log has been closed
        builder = SparkSession.builder.master("local[2]").appName("greenlist tests")
        for name, value in {
            "spark.ui.enabled": "false",
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.memory": "1g",
            "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # starts sooner
            "spark.sql.shuffle.partitions": "2",
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.codegen.wholeStage": "false",  # compiling for a few hundred rows takes longer than running
            "spark.log.level": "ERROR",
        }.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        yield session
        session.stop()


@pytest.mark.long
def test_on_spark_the_rows_are_the_same(many, spark):
    """Ibis 在 Spark 上：与 DuckDB 上、与筛查本身逐行相同。"""
    subjects, snapshots = many[0], many[1][:3]  # each list costs Spark a second or two
    found = exact_matches_ibis(ibis.pyspark.connect(spark), subjects, snapshots)
    assert found == exact_matches_ibis(ibis.duckdb.connect(), subjects, snapshots) == plainly(subjects, snapshots)
