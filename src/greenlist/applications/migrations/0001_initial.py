from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations

from greenlist.web.together import Together


class Migration(Together):
    initial = True

    dependencies = [
        ("parties", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("pghistory", "0007_auto_20250421_0444"),
        ("rounds", "0001_initial"),
        ("parties", "0002_duty_of_a_membership"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("factory", "绿色工厂"),
                            ("park", "绿色工业园区"),
                            ("supply_chain", "绿色供应链管理企业"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "route",
                    models.CharField(blank=True, choices=[("self", "自评价"), ("agency", "第三方评价")], max_length=6),
                ),
                ("evaluation_year", models.PositiveSmallIntegerField()),
                ("pack_id", models.CharField(max_length=60)),
                ("pack_hash", models.CharField(max_length=64)),
                ("pack_reason", models.TextField(blank=True)),
                ("state", models.CharField(default="draft", max_length=30)),
                ("state_since", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("returned", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-state_since", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="ApplicationStatePackIdRouteVersionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("state", models.CharField(default="draft", max_length=30)),
                ("pack_id", models.CharField(max_length=60)),
                (
                    "route",
                    models.CharField(blank=True, choices=[("self", "自评价"), ("agency", "第三方评价")], max_length=6),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Blob",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField()),
                ("media_type", models.CharField(max_length=100)),
                (
                    "scan",
                    models.CharField(
                        choices=[
                            ("not_asked", "未启用查毒"),
                            ("pending", "待查毒"),
                            ("clean", "未发现病毒"),
                            ("infected", "有病毒，已隔离"),
                        ],
                        max_length=10,
                    ),
                ),
                ("scan_note", models.CharField(blank=True, max_length=200)),
                ("kept_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DraftEvaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("basis", models.CharField(max_length=64)),
                ("result", models.JSONField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("version", models.PositiveIntegerField(default=1)),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="出具日期")),
                ("expires_on", models.DateField(blank=True, null=True, verbose_name="有效期至")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="说明")),
                ("at", models.DateTimeField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("name", "pk"),
            },
        ),
        migrations.CreateModel(
            name="EvidenceUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=120)),
                ("page", models.CharField(blank=True, max_length=40, verbose_name="页码")),
            ],
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("transition", models.CharField(max_length=8)),
                ("from_state", models.CharField(max_length=30)),
                ("to_state", models.CharField(max_length=30)),
                ("hat", models.CharField(blank=True, max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="ReturnedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=120)),
                ("label", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=120)),
                (
                    "witness",
                    models.CharField(
                        choices=[
                            ("claimed", "申报"),
                            ("verified", "第三方核查"),
                            ("checked", "市级核查"),
                            ("judged", "专家评审"),
                            ("decided", "省级审定"),
                        ],
                        default="claimed",
                        max_length=8,
                    ),
                ),
                ("content", models.JSONField(null=True)),
                ("unit", models.CharField(blank=True, max_length=30)),
                ("reason", models.TextField(blank=True)),
                ("page", models.CharField(blank=True, max_length=40)),
                ("at", models.DateTimeField()),
                ("current", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("data", models.JSONField()),
                ("evidence", models.JSONField()),
                ("result", models.JSONField()),
                ("receipt_number", models.CharField(max_length=40, unique=True)),
                ("receipt", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ("application", "number"),
            },
        ),
        migrations.CreateModel(
            name="TableRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=12)),
                ("position", models.PositiveIntegerField()),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("table", "position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Tenant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("uscc", models.CharField(blank=True, max_length=18)),
                ("conditions", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("position", "pk"),
            },
        ),
        migrations.CreateModel(
            name="UploadedSheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("workbook", "数据采集表"), ("roster", "企业名册")], max_length=8)),
                ("name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.JSONField()),
                ("at", models.DateTimeField()),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="application",
            name="city",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.jurisdiction"
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="created_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="rounds.round"
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="parties.organisation"
            ),
        ),
        migrations.AddField(
            model_name="applicationstatepackidrouteversionevent",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="applicationstatepackidrouteversionevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="state_pack_id_route_version_events",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="draftevaluation",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="draft_evaluation",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="blob",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.blob"
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="replaced_by",
                to="applications.evidence",
            ),
        ),
        migrations.AddField(
            model_name="evidenceuse",
            name="evidence",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="applications.evidence"
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="passage",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="returneditem",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="returned_items",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="returneditem",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="statements", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="statements",
                to="applications.evidence",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="follows",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="applications.statement",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="hat",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="parties.membership"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="returneditem",
            name="resolved_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="applications.submission",
            ),
        ),
        migrations.AddField(
            model_name="returneditem",
            name="submission",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="returned_items", to="applications.submission"
            ),
        ),
        migrations.AddField(
            model_name="tablerow",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="table_rows", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="tenant",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tenants", to="applications.application"
            ),
        ),
        migrations.AddField(
            model_name="uploadedsheet",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="uploaded_sheets",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="uploadedsheet",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["city", "-state_since", "-id"], name="applications_of_city"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["-state_since", "-id"], name="applications_newest"),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(fields=["round", "state"], name="applications_in_state"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                fields=("round", "unit", "kind"), name="applications_one_per_round_unit_kind"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "applications_applicationstatepackidrouteversionevent" ("pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "route", "state", "version") VALUES (NEW."pack_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."route", NEW."state", NEW."version"); RETURN NULL;',
                    hash="e2cb96180e08049caddd35c1806a85b9442ed56f",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_60e1b",
                    table="applications_application",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."pack_id" IS DISTINCT FROM (NEW."pack_id") OR OLD."route" IS DISTINCT FROM (NEW."route") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                    func='INSERT INTO "applications_applicationstatepackidrouteversionevent" ("pack_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "route", "state", "version") VALUES (NEW."pack_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."route", NEW."state", NEW."version"); RETURN NULL;',
                    hash="4548f370757bb1dbf7d19a5d09c4f4f47a45e3da",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f714e",
                    table="applications_application",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(fields=["application", "removed_at"], name="applications_evidence_kept"),
        ),
        migrations.AddConstraint(
            model_name="evidenceuse",
            constraint=models.UniqueConstraint(fields=("evidence", "place"), name="applications_use_once"),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(fields=["application", "current"], name="applications_current"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("current", True)),
                fields=("application", "place", "witness"),
                name="applications_one_current",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="statement",
            trigger=pgtrigger.compiler.Trigger(
                name="stated_once",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."witness" IS DISTINCT FROM (NEW."witness") OR OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."unit" IS DISTINCT FROM (NEW."unit") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."page" IS DISTINCT FROM (NEW."page") OR OLD."by_id" IS DISTINCT FROM (NEW."by_id") OR OLD."hat_id" IS DISTINCT FROM (NEW."hat_id") OR OLD."at" IS DISTINCT FROM (NEW."at"))',
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="9efa58622c1fe1c54a4a834001cfb2868c051493",
                    operation="UPDATE",
                    pgid="pgtrigger_stated_once_80c02",
                    table="applications_statement",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="submission",
            constraint=models.UniqueConstraint(fields=("application", "number"), name="applications_version_once"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="287ca02562d63650857d850bdc217479d92fb216",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_09d54",
                    table="applications_submission",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="tablerow",
            constraint=models.UniqueConstraint(fields=("application", "table", "key"), name="applications_row_key"),
        ),
        migrations.AddField(
            model_name="application",
            name="agency",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evaluated",
                to="parties.organisation",
            ),
        ),
        migrations.AddField(
            model_name="evidence",
            name="witness",
            field=models.CharField(
                choices=[
                    ("claimed", "申报"),
                    ("verified", "第三方核查"),
                    ("checked", "市级核查"),
                    ("judged", "专家评审"),
                    ("decided", "省级审定"),
                ],
                default="claimed",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="Nonconformity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=120)),
                ("label", models.CharField(max_length=200)),
                (
                    "grade",
                    models.CharField(
                        choices=[("major", "严重不符合"), ("minor", "一般不符合"), ("question", "需要说明")],
                        max_length=8,
                        verbose_name="程度",
                    ),
                ),
                ("reason", models.TextField(verbose_name="问题")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="答复期限")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "待答复"), ("answered", "已答复，待确认"), ("closed", "已关闭")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("answer", models.TextField(blank=True, verbose_name="答复")),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("verdict", models.TextField(blank=True, verbose_name="确认意见")),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="nonconformities",
                        to="applications.application",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
                "indexes": [models.Index(fields=["application", "state"], name="applications_nonconforming")],
            },
        ),
    ]
