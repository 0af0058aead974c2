"""What differs between two versions of a method, in plain words, and what it means for cases that are running.

A case stays on the version it was opened under until a named person moves it; rights follow the programme.
"""
