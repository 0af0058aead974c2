"""The loop of lag (2023:196): picture, action plan, follow-up with verdicts; registers; what a council reads."""
