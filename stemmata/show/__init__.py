"""Show: the record -> people and machines. Questions in `queries/`; `api`, `cli` and `exports/` are doors to them."""
