"""A consultation being prepared, one sent: a letter to each department, an objection, a personal link."""

from __future__ import annotations

from consultations.ground import drafted, letter, objected, scan, sent, without_account
from greenlist.consultations.domain.linking import issue_link
from world import World

from .base import Cases, Ground

BATCH = ("consultation", "consult-edit", "consult-drop", "consult-send", "consult-close", "consult-extend",
         "consult-letter-add")  # fmt: skip
LETTER = ("consult-letter", "consult-letter-change", "consult-letter-remove", "consult-letter-number")
SENT_LETTER = ("consult-remind", "consult-link-new", "consult-paper")


def of_consultations(world: World, ground: Ground) -> Cases:
    """The department has its letter and objected; the other letters are not its."""
    done = sent(world, applications=ground.some(world, 2, "formally_checked"))
    draft = drafted(world, applications=ground.some(world, 2, "formally_checked"))
    without_account(world, draft)
    reply = objected(world, done, upload=scan())
    other = objected(world, done, "应急管理", upload=scan("另一份.pdf", "另一份"))
    link, token = issue_link(letter=letter(done, "市场监管"), name="周科长", email="", days=3, by=world.hat("city"))
    batches = {"draft": {"pk": draft.pk}, "sent": {"pk": done.pk}}
    mine, theirs = {"pk": letter(done).pk}, {"pk": letter(done, "应急管理").pk}
    letters = {"draft": {"pk": letter(draft).pk}, "sent": mine}
    replies = {"-": {"pk": reply.pk}, "other department": {"pk": other.pk}}
    of_draft = letters["draft"] | {"form": "pdf"}
    return {
        **dict.fromkeys(BATCH, batches), "consult-table": batches,
        **dict.fromkeys(LETTER, letters), **dict.fromkeys(SENT_LETTER, letters),
        "consult-document": {"draft": of_draft, "sent": mine | {"form": "pdf"},
                             "other department": theirs | {"form": "docx"}},
        "consult-link-revoke": {"-": {"pk": link.pk}},
        "consult-reply": replies, "consult-file": replies,
        "letter": letters | {"other department": theirs},
        "consult-link": {"-": {"token": token}, "unknown": {"token": "no-such-link"}},
    }  # fmt: skip
