"""Characters replaced by one of the same sound: what is known of sounds and words, and where a text has such a slip.

``tables`` and ``seen`` hold the data (made by ``tests/rules/build_sounds.py``), ``likely`` weighs words,
``slips`` finds.
"""
