"""Tables of finds."""

import django.db.models.deletion
from django.db import migrations, models

import doorstep.platform.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Search",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case_number", models.CharField(max_length=24, unique=True)),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Find",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("what", models.CharField(max_length=80)),
                ("where", models.CharField(blank=True, max_length=80)),
                ("kept_at", models.DateTimeField()),
                ("kept_by", models.BigIntegerField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["place", "-id"], name="lost_and_found_find_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True),
                        name="lost_and_found_find_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HandOver",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("receiver", models.CharField(max_length=40)),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField(null=True)),
                (
                    "find",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hand_over",
                        to="lost_and_found.find",
                    ),
                ),
            ],
        ),
    ]
