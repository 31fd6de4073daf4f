"""Recommendation by the cities, intake by the province, sending up."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from greenlist.applications.models import Application
from greenlist.engine import clock
from greenlist.parties.access import Hat
from greenlist.recommendations.domain.checking import check
from greenlist.recommendations.domain.delivering import Posted, post, record_upload
from greenlist.recommendations.domain.intake import Item, check_intake, return_unit, take
from greenlist.recommendations.domain.opening import open_recommendation, word_letter
from greenlist.recommendations.domain.sending import propose, send, send_back
from greenlist.recommendations.models import Recommendation
from greenlist.recommendations.queries.previewing import preview
from greenlist.reviews.domain import rule_on_screening
from greenlist.reviews.rescreening import rescreen
from greenlist.rounds.domain import extend_deadline
from greenlist.rounds.models import Deadline
from screenings.ground import imported, penalty

from .city import officer, paper, story_of
from .ground import CITIES, Played

NUMBERS = {"changchun": "长工信函", "jilin": "吉市工信函", "siping": "四工信函", "changbaishan": "长管经发函"}


def new_records(played: Played, folder: Path, *stories: str) -> None:
    """A new list of penalties names some of the units: by their code, or by name alone."""
    rows = []
    for story in stories:
        for one in played.of(story):
            code = one.unit.uscc if story != "rs2_ruled" else ""
            rows.append(penalty(one.unit.name, code, on="2024-07-10", number=len(rows) + 20))
    imported(played.world, folder, "credit_china_penalties", rows, as_of=clock.today())


def recommend_all(played: Played) -> dict[str, Recommendation]:
    """Every city recommends what it selected and nothing stops."""
    return {city: _recommend(played, city) for city in CITIES}


def _recommend(played: Played, city: str) -> Recommendation:
    handler, approver = officer(played, city, "handler"), officer(played, city, "approver")
    made = _worded(open_recommendation(round=played.round, by=handler), f"{NUMBERS[city]}〔2024〕31号", handler)
    made = check(recommendation=made, by=handler)
    for unit in made.units.select_related("application"):
        if story_of(played, unit.application) == "rs2_ruled":
            rule_on_screening(
                application=unit.application, point="RS-2", reason="经核对，处罚对象为同名企业，并非本单位。",
                document=paper("核对说明.pdf"), by=approver,
            )  # fmt: skip
    return _sent(made, handler, approver)


def _worded(made: Recommendation, number: str, by: Hat) -> Recommendation:
    return word_letter(
        recommendation=made, letter_no=number, letter_on=clock.today(), signer="", text=made.text,
        consulted=made.consulted, by=by, version=made.version,
    )  # fmt: skip


def _sent(made: Recommendation, handler: Hat, approver: Hat) -> Recommendation:
    made = propose(recommendation=made, by=handler, version=made.version)
    send(recommendation=made, digest=preview(made).digest, by=approver)
    made.refresh_from_db()
    return made


def deliver_all(played: Played, sent: dict[str, Recommendation]) -> None:
    """The paper is posted and the files are uploaded, and both are recorded."""
    for city, one in sent.items():
        by = officer(played, city, "handler")
        posted = Posted(
            what="推荐文（含汇总表）和申报材料", copies=1, recipient="省工信厅资源节约综合利用处",
            posted_on=clock.today(), how="EMS", tracking_no=f"EX2024{len(city):04d}",
        )  # fmt: skip
        post(recommendation=one, posted=posted, by=by)
        units = list(one.units.filter(went=True))
        record_upload(
            recommendation=one, units=units, what="申报材料", uploaded_on=clock.today(), receipt="示例回执", by=by
        )


def take_in_all(played: Played, sent: dict[str, Recommendation]) -> None:
    """The province takes in what came, and returns what does not hold."""
    by = played.world.hat("province")
    for one in sent.values():
        check_intake(recommendation=one, by=by)
        units = list(one.units.filter(went=True).select_related("application"))
        back = [unit for unit in units if story_of(played, unit.application) == "intake_returned"]
        take(units=[unit for unit in units if unit not in back], by=by)
        for unit in back:
            items = [Item("证明材料", "环评批复缺页。")]
            return_unit(unit=unit, items=items, by=by, version=unit.application.version)


def rule_again(played: Played) -> None:
    """What the city ruled about a record of a firm of the same name, the province rules again before it sends up."""
    rows = Application.objects.filter(pk__in=[one.pk for one in played.of("rs2_ruled")])
    rescreen(rows, played.world.places["220000"], played.world.hat("province"))
    for application in played.of("rs2_ruled"):
        rule_on_screening(
            application=application, point="RS-3", reason="市（州）已核对，处罚对象为同名企业。",
            document=paper("核对说明.pdf"), by=played.world.hat("provinceapprover"),
        )  # fmt: skip


def extend(played: Played) -> None:
    """The ministry's date is past: the province moves it, which is recorded."""
    extend_deadline(
        deadline=Deadline.objects.get(round=played.round, kind="ministry"), to=date(2024, 8, 31),
        reason="经工业和信息化部同意延期报送。", document="示例函〔2024〕1号", by=played.world.hat("province"),
    )  # fmt: skip


def send_up(played: Played) -> Recommendation:
    """The province recommends to the ministry whoever stands after the notice."""
    handler, approver = played.world.hat("province"), played.world.hat("provinceapprover")
    made = Recommendation.objects.filter(round=played.round, level="province", state__in=Recommendation.OPEN).first()
    if made is None:
        made = _worded(open_recommendation(round=played.round, by=handler), "吉工信资源函〔2024〕52号", handler)
    if made.state == Recommendation.State.PROPOSED:
        made = send_back(recommendation=made, reason="先办理延期。", by=approver)
    return _sent(check(recommendation=made, by=handler), handler, approver)
