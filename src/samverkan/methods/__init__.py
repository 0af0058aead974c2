"""Ways of working as data: one YAML file a method, and the tool that says what is wrong with one.

Nothing here needs Django. The casework room reads `Method` objects and asks them what a role may do and read.
"""
