"""Amounts in list cells, brought to 元."""

from __future__ import annotations

from decimal import Decimal

import pytest

from greenlist.engine.lawbook.schema.lists import Unit
from greenlist.screening.amounts import NotAnAmount, read_amount


@pytest.mark.parametrize(
    ("text", "unit", "yuan"),
    [
        ("0.2", "万元", "2000.00"),  # the unit trap of screening.md 3.1
        ("2000", "元", "2000.00"),
        ("2,000.50", "元", "2000.50"),
        ("２０００", "元", "2000.00"),
        ("0.2万元", "元", "2000.00"),  # what the cell says goes before the header
        ("2000元", "万元", "2000.00"),
        ("￥2000", "元", "2000.00"),
        ("人民币 1.5 万元整", "元", "15000.00"),
        ("0", "万元", "0.00"),
        ("责令改正，处罚款2000元。", "文中", "2000.00"),
        ("罚款人民币 0.2 万元", "文中", "2000.00"),
        ("没收违法所得1000元，并处罚款2,000元", "文中", "2000.00"),
    ],
)
def test_an_amount(text: str, unit: Unit, yuan: str) -> None:
    assert read_amount(text, unit) == Decimal(yuan)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("", "元"), ("-", "万元"), ("无", "元"), ("警告", "文中"), ("罚款2000元；对负责人罚款500元", "文中"),
        ("依法可处罚款2万元以上10万元以下", "文中"), ("没收违法所得1000元", "文中"),
    ],
)  # fmt: skip
def test_no_amount(text: str, unit: Unit) -> None:
    assert read_amount(text, unit) is None


@pytest.mark.parametrize("text", ["贰仟元", "约2000", "-5", "2000美元", "9.1E+17", "1,00", "99999999999999999"])
def test_what_is_not_understood_is_told(text: str) -> None:
    with pytest.raises(NotAnAmount):
        read_amount(text, "元")
