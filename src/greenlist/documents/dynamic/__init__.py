"""The 动态管理表 of a listed unit: asked by data (law/forms), prefilled, written as workbook and paper, read back."""

from .form import DynamicForm, data_year, dynamic_form
from .known import Known, Seen, figures_of
from .paper import dynamic_paper
from .read import Filled, read_dynamic, read_dynamic_bytes
from .write import write_dynamic

__all__ = [
    "DynamicForm",
    "Filled",
    "Known",
    "Seen",
    "data_year",
    "dynamic_form",
    "dynamic_paper",
    "figures_of",
    "read_dynamic",
    "read_dynamic_bytes",
    "write_dynamic",
]
