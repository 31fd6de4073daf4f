"""Template tags of every page (built in: no `{% load %}` needed)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.template import Context
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from greenlist.engine import clock

register = template.Library()

SHOWN_LINES = 3
MARKS = {
    "published": ("tag-ok", gettext_lazy("原文")),
    "secondary": ("tag-warn", gettext_lazy("转引，待核定")),
    "unverified": ("tag-warn", gettext_lazy("待核定")),
}
SIGNS = {
    "todo": gettext_lazy("未填"),
    "partial": gettext_lazy("填了一部分"),
    "done": gettext_lazy("已完成"),
    "fault": gettext_lazy("有错误"),
    "locked": gettext_lazy("不能修改"),
}


@dataclass(frozen=True, slots=True)
class FormError:
    """One line of an error summary. `target` is the id of the control, '' where the form as a whole is at fault."""

    label: str
    text: str
    target: str


@register.simple_tag
def post_key() -> SafeString:
    """The hidden idempotency key: a form sent twice with the same key acts once."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', uuid.uuid4())


@register.simple_tag
def days_left(day: date | None) -> SafeString:
    """还有 9 天 / 今天截止 / 已过 3 天, by the date in Asia/Shanghai; None: the date is not set."""
    if day is None:
        return format_html('<span class="days muted">{}</span>', _("日期未定"))
    if isinstance(day, datetime):
        day = day.astimezone(clock.SHANGHAI).date()
    left = (day - clock.today()).days
    if left > 0:
        text = ngettext("还有 %(days)d 天", "还有 %(days)d 天", left) % {"days": left}
        return format_html('<span class="days{}">{}</span>', " days-soon" if left <= 7 else "", text)
    if left == 0:
        return format_html('<span class="days days-soon">{}</span>', _("今天截止"))
    text = ngettext("已过 %(days)d 天", "已过 %(days)d 天", -left) % {"days": -left}
    return format_html('<span class="days days-late">{}</span>', text)


@register.filter
def figure(value: object) -> str:
    """A number with thousands separators and every digit it has; None or '' is a dash, other text stays as it is."""
    if value is None or value == "":
        return "—"
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return f"{number:,f}" if number.is_finite() else str(value)


@register.inclusion_tag("web/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """Everything wrong with a form, each line leading to its control; nothing where nothing is wrong."""
    errors = [FormError("", str(text), "") for text in form.non_field_errors()]
    errors += [
        FormError(str(field.label), str(text), "" if field.is_hidden else field.id_for_label or field.auto_id)
        for field in form
        for text in field.errors
    ]
    return {"errors": errors}


@register.filter
def mark_tag(mark: object) -> SafeString:
    """How well a fact of the law is known, as a word in a pill."""
    style, word = MARKS.get(str(mark), ("tag-mute", str(mark)))
    return format_html('<span class="tag {}">{}</span>', style, word)


@register.simple_tag
def meter(value: object, maximum: object, tone: str = "") -> SafeString:
    """A bar of `value` against `maximum`. `tone` '' is green, 'warn' amber, 'bad' red. Unknown values draw no bar."""
    part = _part(value, maximum)
    label = _("%(value)s，满分 %(maximum)s") % {"value": figure(value), "maximum": figure(maximum)}
    fill = "" if part is None else format_html('<rect class="bar-fill" width="{}" height="8"/>', part)
    return format_html(
        '<svg class="bar {}" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="bar-ground" width="100" height="8"/>{}</svg>',
        f"bar-{tone}" if tone else "",
        label,
        fill,
    )


def _part(value: object, maximum: object) -> str | None:
    """Per cent of the maximum, held between 0 and 100; None where one of them is no number."""
    try:
        part = Decimal(str(value)) / Decimal(str(maximum)) * 100
    except (InvalidOperation, ZeroDivisionError):
        return None
    return f"{min(max(part, Decimal(0)), Decimal(100)):.2f}" if part.is_finite() else None


@register.filter
def initial_lines(text: object) -> SafeString:
    """The first three lines of a text; the rest opens on demand."""
    lines = str(text or "").splitlines()
    shown = _lines(lines[:SHOWN_LINES])
    if len(lines) <= SHOWN_LINES:
        return shown
    rest = _lines(lines[SHOWN_LINES:])
    return format_html('{}<details class="more"><summary>{}</summary>{}</details>', shown, _("看全文"), rest)


def _lines(lines: list[str]) -> SafeString:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


@register.simple_tag
def task_sign(state: str) -> SafeString:
    """The round sign before a task, with its word for those who do not see it."""
    word = SIGNS.get(state, conditional_escape(state))
    return format_html(
        '<span class="sign sign-{}" title="{}" aria-hidden="true"></span><span class="visually-hidden">{}</span>',
        state,
        word,
        word,
    )


@register.inclusion_tag("web/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], name: str = "page") -> dict[str, Any]:
    """Links to the page before and after, with the filters of the present address kept. `name`: of the parameter."""
    query = context["request"].GET
    return {
        "page": page,
        "before": _address(query, page.number - 1, name),
        "after": _address(query, page.number + 1, name),
    }


def _address(query: Any, number: int, name: str) -> str:
    kept = [(key, value) for key, values in query.lists() for value in values if key != name]
    return "?" + urlencode([*kept, (name, number)])
