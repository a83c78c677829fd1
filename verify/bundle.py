"""The document of a bundle and the log that it quotes: canonical JSON, strict shape, digests, proofs, signed note.

Part of verify.py; see there.
"""

import base64
import datetime
import hashlib
import json
import re

from curves import ed25519_verify

PROTOCOL = "xunshi-draw/1"


def sha256(message):
    return hashlib.sha256(message).digest()


class Fault(Exception):
    """The part of the bundle that does not hold: its code, and what a reader needs to find it."""


def require(condition, fault, **params):
    if not condition:
        raise Fault(fault, params)


def domain(what):
    return f"{PROTOCOL} {what}\0".encode()


# --- The document: one canonical text (RFC 8785), strict shape, digest ---------------------------------------------------


def canonical(value):
    if isinstance(value, dict):
        keys = sorted(value, key=lambda k: k.encode("utf-16-be"))
        return "{" + ",".join(canonical(k) + ":" + canonical(value[k]) for k in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def no_number(text):
    raise ValueError(f"not a whole number: {text}")


def parse(text):
    return json.loads(text, parse_float=no_number, parse_constant=no_number)


def is_text(value):
    return isinstance(value, str) and value != ""


def is_hex(size):
    return lambda v: isinstance(v, str) and len(v) == 2 * size and re.fullmatch("[0-9a-f]*", v) is not None


def is_whole(least):
    return lambda v: type(v) is int and least <= v < 2**53


def is_list(check, least, most=2**53):
    return lambda v: isinstance(v, list) and least <= len(v) <= most and all(map(check, v))


def is_one_of(*values):
    return lambda v: any(v is x or (isinstance(v, str) and v == x) for x in values)


def is_object(required, optional=None):
    checks = {**required, **(optional or {})}
    return lambda v: (
        isinstance(v, dict)
        and all(key in v for key in required)
        and all(key in checks and checks[key](member) for key, member in v.items())
    )


def is_instant(value):
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT([01]\d|2[0-3]):\d\d:\d\d\.\d{3}\+08:00", value, re.A):
        return False
    try:
        return datetime.datetime.fromisoformat(value) is not None
    except ValueError:
        return False


def is_durable(value):
    """What a record's body may hold: safe whole numbers, text without NUL, lists and objects of them."""
    if isinstance(value, dict):
        return all(is_durable(k) and is_durable(v) for k, v in value.items())
    if isinstance(value, list):
        return all(map(is_durable, value))
    if isinstance(value, str):
        return "\0" not in value
    return value is None or isinstance(value, bool) or (type(value) is int and abs(value) < 2**53)


def is_string(value):
    return isinstance(value, str)


def is_record(body, kind=None):
    fields = is_object(
        {
            "v": lambda v: type(v) is int and v == 1,
            "id": is_string,
            "subject": is_string,
            "seq": is_whole(1),
            "kind": is_string if kind is None else is_one_of(kind),
            "at": is_instant,
            "article": is_string,
            "actor": is_string,
            "visibility": is_one_of("public", "parties", "sealed") if kind is None else is_one_of("public"),
            "body": lambda v: isinstance(v, dict) and body(v),
            "salt": is_hex(16),
            "prev": is_hex(32),
        }
    )
    return lambda v: is_durable(v) and fields(v)


def logged(body, kind=None):
    return {"record": is_record(body, kind), "index": is_whole(0), "proof": is_list(is_hex(32), 0, 64)}


is_shaped_spec = is_object(
    {
        "format": is_one_of(PROTOCOL),
        "id": is_text,
        "purpose": is_text,
        "article": is_text,
        "subject": is_text,
        "title": is_text,
        "places": is_whole(1),
        "deadline": is_instant,
        "suite": is_one_of("sha256", "sm3"),
        "demonstration": is_one_of(True, False),
        "threshold": is_whole(2),
        "trustees": is_list(is_text, 2, 99),
        "commitments": is_list(is_hex(96), 2, 99),
        "log": is_text,
        "noSecondDraw": is_one_of(True),
    },
    {
        "sealing": is_hex(32),
        "beacon": is_object(
            {
                "chain": is_hex(32),
                "network": is_text,
                "publicKey": is_hex(96),
                "seed": is_hex(32),
                "period": is_whole(1),
                "genesis": is_whole(0),
                "round": is_whole(1),
            }
        ),
    },
)


def is_later_round(beacon, deadline):
    """Whether the chain is the one that its hash names, and the round is not out before the deadline."""
    if beacon["period"] >= 2**32:
        return False
    name = "" if beacon["network"] == "default" else beacon["network"]
    parts = beacon["period"].to_bytes(4, "big") + beacon["genesis"].to_bytes(8, "big")
    parts += bytes.fromhex(beacon["publicKey"]) + bytes.fromhex(beacon["seed"]) + name.encode()
    closes = datetime.datetime.fromisoformat(deadline)
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
    milliseconds = (closes - epoch) // datetime.timedelta(milliseconds=1)
    out = (beacon["genesis"] + (beacon["round"] - 1) * beacon["period"]) * 1000
    return sha256(parts).hex() == beacon["chain"] and out >= milliseconds


def is_spec(spec):
    if not is_shaped_spec(spec):
        return False
    trustees, threshold = spec["trustees"], spec["threshold"]
    majority = threshold <= len(trustees) < 2 * threshold
    if "beacon" in spec and not is_later_round(spec["beacon"], spec["deadline"]):
        return False
    return majority and len(spec["commitments"]) == threshold and len(set(trustees)) == len(trustees)


def is_entered(body):
    """An entry's fact may say more; all of it is bound by its leaf."""
    return all(is_hex(32)(body.get(name)) for name in ("spec", "nonce", "party"))


is_announced = is_object({"hash": is_hex(32), "spec": is_spec})
is_frozen = is_object({"draw": is_text, "entries": is_whole(1), "roster": is_hex(32), "spec": is_hex(32)})
is_party = is_object({"code": is_text, "name": is_text, "salt": is_hex(32)})
is_entry = is_object({**logged(is_entered), "leaf": is_hex(32), "ticket": is_hex(32), "party": is_party})
is_bundle = is_object(
    {
        "format": is_one_of(PROTOCOL),
        "digest": is_hex(32),
        "spec": is_object(logged(is_announced, "draw.announced")),
        "freeze": is_object(logged(is_frozen, "draw.frozen")),
        "entries": is_list(is_entry, 1),
        "checkpoint": is_text,
        "partials": is_list(is_object({"trustee": is_whole(1), "signature": is_hex(48)}), 2, 99),
        "signature": is_hex(48),
        "seed": is_hex(32),
    },
    {"beacon": is_hex(48)},
)


def read_bundle(text):
    try:
        value = parse(text)
        same = canonical(value).encode() == text.encode()
        well_formed = same and is_bundle(value)
    except (ValueError, RecursionError):
        same = False
    require(same, "not-canonical")
    require(well_formed, "malformed")
    rest = {key: member for key, member in value.items() if key != "digest"}
    require(sha256(domain("bundle") + canonical(rest).encode()).hex() == value["digest"], "wrong-digest")
    return value


# --- The log: RFC 6962 leaves and proofs, C2SP signed note ---------------------------------------------------------------


def leaf_hash(record):
    return sha256(b"\0" + canonical(record).encode())


def is_included(leaf, index, size, root, proof):
    """RFC 9162, 2.1.3.2."""
    if index >= size:
        return False
    at, last, node = index, size - 1, leaf
    for sibling in map(bytes.fromhex, proof):
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            node = sha256(b"\1" + sibling + node)
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            node = sha256(b"\1" + node + sibling)
        at, last = at // 2, last // 2
    return last == 0 and node == root


def unbase64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return data if base64.b64encode(data).decode() == text else None


def read_checkpoint(note, log):
    """(origin, size, root) of a note that this log and nobody else has signed; None otherwise."""
    name, _, rest = log.partition("+")
    key_id, _, encoded = rest.partition("+")
    key = unbase64(encoded)
    if not name or re.search(r"\s", name) or key is None or len(key) != 33 or key[0] != 1:
        return None
    expected = sha256(name.encode() + b"\n" + key)[:4]
    lines = note.split("\n")
    if expected.hex() != key_id or len(lines) != 6 or lines[3] or lines[5]:
        return None
    origin, digits, root, _, signature, _ = lines
    match = re.fullmatch(r"— (\S+) (\S+)", signature)
    signed, root = match and unbase64(match[2]), unbase64(root)
    if not signed or match[1] != name or origin != name or signed[:4] != expected or root is None or len(root) != 32:
        return None
    if not re.fullmatch(r"0|[1-9]\d{0,15}", digits, re.A):
        return None
    text = "\n".join(lines[:3]) + "\n"
    return (origin, int(digits), root) if ed25519_verify(key[1:], text.encode(), signed[4:]) else None
