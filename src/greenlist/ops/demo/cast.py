"""Who is who in the demo: one readable login for every role, one password for all."""

from __future__ import annotations

from dataclasses import dataclass

PASSWORD = "greenlist-demo"  # noqa: S105 - of made-up people in a demo on one's own machine

MINISTRY, PROVINCE, CITY = "工业和信息化部", "吉林省工业和信息化厅", "长春市工信局"
FACTORY, PARK, CHAIN = "示例机械制造有限公司", "示例经济开发区", "示例汽车零部件集团有限公司"
NEW_UNIT = "示例新材料有限公司"  # waits for the city to confirm it
OTHER_CITY = "吉林市工信局"
ECOLOGY, SAFETY, MARKET = "长春市生态环境局", "长春市应急管理局", "长春市市场监督管理局"
AGENCY, OTHER_AGENCY = "示例绿色评价有限公司", "示例节能技术服务有限公司"
EXPERTS, OPERATOR = "吉林省绿色制造专家库", "示例信息中心"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to sign in as, under one hat. Who wears two stands here twice."""

    login: str
    name: str
    role: str
    organisation: str


CAST = (
    Account("factory", "王小满", "applicant_editor", FACTORY),
    Account("colleague", "李清明", "applicant_editor", FACTORY),
    Account("signatory", "赵立夏", "applicant_signatory", FACTORY),
    Account("park", "周谷雨", "applicant_editor", PARK),
    Account("parksignatory", "吴白露", "applicant_signatory", PARK),
    Account("chain", "郑惊蛰", "applicant_editor", CHAIN),
    Account("chainsignatory", "冯秋分", "applicant_signatory", CHAIN),
    Account("newunit", "许芒种", "applicant_editor", NEW_UNIT),
    Account("agency", "陈霜降", "agency_evaluator", AGENCY),
    Account("agencyreviewer", "褚寒露", "agency_reviewer", AGENCY),
    Account("agencyhead", "卫立冬", "agency_head", AGENCY),
    Account("otheragency", "何处暑", "agency_evaluator", OTHER_AGENCY),
    Account("city", "蒋春分", "city_handler", CITY),
    Account("cityapprover", "沈大雪", "city_approver", CITY),
    Account("jilin.approver", "曹霜月", "city_approver", OTHER_CITY),  # a list waits for this one
    Account("department", "韩冬至", "department", ECOLOGY),
    Account("safety", "杨小暑", "department", SAFETY),
    Account("province", "朱立春", "province_handler", PROVINCE),
    Account("provinceapprover", "秦雨水", "province_approver", PROVINCE),
    Account("expert", "尤夏至", "expert", EXPERTS),
    Account("twohats", "吕立秋", "department", MARKET),
    Account("twohats", "吕立秋", "expert", EXPERTS),
    Account("system", "施大暑", "system_admin", OPERATOR),
    Account("security", "张小雪", "security_admin", OPERATOR),
    Account("audit", "孔大寒", "audit_admin", OPERATOR),
)


def accounts() -> list[dict[str, str]]:
    """The accounts to sign in with: login, password, role (`parties.models.Role`), organisation."""
    return [
        {"login": one.login, "password": PASSWORD, "role": one.role, "organisation": one.organisation} for one in CAST
    ]
