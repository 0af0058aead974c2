"""The peer: the same two pages with a plain filter, without policy, seal or trace. Never part of the product.

It is the product's own program with the wall taken out: the same views, templates and middleware, in a
process of its own that reads a copy in clear (see `kit/copying.py`).
"""
