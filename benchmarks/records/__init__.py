"""An invented record of any size, with the words that it rests on.

    names.py      names in several styles and scripts (names.yml)
    world.py      groups, coalitions, persons, places, states: how often each is spoken of, who came from whom
    events.py     what happened: statements, of which every report tells some
    telling.py    a statement as a sentence, with the places of its words (sentences.yml)
    pages.py      sentences as a report: text, segments, mentions, claims
    newsroom.py   reports in the order of time, a tenth of them copies; what comes of them as the content of a record
    quick.py      facts and differences, put together in one go

All of it follows from one seed.
"""
