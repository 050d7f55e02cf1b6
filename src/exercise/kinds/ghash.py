# The field of GHASH: GF(2^128). Elements are 16 bytes; the sum of two is their XOR.
# Try it: python3 -c 'import ghash; print(ghash.ONE.hex())'

ONE = bytes([0x80]) + bytes(15)


def add(a, b):
    """a + b, which is also a - b."""
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def mul(a, b):
    """a * b (SP 800-38D, algorithm 1)."""
    x, v, z = int.from_bytes(a, "big"), int.from_bytes(b, "big"), 0
    for bit in range(127, -1, -1):
        if x >> bit & 1:
            z ^= v
        v = v >> 1 ^ (0xE1 << 120 if v & 1 else 0)
    return z.to_bytes(16, "big")


def inv(a):
    """1 / a: a to the power 2^128 - 2."""
    product, power = ONE, a
    for _ in range(127):
        power = mul(power, power)
        product = mul(product, power)
    return product


def sqrt(a):
    """The one element whose square is a: a to the power 2^127."""
    for _ in range(127):
        a = mul(a, a)
    return a
