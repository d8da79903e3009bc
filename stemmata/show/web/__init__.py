"""The web door: the record as people read it in a browser, and as programs read it under /api/v1.

`app.py` puts it together; `room.py` holds the record open; `pages/` answers people, `api/` programs; `guard/` says who
may do what; `templates/` and `static/` are what a page is made of, all of it from our own origin.
"""
