"""The green manufacturing lists as published, and the totals they must close on."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenlist.parties.models import Jurisdiction, Person


class Kind(models.TextChoices):
    """What is listed."""

    FACTORY = "factory", _("绿色工厂")
    PARK = "park", _("绿色工业园区")
    SUPPLY_CHAIN = "supply_chain", _("绿色供应链管理企业")
    PRODUCT = "product", _("绿色设计产品")


class Mark(models.TextChoices):
    """How well something is known; the same words as the law's facts."""

    PUBLISHED = "published", _("原文")
    SECONDARY = "secondary", _("转引")
    UNVERIFIED = "unverified", _("待核定")


class GreenList(models.Model):
    """One published list: a batch or year of one level, as a draft (公示) or as the final text (公布)."""

    class Level(models.TextChoices):
        """Whose list it is."""

        NATIONAL = "national", _("国家级")
        PROVINCE = "province", _("省级")
        CITY = "city", _("市级")

    class Stage(models.TextChoices):
        """A unit of a draft is only 拟认定."""

        DRAFT = "draft", _("公示")
        FINAL = "final", _("公布")

    authority = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="green_lists")  # whose records these are
    level = models.CharField(_("级别"), max_length=8, choices=Level.choices)
    stage = models.CharField(_("阶段"), max_length=5, choices=Stage.choices, default=Stage.FINAL)
    batch = models.PositiveSmallIntegerField(_("批次序号"), null=True, blank=True)  # order of the batches
    label = models.CharField(_("批次或年度"), max_length=40)  # 第五批, 2022年度
    year = models.PositiveSmallIntegerField(_("名单年度"), null=True, blank=True)
    announced_on = models.DateField(_("公布日期"), null=True, blank=True)
    document = models.CharField(_("文号"), max_length=80, blank=True)
    mark = models.CharField(max_length=10, choices=Mark.choices, default=Mark.UNVERIFIED)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)  # taken in by mistake: counts nowhere any more
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("level", "batch", "announced_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["authority", "level", "stage", "label"],
                condition=Q(withdrawn_at=None),
                name="listings_one_list_once",
            ),
        )

    def __str__(self) -> str:
        stage = f"（{self.get_stage_display()}）" if self.stage == self.Stage.DRAFT else ""
        return f"{self.get_level_display()}{self.label}{stage}"


class Entry(models.Model):
    """One line of a list as printed. `seq` restarts for each kind: (list, kind, seq) is the key."""

    class Status(models.TextChoices):
        """What has become of it. A rename is neither removal nor addition."""

        PROPOSED = "proposed", _("拟认定")
        PUBLISHED = "published", _("在名单")
        RENAMED = "renamed", _("已更名")
        REMOVED = "removed", _("已移出")

    green_list = models.ForeignKey(GreenList, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    seq = models.PositiveIntegerField()
    region = models.CharField(max_length=40, blank=True)  # normalised
    region_printed = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=120)  # as printed
    name_key = models.CharField(max_length=120, db_index=True)  # screening.names
    former_key = models.CharField(max_length=120, blank=True, db_index=True)
    uscc = models.CharField(max_length=18, blank=True, db_index=True)
    industry = models.CharField(max_length=60, blank=True)
    agency = models.CharField(max_length=160, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PUBLISHED)
    original: models.JSONField[Any, Any] = models.JSONField(default=dict)  # the whole row

    class Meta:
        ordering = ("green_list", "kind", "seq")
        constraints = (models.UniqueConstraint(fields=["green_list", "kind", "seq"], name="listings_one_line_once"),)

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """A removal or a renaming as announced. `entry` is None until a person says which line it is about."""

    class What(models.TextChoices):
        """What was announced."""

        REMOVED = "removed", _("移出")
        RENAMED = "renamed", _("更名")

    authority = models.ForeignKey(Jurisdiction, models.PROTECT, related_name="list_changes")
    level = models.CharField(max_length=8, choices=GreenList.Level.choices)
    what = models.CharField(max_length=8, choices=What.choices)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)  # '': renamings are not split by kind
    name = models.CharField(max_length=120)  # as printed in the announcement
    name_key = models.CharField(max_length=120, db_index=True)
    new_name = models.CharField(max_length=120, blank=True)
    new_key = models.CharField(max_length=120, blank=True, db_index=True)
    uscc = models.CharField(max_length=18, blank=True)
    announced_on = models.DateField(null=True, blank=True)
    batch = models.PositiveSmallIntegerField(null=True, blank=True)  # the batch whose announcement carried it
    label = models.CharField(max_length=40, blank=True)  # the same in words
    document = models.CharField(max_length=80, blank=True)
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, blank=True, related_name="changes")
    linked_how = models.CharField(max_length=12, blank=True)  # uscc, name, former_name, renamed, pair, near, chosen
    linked_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    linked_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("announced_on", "pk")

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.name}"


