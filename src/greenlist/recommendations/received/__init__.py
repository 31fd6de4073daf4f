"""Summary tables (推荐汇总表) as cities hand them in: read in their header variants, and compared with what is held."""

from .compare import Difference, Differences, compare
from .read import Fault, NoTable, Row, Sheet, TableIn, read_table
from .word import tables_in

__all__ = [
    "Difference",
    "Differences",
    "Fault",
    "NoTable",
    "Row",
    "Sheet",
    "TableIn",
    "compare",
    "read_table",
    "tables_in",
]
