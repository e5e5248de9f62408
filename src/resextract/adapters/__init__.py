"""The only modules that import razdel, pymorphy3, slovnet, navec or natasha.

Everything above talks in plain Python types, so a library can be replaced in one file.
"""
