"""A second, slow and independent reckoning of working time and promises, to judge the library by.

Nothing here imports the library or its dependencies other than `holidays`; it is written from the
conventions alone. Instants are integer microseconds since 1970 UTC throughout (see `instants`).
"""
