"""Grades, merit value and eligibility for upper-secondary school, worked from the law. Pure: no Django, no database.

`law.on(day)` gives the rules in force, `eligibility.standings` and `merit.value` work on them, and `doors.steps`
tells what one, two or three more passes would open. Everything says its provision, formula and inputs.
"""
