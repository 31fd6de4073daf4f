"""Templates of documents, batches of files made by the worker, when no batch is made; the foot of letters."""

from .feet import Copied, Footed
from .holds import BatchHold
from .runs import ReportRun
from .templates import DocumentTemplate

__all__ = ["BatchHold", "Copied", "DocumentTemplate", "Footed", "ReportRun"]
