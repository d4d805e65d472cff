"""Third stage: what the text says, mention by mention. Its spaCy components find the mentions and read their own
words.
"""
