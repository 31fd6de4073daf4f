"""The recommendation of a province to the ministry: what it says, made from the summary table over all cities.

No form of it is published; addressee and words are our own, with marked places for what only the office knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from greenlist.documents.papers import Meta
from greenlist.engine.case import Kind
from greenlist.engine.lawbook.schema import Policy

from .content import Annex, Clause, Letter
from .recommending import SUMMARY, TRIAL, Recommended, named_units, said, tables_of, title_of

ADDRESSEE = "工业和信息化部（节能与综合利用司）"  # 《办法》第十二条: to the ministry; its department by practice


def sending_up(
    policy: Policy, units: Mapping[Kind, Recommended], *, office: str, number: str, signer: str, on: date, trial: bool,
    process: str = "", noticed: str = "",
) -> Letter:  # fmt: skip
    """The letter. `process` and `noticed`: what the office says of review and public notice, paragraphs by line."""
    title = f"{office}\n{title_of(policy)}"
    documents = "、".join(f"《{one}》" for one in policy.identity.parent_docs.value or ())
    opening = f"按照{documents or '〔待填〕工业和信息化部通知'}要求，我单位组织开展了推荐工作。现将有关情况报告如下："
    body = [
        Clause(opening, todo=not documents),
        Clause("一、评审情况", 1),
        *said(process, "〔待填〕受理、专家评审和审定的过程。"),
    ]
    body += [Clause("二、公示和异议处理情况", 1), *said(noticed, "〔待填〕公示的时间、方式、收到的异议和处理结果。")]
    body += [*named_units(units), Clause("特此报告。")]
    words = f"{on.year}年{on.month}月{on.day}日"
    annex = Annex(policy.outputs.summary_title.value or SUMMARY, tuple(tables_of(units)))
    return Letter(
        office, number, signer, title, ADDRESSEE, tuple(body), annex, words, f"{office}　{words}印发",
        Meta(office, f"{number} {title.replace(chr(10), '')}", on), TRIAL if trial else "",
    )  # fmt: skip
