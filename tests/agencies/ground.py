"""What the tests of agencies stand on: the people of the agencies of the world, and filings in each state."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from applications.papers import pdf
from greenlist.agencies.identities import kept_identity
from greenlist.agencies.models import Filing, FilingPaper, PastProject, StaffMember
from greenlist.applications.models import Blob
from greenlist.engine import clock
from greenlist.parties.models import Role
from greenlist.parties.queries import province_of
from greenlist.rounds.models import Round
from world import World, person

KINDS = ["factory", "park", "supply_chain"]
P = FilingPaper.Purpose
LAST_DAY = date(2099, 12, 31)  # of `filed`: whatever day a test runs on


def staffed(world: World) -> World:
    """The heads of both agencies and the reviewer of the first, with a legal representative each. Twice is once."""
    for key, name, where, role in (
        ("agencyhead", "何机构", "agency", Role.AGENCY_HEAD),
        ("agencyreviewer", "吕复核", "agency", Role.AGENCY_REVIEWER),
        ("otherhead", "施机构", "otheragency", Role.AGENCY_HEAD),
    ):
        if key not in world.hats:
            person(world, key, name, where, role)
    for where, legal_rep in (("agency", "何机构"), ("otheragency", "施机构")):
        one = world.organisations[where]
        if not one.legal_rep:
            one.legal_rep = legal_rep
            one.save(update_fields=["legal_rep"])
    return world


def identity(number: int) -> str:
    """An identity number of a made-up person, its check character right (GB 11643)."""
    body = f"220104198001{number % 28 + 1:02d}{number:03d}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


def paper_file(name: str = "证明.pdf", text: str = "证明") -> SimpleUploadedFile:
    """A file as a form hands it over."""
    return SimpleUploadedFile(name, pdf(text=text), "application/pdf")


def blob(text: str) -> Blob:
    """The row of a file whose bytes are nowhere."""
    made, _new = Blob.objects.get_or_create(
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        defaults={"size": 9, "media_type": "application/pdf", "scan": Blob.Scan.NOT_ASKED, "kept_at": clock.now()},
    )
    return made


def drafted(world: World, round_: Round, *, agency: str = "agency", **more: Any) -> Filing:
    """A draft that says nothing yet but its kinds."""
    staffed(world)
    who = "agencyhead" if agency == "agency" else "otherhead"
    return Filing.objects.create(
        **{
            "agency": world.organisations[agency], "jurisdiction": province_of(round_.jurisdiction),
            "year": round_.year, "round": round_, "kinds": KINDS, "created_by": world.hat(who).person,
            "created_at": clock.now(), **more,
        }
    )  # fmt: skip


def complete(world: World, round_: Round, *, agency: str = "agency", people: int = 12, **more: Any) -> Filing:
    """A draft that meets the conditions of 2017: twelve people, seven of them senior, three projects, papers."""
    filing = drafted(
        world, round_, agency=agency, office_address=f"长春市示例路{len(agency)}号", office_province="吉林",
        office_tenure="leased", phone=f"0431-8888{len(agency):04d}", email=f"office@{agency}.example",
        contact="冯联系", finance_note="独立核算，设专职会计；财务管理制度见附件。",
        training_note="每年两次培训，最近一次学习绿色制造管理办法。", clean_record=True, **more,
    )  # fmt: skip
    _people(filing, people)
    _projects(filing)
    for purpose in (P.LICENCE, P.OFFICE, P.FINANCE, P.TRAINING, P.ABILITY, P.RECORD):
        _paper(filing, purpose)
    return filing


def _people(filing: Filing, count: int) -> None:
    first = 0 if filing.agency.name.startswith("示例") else 300  # the two agencies share nobody
    for number in range(1, count + 1):
        digest, tail = kept_identity(identity(first + number))
        one = StaffMember.objects.create(
            filing=filing, position=number, name=f"评价员{first + number}", identity=digest, identity_tail=tail,
            title="senior" if number <= 7 else "middle", title_name="高级工程师" if number <= 7 else "工程师",
            field=("energy", "environment", "ecology", "systems")[number % 4],
            certificate_no=f"示证{first + number:04d}", full_time=True, insured_since=date(2020, 1, 1), kinds=KINDS,
        )  # fmt: skip
        _paper(filing, P.TITLE, staff=one)
        _paper(filing, P.INSURANCE, staff=one)


def _projects(filing: Filing) -> None:
    year = min(filing.year, clock.today().year) - 1
    for number, kind in enumerate(KINDS, 1):
        one = PastProject.objects.create(
            filing=filing, position=number, name=f"示例{kind}评价", sort="evaluation", level="national", kind=kind,
            client="示例委托单位", led=True, finished_on=date(year, 6, number),
        )  # fmt: skip
        _paper(filing, P.PROJECT, project=one)


def _paper(filing: Filing, purpose: str, **about: Any) -> FilingPaper:
    key = "".join(f"{name}{row.pk}" for name, row in about.items())
    return FilingPaper.objects.create(
        filing=filing, blob=blob(f"{filing.pk}{purpose}{key}"), name=f"{P(purpose).label}.pdf", purpose=purpose,
        by=filing.created_by, at=clock.now(), **about,
    )  # fmt: skip


def filed(world: World, round_: Round, *, agency: str = "agency", **more: Any) -> Filing:
    """A filing in force, accepted today and valid until a far day."""
    number = f"吉绿评备〔{round_.year}〕{Filing.objects.count() + 1:03d}号"
    active: dict[str, Any] = {
        "state": Filing.State.ACTIVE, "number": number, "accepted_on": clock.today(), "valid_until": LAST_DAY,
        "accepted_by": world.hat("province").person, "filed_at": clock.now(),
    }  # fmt: skip
    return complete(world, round_, agency=agency, **(active | more))
