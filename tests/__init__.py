"""Tests that cross apps. Each app's own tests lie beside its code."""
