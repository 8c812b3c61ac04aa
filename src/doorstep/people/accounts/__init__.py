"""Signing in: what Doorstep tells django-allauth (adapters, stages, forms), the limits on tries,
the SMS door, and who a request acts for."""
