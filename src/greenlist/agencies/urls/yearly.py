"""The yearly work report."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from greenlist.agencies.views import yearly


class FourDigits:
    """A year."""

    regex = "20[0-9]{2}"

    def to_python(self, value: str) -> int:
        """The year of an address."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The address of a year."""
        return f"{int(value):04d}"


register_converter(FourDigits, "year20")

urlpatterns: list[URLPattern] = [
    path("agency/yearly/", yearly.yearly_reports_page, name="yearly-reports"),
    path("agency/yearly/<year20:year>/", yearly.yearly_report, name="yearly-report"),
    path("agency/yearly/<year20:year>/project/", yearly.yearly_project, name="yearly-project"),
    path("agency/yearly/<year20:year>/staff/", yearly.yearly_staff, name="yearly-staff"),
    path("agency/yearly/<year20:year>/drop/", yearly.yearly_drop, name="yearly-drop"),
    path("agency/yearly/<year20:year>/note/", yearly.yearly_note, name="yearly-note"),
    path("agency/yearly/<year20:year>/confirm/", yearly.yearly_confirm, name="yearly-confirm"),
    path("agency/yearly/<year20:year>/reopen/", yearly.yearly_reopen, name="yearly-reopen"),
    path("agency/yearly/<year20:year>/export/", yearly.yearly_report_export, name="yearly-report-export"),
]