class BatchCount(models.Model):
    """Totals as published with a batch: what entries and changes must close on. None: not published."""

    authority = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="batch_counts")
    level = models.CharField(max_length=8, choices=GreenList.Level.choices)
    batch = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40)
    announced_on = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)  # '': of all kinds together (renames)
    listed = models.PositiveIntegerField(null=True)
    removed = models.PositiveIntegerField(null=True)
    renamed = models.PositiveIntegerField(null=True)
    draft = models.PositiveIntegerField(null=True)
    mark = models.CharField(max_length=10, choices=Mark.choices, default=Mark.UNVERIFIED)

    class Meta:
        ordering = ("level", "batch", "kind")
        constraints = (
            models.UniqueConstraint(fields=["authority", "level", "batch", "kind"], name="listings_one_count_once"),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.kind}"


class Upload(models.Model):
    """A list file as it was read, while somebody looks at what it would change. Applied at most once."""

    class What(models.TextChoices):
        """What its rows are."""

        ENTRIES = "entries", _("列入名单的单位")
        REMOVED = "removed", _("移出的单位")
        RENAMED = "renamed", _("更名的单位")

    authority = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    about: models.JSONField[Any, Any] = models.JSONField()  # level, stage, batch, label, date, document, mark
    content: models.JSONField[Any, Any] = models.JSONField()  # reading.Reading as plain data
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    green_list = models.ForeignKey(GreenList, models.SET_NULL, null=True, blank=True, related_name="uploads")

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.name


class NearPair(models.Model):
    """Two spellings that may be one unit or agency. A person says so or not; nothing is ever merged by itself."""

    class What(models.TextChoices):
        """Whose names they are."""

        UNIT = "unit", _("单位")
        AGENCY = "agency", _("第三方机构")

    class Verdict(models.TextChoices):
        """What a person said."""

        OPEN = "open", _("待判断")
        SAME = "same", _("同一家")
        OTHER = "other", _("不是同一家")

    authority = models.ForeignKey(Jurisdiction, models.CASCADE, related_name="+")
    what = models.CharField(max_length=6, choices=What.choices)
    left = models.CharField(max_length=160)  # printed; the lesser in code points
    right = models.CharField(max_length=160)
    left_key = models.CharField(max_length=160, db_index=True)
    right_key = models.CharField(max_length=160, db_index=True)
    score = models.DecimalField(max_digits=4, decimal_places=1)  # 0 to 100; 100: equal keys
    verdict = models.CharField(max_length=5, choices=Verdict.choices, default=Verdict.OPEN)
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-score", "left", "right")
        constraints = (
            models.UniqueConstraint(fields=["authority", "what", "left", "right"], name="listings_one_pair_once"),
        )
        indexes = (models.Index(fields=["authority", "what", "verdict"], name="listings_pairs_open"),)

    def __str__(self) -> str:
        return f"{self.left} / {self.right}"
