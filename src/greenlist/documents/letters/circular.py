"""The 通报 of a province on an agency: facts, from when to when its results are not accepted, by which clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from greenlist.documents.papers import Meta
from greenlist.engine.lawbook.schema import Policy

from .content import Clause, Letter
from .recommending import TRIAL, notice_of

NO_NUMBER = "〔待填〕发文字号"


@dataclass(frozen=True, slots=True)
class Circular:
    """What is told. `bar_from` and `bar_until` are the first and last day of the bar; None: none is set."""

    agency: str
    uscc: str
    legal_rep: str
    facts: str  # what was found and why, paragraphs by line
    bar_from: date | None
    bar_until: date | None
    clause: str = ""  # of the notice, '' not known
    addressee: str = ""  # '' leaves the place open
    matter: str = "弄虚作假问题"  # as the title names it


def circular(policy: Policy, one: Circular, *, office: str, number: str, on: date | None, trial: bool) -> Letter:
    """The letter. What only the office knows is a marked place, never a sentence made up.

    `number` '' and `on` None leave their places open; the file is then dated by the bar or the policy's year.
    """
    title = f"{office}\n关于{one.agency}\n{one.matter}的通报"
    words = _day(on) if on else "　　年　　月　　日"
    printed = f"{office}　{words if on else '〔待填〕'}印发"
    dated = on or one.bar_from or date(policy.identity.year.value or 2000, 12, 31)
    return Letter(
        office, number or NO_NUMBER, "", title, one.addressee or "〔待填〕主送机关", tuple(_body(policy, one)), None,
        words, printed, Meta(office, f"{number} {title.replace(chr(10), '')}".strip(), dated),
        TRIAL if trial else "", upward=False,
    )  # fmt: skip


def _body(policy: Policy, one: Circular) -> list[Clause]:
    notice, known = notice_of(policy)
    who = "，".join(
        part
        for part in (
            f"统一社会信用代码{one.uscc}" if one.uscc else "", f"法定代表人{one.legal_rep}" if one.legal_rep else "",
        )
        if part
    )  # fmt: skip
    named = one.agency + (f"（{who}）" if who else "")
    opening = f"根据{notice}{one.clause}要求，我单位对{named}开展绿色制造第三方评价的情况进行了核查。"
    body = [Clause(f"{opening}现将有关情况通报如下：", todo=not known), Clause("一、查实的问题", 1)]
    facts = [line.strip() for line in one.facts.splitlines() if line.strip()]
    body += [Clause(line) for line in facts] or [Clause("〔待填〕查实的问题和依据。", todo=True)]
    body += [Clause("二、处理决定", 1)]
    if one.bar_from and one.bar_until:
        span = f"自{_day(one.bar_from)}起至{_day(one.bar_until)}止"
        body.append(Clause(f"在全省工业和信息化系统内予以通报。{span}，不采信{one.agency}作出的评价结果。"))
    else:
        body.append(Clause("在全省工业和信息化系统内予以通报。"))
        body.append(Clause("〔待填〕所用政策没有规定不采信的年数；另有依据的写明依据和起止日期。", todo=True))
    return [*body, Clause("三、有关要求", 1), Clause("〔待填〕对各地和第三方机构的要求。", todo=True)]


def _day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
