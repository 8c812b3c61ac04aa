"""The site under WSGI (granian): Django here is synchronous, see docs/decisions."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.project.settings")

application = get_wsgi_application()
