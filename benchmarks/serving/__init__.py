"""Measuring the site of a record.

asked.py      which addresses are asked for: groups, words, family trees; found by reading the record
server.py     `stemmata serve` in a process of its own, how soon it answers, how much memory it holds
reader.py     one reader at a time: seconds and bytes of an answer
crowd.py      many readers at once, from a process of its own
browser.py    what a browser fetches for a page, and when it first paints
"""
