"""A made-up school's team: a year of absence files, investigations, plans, grades and own words."""
