"""The pupil's and the guardian's own voice: a short form, at the officer's screen or by a one-time code on a phone."""
