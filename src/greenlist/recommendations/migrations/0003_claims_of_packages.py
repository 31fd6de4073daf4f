from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0002_replaced_records"),
    ]

    operations = [
        migrations.AddField(
            model_name="packagefile",
            name="claim",
            field=models.CharField(blank=True, default="", max_length=12),
        ),
        migrations.AddField(
            model_name="packagefile",
            name="first_page",
            field=models.PositiveIntegerField(default=0),
        ),
    ]
