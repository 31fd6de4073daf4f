"""What the pages of this room share: a verb run with what a form says, a made file sent out."""

from __future__ import annotations

from collections.abc import Callable

from django.forms import Form
from django.http import FileResponse, HttpResponse
from django.utils.http import content_disposition_header

from greenlist.applications.evaluating import user_language
from greenlist.applications.filechecks import FileRefused
from greenlist.documents.filling.problems import Problem, Unfit
from greenlist.documents.papers import Unprintable
from greenlist.engine.messages import render
from greenlist.parties.access import find
from greenlist.parties.domain import Refused
from greenlist.parties.http import Request
from greenlist.rounds.models import Round
from greenlist.rounds.rules import rounds

INVALID = 422
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def done(form: Form, act: Callable[[], object], *, file: str = "") -> bool:
    """Run a verb with what a valid form says; what it refuses stands at its field. `file`: the control of the file."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    except FileRefused as refused:
        form.add_error(file or None, str(refused))
    except Unfit as unfit:
        form.add_error(file or None, [sentence(one) for one in unfit.problems])
    else:
        return True
    return False


def sentence(problem: Problem) -> str:
    """A fault of a template: where it stands, what is wrong, what to do."""
    text = render(problem.message, user_language())
    return f"{problem.place}：{text}" if problem.place else text


def why(fault: Unprintable | Refused) -> str:
    """Why a document was not made."""
    return render(fault.message, user_language()) if isinstance(fault, Unprintable) else str(fault)


def attachment(content: bytes, name: str, media_type: str = DOCX) -> HttpResponse:
    """A file made for this request."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    private(answer)
    return answer


def private(answer: HttpResponse | FileResponse) -> None:
    """Nobody keeps it on the way, nobody guesses what it is."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"


def round_of(request: Request, pk: int) -> Round:
    """A round this hat may see. Raises Http404."""
    return find(rounds.visible(request.hat).select_related("jurisdiction", "law"), pk=pk)
