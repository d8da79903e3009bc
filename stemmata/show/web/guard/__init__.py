"""The guard of the web door: who somebody is, what they may do, and what nobody may do.

`door.py` is what the application needs: a Guard, and `need(role)`. `gate.py` stands before every page: the host asked
for, the site that asks, who asks, how much, and whether a form is ours. `headers.py` goes out with every answer.
Users, sessions, tokens, tries to sign in and the audit log are kept in users.db (`store.py`).
"""
