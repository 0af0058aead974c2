"""Tests of the grounds and the guide."""
