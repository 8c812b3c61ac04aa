"""The site under WSGI (granian): Django here is synchronous, see docs/decisions."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from doorstep.project.starting import loading

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.project.settings")

with loading():
    application = get_wsgi_application()
    import_module(settings.ROOT_URLCONF)  # or the first page would wait for it
