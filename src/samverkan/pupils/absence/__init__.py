"""Absence: a school system's file into school weeks, shares with their formulas, thresholds that open questions.

Pure: no Django, no database. Minutes throughout; a week is five school days, Monday to Friday.
"""
