"""Programmes (verksamheter) over time: how a method starts in a district, who takes part, how it changes and ends.

The programme's own row lies with the wall, in `secrecy`; here are the decisions that made it what it is, one
milestone each, only ever added. All of it is public inside the system: a decision names no person.
"""
