"""Links that were mailed on asking, which nobody issued; and who asked for one, to be counted and answered."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

NOBODY = "ALTER TABLE parties_resetlink ALTER COLUMN issued_by_id DROP NOT NULL"
SOMEBODY = "ALTER TABLE parties_resetlink ALTER COLUMN issued_by_id SET NOT NULL"
ISSUED_BY = models.ForeignKey(
    blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
)


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_duty_of_a_membership")]

    operations = [
        # by hand: Django would drop the reference and make it anew
        migrations.RunSQL(
            NOBODY, SOMEBODY, state_operations=[migrations.AlterField("resetlink", "issued_by", ISSUED_BY)]
        ),
        migrations.CreateModel(
            name="ResetAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.CharField(max_length=64)),
                ("source", models.CharField(max_length=64)),
                ("context", models.UUIDField()),
                ("address", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["source", "at"], name="parties_asks_from")]},
        ),
    ]  # fmt: skip
