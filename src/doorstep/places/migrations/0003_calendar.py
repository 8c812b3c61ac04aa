"""Whole years that districts load. Published, so no policy; residents' requests may only read."""

from django.db import migrations, models

import doorstep.platform.fields
from doorstep.platform.db.rls import RESIDENT, PlainSql


class Migration(migrations.Migration):
    dependencies = [("places", "0002_rules")]

    operations = [
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=6)),
                ("year", models.PositiveSmallIntegerField()),
                ("loaded_by", models.CharField(blank=True, max_length=80)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "year"), name="places_calendaryear_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place__regex", "^\\d{2}(\\d{2}){0,2}$")),
                        name="places_calendaryear_district",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (2000, 2200))),
                        name="places_calendaryear_year",
                    ),
                ],
            },
        ),
        PlainSql(
            f"REVOKE INSERT, UPDATE, DELETE ON places_calendaryear FROM {RESIDENT};",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON places_calendaryear TO {RESIDENT};",
        ),
    ]
