"""A membership refers to person and duty together: the database itself keeps the three administrators apart."""

from django.db import migrations

ADD = """
ALTER TABLE parties_membership ADD CONSTRAINT parties_membership_of_its_persons_duty
FOREIGN KEY (person_id, duty) REFERENCES parties_person (id, duty)
"""
DROP = "ALTER TABLE parties_membership DROP CONSTRAINT parties_membership_of_its_persons_duty"


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]

    operations = [migrations.RunSQL(ADD, DROP)]
