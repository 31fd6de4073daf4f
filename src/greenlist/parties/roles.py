"""Which role belongs to which kind of organisation and which duty, and who counts as what."""

from __future__ import annotations

from .models import Duty, Jurisdiction, Organisation, Role

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
UNITS = frozenset({K.ENTERPRISE, K.PARK})
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


def roles_of(organisation: Organisation) -> tuple[Role, ...]:
    """The roles an organisation has at all: those of its kind, and of an authority those of its level."""
    roles = ROLES_OF[organisation.kind]
    if organisation.kind != K.AUTHORITY:
        return roles
    level = organisation.jurisdiction.level
    fitting = PROVINCE if level in {Jurisdiction.Level.MINISTRY, Jurisdiction.Level.PROVINCE} else CITY
    return tuple(role for role in roles if role in fitting)
