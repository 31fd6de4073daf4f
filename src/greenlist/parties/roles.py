"""Which role belongs to which kind of organisation and which duty, and who counts as what."""

from __future__ import annotations

from .models import Duty, Organisation, Role

K = Organisation.Kind
ROLES_OF: dict[str, tuple[Role, ...]] = {
    K.ENTERPRISE: (Role.APPLICANT_EDITOR, Role.APPLICANT_SIGNATORY),
    K.PARK: (Role.APPLICANT_EDITOR, Role.APPLICANT_SIGNATORY),
    K.AUTHORITY: (Role.CITY_HANDLER, Role.CITY_APPROVER, Role.PROVINCE_HANDLER, Role.PROVINCE_APPROVER),
    K.DEPARTMENT: (Role.DEPARTMENT,),
    K.AGENCY: (Role.AGENCY_EVALUATOR, Role.AGENCY_REVIEWER, Role.AGENCY_HEAD),
    K.EXPERTS: (Role.EXPERT,),
    K.OPERATOR: (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN),
}
APPLICANT = frozenset({Role.APPLICANT_EDITOR, Role.APPLICANT_SIGNATORY})
AGENCY = frozenset({Role.AGENCY_EVALUATOR, Role.AGENCY_REVIEWER, Role.AGENCY_HEAD})
CITY = frozenset({Role.CITY_HANDLER, Role.CITY_APPROVER})
PROVINCE = frozenset({Role.PROVINCE_HANDLER, Role.PROVINCE_APPROVER})
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
OFFICIALS = CITY | PROVINCE | ADMINISTRATORS | {Role.DEPARTMENT}
_DUTIES = {Role.SYSTEM_ADMIN: Duty.SYSTEM, Role.SECURITY_ADMIN: Duty.SECURITY, Role.AUDIT_ADMIN: Duty.AUDIT}


def duty_of(role: str) -> Duty:
    """The duty a role belongs to."""
    return _DUTIES.get(Role(role), Duty.BUSINESS)
