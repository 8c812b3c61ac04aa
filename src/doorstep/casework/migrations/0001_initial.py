import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import doorstep.platform.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0005_finding"),
        ("platform", "0002_rules"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseKind",
            fields=[
                (
                    "code",
                    models.CharField(
                        db_collation="C", max_length=40, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.JSONField()),
                ("category", models.CharField(max_length=40)),
                ("active", models.BooleanField(default=True)),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(db_collation="C", max_length=20, unique=True)),
                ("words", models.CharField(blank=True, max_length=2000)),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("place_text", models.CharField(blank=True, max_length=200)),
                ("asked_by_name", models.CharField(blank=True, max_length=60)),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("desk", "Desk"),
                            ("phone", "Phone"),
                            ("app", "App"),
                            ("visit", "Visit"),
                            ("patrol", "Patrol"),
                            ("hotline", "Hotline"),
                            ("kiosk", "Kiosk"),
                            ("machine", "Machine"),
                            ("rule", "Rule"),
                        ],
                        max_length=10,
                    ),
                ),
                ("state", models.CharField(default="new", max_length=10)),
                ("urgent", models.BooleanField(default=False)),
                ("sensitive", models.BooleanField(default=False)),
                ("level", models.CharField(max_length=20)),
                (
                    "holder_place",
                    doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22),
                ),
                ("holder_role", models.CharField(blank=True, max_length=32)),
                ("returned_at", models.DateTimeField(null=True)),
                ("reply_due_at", models.DateTimeField(null=True)),
                ("resolve_due_at", models.DateTimeField(null=True)),
                ("reply_provisional", models.BooleanField(default=False)),
                ("resolve_provisional", models.BooleanField(default=False)),
                ("next_due_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("replied_at", models.DateTimeField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("rounds", models.PositiveSmallIntegerField(default=1)),
                ("subject_key", models.CharField(db_collation="C", max_length=80, null=True)),
                (
                    "idempotency_key",
                    models.CharField(db_collation="C", max_length=120, null=True, unique=True),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.resident",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="casework.case",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="casework.case",
                    ),
                ),
                (
                    "handler",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="casework.case",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.casekind",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                (
                    "part",
                    models.CharField(
                        choices=[("lead", "Lead"), ("assist", "Assist")], max_length=6
                    ),
                ),
                ("task", models.CharField(max_length=500)),
                (
                    "unit_place",
                    doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22),
                ),
                ("unit_role", models.CharField(max_length=32)),
                ("due_at", models.DateTimeField(null=True)),
                ("given_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done"),
                            ("not-needed", "Not Needed"),
                            ("impossible", "Impossible"),
                        ],
                        max_length=10,
                    ),
                ),
                ("report", models.CharField(blank=True, max_length=2000)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CaseAsker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                (
                    "why",
                    models.CharField(
                        choices=[("duplicate", "Duplicate"), ("follows", "Follows")], max_length=10
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="askers",
                        to="casework.case",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.resident",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                (
                    "audience",
                    models.CharField(
                        choices=[("resident", "Resident"), ("staff", "Staff")], max_length=8
                    ),
                ),
                ("at", models.DateTimeField()),
                ("by", models.BigIntegerField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="casework.case",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="platform.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Clock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("what", models.CharField(max_length=10)),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("started_at", models.DateTimeField()),
                ("anchor_at", models.DateTimeField()),
                ("amount", models.PositiveIntegerField()),
                ("unit", models.CharField(max_length=15)),
                ("left", models.DurationField(null=True)),
                ("due_at", models.DateTimeField()),
                ("provisional", models.BooleanField(default=False)),
                ("paused_at", models.DateTimeField(null=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to="casework.assignment",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clocks",
                        to="casework.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ClockStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("name", models.CharField(max_length=10)),
                ("due_at", models.DateTimeField()),
                ("held", models.BooleanField(default=False)),
                ("fired_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.case",
                    ),
                ),
                (
                    "clock",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="casework.clock",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("round", models.PositiveSmallIntegerField()),
                ("outcome", models.CharField(blank=True, max_length=60)),
                ("text", models.CharField(blank=True, max_length=2000)),
                ("on_the_spot", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closings",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("reason", models.CharField(max_length=500)),
                ("due_before", models.DateTimeField()),
                ("due_after", models.DateTimeField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("score", models.PositiveSmallIntegerField()),
                ("words", models.CharField(blank=True, max_length=1000)),
                ("channel", models.CharField(max_length=10)),
                ("at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="casework.case",
                    ),
                ),
                (
                    "closing",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rating",
                        to="casework.closing",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.resident",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ReplyTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    doorstep.platform.fields.PlaceCodeField(
                        blank=True, db_collation="C", max_length=22
                    ),
                ),
                ("kind", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("move", models.CharField(max_length=20)),
                ("texts", models.JSONField()),
                ("changed_at", models.DateTimeField()),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["place", "kind", "move"],
            },
        ),
        migrations.CreateModel(
            name="RoutingRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    doorstep.platform.fields.PlaceCodeField(
                        blank=True, db_collation="C", max_length=22
                    ),
                ),
                ("kind", models.CharField(blank=True, db_collation="C", max_length=40)),
                ("category", models.CharField(blank=True, max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("condition", models.JSONField(blank=True, default=dict)),
                ("level", models.CharField(max_length=20)),
                ("role", models.CharField(blank=True, max_length=32)),
                ("unit", models.CharField(blank=True, max_length=22)),
                ("position", models.PositiveIntegerField(default=100)),
                ("active", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["place", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                (
                    "why",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("suspended", "Suspended")], max_length=10
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("before", models.CharField(max_length=10)),
                ("began_at", models.DateTimeField()),
                ("until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "began_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="casework.case",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="TimelineEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("at", models.DateTimeField()),
                ("verb", models.CharField(max_length=20)),
                ("from_state", models.CharField(blank=True, max_length=10)),
                ("to_state", models.CharField(blank=True, max_length=10)),
                (
                    "audience",
                    models.CharField(
                        choices=[("resident", "Resident"), ("staff", "Staff")],
                        default="staff",
                        max_length=8,
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=2000)),
                ("data", models.JSONField(default=dict)),
                ("actor_kind", models.CharField(max_length=10)),
                ("actor_id", models.BigIntegerField(null=True)),
                ("actor_name", models.CharField(blank=True, max_length=80)),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="timeline",
                        to="casework.case",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", doorstep.platform.fields.PlaceCodeField(db_collation="C", max_length=22)),
                ("text", models.CharField(max_length=2000)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("sent", "Sent"), ("failed", "Failed")],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("next_try_at", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="casework.case",
                    ),
                ),
                (
                    "resident",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.resident",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="casework.timelineentry",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["unit_place", "due_at"],
                name="casework_assignment_unit",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("part__in", ["lead", "assist"])),
                name="casework_assignment_part",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at", None), ("outcome", "")),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("outcome__in", ["done", "not-needed", "impossible"]),
                    ),
                    _connector="OR",
                ),
                name="casework_assignment_ends_with_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True), ("part", "lead")),
                fields=("case",),
                name="casework_assignment_one_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="caseasker",
            constraint=models.UniqueConstraint(
                fields=("case", "resident"), name="casework_asker_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="casefile",
            constraint=models.UniqueConstraint(
                fields=("case", "file"), name="casework_casefile_once"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["place", "id"], name="casework_case_place"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["created_at"], name="casework_case_created"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        ["accepted", "dispatched", "new", "resolved", "suspended", "waiting"],
                    )
                ),
                fields=["place", "next_due_at"],
                name="casework_case_open",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        ["accepted", "dispatched", "new", "resolved", "suspended", "waiting"],
                    )
                ),
                fields=["next_due_at", "id"],
                name="casework_case_due",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        ["accepted", "dispatched", "new", "resolved", "suspended", "waiting"],
                    )
                ),
                fields=["holder_place", "next_due_at"],
                name="casework_case_holder",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(
                    (
                        "state__in",
                        ["accepted", "dispatched", "new", "resolved", "suspended", "waiting"],
                    )
                ),
                fields=["handler", "next_due_at"],
                name="casework_case_handler",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["asker", "id"], name="casework_case_asker"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("state", "resolved")),
                fields=["resolved_at"],
                name="casework_case_resolved",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("parent__isnull", False)),
                fields=["parent"],
                name="casework_case_parent",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("duplicate_of__isnull", False)),
                fields=["duplicate_of"],
                name="casework_case_duplicates",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("follows__isnull", False)),
                fields=["follows"],
                name="casework_case_follows",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "new",
                            "dispatched",
                            "accepted",
                            "waiting",
                            "suspended",
                            "resolved",
                            "closed",
                            "cancelled",
                            "duplicate",
                        ],
                    )
                ),
                name="casework_case_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "channel__in",
                        [
                            "desk",
                            "phone",
                            "app",
                            "visit",
                            "patrol",
                            "hotline",
                            "kiosk",
                            "machine",
                            "rule",
                        ],
                    )
                ),
                name="casework_case_channel",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reply_due_at", None),
                        ("reply_due_at__gte", models.F("created_at")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("resolve_due_at", None),
                        ("resolve_due_at__gte", models.F("created_at")),
                        _connector="OR",
                    ),
                ),
                name="casework_case_due_after_creation",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("duplicate_of__isnull", False), ("state", "duplicate")),
                    models.Q(
                        models.Q(("state", "duplicate"), _negated=True),
                        ("duplicate_of__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="casework_case_duplicate_names_original",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("closed_at__isnull", False),
                        ("state__in", ["cancelled", "closed", "duplicate"]),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ["cancelled", "closed", "duplicate"]), _negated=True
                        ),
                        ("closed_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="casework_case_closed_when_final",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["resolved", "closed"]), _negated=True),
                    ("resolved_at__isnull", False),
                    _connector="OR",
                ),
                name="casework_case_resolved_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("parent", None),
                        models.Q(("parent", models.F("id")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("duplicate_of", None),
                        models.Q(("duplicate_of", models.F("id")), _negated=True),
                        _connector="OR",
                    ),
                    models.Q(
                        ("follows", None),
                        models.Q(("follows", models.F("id")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="casework_case_not_its_own_kin",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_by", None), ("asked_by_name", "")),
                    ("asker__isnull", False),
                    _connector="OR",
                ),
                name="casework_case_agent_speaks_for_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("subject_key__isnull", False),
                    (
                        "state__in",
                        ["accepted", "dispatched", "new", "resolved", "suspended", "waiting"],
                    ),
                ),
                fields=("kind", "subject_key"),
                name="casework_case_one_open_per_subject",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(fields=["case"], name="casework_clock_case"),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("provisional", True), ("stopped_at__isnull", True)),
                fields=["id"],
                name="casework_clock_provisional",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("what__in", ["reply", "resolve", "assignment"])),
                name="casework_clock_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__in", ("working_days", "working_minutes", "minutes")), ("amount__gt", 0)
                ),
                name="casework_clock_term",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_at__gte", models.F("started_at"))),
                name="casework_clock_due_after_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("assignment__isnull", False), ("what", "assignment")),
                    models.Q(
                        models.Q(("what", "assignment"), _negated=True),
                        ("assignment__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="casework_clock_assignment",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                condition=models.Q(("stopped_at__isnull", True)),
                fields=("case", "what", "assignment"),
                name="casework_clock_one_running",
                nulls_distinct=False,
            ),
        ),
        migrations.AddIndex(
            model_name="clockstep",
            index=models.Index(
                condition=models.Q(
                    ("dropped_at__isnull", True), ("fired_at__isnull", True), ("held", False)
                ),
                fields=["due_at", "id"],
                name="casework_step_pending",
            ),
        ),
        migrations.AddIndex(
            model_name="clockstep",
            index=models.Index(
                condition=models.Q(
                    ("dropped_at__isnull", True), ("fired_at__isnull", True), ("held", False)
                ),
                fields=["case"],
                name="casework_step_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("name__in", ["soon", "late", "escalate1", "escalate2"])),
                name="casework_step_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("fired_at", None), ("dropped_at", None), _connector="OR"),
                name="casework_step_one_end",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("fired_at", None), ("fired_at__gte", models.F("due_at")), _connector="OR"
                ),
                name="casework_step_not_early",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockstep",
            constraint=models.UniqueConstraint(fields=("clock", "name"), name="casework_step_once"),
        ),
        migrations.AddIndex(
            model_name="closing",
            index=models.Index(fields=["place", "at"], name="casework_closing_place"),
        ),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.UniqueConstraint(
                fields=("case", "round"), name="casework_closing_once_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="extension",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_after__gt", models.F("due_before"))),
                name="casework_extension_longer",
            ),
        ),
        migrations.AddIndex(
            model_name="rating",
            index=models.Index(fields=["place", "at"], name="casework_rating_place"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(("score__gte", 1), ("score__lte", 5)),
                name="casework_rating_score",
            ),
        ),
        migrations.AddConstraint(
            model_name="replytemplate",
            constraint=models.UniqueConstraint(
                fields=("place", "kind", "move"), name="casework_template_once"
            ),
        ),
        migrations.AddIndex(
            model_name="routingrule",
            index=models.Index(
                condition=models.Q(("active", True)), fields=["place"], name="casework_rule_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="routingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("level__in", ["community", "joint_duty", "subdistrict", "district"])
                ),
                name="casework_rule_level",
            ),
        ),
        migrations.AddIndex(
            model_name="suspension",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True), ("until__isnull", False)),
                fields=["until"],
                name="casework_suspension_until",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("why", "waiting"),
                    models.Q(
                        ("until__gt", models.F("began_at")),
                        ("until__isnull", False),
                        ("why", "suspended"),
                    ),
                    _connector="OR",
                ),
                name="casework_suspension_until_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at", None), ("ended_at__gte", models.F("began_at")), _connector="OR"
                ),
                name="casework_suspension_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="suspension",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("case",),
                name="casework_suspension_one_open",
            ),
        ),
        migrations.AddIndex(
            model_name="timelineentry",
            index=models.Index(fields=["case", "id"], name="casework_timeline_case"),
        ),
        migrations.AddConstraint(
            model_name="timelineentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("audience__in", ["resident", "staff"])),
                name="casework_timeline_audience",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("state", "waiting")),
                fields=["next_try_at"],
                name="casework_notice_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                fields=("case", "entry", "resident"), name="casework_notice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", False), ("state", "sent")),
                    models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                    _connector="OR",
                ),
                name="casework_notice_sent_has_time",
            ),
        ),
    ]
