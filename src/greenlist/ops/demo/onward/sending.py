"""What two cities recommend, and what the province takes in of it."""

from __future__ import annotations

from greenlist.engine import clock
from greenlist.ops.demo.seeding import hat
from greenlist.recommendations.domain.checking import check
from greenlist.recommendations.domain.delivering import Posted, post, record_upload
from greenlist.recommendations.domain.intake import Item, check_intake, return_unit, take
from greenlist.recommendations.domain.opening import open_recommendation, word_letter
from greenlist.recommendations.domain.sending import propose, send
from greenlist.recommendations.models import Recommendation
from greenlist.recommendations.queries.previewing import preview
from greenlist.rounds.models import Round
from greenlist.screenings.domain import read_list
from greenlist.screenings.queries import unread

from .units import RETURNED, application_of


def read_lists(_round: Round) -> None:
    """The credit lists read that still wait: nobody is recommended before. They come first, so mostly none does."""
    for one in unread(before=clock.now()):
        read_list(list_file=one)


def recommend(round_: Round, city: str, short: str) -> None:
    """A city recommends all that it selected: the letter, the posted paper and the upload are on record."""
    by, approver, today = hat(city), hat(f"{city}.approver"), clock.today()
    made = open_recommendation(round=round_, by=by)
    made = word_letter(
        recommendation=made, letter_no=f"{short}〔{today.year}〕31号", letter_on=today, signer="", text=made.text,
        consulted=made.consulted, by=by, version=made.version,
    )  # fmt: skip
    made = check(recommendation=made, by=by)
    made = propose(recommendation=made, by=by, version=made.version)
    send(recommendation=made, digest=preview(made).digest, by=approver)
    made.refresh_from_db()
    posted = Posted(
        what="推荐文（含汇总表）和申报材料", copies=1, recipient="省工信厅资源节约综合利用处", posted_on=today,
        how="EMS", tracking_no=f"示例{made.pk:08d}",
    )  # fmt: skip
    post(recommendation=made, posted=posted, by=by)
    units = list(made.units.filter(went=True))
    record_upload(recommendation=made, units=units, what="申报材料", uploaded_on=today, receipt="示例回执", by=by)


def take_in(round_: Round, city: str) -> None:
    """The province takes in what a city sent, and returns the one whose papers do not hold."""
    by = hat("province")
    sent = Recommendation.objects.get(round=round_, place__code=city)
    check_intake(recommendation=sent, by=by)
    back = application_of(RETURNED).pk
    units = list(sent.units.filter(went=True).select_related("application"))
    take(units=[one for one in units if one.application_id != back], by=by, note="材料与汇总表一致。")
    for one in units:
        if one.application_id == back:
            items = [Item("佐证材料", "环评批复缺第 2 页，请补齐后重新推荐。")]
            return_unit(unit=one, items=items, by=by, version=one.application.version)
