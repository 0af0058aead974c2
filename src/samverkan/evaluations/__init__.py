"""Evaluations as an authority makes them: planned, locked, computed in the queue, and judged by a human.

The arithmetic is `samverkan.evidence`; here is who may do what, when, and that it is all kept sealed.
"""
