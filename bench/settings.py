"""Settings of the bench: the site's own, with two addresses more and logs that are thrown away."""

import os
import warnings

import structlog

from doorstep.project.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
# A line is still written for each request, as on a real site; only nobody reads it.
structlog.configure(
    logger_factory=structlog.PrintLoggerFactory(open(os.devnull, "w"))  # noqa: SIM115
)
# No static files are collected for the bench.
warnings.filterwarnings("ignore", message="No directory at:")
