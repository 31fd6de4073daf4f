"""The made-up roster and credit lists of samples/screening; every unit, code and document in them is invented.

python tools/screening_samples.py            write them
python tools/screening_samples.py --check    fail where they are not current
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import xlsxwriter

from greenlist.engine.codes import check_character, organisation_code_digit

FOLDER = Path(__file__).resolve().parents[1] / "samples" / "screening"
PARK = "示例循环经济园区"
TENANTS = 40
Cells = Sequence[str]


def code(number: int, region: str = "220100") -> str:
    """A made-up code that holds: the check digits are right, the organisation code begins with E0."""
    organisation = f"E{number:07d}"
    first = f"91{region}{organisation}{organisation_code_digit(organisation)}"
    return first + check_character(first)


def organisation_code(number: int) -> str:
    """The organisation code inside `code(number)`, with its hyphen as older lists print it."""
    inner = code(number)[8:17]
    return f"{inner[:8]}-{inner[8]}"


BEARINGS, GLASS, PAPER, WATER, IRON, DYES, PAINT, CARBON, CERAMICS, SPIRITS, TYRES, CABLE, BRANCH, BATTERY = range(
    1, 15
)
NAMES = {
    BEARINGS: "示例轴承有限公司", GLASS: "示例玻璃有限公司", PAPER: "示例造纸有限公司", WATER: "示例水务有限公司",
    IRON: "示例铸铁有限公司", DYES: "示例纺织染料有限公司", PAINT: "示例防腐涂料有限公司", CARBON: "示例炭素有限公司",
    CERAMICS: "示例建筑陶瓷有限公司", SPIRITS: "示例酒业有限公司", TYRES: "示例轮胎（长春）有限公司",
    CABLE: "示例特种电缆制造有限公司", BRANCH: "示例制药有限公司北方分公司", BATTERY: "示例电池有限公司",
}  # fmt: skip
SPELT = "甲乙丙丁戊己庚辛壬癸"


def tenant(number: int) -> str:
    """The name of the park's tenant of that number, 1 to 40."""
    trade = ("机械", "建材", "化工", "食品")[(number - 1) // 10]
    return f"示例园内{SPELT[(number - 1) % 10]}{trade}有限公司"


def tenant_code(number: int) -> str:
    """Its code."""
    return code(100 + number, "220200")


def roster() -> list[Cells]:
    """Fourteen units that stand for themselves, two without a usable code, and a park of forty."""
    rows: list[Cells] = [["序号", "单位名称", "统一社会信用代码", "曾用名", "地区", "类型", "所属园区"]]
    former = {SPIRITS: "示例酿酒厂"}
    kinds = {CARBON: "绿色供应链管理企业"}
    units = [
        [NAMES[n], code(n), former.get(n, ""), "吉林省长春市", kinds.get(n, "绿色工厂"), ""] for n in sorted(NAMES)
    ]
    units.append(["示例印染厂", "", "", "吉林省吉林市", "绿色工厂", ""])
    wrong = code(16)
    units.append(
        ["示例砂轮有限公司", wrong[:-1] + ("0" if wrong[-1] != "0" else "1"), "", "吉林省吉林市", "绿色工厂", ""]
    )
    units.append([PARK, "", "", "吉林省吉林市", "绿色工业园区", ""])
    units += [[tenant(n), tenant_code(n), "", "吉林省吉林市", "", PARK] for n in range(1, TENANTS + 1)]
    return rows + [[str(number), *unit] for number, unit in enumerate(units, 1)]


def penalties_2018() -> list[Cells]:
    """The columns in use since 2018: fines in 万元."""
    head = ["CF_WSH", "CF_CFLB", "CF_WFXW", "CF_SY", "CF_XDR_MC", "CF_XDR_LB", "CF_XDR_SHXYM", "CF_XDR_ZZJG",
            "CF_NR", "CF_NR_FK", "CF_JDRQ", "CF_GSJZQ", "CF_CFJG", "状态"]  # fmt: skip

    def row(
        doc: str,
        name: str,
        uscc: str,
        day: str,
        fine: str = "",
        act: str = "超标排放",
        state: str = "",
        lb: str = "法人及非法人组织",
    ) -> Cells:
        return [doc, "罚款", act, f"{act}案", name, lb, uscc, "", f"罚款{fine}万元" if fine else "警告", fine, day,
                "", "示例市生态环境局", state]  # fmt: skip

    return [
        head,
        row("示环罚〔2023〕101号", NAMES[GLASS], code(GLASS), "2023-05-18", "0.2"),
        row("示环罚〔2022〕7号", NAMES[PAPER], code(PAPER), "2022年03月04日", "1.5", state="已撤销"),
        row("示环罚〔2021〕66号", NAMES[BATTERY], code(BATTERY), "20210727", "0.5"),
        row("示市监罚〔2023〕8号", NAMES[BEARINGS], code(901), "2023-09-01", "3", act="虚假标注"),  # a namesake
        row("示环罚〔2023〕55号", "示例特种电缆制造股份有限公司", "", "2023-11-20", "0.8"),
        row("示应急罚〔2024〕3号", "示例制药有限公司", code(902), "2024-01-15", "2", act="未按规定培训"),
        row("示环罚〔2023〕90号", tenant(21), tenant_code(21), "2023-02-14", "10"),
        row("示环罚〔2022〕31号", tenant(22), tenant_code(22), "2022-10-09", "1", state="已修复"),
        row("示公罚〔2023〕1号", "示例某人", "", "2023-03-03", "0.01", act="个人", lb="自然人"),
        *(
            row(f"示环罚〔2023〕{200 + n}号", f"示例无关{SPELT[n]}有限公司", code(910 + n), f"2023-0{n + 1}-11", "0.3")
            for n in range(5)
        ),
    ]


def penalties_2015() -> list[Cells]:
    """The columns of 2015: no fine of its own, the organisation code beside the name."""
    head = ["CF_WSH", "CF_CFMC", "CF_CFLB1", "CF_SY", "CF_YJ", "CF_XDR_MC", "CF_XDR_SHXYM", "CF_XDR_ZDM", "CF_FR",
            "CF_JG", "CF_JDRQ", "CF_XZJG", "CF_ZT", "DFBM", "SJC"]  # fmt: skip
    return [
        head,
        ["示环罚〔2019〕12号", "废水超标", "罚款", "废水超标", "水污染防治法", NAMES[PAPER], "",
         organisation_code(PAPER), "示例人", "罚款20000元", "2019/4/2", "示例市环境保护局", "0", "220100", "20190410"],
        ["示质罚〔2018〕5号", "标识不符", "警告", "标识不符", "产品质量法", "示例无关己有限公司", code(920), "",
         "示例人", "警告", "2018/7/9", "示例市质量技术监督局", "0", "220100", "20180712"],
    ]  # fmt: skip


def status() -> list[Cells]:
    """Registration states."""
    known = [(NAMES[n], code(n)) for n in NAMES if n != IRON] + [(tenant(n), tenant_code(n)) for n in range(1, TENANTS)]
    return [
        ["企业名称", "统一社会信用代码", "登记状态", "注销日期", "登记机关"],
        *([name, uscc, "存续（在营、开业、在册）", "", "示例市市场监督管理局"] for name, uscc in known),
        [NAMES[IRON], code(IRON), "注销", "2024-03-11", "示例市市场监督管理局"],
        [tenant(TENANTS), tenant_code(TENANTS), "吊销，未注销", "", "示例市市场监督管理局"],
    ]


def abnormal() -> list[Cells]:
    """Abnormal operations: one still listed, two removed."""
    silent, lost = "未依照规定公示年度报告", "通过登记的住所无法联系"
    office = "示例市市场监督管理局"
    head = ["企业名称", "统一社会信用代码", "列入原因", "列入日期", "作出决定机关（列入）", "移出原因", "移出日期",
            "作出决定机关（移出）"]  # fmt: skip
    return [
        head,
        [NAMES[WATER], code(WATER), lost, "2024-04-22", office, "", "", ""],
        [NAMES[PAPER], code(PAPER), silent, "2022-07-08", office, "已补报", "2022-09-01", office],
        [tenant(3), tenant_code(3), silent, "2023-07-10", office, "已补报", "2023-08-15", office],
    ]


def serious() -> list[Cells]:
    """Serious violations."""
    return [
        ["企业名称", "统一社会信用代码", "类别", "列入原因", "列入日期", "列入机关", "移出日期"],
        ["示例无关庚有限公司", code(921), "严重违法失信", "提供虚假材料", "2023-06-30", "示例市市场监督管理局", ""],
    ]


def debtors() -> list[Cells]:
    """Judgment debtors: an organisation code with its hyphen, and a masked one."""
    head = ["id", "iname", "caseCode", "cardNum", "businessEntity", "courtName", "areaName", "partyTypeName", "gistId",
            "duty", "performance", "disruptTypeName", "regDate", "publishDate"]  # fmt: skip

    def row(number: int, name: str, card: str) -> Cells:
        return [str(number), name, f"（2024）示0101执{number}号", card, "示例人", "示例市人民法院", "吉林", "1",
                f"示民初{number}号", "支付货款", "全部未履行", "有能力而拒不履行", "20240105", "20240320"]  # fmt: skip

    return [
        head,
        row(31, NAMES[CARBON], organisation_code(CARBON)),
        row(32, NAMES[CERAMICS], "91220100****1234"),
        row(33, tenant(12), tenant_code(12)),
        row(34, "示例无关辛有限公司", code(922)),
    ]


def supervision() -> list[Cells]:
    """Supervision lists: names and provinces, closure where the department noted one."""
    task, visit = "2023年违规企业整改落实情况专项监察", "绿色工厂能效专项监察"
    return [
        ["序号", "省份", "企业名称", "行业", "监察内容", "年度", "列入日期", "整改情况", "完成日期", "文号"],
        ["1", "吉林", NAMES[DYES], "染料", task, "2024", "2024-03-29", "", "", ""],
        [
            "2",
            "吉林",
            NAMES[PAINT],
            "涂料",
            task,
            "2024",
            "2024-03-29",
            "已完成整改",
            "2024-06-20",
            "示工信节监〔2024〕2号",
        ],
        ["3", "吉林", NAMES[BEARINGS], "轴承", visit, "2023", "2023-04-10", "", "", ""],
        ["4", "辽宁", "示例无关壬有限公司", "水泥", task, "2024", "2024-03-29", "", "", ""],
    ]


def removals() -> list[Cells]:
    """Removals from the green lists: names as they were printed then."""
    return [
        ["单位名称", "类型", "批次", "移出日期", "文号"],
        ["示例酿酒厂", "绿色工厂", "第三批", "2022-11-24", "示例公告〔2022〕1号"],
        ["示例无关癸有限公司", "绿色工厂", "第二批", "2023-03-20", "示例公告〔2023〕1号"],
    ]


def inspections() -> list[Cells]:
    """Findings of inspections, as the department keeps them."""
    return [
        ["单位名称", "统一社会信用代码", "督查名称", "日期", "问题", "是否严重", "文号"],
        [tenant(33), tenant_code(33), "示例专项督查", "2023-08-08", "在线监测数据缺失", "", "示例督〔2023〕9号"],
        ["示例无关甲有限公司", code(910), "示例专项督查", "2023-08-08", "固体废物混存", "否", "示例督〔2023〕9号"],
    ]


def accidents() -> list[Cells]:
    """Accidents, from the replies of departments."""
    safety, pollution = ("示应急函〔2024〕5号", "示例市应急管理局"), ("示环函〔2024〕2号", "示例市生态环境局")
    return [
        ["单位名称", "统一社会信用代码", "事故类型", "事故等级", "事故日期", "事故名称", "文号", "来文单位"],
        [NAMES[TYRES], code(TYRES), "安全", "一般", "2023-12-02", "硫化车间机械伤害", *safety],
        [tenant(9), tenant_code(9), "环境污染", "一般", "2019-06-01", "储罐渗漏", *pollution],
    ]


def text(rows: Iterable[Cells], encoding: str) -> bytes:
    """Rows as a text file."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue().encode(encoding)


def workbook(rows: Iterable[Cells]) -> bytes:
    """Rows as a workbook; the same rows give the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
        book.set_properties({"created": datetime(2024, 1, 1)})  # noqa: DTZ001 - a workbook knows no zone
        sheet = book.add_worksheet("名单")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        book.close()
        return path.read_bytes()


def files() -> dict[str, bytes]:
    """Every file below samples/screening, in the encodings that lists come in."""
    return {
        "roster.csv": text(roster(), "utf-8-sig"),
        "lists/credit_china_penalties_20240720.csv": text(penalties_2018(), "gb18030"),
        "lists/credit_china_penalties_2015_20240720.csv": text(penalties_2015(), "utf-8"),
        "lists/gsxt_status_20240720.csv": text(status(), "utf-8-sig"),
        "lists/gsxt_abnormal_20240720.xlsx": workbook(abnormal()),
        "lists/gsxt_serious_20240720.csv": text(serious(), "utf-8"),
        "lists/dishonest_debtors_20240722.csv": text(debtors(), "utf-8"),
        "lists/energy_supervision_20240701.xlsx": workbook(supervision()),
        "lists/green_list_removals_20240701.csv": text(removals(), "utf-8-sig"),
        "lists/inspections_20240715.xlsx": workbook(inspections()),
        "lists/accidents_20240715.csv": text(accidents(), "gb18030"),
    }


def stale() -> list[str]:
    """The files that are missing, not current, or too many."""
    wanted = files()
    there = {path.relative_to(FOLDER).as_posix(): path for path in FOLDER.rglob("*") if path.is_file()}
    changed = [name for name, content in wanted.items() if name not in there or there[name].read_bytes() != content]
    return changed + sorted(there.keys() - wanted.keys())


def main() -> int:
    """Write, or with --check say what is not current."""
    if "--check" in sys.argv[1:]:
        old = stale()
        for name in old:
            print(f"{FOLDER / name}: not current; run `python tools/screening_samples.py`", file=sys.stderr)
        return 1 if old else 0
    for name, content in files().items():
        path = FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
