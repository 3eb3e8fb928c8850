"""Persistent identifiers of cited lists: made from what is cited, so that the same list has the same one."""

import hashlib

# Crockford's base 32: no letters that are taken for digits. U is in none.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
LENGTH = 16  # signs, of five bits each, before the check sign


def identifier(query_hash: str, result_hash: str) -> str:
    """The identifier of a question with its result: 80 bits of the SHA-256 of both hashes, and a check sign."""
    digest = hashlib.sha256(f"{query_hash}\n{result_hash}".encode()).digest()
    number = int.from_bytes(digest[: LENGTH * 5 // 8])
    places = [number >> 5 * place & 31 for place in reversed(range(LENGTH))]
    return "".join(SIGNS[place] for place in [*places, check(places)])


def check(places: list[int]) -> int:
    """The check sign: no single sign can be another, and no two can change places, without its telling.

    A polynomial over the field of 32 elements (x⁵ + x² + 1), evaluated at its generator.
    """
    value = 0
    for place in places:
        value = (value ^ place) << 1
        value ^= 0b100101 if value & 32 else 0
    return value


def canonical(typed: str) -> str | None:
    """The identifier as it is spelt, from one in small letters, with hyphens or misread signs; or None."""
    signs = typed.upper().replace("-", "").translate(MISREAD)
    if len(signs) != LENGTH + 1 or not set(signs) <= set(SIGNS):
        return None
    *places, last = (SIGNS.index(sign) for sign in signs)
    return signs if check(places) == last else None
