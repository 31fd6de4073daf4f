"""Sentences about conditions: code -> (Chinese, English)."""

from . import exclusions, prerequisites

GATE_TEXTS: dict[str, tuple[str, str]] = {
    "conditions.formula_met": ("经核验符合：{inputs}（{formula}）", "met: {inputs} ({formula})"),
    "conditions.formula_not_met": ("经核验不符合：{inputs}（{formula}）", "not met: {inputs} ({formula})"),
    "conditions.formula_no_test": (
        "规则文件的算式“{formula}”不是判断式，无法得出结论。请修改规则文件",
        "the formula {formula} is no test; mend the law file",
    ),
    "conditions.input": ("{label}为{value}", "{label} is {value}"),
    "conditions.no_inputs": ("按所列明细", "by the rows filed"),
    "conditions.yes": ("是", "yes"),
    "conditions.no": ("否", "no"),
    "conditions.inputs_missing": ("尚未提交：{inputs}。请补报", "not handed in: {inputs}; file it"),
    "conditions.person_missing": (
        "尚无结论（{id}）。请核实后答复“符合”或“不符合”{evidence}",
        "no answer yet ({id}); check and answer met or not met{evidence}",
    ),
    "conditions.person_unknown": (
        "结论未定（{id}）。请核实后填写{evidence}",
        "not decided ({id}); check and file the answer{evidence}",
    ),
    "conditions.evidence_wanted": ("，并附：{evidence}", ", with {evidence}"),
    "conditions.evidence_absent": ("未附佐证，请补充：{evidence}", "no evidence attached; add {evidence}"),
    "conditions.person_met": ("人工认定符合{reason}", "a person answered: met{reason}"),
    "conditions.person_not_met": ("人工认定不符合{reason}", "a person answered: not met{reason}"),
    "conditions.differs_met": (
        "填报为符合{reason}，与核验结果不同，以核验结果为准",
        "a person answered met{reason}; that differs, and the computed result decides",
    ),
    "conditions.differs_not_met": (
        "填报为不符合{reason}，与核验结果不同，以核验结果为准，请核对",
        "a person answered not met{reason}; that differs, and the computed result decides; check it",
    ),
    "conditions.person_not_enough": (
        "填报为符合{reason}，但缺少核验所需数据，不能据此认定",
        "a person answered met{reason}, which cannot stand without the data the check needs",
    ),
    "conditions.required_not_met": (
        "必选要求“{item}”不符合：{reason}",
        "required item “{item}” is not met: {reason}",
    ),
    "conditions.required_unanswered": (
        "{count}项必选要求尚无结论：{names}。请逐项评定",
        "{count} required items have no answer: {names}; judge each of them",
    ),
    "conditions.pass_mark": ("得分{total}，及格线{mark}", "score {total}, pass mark {mark}"),
    "conditions.stands_in_the_way": ("{id} {name}：{reason}", "{id} {name}: {reason}"),
}

TEXTS: dict[str, tuple[str, str]] = exclusions.TEXTS | prerequisites.TEXTS | GATE_TEXTS
