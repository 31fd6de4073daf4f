"""A submission as it is frozen: data, evidence, result, law, and the receipt over all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from greenlist.engine import clock
from greenlist.parties.access import Hat

from .models import Application, Passage, ReturnedItem, Statement, Submission, WitnessKind
from .process import Matter
from .queries.adding import add_version
from .queries.stated import File
from .receipts import VERSION, Receipt, canonical, plain, receipt_number, seal, sha256
from .signing import receipt_key, sm2_key


def freeze(matter: Matter, passage: Passage, by: Hat) -> Submission:
    """Keep what is stated now as the next numbered version; open returns end with it.

    Call it inside the transition to `submitted`.
    """
    application, last = matter.application, matter.around.last
    number = last.number + 1 if last else 1
    data, result = plain(matter.data), matter.evaluated.result  # years are numbers there; a result is plain as it is
    files = evidence_list(matter)
    # tens of kilobytes: written once for the digests and the database
    written = {"data": canonical(data), "evidence": canonical(files), "result": canonical(result)}
    body = _receipt(matter, passage, by, number) | {
        "digests": {
            "algorithm": "sha256",
            "values": sha256(written["data"]),
            "result": sha256(written["result"]),
            "evidence": sha256(written["evidence"]),
            "files": [{name: one[name] for name in ("name", "version", "size", "sha256")} for one in files],
            "law": _law(application),
        },
        "previous": last.digest if last else None,
    }
    receipt = seal(body, receipt_key(), sm2_key())
    made = Submission(
        application=application, number=number, data=data, evidence=files, result=result, at=passage.at,
        receipt_number=receipt["number"], receipt=receipt, digest=receipt["digest"], by=by.person,
    )  # fmt: skip
    texts = written | {"receipt": canonical(receipt)}
    add_version(made, {name: text.decode() for name, text in texts.items()})
    if application.returned:
        ReturnedItem.objects.filter(application=application, resolved_in=None).update(resolved_in=made)
        Application.objects.filter(pk=application.pk).update(returned=False)
        application.returned = False
    return made


def _receipt(matter: Matter, passage: Passage, by: Hat, number: int) -> Receipt:
    application = matter.application
    round_ = application.round
    signed = matter.stated_at("commitment")
    return {
        "greenlist_receipt": VERSION,
        "number": receipt_number(
            place_code=round_.jurisdiction.code, year=round_.year, application=application.pk, version=number
        ),
        "unit": {"name": application.unit.name, "uscc": application.unit.uscc},
        "kind": application.kind,
        "round": {"title": round_.title, "year": round_.year},
        "version": number,
        "submitted_at": clock_text(passage.at),
        "by": {"name": by.person.name, "hat": by.label},
        "commitment": {**signed.content, "at": clock_text(signed.at)} if signed else None,
    }


def clock_text(moment: datetime) -> str:
    """A moment as receipts write it: in Asia/Shanghai, to the second, with its offset."""
    return moment.astimezone(clock.SHANGHAI).isoformat(timespec="seconds")


def _law(application: Application) -> dict[str, Any]:
    round_ = application.round
    return {
        "edition": round_.law.sha256,
        "policy": {"id": round_.policy_id, "hash": round_.policy_hash},
        "process": {"id": round_.process_id, "hash": round_.process_hash},
        "pack": {"id": application.pack_id, "hash": application.pack_hash},
    }


def evidence_list(matter: Matter) -> list[dict[str, Any]]:
    """The files in force: name, version, hash, size, dates, and what each proves."""
    cited: dict[int, list[dict[str, str]]] = {}
    for one in matter.statements:
        for file, page in files_cited(one):
            cited.setdefault(file, []).append({"place": one.place, "page": page})
    return [_file(one, cited.get(one.evidence.pk, [])) for one in matter.files]


def files_cited(one: Statement) -> Iterator[tuple[int, str]]:
    """The files a statement stands on, with page: its own, and the proofs of an answer."""
    if one.evidence_id is not None:
        yield one.evidence_id, one.page
    proofs = one.content.get("proof") if isinstance(one.content, dict) else None
    for proof in proofs if isinstance(proofs, list) else []:
        if isinstance(proof, dict) and isinstance(proof.get("evidence"), int):
            yield proof["evidence"], str(proof.get("page") or "")


def _file(file: File, cited: list[dict[str, str]]) -> dict[str, Any]:
    one, uses = file.evidence, [{"place": place, "page": page} for place, page in file.uses]
    proves = uses + [use for use in cited if use["place"] not in {known["place"] for known in uses}]
    return {
        "id": one.pk, "name": one.name, "version": one.version, "sha256": one.blob.sha256, "size": one.blob.size,
        "media_type": one.blob.media_type, "proves": sorted(proves, key=lambda use: use["place"]),
        "issued_on": one.issued_on.isoformat() if one.issued_on else None,
        "expires_on": one.expires_on.isoformat() if one.expires_on else None,
        **({} if one.witness == WitnessKind.CLAIMED else {"witness": one.witness}),
    }  # fmt: skip
