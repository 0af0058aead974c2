"""Whom the exit programme's tests speak of, by user name, and a made-up place."""

PLACE = {"town": "0780", "address": "Provgatan 1, hos Prov", "since": "2026-11-02", "reach": "070-PROV"}
COUNSELLOR, OTHER, COORDINATOR = "avh.handlaggare", "avh.handlaggare2", "avh.samordnare"
DECIDER, SECOND = "avh.beslut", "avh.beslut2"
