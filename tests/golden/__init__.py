"""Answers that must never change: the digests of the real catalogue, and of its answers to many questions.

Both databases are held against these files, so they agree with each other, and with what has been cited. They are
written anew by `python -m pytest tests/test_agreement.py --write-golden`, which is right only where the data in
fixtures/ changed; a digest that changes for any other reason breaks every citation made of it.
"""
