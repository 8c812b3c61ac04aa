"""The live process under ASGI: server-sent events only. The site itself stays on WSGI."""

import os

from django.core.asgi import get_asgi_application

from doorstep.project.starting import loading

os.environ["DJANGO_SETTINGS_MODULE"] = "doorstep.project.settings_live"

with loading():
    application = get_asgi_application()
