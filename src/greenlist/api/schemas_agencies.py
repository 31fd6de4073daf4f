"""What the interface gives of the public register of agencies, as schemas."""

from __future__ import annotations

from datetime import date

from ninja import Field, Schema

from .schemas import KindName


class BarOut(Schema):
    """A bar in force: results of the agency are not accepted (不予采信), first and last day included."""

    bar_from: date
    bar_until: date
    circular: str = Field(description="number of the circular (通报文号)")


class AgencyOut(Schema):
    """An agency in the register of a province."""

    id: int = Field(description="id of the filing")
    name: str
    uscc: str = Field(description="统一社会信用代码 (GB 32100); '' where it has none")
    province: str = Field(description="the province it filed with")
    number: str = Field(description="filing number (备案号); its form is ours, unverified")
    accepted_on: date
    valid_until: date | None = Field(description="last day of the filing; null: no end is set")
    in_force: bool = Field(description="accepted and not past its last day today; a bar is told apart")
    kinds: list[KindName] = Field(description="what it may evaluate")
    projects: int = Field(description="evaluations under contract in that province and year")
    suspended: bool = Field(description="whether a bar is in force today")
    sanctions: list[BarOut] = Field(description="bars in force today")


class AgenciesOut(Schema):
    """One page of the register, by name."""

    items: list[AgencyOut]
    page: int
    page_size: int
    total: int
    next_page: int | None = Field(description="null on the last page")
