"""An agency's own incident file: points read, placed, counted, and made into what a picture shows. Pure: no Django.

What is here is one agency's own and may be secret; `samverkan.picture.own` keeps it sealed.
"""
