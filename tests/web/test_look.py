"""The tags that every page uses."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from greenlist.engine import clock
from greenlist.web.templatetags import look


def shown(source: str, **context: object) -> str:
    template = engines["django"].from_string(source)
    return str(template.render(context, RequestFactory().get("/list/?kind=park&kind=factory&page=2")))


def test_every_form_gets_a_key_of_its_own() -> None:
    keys = {shown("{% post_key %}") for _ in range(3)}
    assert len(keys) == 3
    assert all('type="hidden" name="idempotency_key"' in key for key in keys)


@pytest.mark.parametrize(
    ("days", "text", "style"),
    [
        (9, "还有 9 天", "days"),
        (7, "还有 7 天", "days days-soon"),
        (1, "还有 1 天", "days days-soon"),
        (0, "今天截止", "days days-soon"),
        (-3, "已过 3 天", "days days-late"),
    ],
)
def test_days_left_says_it_in_words(days: int, text: str, style: str) -> None:
    html = shown("{% days_left day %}", day=clock.today() + timedelta(days=days))
    assert html == f'<span class="{style}">{text}</span>'


def test_days_left_counts_days_of_shanghai() -> None:
    with time_machine.travel("2024-07-31T17:00:00Z", tick=False):  # 1 August there
        assert "今天截止" in shown("{% days_left day %}", day=date(2024, 8, 1))


def test_a_date_that_is_not_set_is_said_so() -> None:
    assert "日期未定" in shown("{% days_left day %}", day=None)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("6138.00"), "6,138.00"),
        ("560000", "560,000"),
        (1234567.5, "1,234,567.5"),
        (0, "0"),
        (Decimal("1E+3"), "1,000"),
        (None, "—"),
        ("", "—"),
        ("约 3 吨", "约 3 吨"),
        ("NaN", "NaN"),
    ],
)
def test_figures_keep_every_digit_and_missing_is_not_zero(value: object, text: str) -> None:
    assert look.figure(value) == text


class Sample(forms.Form):
    name = forms.CharField(label="名称")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲")], widget=forms.RadioSelect)

    def clean(self) -> dict[str, object]:
        raise forms.ValidationError("整张表有矛盾。")


def test_the_error_summary_leads_to_each_control() -> None:
    html = shown("{% error_summary form %}", form=Sample({"name": ""}))
    assert "有 3 处要改" in html
    assert '<a href="#id_name">名称：' in html
    assert "整张表有矛盾。" in html
    assert 'role="alert"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert shown("{% error_summary form %}", form=Sample()).strip() == ""


def test_what_a_form_says_is_escaped() -> None:
    form = Sample({"name": "x", "kind": "<b>"})
    assert "<b>" not in shown("{% error_summary form %}", form=form)


@pytest.mark.parametrize(("mark", "word"), [("published", "原文"), ("secondary", "转引"), ("unverified", "待核定")])
def test_marks_are_words(mark: str, word: str) -> None:
    assert word in look.mark_tag(mark)


def test_a_meter_draws_its_part_and_says_it() -> None:
    html = shown('{% meter "19.8" 30 "warn" %}')
    assert 'width="66.00"' in html
    assert "19.8，满分 30" in html
    assert "bar-warn" in html


@pytest.mark.parametrize(("value", "maximum"), [(None, 30), ("", 30), (5, 0), (5, None), ("NaN", 3)])
def test_a_meter_of_something_unknown_draws_no_bar(value: object, maximum: object) -> None:
    assert "bar-fill" not in look.meter(value, maximum)


def test_a_meter_never_leaves_its_box() -> None:
    assert 'width="100.00"' in look.meter(45, 30)
    assert 'width="0.00"' in look.meter(-1, 30)


def test_long_texts_open_on_demand() -> None:
    assert look.initial_lines("一\n二\n三") == "一<br>二<br>三"
    assert "<details" in look.initial_lines("一\n二\n三\n四")
    assert "&lt;b&gt;" in look.initial_lines("<b>")


def test_pages_keep_the_filters() -> None:
    page = Paginator(range(30), 10).page(2)
    html = shown("{% pagination page %}", page=page)
    assert 'href="?kind=park&amp;kind=factory&amp;page=3"' in html
    assert "第 2 / 3 页，共 30 条" in html


def test_one_page_needs_no_links() -> None:
    assert shown("{% pagination page %}", page=Paginator(range(3), 10).page(1)).strip() == ""


def test_a_sign_has_its_word() -> None:
    assert "已完成" in look.task_sign("done")
    with override("en"):
        assert "已完成" not in look.task_sign("done")
