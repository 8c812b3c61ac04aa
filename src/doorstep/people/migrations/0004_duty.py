"""Who is on duty and who leads a block; what residents' requests may see of accounts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import doorstep.platform.fields
from doorstep.platform.db.rls import EnableRowSecurity, PlainSql

# One person is in one place at a time; one block has one lead at a time.
NO_OVERLAP = """
ALTER TABLE people_stationduty ADD CONSTRAINT people_stationduty_no_overlap EXCLUDE USING gist (
    int8range(account_id, account_id, '[]') WITH =,
    int4range(weekday, weekday, '[]') WITH =,
    int4range(extract(epoch FROM starts)::int, extract(epoch FROM ends)::int) WITH &&,
    daterange(since, until, '[]') WITH &&
);
ALTER TABLE people_blocklead ADD CONSTRAINT people_blocklead_one_lead EXCLUDE USING gist (
    int8range(hashtextextended(block_id, 0) / 2, hashtextextended(block_id, 0) / 2, '[]') WITH =,
    daterange(since, until) WITH &&
);
"""
OVERLAP = """
ALTER TABLE people_stationduty DROP CONSTRAINT people_stationduty_no_overlap;
ALTER TABLE people_blocklead DROP CONSTRAINT people_blocklead_one_lead;
"""

# Accounts, grants and tokens are read before a request has a scope, so the application's role sees
# them all and selectors cut them to the places of who asks. Residents' requests see colleagues by
# name and their own account, and nothing of rights, tokens and tries.
OWN_OR_COLLEAGUE = "kind <> 'resident' OR resident_id = ANY (platform_persons())"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_rules"),
        ("places", "0002_rules"),
    ]

    operations = [
        migrations.CreateModel(
            name="BlockLead",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leads",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "block",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="leads",
                        to="places.block",
                    ),
                ),
            ],
            options={
                "ordering": ["block", "-since"],
                "indexes": [models.Index(fields=["place"], name="people_blocklead_place")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gt", models.F("since")),
                            _connector="OR",
                        ),
                        name="people_blocklead_period",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StationDuty",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("weekday", models.PositiveSmallIntegerField(verbose_name="Weekday")),
                ("starts", models.TimeField(verbose_name="From")),
                ("ends", models.TimeField(verbose_name="To")),
                ("since", models.DateField()),
                ("until", models.DateField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "station",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="duties",
                        to="places.station",
                    ),
                ),
            ],
            options={
                "ordering": ["weekday", "starts"],
                "indexes": [
                    models.Index(fields=["place", "weekday"], name="people_stationduty_place")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (1, 7))),
                        name="people_stationduty_weekday",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="people_stationduty_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="people_stationduty_period",
                    ),
                ],
            },
        ),
        PlainSql(NO_OVERLAP, OVERLAP),
        EnableRowSecurity("people_stationduty", resident="true", resident_check="false"),
        EnableRowSecurity("people_blocklead", resident="true", resident_check="false"),
        EnableRowSecurity(
            "people_account", staff="true", resident=OWN_OR_COLLEAGUE, resident_check="false"
        ),
        EnableRowSecurity("people_grant", staff="true"),
        EnableRowSecurity("people_apitoken", staff="true"),
        EnableRowSecurity("people_signinattempt", staff="true"),
    ]
