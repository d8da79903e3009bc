"""A large model as the reader of prose: questions out, answers in, of which only what the passage bears out counts.

A passage makes Questions (prompt.py, sheet.py); whoever may use a network asks them (show/consulting); an answer is
read as proposals (proposals.py), each of which is checked against the passage and the ontology (checking.py) before it
is a claim (reading.py). Nothing here touches a network, and nothing that an answer says is ever done.
"""
