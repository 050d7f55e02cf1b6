#!/usr/bin/env python3
"""SHA-256 carried on (FIPS 180-4): from the state after some whole blocks, not from the beginning.

    python3 sha256_from.py STATE BEFORE MORE

STATE   the state after those blocks, 64 hexadecimal digits
BEFORE  how many bytes these blocks were, a multiple of 64
MORE    what comes behind them, in hexadecimal digits

prints the hash of everything. It pads the end itself, as SHA-256 does. From Python: import sha256_from.
"""
import sys


def roots(power, how_many):
    """The first 32 bits behind the point of the square or cube roots of the first primes."""
    primes, number = [], 2
    while len(primes) < how_many:
        if all(number % prime for prime in primes):
            primes.append(number)
        number += 1
    found = []
    for prime in primes:
        low, high, value = 0, 1 << 40, prime << 32 * power
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if middle ** power <= value else (low, middle)
        found.append(low & 0xFFFFFFFF)
    return found


K = roots(3, 64)
START = b"".join(word.to_bytes(4, "big") for word in roots(2, 8))


def compress(state, block):
    """One block of 64 bytes worked into the state of 32 bytes."""
    def turn(x, n):
        return (x >> n | x << 32 - n) & 0xFFFFFFFF
    w = [int.from_bytes(block[i:i + 4], "big") for i in range(0, 64, 4)]
    for i in range(16, 64):
        s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3
        s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10
        w.append((w[i - 16] + s0 + w[i - 7] + s1) & 0xFFFFFFFF)
    words = [int.from_bytes(state[i:i + 4], "big") for i in range(0, 32, 4)]
    a, b, c, d, e, f, g, h = words
    for i in range(64):
        s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)
        t1 = (h + s1 + (e & f ^ ~e & g) + K[i] + w[i]) & 0xFFFFFFFF
        s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)
        t2 = (s0 + (a & b ^ a & c ^ b & c)) & 0xFFFFFFFF
        a, b, c, d, e, f, g, h = (t1 + t2) & 0xFFFFFFFF, a, b, c, (d + t1) & 0xFFFFFFFF, e, f, g
    after = [(x + y) & 0xFFFFFFFF for x, y in zip(words, (a, b, c, d, e, f, g, h))]
    return b"".join(word.to_bytes(4, "big") for word in after)


def padding(length):
    """What SHA-256 puts behind a message of so many bytes."""
    zeros = -(length + 9) % 64
    return b"\x80" + bytes(zeros) + (8 * length).to_bytes(8, "big")


def sha256_from(state, before, more):
    """The hash, if `before` bytes led to `state` and `more` comes behind them."""
    assert len(state) == 32 and before % 64 == 0
    rest = more + padding(before + len(more))
    for i in range(0, len(rest), 64):
        state = compress(state, rest[i:i + 64])
    return state


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    state, more = bytes.fromhex(sys.argv[1]), bytes.fromhex(sys.argv[3])
    print(sha256_from(state, int(sys.argv[2]), more).hex())
