"""The credit lists of the demo: made-up records about its units, handed in; the worker reads them and screens."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from greenlist.engine import clock
from greenlist.ops.places import PROVINCE
from greenlist.parties.access import Hat
from greenlist.parties.models import Jurisdiction
from greenlist.screenings.domain.importing import take_list
from greenlist.screenings.domain.opening import open_source

Rows = tuple[tuple[str, ...], ...]  # the first holds the headers
AGE = timedelta(days=3)  # of every list on the day the demo is made
OPENED = ("credit_china_penalties", "gsxt_status", "gsxt_abnormal", "gsxt_serious", "dishonest_debtors")

# One hit by code (水泥), two names that a person must judge, and history: removed, long ago, only inspected.
LISTS: dict[str, Rows] = {
    "credit_china_penalties": (
        ("CF_WSH", "CF_CFLB", "CF_WFXW", "CF_XDR_MC", "CF_XDR_LB", "CF_XDR_SHXYM", "CF_NR_FK", "CF_JDRQ", "CF_CFJG"),
        ("示环罚〔2024〕18号", "罚款", "粉尘无组织排放", "示例水泥有限公司", "法人及非法人组织", "91220284A00001022A",
         "2.00", "2024-05-10", "示例市生态环境局"),
        ("示市监罚〔2019〕7号", "警告", "标签不规范", "示例食品有限公司", "法人及非法人组织", "91220702A000010306",
         "", "2019-03-21", "示例市市场监督管理局"),
        ("示应急罚〔2024〕3号", "罚款", "未按规定培训", "示例精密铸造股份有限公司", "法人及非法人组织", "", "0.50",
         "2024-02-27", "示例市应急管理局"),
    ),
    "gsxt_status": (
        ("企业名称", "统一社会信用代码", "登记状态", "注销日期"),
        ("示例水泥有限公司", "91220284A00001022A", "存续（在营、开业、在册）", ""),
        ("示例无关甲有限公司", "", "注销", "2022-06-01"),
    ),
    "gsxt_abnormal": (
        ("企业名称", "统一社会信用代码", "列入原因", "列入日期", "列入机关", "移出原因", "移出日期"),
        ("示例食品有限公司", "91220702A000010306", "通过登记的住所无法联系", "2022-08-15", "示例市市场监督管理局",
         "已变更住所", "2023-01-09"),
    ),
    "gsxt_serious": (
        ("企业名称", "统一社会信用代码", "类别", "列入原因", "列入日期", "列入机关", "移出日期"),
        ("示例无关乙有限公司", "", "严重违法失信", "提供虚假材料", "2023-06-30", "示例市市场监督管理局", ""),
    ),
    "dishonest_debtors": (
        ("iname", "caseCode", "cardNum", "courtName", "areaName", "partyTypeName", "performance", "publishDate"),
        ("示例饲料有限公司", "（2024）示0112执31号", "91220112****0022", "示例市人民法院", "吉林", "1", "全部未履行",
         "20240320"),
    ),
    "energy_supervision": (
        ("序号", "省份", "企业名称", "行业", "监察内容"),
        ("1", "吉林", "示例食品有限公司", "食品", "绿色工厂能效专项监察"),
    ),
    "green_list_removals": (
        ("单位名称", "类型", "批次", "移出日期", "文号"),
        ("示例无关丙有限公司", "绿色工厂", "第三批", "2022-11-24", "示例公告〔2022〕1号"),
    ),
    "inspections": (
        ("单位名称", "发现日期", "问题", "是否严重", "文件"),
        ("示例无关丁有限公司", "2023-09-12", "示例问题", "否", "示例督查通报〔2023〕2号"),
    ),
    "accidents": (
        ("单位名称", "统一社会信用代码", "事故类型", "事故等级", "发生日期", "文号"),
        ("示例无关戊有限公司", "", "安全", "一般", "2023-12-02", "示应急报〔2024〕5号"),
    ),
}  # fmt: skip


def seed_credit_lists(hat: Callable[[str], Hat]) -> None:
    """Hand every list in and open the public ones to applicants. A job reads them and screens the open rounds."""
    province = Jurisdiction.objects.get(code=PROVINCE)
    by, drawn = hat("province"), clock.today() - AGE
    with tempfile.TemporaryDirectory() as folder:
        for source, rows in LISTS.items():
            path = _written(Path(folder) / f"{source}.csv", rows)
            name = f"{source}_{drawn:%Y%m%d}.csv"
            take_list(authority=province, source=source, path=path, name=name, as_of=drawn, by=by)
    for source in OPENED:
        open_source(authority=province, source=source, by=by)


def _written(path: Path, rows: Rows) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
