"""A table of staff: what is taken, and why the other lines are not."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from greenlist.agencies.forms.staff_table import HEAD, read_staff
from greenlist.parties.domain import Refused
from world import World, round_of

from .ground import drafted, identity

LINE = ["甲", identity(1), "高级", "高级工程师", "能源", "证1", "2030年1月5日", "是", "2020/3/1", "绿色工厂、园区", ""]


def table(*rows: list[str], head: tuple[str, ...] = HEAD) -> SimpleUploadedFile:
    text = "\n".join(",".join(row) for row in (list(head), *rows))
    return SimpleUploadedFile("人员.csv", text.encode("gb18030"), "text/csv")


def test_words_and_days_are_read_as_people_write_them() -> None:
    found = read_staff(table(LINE))
    ((values, number),) = found.people
    assert found.refused == []
    assert number == identity(1)
    assert (values["title"], values["field"], values["full_time"]) == ("senior", "energy", True)
    assert (str(values["certificate_until"]), str(values["insured_since"])) == ("2030-01-05", "2020-03-01")
    assert values["kinds"] == ["factory", "park"]


def test_each_faulty_line_says_why_and_the_others_are_taken() -> None:
    wrong = identity(2)[:-1] + ("0" if identity(2)[-1] != "0" else "1")
    found = read_staff(
        table(LINE, ["", *LINE[1:]], ["乙", wrong], ["丙", "", "大师"], LINE, ["丁", "", "中级", "", "天文"], [])
    )
    assert [values["name"] for values, _number in found.people] == ["甲"]
    assert [one.line for one in found.refused] == [3, 4, 5, 6, 7]
    assert "校验位" in found.refused[1].reasons[0]
    assert "与第 2 行相同" in found.refused[3].reasons[0]


def test_a_workbook_is_read_with_its_dates() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["某机构人员一览"])
    sheet.append(["姓名", "职称级别", "社保缴纳起始"])
    sheet.append(["甲", "中级", date(2021, 5, 6)])
    out = io.BytesIO()
    book.save(out)
    found = read_staff(SimpleUploadedFile("人员.xlsx", out.getvalue()))
    assert [(values["name"], str(values["insured_since"])) for values, _n in found.people] == [("甲", "2021-05-06")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "姓名"),
        (b"PK\x03\x04broken", "损坏|打不开|不是"),
        (("姓名\n" + "甲\n" * 501).encode(), "超过 500 行"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_staff(SimpleUploadedFile("x", content))


def test_lines_are_taken_in_the_browser_and_the_others_listed(world: World) -> None:
    filing = drafted(world, round_of(world))
    path = reverse("filing-staff-table", args=[filing.pk])
    client = world.client("evaluator")
    assert client.get(path).status_code == 200
    assert client.get(reverse("filing-staff-form")).content.decode("utf-8-sig").startswith("姓名,证件号码")
    answer = client.post(path, {"sheet": table(LINE, ["乙", "", "大师"])})
    text = answer.content.decode()
    assert (answer.status_code, filing.staff.count()) == (200, 1)
    assert "有 1 行没有导入" in text
    again = client.post(path, {"sheet": table(["甲改名", *LINE[1:]])})
    assert again.status_code == 302
    assert [one.name for one in filing.staff.all()] == ["甲改名"]
    assert client.post(path, {}).status_code == 422
    for who, status in (("otherevaluator", 404), ("agencyreviewer", 403), ("owner", 403)):
        assert world.client(who).get(path).status_code == status
