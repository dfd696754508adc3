"""Characters and values that no text of slacalc holds, whatever stands around them."""

import math

NOWHERE = "!#$%&*()[]{}<>?@\\^_`|~\"'=+/§€£¤"
"""Visible characters that are in no hours and no promise."""
DIGITS = {
    "Arabic": "٠١٢٣٤٥٦٧٨٩",
    "Persian": "۰۱۲۳۴۵۶۷۸۹",
    "Devanagari": "०१२३४५६७८९",
    "Bengali": "০১২৩৪৫৬৭৮৯",
    "Thai": "๐๑๒๓๔๕๖๗๘๙",
    "full-width": "0123456789".translate({48 + n: 0xFF10 + n for n in range(10)}),
    "mathematical": "".join(chr(0x1D7CE + n) for n in range(10)),
}
"""Digits that Python's own ``int`` would read."""
LOOKALIKES = {"o": "\u043e", "a": "\u0430", "e": "\u0435", "u": "\u057d", "s": "\u0455", "y": "\u0443", "h": "\u04bb"}
"""Letters of other alphabets that look like Latin ones."""
DASHES = "\u2010\u2011\u2012\u2014\u2015\u2212\uff0d\ufe63\u30fc~"
"""What looks like a dash and is neither a hyphen nor an en dash."""
INVISIBLE = "\0\x01\x07\x08\x1b\x7f\u200b\u200d\u202e\u2066\ufeff\ud800\udfff"
"""Controls, marks of direction, byte-order marks, halves of a surrogate pair."""

NO_TEXT = [None, 0, 1, -5, 900, 1.5, math.nan, math.inf, True, False, b"", b"Mon-Fri 09:00-17:00", bytearray(b"x")]
NO_TEXT += [[], ["Mon-Fri 09:00-17:00"], (), ("09:00", "17:00"), set(), range(3), 10**30, 1j, Ellipsis]


def in_digits(text: str, digits: str) -> str:
    """Return a text with its digits those of another script."""
    return text.translate({48 + value: digit for value, digit in enumerate(digits)})


def misspellings(word: str) -> list[str]:
    """Return a word with one letter left out, doubled, or changed places with its neighbour."""
    left_out = [word[:place] + word[place + 1 :] for place in range(len(word))]
    doubled = [word[:place] + word[place] + word[place:] for place in range(len(word))]
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1) if word[i] != word[i + 1]]
    return list(dict.fromkeys([*left_out, *doubled, *swapped]))
