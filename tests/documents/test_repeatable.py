"""The same data at the same date give the same bytes, in another process, with other hashes, at another hour."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parents[1]
MOMENTS = (("0", "2024-07-22T00:10:00", "UTC"), ("4711", "2031-12-31T23:55:00", "Asia/Shanghai"))


def made() -> dict[str, bytes]:
    """Every kind of document that is made without a database, by name."""
    from documents.test_letter import letter
    from documents.test_report import ONE_OF_EACH, paper
    from greenlist.documents.agency_year import AgencyYear, agency_year
    from greenlist.documents.consultation_table import Cell, Row, consultation_table
    from greenlist.documents.exports import csv_lines, workbook
    from greenlist.documents.form import write_form
    from greenlist.documents.letters.docx import letter_docx
    from greenlist.documents.letters.pdf import letter_pdf
    from greenlist.documents.papers.docx import docx
    from greenlist.documents.papers.pdf import typeset
    from greenlist.documents.points_table import write_points_template
    from greenlist.documents.summary import SUMMARY_VALUES, write_summary
    from greenlist.engine.case import Kind
    from greenlist.engine.lawbook import LawBook

    out: dict[str, bytes] = {}
    for name in ONE_OF_EACH:
        printed = typeset(paper(name))
        out[f"{name}.pdf"], out[f"{name}.docx"] = printed.content, docx(paper(name), pages=printed.pages)
    out["letter.pdf"], out["letter.docx"] = letter_pdf(letter()), letter_docx(letter())
    folder, book = Path(tempfile.mkdtemp()), LawBook()
    policy = book.policy("jilin-2024")
    row = dict.fromkeys(SUMMARY_VALUES, "示例") | {"seq": 1, "score": Decimal("86.25")}
    writers: dict[str, Callable[[Path], None]] = {
        "summary.xlsx": lambda path: write_summary(path, policy, {Kind.FACTORY: [row], Kind.PARK: [row]}),
        "form.xlsx": lambda path: write_form(book.pack("park-2023"), policy, book, path),
        "points.xlsx": write_points_template,
    }
    for name, write in writers.items():
        write(folder / name)
        out[name] = (folder / name).read_bytes()
    out["export.xlsx"] = workbook(["甲", "数"], [["=1", "-5"]], [False, True])
    out["export.csv"] = b"".join(csv_lines(["甲", "数"], [["=1", "-5"]]))
    answers = [Row("示例", "", "", [Cell("无", "none")], "", 0, "")]
    out["consultation.xlsx"] = consultation_table("题", "注", ["甲局"], answers)
    out["agency.xlsx"] = agency_year(AgencyYear("示例", 2024, "", [("示例",) * 12]))
    return out


@pytest.mark.long
def test_another_process_with_other_hashes_at_another_hour_makes_the_same_bytes() -> None:
    found = []
    for seed, moment, zone in MOMENTS:
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "MOMENT": moment, "PYTHONPATH": str(HERE)}
        done = subprocess.run(
            [sys.executable, __file__], env=environment, check=False, capture_output=True, text=True, cwd=HERE
        )
        assert done.returncode == 0, done.stderr[-2000:]
        found.append(json.loads(done.stdout))
    first, second = found
    assert len(first) >= 15
    assert [name for name in first if first[name] != second[name]] == []


def main() -> None:
    """In a process of its own: the digest of each document, made at the hour asked for."""
    import time_machine

    if sys.flags.hash_randomization and os.environ["PYTHONHASHSEED"] == "0":
        raise SystemExit("the hashes are random")
    with time_machine.travel(datetime.fromisoformat(os.environ["MOMENT"]).replace(tzinfo=UTC), tick=True):
        digests = {name: hashlib.sha256(content).hexdigest() for name, content in made().items()}
    sys.stdout.write(json.dumps(digests))


if __name__ == "__main__":
    sys.stdout = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8")
    main()
