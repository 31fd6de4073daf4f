"""The same data at the same date give the same bytes, in another process, with other hashes, at another hour."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

HERE = Path(__file__).resolve().parents[1]
OF_REPORTS = ("factory-01-machinery", "park-01-good", "chain-01-textile")
MOMENTS = (("0", "2024-07-22T00:10:00", "UTC"), ("4711", "2031-12-31T23:55:00", "Asia/Shanghai"))


def made() -> dict[str, bytes]:
    """Every document that is made without a database, by name; of the long reports a few."""
    from documents import every

    out: dict[str, bytes] = {}
    for name in every.names():
        if not name.startswith("自评价报告") or name.endswith(OF_REPORTS):
            one = every.document(name)
            out[f"{name}.pdf"], out[f"{name}.docx"] = one.pdf, one.docx
    out |= {f"{name}.xlsx": content for name, content in every.workbooks().items()}
    return out | _lists() | _forms() | _dossier()


def _lists() -> dict[str, bytes]:
    from greenlist.documents.exports import csv_lines, workbook

    return {
        "名单.xlsx": workbook(["甲", "数"], [["=1", "-5"]], [False, True]),
        "名单.csv": b"".join(csv_lines(["甲", "数"], [["=1", "-5"]])),
    }


def _forms() -> dict[str, bytes]:
    from documents.form_writers import points, prefilled, roster

    with tempfile.TemporaryDirectory() as folder:
        found = {
            one.__name__: one(["示例园区", "91220105A00001014W"] * 3, Path(folder))
            for one in (points, prefilled, roster)
        }
    return {f"{name}.xlsx": content for name, (content,) in found.items()}


def _dossier() -> dict[str, bytes]:
    from documents.bound import dossier

    return {f"合订本{number}.pdf": content for number, content in enumerate(dossier(), 1)}


def digests(contents: dict[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}


def run(*words: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, *words], env=os.environ | {"PYTHONPATH": str(HERE)} | environment, check=False,
        capture_output=True, text=True, cwd=HERE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.mark.long
def test_another_process_with_other_hashes_at_another_hour_makes_the_same_bytes() -> None:
    first, second = (
        json.loads(run(__file__, PYTHONHASHSEED=seed, TZ=zone, MOMENT=moment)) for seed, moment, zone in MOMENTS
    )
    assert len(first) > 50
    assert [name for name in first if first[name] != second[name]] == []
    assert set(first) == set(second)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a site with an empty database of its own on the server of this run."""
    uri, name = os.environ["DATABASE_URL"], f"repeatable_{os.getpid()}"
    with psycopg.connect(uri, autocommit=True) as database:
        database.execute(f"CREATE DATABASE {name}")
    yield {
        "DATABASE_URL": make_conninfo(uri, dbname=name), "DJANGO_SETTINGS_MODULE": "web_settings",
        "GREENLIST_DATA": str(tmp_path / "data"),
    }  # fmt: skip
    with psycopg.connect(uri, autocommit=True) as database:
        database.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.long
def test_a_site_hands_out_the_same_bytes_in_another_process(site: dict[str, str], tmp_path: Path) -> None:
    """At one moment: what says when it was handed out says so in both."""
    run("-m", "documents.handed_out", "build", str(tmp_path), **site)
    moment = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    first, second = (
        json.loads(run("-m", "documents.handed_out", "digests", str(tmp_path), **site,
                       PYTHONHASHSEED=seed, TZ=zone, MOMENT=moment))
        for seed, _moment, zone in MOMENTS
    )  # fmt: skip
    assert len(first) > 90
    assert {name: said for name, said in first.items() if said.startswith("status")} == {}
    assert [name for name in first if first[name] != second[name]] == []


def main() -> None:
    """In a process of its own: the digest of each document, made at the hour asked for."""
    import time_machine

    if sys.flags.hash_randomization and os.environ["PYTHONHASHSEED"] == "0":
        raise SystemExit("the hashes are random")
    with time_machine.travel(datetime.fromisoformat(os.environ["MOMENT"]).replace(tzinfo=UTC), tick=True):
        found = digests(made())
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
    main()
