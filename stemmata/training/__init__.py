"""Training: public sets in, the shipped encoder out. `python -m stemmata.training --help`; needs the extra `train`."""
