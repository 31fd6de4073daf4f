"""Who is one legal person and who is affiliated; what is blank joins nobody."""

from __future__ import annotations

from greenlist.agency.facts import Body
from greenlist.agency.groups import affiliated, one_legal_person


def test_what_is_blank_joins_nobody() -> None:
    bodies = [Body("1", ""), Body("2", " "), Body("3", "示例甲")]
    assert len(one_legal_person(bodies).sets()) == 3
    assert len(affiliated(bodies, []).sets()) == 3


def test_a_branch_joins_its_head_office_under_another_code() -> None:
    bodies = [
        Body("1", "示例有限公司", "91220101MA00000013"),
        Body("2", "示例有限公司 吉林分公司", "91220101MA00000026"),
        Body("3", "示例吉林有限公司", "91220101MA00000026"),
    ]
    unions = one_legal_person(bodies)
    assert unions.together("1", "2")
    assert unions.together("2", "3")  # one code


def test_a_link_to_somebody_unknown_is_a_link() -> None:
    bodies = [Body("1", "示例甲"), Body("2", "示例乙")]
    assert affiliated(bodies, [("1", "9"), ("9", "2")]).together("1", "2")
