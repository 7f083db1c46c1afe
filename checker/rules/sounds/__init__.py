"""Characters replaced by one that sounds or looks alike: what is known of them and of words, and where a text has it.

``tables`` and ``seen`` hold the data (made by ``tests/rules/build_sounds.py``), ``likely`` weighs words,
``slips`` finds.
"""
