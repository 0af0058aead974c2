"""Rough tables as they come, made into typed rows or into words about what is wrong. Pure Python, no Django.

`rows.read(sheet, fields)` is the whole road: read a file (`sheet.read`), match its columns, read every cell by
its kind, and tell in a `Report` what was taken, mended and refused; `writing` goes the other way.
"""
