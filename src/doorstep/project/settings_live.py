"""Settings of the live process: the site's, with only what server-sent events need."""

from doorstep.project.settings import *  # noqa: F403

ROOT_URLCONF = "doorstep.project.live_urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "doorstep.platform.web.middleware.ActorMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # allauth refuses to start without it
]
