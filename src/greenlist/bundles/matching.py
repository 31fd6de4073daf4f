"""Where a bundle belongs on this server: its sender among the places here, its round among the rounds here."""

from __future__ import annotations

from django.utils.translation import gettext as _

from greenlist.applications.receipts import fingerprint
from greenlist.applications.signing import receipt_key
from greenlist.parties import roles
from greenlist.parties.access import Hat, require
from greenlist.parties.domain import Refused
from greenlist.parties.models import Jurisdiction, Organisation
from greenlist.rounds.models import Round

from .letters import FILE, LetterOf, read_letters
from .offered import Bundle
from .queries import trusted
from .rules import bundles


def office_of(by: Hat) -> Organisation:
    """The authority a hat works for. Raises NotAllowed: not one of a handler."""
    require(bundles.may_act(by))
    if by.organisation is None:
        raise RuntimeError("a handler without an organisation")
    return by.organisation


def sender_of(bundle: Bundle, by: Hat) -> Jurisdiction:
    """The place whose office made it. Raises Refused: not known here, or not below the office of the hat."""
    told = bundle.manifest["office"]
    place = Jurisdiction.objects.filter(code=told["code"]).first()
    if place is None:
        raise Refused(_("此处没有“%(office)s”所在的地区（代码 %(code)s）；请系统管理员先在行政区划里建立它。") % {
            "office": told["name"], "code": told["code"]})  # fmt: skip
    ruling = bundles.may_receive_from(by, place)
    if not ruling:
        raise Refused(str(ruling.reason))
    return place


def round_for(bundle: Bundle) -> Round:
    """The open round of the same policy under the same law. Raises Refused, saying what to do."""
    told = bundle.manifest["round"]
    if bundle.manifest["purpose"] != "handover":
        raise Refused(_("这是归档包，供保存和查阅，不导入；请对方导出“传递”用的数据包。"))
    rows = Round.objects.select_related("law", "jurisdiction")
    found = rows.filter(policy_id=told["policy"]["id"], jurisdiction__code=told["place"]).first()
    said = {"title": str(told["title"]), "policy": told["policy"]["id"]}
    if found is None:
        raise Refused(_("此处没有开“%(title)s”这一轮（政策 %(policy)s）；请先在“轮次”用同一政策开启，再导入。") % said)
    if found.state != Round.State.OPEN:
        raise Refused(_("此处的“%(title)s”不在进行中（%(state)s），不能再收下申报；要收，请先由省厅开启轮次。") % {
            "title": found.title, "state": found.get_state_display()})  # fmt: skip
    same = (found.law.sha256, found.policy_hash, found.process_hash)
    if same != (told["law"], told["policy"]["hash"], told["process"]["hash"]):
        raise Refused(_("数据包所依据的规则（%(theirs)s…）与此处轮次的规则（%(ours)s…）不是同一版本，结果不能通用；"
                        "请双方安装同一版本的程序和规则，由一方重新开启轮次后再提交、导出。") % {
            "theirs": str(told["law"])[:12], "ours": found.law.sha256[:12]})  # fmt: skip
    return found


def keys_for(office: Organisation, sender: Jurisdiction) -> set[str]:
    """The fingerprints that may sign for a sender: those the office confirmed, and this server's own."""
    return trusted(office, sender) | {fingerprint(receipt_key().public_key())}


def letters_for(bundle: Bundle, hat: Hat | None) -> list[LetterOf]:
    """The letters of a bundle that the office of a hat takes in: a province those of its cities, a city none.

    Raises Refused: not of the shape of ours.
    """
    if hat is None or not hat.among(roles.PROVINCE):
        return []
    try:
        return read_letters(bundle.beside(FILE))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(_("数据包里的推荐文读不出来；请对方用新版本重新导出。")) from None
