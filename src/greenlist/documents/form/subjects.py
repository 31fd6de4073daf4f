"""Which sheet of the form a field belongs to, by what it measures."""

from __future__ import annotations

import re

# Tried in order; the first whose words stand in the field id takes it.
SUBJECTS: tuple[tuple[str, str], ...] = (
    ("能源与碳", r"energy|renewable|co2|carbon|gec|platform_functions|waste_heat"),
    ("污染物", r"wastewater|waste_gas|gas_|pollutant|sewage_plant|air_days"),
    ("水", r"water|sewage"),
    ("固废与循环利用", r"solid|hazardous|recycl|pack_|product_sold|product_recovered"),
    ("用地与建筑", r"land|floor|footprint_(?:building|structure|yard)|area|green_cover|bus|road|lot_"),
    ("供应商", r"supplier|training_hours"),
    ("产值与产品", r"output|_va|va_|gdp|product_classes|footprint_classes|efficien|staff|product"),
)
OTHER = "管理与其他"
TABLE_TITLES = {
    "products": "产品",
    "energy": "分品种能源消费",
    "materials": "主要原材料",
    "pollutants": "主要污染物",
    "outlets": "排放口",
    "projects": "改造升级项目",
    "technologies": "先进技术装备",
    "capacity": "产能",
    "systems": "管理体系",
    "accidents": "近三年事故",
    "level_inputs": "限额修正条件",
    "bonus": "附加项",
}
TABLE_ROWS = {"energy": 28, "pollutants": 28, "projects": 28}  # rows drawn; more may be filled
DEFAULT_TABLE_ROWS = 20
TENANT_ROWS = 200


def subject_of(field_id: str) -> str:
    """The sheet of a field; `OTHER` where no subject takes it."""
    for subject, words in SUBJECTS:
        if re.search(words, field_id):
            return subject
    return OTHER


def subject_order(subject: str) -> int:
    """The place of a sheet among the others."""
    names = [name for name, _ in SUBJECTS]
    return names.index(subject) if subject in names else len(names)
