"""Figures for Prometheus: requests by route and status, and their time."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

REQUESTS = Counter("doorstep_requests", "Requests answered", ["method", "route", "status"])
REFUSALS = Counter("doorstep_refusals", "Requests refused with 401 or 403", ["route", "status"])
SECONDS = Histogram(
    "doorstep_request_seconds",
    "Time to answer a request",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def observe(method: str, route: str, status: int, seconds: float) -> None:
    """Count one answered request."""
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(route).observe(seconds)


def exposition() -> tuple[bytes, str]:
    """Return the text exposition and its content type."""
    return generate_latest(), CONTENT_TYPE_LATEST
