"""One unit of a recommendation: its documents, its merged files, what is missing, what the platform would refuse."""

from __future__ import annotations

import io
import zipfile

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from greenlist.applications.evaluating import user_language
from greenlist.applications.files import open_blob
from greenlist.documents.package import GROUPS, MB
from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import render as say
from greenlist.parties.access import find, require
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request, wearer
from greenlist.recommendations.domain.packaging import make_package
from greenlist.recommendations.forms.sending import ScanForm
from greenlist.recommendations.models import Package, RecommendedUnit, Scan
from greenlist.recommendations.queries.bound import bound_of, rules_of
from greenlist.recommendations.queries.contents import contents_of
from greenlist.recommendations.queries.law import binding_of
from greenlist.recommendations.queries.platform import checklist, words
from greenlist.recommendations.queries.rows import policy_of
from greenlist.recommendations.rules import packages, recommendations

from .common import INVALID, stored, unit_of

OWN = (Scan.Part.REPORT, Scan.Part.CHECKS, Scan.Part.CONSULTATION)
MOST_ZIPPED = 300 * 1024 * 1024  # bytes of files that are packed while somebody waits


@login_required
@require_safe
def recommendation_unit(request: Request, pk: int, uid: int) -> HttpResponse:
    """What is posted and uploaded of one unit."""
    return unit_page(request, unit_of(request, pk, uid))


def unit_page(request: Request, unit: RecommendedUnit, scan: ScanForm | None = None) -> HttpResponse:
    """The page; `scan`: a form that was refused."""
    hat, row = wearer(request), unit.recommendation
    (checked,) = checklist([unit])
    package = Package.objects.filter(unit=unit).select_related("by").prefetch_related("files__blob").first()
    law, binding = policy_of(row.round).delivery, binding_of(row.round)
    contents = contents_of(unit)
    context = {
        "unit": unit, "row": row, "application": unit.application, "contents": contents, "package": package,
        "bound": bound_of(package),
        "missing": [one for one in contents if not one.there],
        "refusals": [(one, words(one)) for one in checked.refusals], "grave": checked.grave,
        "order": [GROUPS[one] for one in law.package_order.value or GROUPS], "order_law": law.package_order,
        "rules": rules_of(law, most=binding.most // MB, soffice=binding.soffice is not None),
        "scan": scan or ScanForm(parts=OWN, label_suffix=""),
        "may": {act: recommendations.ruling(hat, act, row) for act in ("scan", "package", "deliver")},
        "uploads": list(row.uploads.filter(application=unit.application).select_related("by", "replaced_by")),
    }  # fmt: skip
    return render(request, "recommendations/unit.html", context, status=INVALID if scan else 200)


@login_required
@require_POST
def unit_package(request: Request, pk: int, uid: int) -> HttpResponse:
    """Merge its documents now; a very large dossier goes to the worker."""
    unit = unit_of(request, pk, uid)
    require(recommendations.ruling(wearer(request), "package", unit.recommendation))
    try:
        package = make_package(unit=unit, by=wearer(request))
    except (Refused, Unprintable) as fault:
        text = say(fault.message, user_language()) if isinstance(fault, Unprintable) else str(fault)
        messages.error(request, text)
    else:
        ready = _("合订材料已生成。")
        messages.success(request, ready if package else _("材料很大，已交后台生成；稍后刷新本页下载。"))
    return redirect("recommendation-unit", pk=pk, uid=uid)


@login_required
@require_safe
def package_file(request: Request, pk: int) -> FileResponse:
    """A volume or an attachment."""
    require(recommendations.may_open(request.hat))
    one = find(packages.visible(request.hat).select_related("blob"), pk=pk)
    return stored(one.blob, one.name)


@login_required
@require_safe
def unit_package_zip(request: Request, pk: int, uid: int) -> FileResponse:
    """Volumes and attachments of a unit together."""
    unit = unit_of(request, pk, uid)
    package = Package.objects.filter(unit=unit).prefetch_related("files__blob").first()
    files = list(package.files.all()) if package is not None else []
    if not files or sum(one.blob.size for one in files) > MOST_ZIPPED:
        raise Http404
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for one in files:
            folder = "附件/" if one.kind == one.Kind.ATTACHMENT else ""
            with open_blob(one.blob_id) as content:
                archive.writestr(zipfile.ZipInfo(f"{folder}{one.number:02d}-{one.name}"), content.read())
    out.seek(0)
    name = f"{unit.application.unit.name}.zip"
    answer = FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")
    answer["Cache-Control"] = "private, no-store"
    return answer
