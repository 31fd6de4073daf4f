"""The letter of a city to a department: whom it asks about, what it asks, until when, how to reply (196号 三(二))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from greenlist.documents.papers import Column, Meta, Table
from greenlist.engine.case import Kind
from greenlist.engine.lawbook.schema import Policy
from greenlist.engine.messages import render, say

from .circular import NO_NUMBER
from .content import Annex, Clause, Letter
from .recommending import notice_of

DRAFT = "拟稿　未发出"
ANNEX = "征求意见单位名单"
NUMERALS = "一二三四五六七八九十"
WEEKDAYS = "一二三四五六日"
_UNITS = (("序号", 6), ("单位名称", 30), ("统一社会信用代码", 22), ("类别", 18), ("行业代码", 10), ("地址", 34))
_TENANTS = (("序号", 6), ("企业名称", 50), ("统一社会信用代码", 30))


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """A unit as the letter's table has it; `tenants` of a park: names and codes."""

    name: str
    uscc: str
    kind: Kind
    industry: str = ""
    address: str = ""
    tenants: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """What one letter says. `silence_days` None: silence is no answer. `due_on` None leaves its place open."""

    addressee: str
    units: Sequence[AskedUnit]
    due_on: date | None
    text: str = ""  # of the office, paragraphs by line
    contact: str = ""
    silence_days: int | None = None
    sent: bool = True


def consulting(policy: Policy, one: Asking, *, office: str, number: str, on: date | None) -> Letter:
    """The letter. What only the office knows is a marked place, never a sentence made up."""
    year = policy.identity.year.value
    title = f"{office}\n关于征求{f'{year}年度' if year else ''}绿色制造名单\n拟推荐单位意见的函"
    words = _day(on) if on else "　　年　　月　　日"
    dated = on or one.due_on or date(year or 2000, 12, 31)
    return Letter(
        office, number or NO_NUMBER, "", title, one.addressee, tuple(_body(policy, one)),
        Annex(ANNEX, tuple(_tables(one.units))), words, f"{office}　{words if on else '〔待填〕'}印发",
        Meta(office, f"{number} {title.replace(chr(10), '')}".strip(), dated), "" if one.sent else DRAFT, upward=False,
        form="correspondence",
    )  # fmt: skip


def _body(policy: Policy, one: Asking) -> Iterator[Clause]:
    notice, known = notice_of(policy)
    opening = f"按照{notice}关于推荐前征求有关部门意见的要求，现就附件所列{len(one.units)}家单位征求贵单位意见。"
    yield Clause(opening, todo=not known)
    yield from (Clause(line.strip()) for line in one.text.splitlines() if line.strip())
    yield Clause("一、征求意见的事项", 1)
    years = policy.exclusion.window_years.value
    span = f"近{_count(years)}年" if years else ""
    inside = "（园区含园区内企业）" if policy.exclusion.scope_park_members.value else ""
    yield Clause(f"请在贵单位职责范围内核实，上述单位{inside}{span}有无下列情形，有无其他不宜推荐的事实：")
    for number, text in enumerate(_conditions(policy), 1):
        yield Clause(f"{number}．{text.rstrip('。；')}。")
    yield Clause("二、答复的方式", 1)
    yield Clause(
        "请逐家答复下列意见之一：无异议；有异议，写明事实和依据、所涉情形，并附证明材料；需要延长时间，写明延至何日。"
    )
    yield Clause("可以登录绿色制造名单推荐系统或打开发给的个人链接答复，也可以书面复函。")
    yield Clause("三、答复的期限", 1)
    yield _deadline(one)
    yield Clause(_silence(one))
    if one.contact:
        yield Clause(f"联系人和电话：{one.contact}。")
    else:
        yield Clause("联系人和电话：〔待填〕。", todo=True)
    yield Clause("特此函询，请予支持。")


def _deadline(one: Asking) -> Clause:
    if one.due_on is None:
        return Clause("请于〔待填〕前答复。", todo=True)
    return Clause(f"请于{_day(one.due_on)}（星期{WEEKDAYS[one.due_on.weekday()]}，含当日）前答复。")


def _silence(one: Asking) -> str:
    if one.silence_days is None:
        return "未收到答复的，我单位不视为无异议；收齐意见前不予推荐。"
    return f"自发函之日起{one.silence_days}日内且在上述期限内未答复的，按规定视为无异议。"


def _conditions(policy: Policy) -> Iterator[str]:
    """What excludes a unit, in the words of the policy."""
    for one in policy.exclusion.conditions:
        yield one.text or one.name


def _tables(units: Sequence[AskedUnit]) -> Iterator[Table]:
    rows = tuple(
        (str(number), one.name, one.uscc, _kind(one.kind), one.industry, one.address)
        for number, one in enumerate(units, 1)
    )
    yield Table(f"共{len(units)}家", _columns(_UNITS), rows)
    for number, one in enumerate(units, 1):
        if one.tenants:
            inside = tuple((str(place), *tenant) for place, tenant in enumerate(one.tenants, 1))
            yield Table(f"序号{number}　{one.name}园区内企业（{len(one.tenants)}家）", _columns(_TENANTS), inside)


def _columns(widths: Sequence[tuple[str, int]]) -> tuple[Column, ...]:
    return tuple(Column(title, width, "center") for title, width in widths)


def _kind(kind: Kind) -> str:
    return render(say(f"documents.kind_{kind.value}"), "zh")


def _count(years: int) -> str:
    return NUMERALS[years - 1] if 1 <= years <= len(NUMERALS) else str(years)


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
