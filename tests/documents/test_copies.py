"""Names of those a letter is sent to for information, as people type them."""

from __future__ import annotations

import pytest

from greenlist.documents.letters.copies import copies_of

THREE = ("省生态环境厅", "省应急管理厅", "省市场监管厅")


@pytest.mark.parametrize(
    "typed",
    [
        "省生态环境厅，省应急管理厅，省市场监管厅",
        "省生态环境厅、省应急管理厅、省市场监管厅。",
        "省生态环境厅; 省应急管理厅；省市场监管厅",
        "抄送：省生态环境厅\n省应急管理厅\r\n\r\n省市场监管厅\n",
        "省生态环境厅　省应急管理厅 , 省市场监管厅",
        "，省生态环境厅，，省应急管理厅，省市场监管厅，省生态环境厅",
    ],
)
def test_names_are_parted_as_people_part_them(typed: str) -> None:
    assert copies_of(typed) == THREE


def test_what_stands_in_brackets_belongs_to_the_name() -> None:
    named = ("各市（州）工业和信息化局", "有关部门（生态环境、应急管理，市场监管）", "省厅(节能处、资源处)")
    assert copies_of("、".join(named)) == named


@pytest.mark.parametrize("typed", ["", "  \n", "，、；。", "抄送："])
def test_nothing_is_nobody(typed: str) -> None:
    assert copies_of(typed) == ()


def test_a_bracket_left_open_hides_nobody() -> None:
    assert copies_of("各市（州工信局，省生态环境厅")[-1] == "省生态环境厅"
