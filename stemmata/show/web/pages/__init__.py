"""Pages for people, one module a family. A page asks one question of the record and puts the answer on paper."""
