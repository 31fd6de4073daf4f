"""Templates of documents, batches of files made by the worker, and when no batch is made."""

from .holds import BatchHold
from .runs import ReportRun
from .templates import DocumentTemplate

__all__ = ["BatchHold", "DocumentTemplate", "ReportRun"]
