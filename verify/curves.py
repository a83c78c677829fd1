"""Ed25519 and BLS12-381 in plain Python: what verify.py needs to check signatures, and nothing else.

Written from RFC 8032, RFC 9380 and the pairing-friendly-curves draft, for reading rather than for speed;
public values only, so nothing here needs to run in constant time.
"""

import functools
import hashlib

# --- Ed25519 (RFC 8032) ------------------------------------------------------------------------------------------------

Q = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, Q) % Q


def ed25519_decode(data):
    """A point (x, y) from its 32 bytes; None unless it is on the curve and in its one canonical form."""
    number = int.from_bytes(data, "little")
    sign, y = number >> 255, number & (2**255 - 1)
    if len(data) != 32 or y >= Q:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, Q) % Q
    x = pow(square, (Q + 3) // 8, Q)
    if x * x % Q != square:
        x = x * pow(2, (Q - 1) // 4, Q) % Q
    if x * x % Q != square or (x == 0 and sign):
        return None
    return (Q - x if x % 2 != sign else x), y


def ed25519_add(a, b):
    """Extended coordinates (X, Y, Z, T)."""
    (x1, y1, z1, t1), (x2, y2, z2, t2) = a, b
    e, f = (y1 - x1) * (y2 - x2) % Q, (y1 + x1) * (y2 + x2) % Q
    g, h = 2 * t1 * t2 * D % Q, 2 * z1 * z2 % Q
    e, f, g, h = f - e, h - g, h + g, f + e
    return e * f % Q, g * h % Q, f * g % Q, e * h % Q


def ed25519_multiply(point, n):
    total = (0, 1, 1, 0)
    while n:
        if n & 1:
            total = ed25519_add(total, point)
        point = ed25519_add(point, point)
        n >>= 1
    return total


def ed25519_verify(public_key, message, signature):
    """Whether the signature is right: 8 S B = 8 R + 8 k A, the form that RFC 8032 names first."""
    key, r = ed25519_decode(public_key), ed25519_decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or key is None or r is None or s >= L:
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    base_y = 4 * pow(5, -1, Q) % Q
    base = ed25519_decode(base_y.to_bytes(32, "little"))
    extended = [(x, y, 1, x * y % Q) for x, y in (base, key, r)]
    left = ed25519_multiply(extended[0], 8 * s)
    right = ed25519_add(ed25519_multiply(extended[1], 8 * k), ed25519_multiply(extended[2], 8))
    return (left[0] * right[2] - right[0] * left[2]) % Q == 0 and (left[1] * right[2] - right[1] * left[2]) % Q == 0


# --- BLS12-381: fields -------------------------------------------------------------------------------------------------

P = 0x1A0111EA397FE69A4B1BA7B6434BACD764774B84F38512BF6730D2A0F6B0F6241EABFFFEB153FFFFB9FEFFFFFFFFAAAB
R = 0x73EDA753299D7D483339D80809A1D80553BDA402FFFE5BFEFFFFFFFF00000001
X = 0xD201000000010000  # the curve's parameter is -X


def fp_sqrt(a):
    root = pow(a, (P + 1) // 4, P)
    return root if root * root % P == a % P else None


class Fp2:
    """a + b u with u^2 = -1."""

    __slots__ = ("a", "b")

    def __init__(self, a, b=0):
        self.a, self.b = a % P, b % P

    def __add__(self, o):
        return Fp2(self.a + o.a, self.b + o.b)

    def __sub__(self, o):
        return Fp2(self.a - o.a, self.b - o.b)

    def __neg__(self):
        return Fp2(-self.a, -self.b)

    def __mul__(self, o):
        if isinstance(o, int):
            return Fp2(self.a * o, self.b * o)
        return Fp2(self.a * o.a - self.b * o.b, self.a * o.b + self.b * o.a)

    def __eq__(self, o):
        return self.a == o.a and self.b == o.b

    def __bool__(self):
        return bool(self.a or self.b)

    def inverse(self):
        n = pow(self.a * self.a + self.b * self.b, -1, P)
        return Fp2(self.a * n, -self.b * n)

    def sqrt(self):
        """A square root by the norm; None when there is none."""
        norm = fp_sqrt(self.a * self.a + self.b * self.b)
        if norm is None:
            return None
        for half in ((self.a + norm) * HALF % P, (self.a - norm) * HALF % P):
            a = fp_sqrt(half)
            if a is not None:
                root = Fp2(a, self.b * HALF * pow(a, -1, P)) if a else Fp2(0, fp_sqrt(-self.a % P) or 0)
                if root * root == self:
                    return root
        return None


HALF = pow(2, -1, P)
XI = Fp2(1, 1)


def fp12_multiply(f, g):
    """Fp12 as polynomials of degree 5 in w over Fp2, with w^6 = 1 + u."""
    out = [Fp2(0)] * 11
    for i, a in enumerate(f):
        if a:
            for j, b in enumerate(g):
                if b:
                    out[i + j] = out[i + j] + a * b
    return [out[i] + out[i + 6] * XI if i < 5 else out[i] for i in range(6)]


def fp12_power(f, n):
    result = f
    for bit in bin(n)[3:]:
        result = fp12_multiply(result, result)
        if bit == "1":
            result = fp12_multiply(result, f)
    return result


# --- BLS12-381: points. G1 over Fp, G2 over Fp2; None is the point at infinity. ------------------------------------------


class Fp(int):
    """A number modulo P with the same operations as Fp2, so that both groups share the formulas."""

    def __new__(cls, value):
        return int.__new__(cls, value % P)

    def __add__(self, o):
        return Fp(int(self) + int(o))

    def __sub__(self, o):
        return Fp(int(self) - int(o))

    def __neg__(self):
        return Fp(-int(self))

    def __mul__(self, o):
        return Fp(int(self) * int(o))

    def inverse(self):
        return Fp(pow(int(self), -1, P))


def slope(p, q):
    """Of the line through two points, or of the tangent; None when it is vertical."""
    (x1, y1), (x2, y2) = p, q
    if x1 == x2:
        return x1 * x1 * 3 * (y1 * 2).inverse() if y1 == y2 and y1 else None
    return (y2 - y1) * (x2 - x1).inverse()


def add(p, q):
    if p is None or q is None:
        return q if p is None else p
    m = slope(p, q)
    if m is None:
        return None
    x = m * m - p[0] - q[0]
    return x, m * (p[0] - x) - p[1]


def multiply(p, n):
    total = None
    for bit in bin(n)[2:]:
        total = add(total, total)
        if bit == "1":
            total = add(total, p)
    return total


def negate(p):
    return p and (p[0], -p[1])


@functools.cache
def decode(data):
    """A compressed point of G1 (48 bytes) or G2 (96); None unless canonical, on the curve, in the group, not infinity."""
    flags, body = data[0] >> 5, bytes([data[0] & 0x1F]) + data[1:]
    numbers = [int.from_bytes(body[i : i + 48], "big") for i in range(0, len(body), 48)]
    if not flags & 4 or flags & 2 or any(n >= P for n in numbers):
        return None
    if len(numbers) == 1:
        x = Fp(numbers[0])
        y = fp_sqrt(int(x * x * x) + 4)
        if y is None:
            return None
        y, large = Fp(y), 2 * y > P
    else:
        x = Fp2(numbers[1], numbers[0])
        y = (x * x * x + XI * 4).sqrt()
        if y is None:
            return None
        large = 2 * (y.b or y.a) > P
    point = (x, y if large == bool(flags & 1) else -y)
    return point if multiply(point, R) is None else None


G2 = (
    Fp2(
        0x024AA2B2F08F0A91260805272DC51051C6E47AD4FA403B02B4510B647AE3D1770BAC0326A805BBEFD48056C8C121BDB8,
        0x13E02B6052719F607DACD3A088274F65596BD0D09920B61AB5DA61BBDC7F5049334CF11213945D57E5AC7D055D042B7E,
    ),
    Fp2(
        0x0CE5D527727D6E118CC9CDC6DA2E351AADFD9BAA8CBDD3A76D429A695160D12C923AC9CC3BACA289E193548608B82801,
        0x0606C4A02EA734CC32ACD2B02BC28B99CB3E287E85A763AF267492AB572E99AB3F370D275CEC1DA1AAA9075FF05F79BE,
    ),
)

# --- BLS12-381: pairing ------------------------------------------------------------------------------------------------


def miller_loop(p, q):
    """The ate pairing of p in G1 and q in G2 without the final exponentiation, up to factors that it removes.

    A line through points of the twist, seen at p, is (m x - y) - m xp w^2 + yp w^3: the untwist divides x by w^2 and
    y by w^3, and the whole is multiplied by w^3, which lies in a subfield.
    """

    def line(t, m):
        zero = Fp2(0)
        return [m * t[0] - t[1], zero, -(m * int(p[0])), Fp2(int(p[1])), zero, zero]

    f, t = [Fp2(1)] + [Fp2(0)] * 5, q
    for bit in bin(X)[3:]:
        f = fp12_multiply(fp12_multiply(f, f), line(t, slope(t, t)))
        t = add(t, t)
        if bit == "1":
            f = fp12_multiply(f, line(t, slope(t, q)))
            t = add(t, q)
    return f


def bls_verify(public_key, message, signature, dst):
    """Whether e(signature, -G2) e(H(message), key) = 1. Keys in G2, signatures in G1, both compressed."""
    key, point = decode(public_key), decode(signature)
    if key is None or point is None:
        return False
    f = fp12_multiply(miller_loop(point, negate(G2)), miller_loop(hash_to_g1(message, dst), key))
    # (p^12 - 1) / r = (p^6 - 1) (p^6 + 1) / r, and g^(p^6 - 1) = 1 just when g lies in Fp6: no odd power of w.
    g = fp12_power(f, (P**6 + 1) // R)
    return not (g[1] or g[3] or g[5])


def sum_of_keys(commitments, x):
    """The value at x of the polynomial whose coefficients are committed to: the key of trustee x, compressed."""
    total = None
    for data in reversed(commitments):
        point = decode(data)
        if point is None:
            return None
        total = add(multiply(total, x) if total else None, point)
    return total and encode_g2(total)


def encode_g2(point):
    x, y = point
    data = bytearray(x.b.to_bytes(48, "big") + x.a.to_bytes(48, "big"))
    data[0] |= 0x80 | (0x20 if 2 * (y.b or y.a) > P else 0)
    return bytes(data)


# --- BLS12-381: hash to G1 (RFC 9380, BLS12381G1_XMD:SHA-256_SSWU_RO_) ---------------------------------------------------

A = 0x144698A3B8E9433D693A02C96D4982B0EA985383EE66A8D8E8981AEFD881AC98936F8DA0E0F97F5CF428082D584C1D
B = 0x12E2908D11688030018B12E8753EEE3B2016C1F0F24F4070A0B9C14FCEF35EF55A23215A316CEAA5D1CC48E98E172BE0
Z = 11


def expand_message(message, dst, length):
    dst += bytes([len(dst)])
    b0 = hashlib.sha256(bytes(64) + message + length.to_bytes(2, "big") + b"\0" + dst).digest()
    out = block = hashlib.sha256(b0 + b"\1" + dst).digest()
    for i in range(2, -(-length // 32) + 1):
        block = hashlib.sha256(bytes(a ^ b for a, b in zip(b0, block)) + bytes([i]) + dst).digest()
        out += block
    return out[:length]


def map_to_curve(u):
    """The simplified SWU map to the isogenous curve, then the isogeny."""
    tv = (Z * Z * pow(u, 4, P) + Z * u * u) % P
    x = (-B * pow(A, -1, P) * (1 + pow(tv, -1, P)) if tv else B * pow(Z * A, -1, P)) % P
    y = fp_sqrt(x**3 + A * x + B)
    if y is None:
        x = Z * u * u * x % P
        y = fp_sqrt(x**3 + A * x + B)
    if u % 2 != y % 2:
        y = P - y
    x_num, x_den, y_num, y_den = (sum(k * pow(x, i, P) for i, k in enumerate(line)) % P for line in ISOGENY)
    return Fp(x_num * pow(x_den, -1, P)), Fp(y * y_num * pow(y_den, -1, P))


@functools.cache
def hash_to_g1(message, dst):
    data = expand_message(message, dst, 128)
    u0, u1 = (int.from_bytes(data[i : i + 64], "big") % P for i in (0, 64))
    return multiply(add(map_to_curve(u0), map_to_curve(u1)), X + 1)


# The 11-isogeny of RFC 9380, E.2: coefficients of the two fractions, lowest power first.
ISOGENY = tuple(tuple(int(k, 16) for k in line.split()) for line in (
    "11a05f2b1e833340b809101dd99815856b303e88a2d7005ff2627b56cdb4e2c85610c2d5f2e62d6eaeac1662734649b7 "
    "17294ed3e943ab2f0588bab22147a81c7c17e75b2f6a8417f565e33c70d1e86b4838f2a6f318c356e834eef1b3cb83bb "
    "d54005db97678ec1d1048c5d10a9a1bce032473295983e56878e501ec68e25c958c3e3d2a09729fe0179f9dac9edcb0 "
    "1778e7166fcc6db74e0609d307e55412d7f5e4656a8dbf25f1b33289f1b330835336e25ce3107193c5b388641d9b6861 "
    "e99726a3199f4436642b4b3e4118e5499db995a1257fb3f086eeb65982fac18985a286f301e77c451154ce9ac8895d9 "
    "1630c3250d7313ff01d1201bf7a74ab5db3cb17dd952799b9ed3ab9097e68f90a0870d2dcae73d19cd13c1c66f652983 "
    "d6ed6553fe44d296a3726c38ae652bfb11586264f0f8ce19008e218f9c86b2a8da25128c1052ecaddd7f225a139ed84 "
    "17b81e7701abdbe2e8743884d1117e53356de5ab275b4db1a682c62ef0f2753339b7c8f8c8f475af9ccb5618e3f0c88e "
    "80d3cf1f9a78fc47b90b33563be990dc43b756ce79f5574a2c596c928c5d1de4fa295f296b74e956d71986a8497e317 "
    "169b1f8e1bcfa7c42e0c37515d138f22dd2ecb803a0c5c99676314baf4bb1b7fa3190b2edc0327797f241067be390c9e "
    "10321da079ce07e272d8ec09d2565b0dfa7dccdde6787f96d50af36003b14866f69b771f8c285decca67df3f1605fb7b "
    "6e08c248e260e70bd1e962381edee3d31d79d7e22c837bc23c0bf1bc24c6b68c24b1b80b64d391fa9c8ba2e8ba2d229",
    "8ca8d548cff19ae18b2e62f4bd3fa6f01d5ef4ba35b48ba9c9588617fc8ac62b558d681be343df8993cf9fa40d21b1c "
    "12561a5deb559c4348b4711298e536367041e8ca0cf0800c0126c2588c48bf5713daa8846cb026e9e5c8276ec82b3bff "
    "b2962fe57a3225e8137e629bff2991f6f89416f5a718cd1fca64e00b11aceacd6a3d0967c94fedcfcc239ba5cb83e19 "
    "3425581a58ae2fec83aafef7c40eb545b08243f16b1655154cca8abc28d6fd04976d5243eecf5c4130de8938dc62cd8 "
    "13a8e162022914a80a6f1d5f43e7a07dffdfc759a12062bb8d6b44e833b306da9bd29ba81f35781d539d395b3532a21e "
    "e7355f8e4e667b955390f7f0506c6e9395735e9ce9cad4d0a43bcef24b8982f7400d24bc4228f11c02df9a29f6304a5 "
    "772caacf16936190f3e0c63e0596721570f5799af53a1894e2e073062aede9cea73b3538f0de06cec2574496ee84a3a "
    "14a7ac2a9d64a8b230b3f5b074cf01996e7f63c21bca68a81996e1cdf9822c580fa5b9489d11e2d311f7d99bbdcc5a5e "
    "a10ecf6ada54f825e920b3dafc7a3cce07f8d1d7161366b74100da67f39883503826692abba43704776ec3a79a1d641 "
    "95fc13ab9e92ad4476d6e3eb3a56680f682b4ee96f7d03776df533978f31c1593174e4b4b7865002d6384d168ecdd0a "
    "1",
    "90d97c81ba24ee0259d1f094980dcfa11ad138e48a869522b52af6c956543d3cd0c7aee9b3ba3c2be9845719707bb33 "
    "134996a104ee5811d51036d776fb46831223e96c254f383d0f906343eb67ad34d6c56711962fa8bfe097e75a2e41c696 "
    "cc786baa966e66f4a384c86a3b49942552e2d658a31ce2c344be4b91400da7d26d521628b00523b8dfe240c72de1f6 "
    "1f86376e8981c217898751ad8746757d42aa7b90eeb791c09e4a3ec03251cf9de405aba9ec61deca6355c77b0e5f4cb "
    "8cc03fdefe0ff135caf4fe2a21529c4195536fbe3ce50b879833fd221351adc2ee7f8dc099040a841b6daecf2e8fedb "
    "16603fca40634b6a2211e11db8f0a6a074a7d0d4afadb7bd76505c3d3ad5544e203f6326c95a807299b23ab13633a5f0 "
    "4ab0b9bcfac1bbcb2c977d027796b3ce75bb8ca2be184cb5231413c4d634f3747a87ac2460f415ec961f8855fe9d6f2 "
    "987c8d5333ab86fde9926bd2ca6c674170a05bfe3bdd81ffd038da6c26c842642f64550fedfe935a15e4ca31870fb29 "
    "9fc4018bd96684be88c9e221e4da1bb8f3abd16679dc26c1e8b6e6a1f20cabe69d65201c78607a360370e577bdba587 "
    "e1bba7a1186bdb5223abde7ada14a23c42a0ca7915af6fe06985e7ed1e4d43b9b3f7055dd4eba6f2bafaaebca731c30 "
    "19713e47937cd1be0dfd0b8f1d43fb93cd2fcbcb6caf493fd1183e416389e61031bf3a5cce3fbafce813711ad011c132 "
    "18b46a908f36f6deb918c143fed2edcc523559b8aaf0c2462e6bfe7f911f643249d9cdf41b44d606ce07c8a4d0074d8e "
    "b182cac101b9399d155096004f53f447aa7b12a3426b08ec02710e807b4633f06c851c1919211f20d4c04f00b971ef8 "
    "245a394ad1eca9b72fc00ae7be315dc757b3b080d4c158013e6632d3c40659cc6cf90ad1c232a6442d9d3f5db980133 "
    "5c129645e44cf1102a159f748c4a3fc5e673d81d7e86568d9ab0f5d396a7ce46ba1049b6579afb7866b1e715475224b "
    "15e6be4e990f03ce4ea50b3b42df2eb5cb181d8f84965a3957add4fa95af01b2b665027efec01c7704b456be69c8b604",
    "16112c4c3a9c98b252181140fad0eae9601a6de578980be6eec3232b5be72e7a07f3688ef60c206d01479253b03663c1 "
    "1962d75c2381201e1a0cbd6c43c348b885c84ff731c4d59ca4a10356f453e01f78a4260763529e3532f6102c2e49a03d "
    "58df3306640da276faaae7d6e8eb15778c4855551ae7f310c35a5dd279cd2eca6757cd636f96f891e2538b53dbf67f2 "
    "16b7d288798e5395f20d23bf89edb4d1d115c5dbddbcd30e123da489e726af41727364f2c28297ada8d26d98445f5416 "
    "be0e079545f43e4b00cc912f8228ddcc6d19c9f0f69bbb0542eda0fc9dec916a20b15dc0fd2ededda39142311a5001d "
    "8d9e5297186db2d9fb266eaac783182b70152c65550d881c5ecd87b6f0f5a6449f38db9dfa9cce202c6477faaf9b7ac "
    "166007c08a99db2fc3ba8734ace9824b5eecfdfa8d0cf8ef5dd365bc400a0051d5fa9c01a58b1fb93d1a1399126a775c "
    "16a3ef08be3ea7ea03bcddfabba6ff6ee5a4375efa1f4fd7feb34fd206357132b920f5b00801dee460ee415a15812ed9 "
    "1866c8ed336c61231a1be54fd1d74cc4f9fb0ce4c6af5920abc5750c4bf39b4852cfe2f7bb9248836b233d9d55535d4a "
    "167a55cda70a6e1cea820597d94a84903216f763e13d87bb5308592e7ea7d4fbc7385ea3d529b35e346ef48bb8913f55 "
    "4d2f259eea405bd48f010a01ad2911d9c6dd039bb61a6290e591b36e636a5c871a5c29f4f83060400f8b49cba8f6aa8 "
    "accbb67481d033ff5852c1e48c50c477f94ff8aefce42d28c0f9a88cea7913516f968986f7ebbea9684b529e2561092 "
    "ad6b9514c767fe3c3613144b45f1496543346d98adf02267d5ceef9a00d9b8693000763e3b90ac11e99b138573345cc "
    "2660400eb2e4f3b628bdd0d53cd76f2bf565b94e72927c1cb748df27942480e420517bd8714cc80d1fadc1326ed06f7 "
    "e0fa1d816ddc03e6b24255e0d7819c171c40f65e273b853324efcd6356caa205ca2f570f13497804415473a1d634b8f "
    "1",
))
