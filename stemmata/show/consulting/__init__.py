"""Consulting a large model: questions about passages go out, answers come back and are kept, nothing else happens.

It stands in show, the step that already speaks to the world outside, so that reading (extract) and building (pipeline)
stay pure functions of a folder. Nothing here is imported by a build that asks nothing.
"""
