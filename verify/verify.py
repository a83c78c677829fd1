#!/usr/bin/env python3
"""Verifies a bundle of xunshi-draw/1, from nothing but its bytes and Python's standard library.

    python3 verify/verify.py BUNDLE.json [--trust FILE] [--json]

A second implementation, written from docs/draw.md and not from the code of the market: what both accept holds. Each
step is printed; exit code 0: every part holds, 1: the first part that does not is named, 2: no bundle could be read.
--trust FILE: JSON {"log": "name+id+key", "trustees": "hex"} with the keys that you got elsewhere.
"""

import json
import sys

from bundle import PROTOCOL, Fault, canonical, domain, is_included, leaf_hash, read_bundle, read_checkpoint, require, sha256
from curves import bls_verify, sum_of_keys

SIGNATURE_DST = b"XUNSHI-DRAW-V01-CS01-with-BLS12381G1_XMD:SHA-256_SSWU_RO_"
DRAND_DST = b"BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_"

# --- SM3 (GB/T 32905) --------------------------------------------------------------------------------------------------

MASK = 0xFFFFFFFF


def rotate(x, n):
    n %= 32
    return (x << n | x >> (32 - n)) & MASK


def sm3(message):
    data = message + b"\x80" + bytes(-(len(message) + 9) % 64) + (8 * len(message)).to_bytes(8, "big")
    v = [0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E]
    for at in range(0, len(data), 64):
        w = [int.from_bytes(data[at + i : at + i + 4], "big") for i in range(0, 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rotate(w[j - 3], 15)
            w.append(x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            t = rotate(0x79CC4519 if j < 16 else 0x7A879D8A, j)
            ss1 = rotate(rotate(a, 12) + e + t & MASK, 7)
            ff = a ^ b ^ c if j < 16 else a & b | a & c | b & c
            gg = e ^ f ^ g if j < 16 else e & f | ~e & g
            tt1 = ff + d + (ss1 ^ rotate(a, 12)) + (w[j] ^ w[j + 4]) & MASK
            tt2 = gg + h + ss1 + w[j] & MASK
            a, b, c, d = tt1, a, rotate(b, 9), c
            e, f, g, h = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17), e, rotate(f, 19), g
        v = [old ^ new for old, new in zip(v, (a, b, c, d, e, f, g, h))]
    return b"".join(word.to_bytes(4, "big") for word in v)


# --- The draw ------------------------------------------------------------------------------------------------------------


def roster_root(hash_, leaves):
    """H(domain, number, root of the tree of RFC 6962 whose leaf hashes are the ascending leaves)."""
    level = sorted(leaves)
    while len(level) > 1:
        pairs = [hash_(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(pairs) * 2 :]
    return hash_(domain("roster") + len(leaves).to_bytes(8, "big") + level[0])


SUITES = {"sha256": sha256, "sm3": sm3}


class Verification:
    """The steps in order; each returns what it found, for people, or raises a Fault."""

    steps = (
        "document trust checkpoint rules entries roster partials signature beacon seed tickets names".split()
    )

    def __init__(self, text, trust):
        self.text, self.trust_file = text, trust

    def document(self):
        self.bundle = b = read_bundle(self.text)
        body = b["spec"]["record"]["body"]
        self.spec, self.hash = body["spec"], SUITES[body["spec"]["suite"]]
        self.rules = self.hash(domain("spec") + canonical(self.spec).encode()).hex()
        self.leaves = [leaf_hash(e["record"]) for e in b["entries"]]
        self.checkpoint_ = read_checkpoint(b["checkpoint"], self.spec["log"])
        self.commitments = [bytes.fromhex(c) for c in self.spec["commitments"]]
        return f"{len(self.text.encode())} bytes, digest {b['digest']}"

    def trust(self):
        require(self.trust_file.get("log") in (None, self.spec["log"]), "other-log-key", log=self.spec["log"])
        require(self.trust_file.get("trustees") in (None, self.spec["commitments"][0]), "other-trustees")
        return f"log {self.spec['log']}; trustees {self.spec['commitments'][0]}"

    def checkpoint(self):
        require(self.checkpoint_, "checkpoint-unsigned", log=self.spec["log"])
        self.origin, self.size, self.root = self.checkpoint_
        return f"{self.origin}, {self.size} records"

    def in_log(self, entry):
        return is_included(leaf_hash(entry["record"]), entry["index"], self.size, self.root, entry["proof"])

    def rules_(self):
        announced = self.bundle["spec"]
        require(announced["record"]["body"]["hash"] == self.rules, "rules-hash")
        require(self.in_log(announced), "rules-not-in-log", index=announced["index"])
        return f"{self.rules} at {announced['record']['at']}, record {announced['index']}, until {self.spec['deadline']}"

    def entries(self):
        first, deadline = self.bundle["spec"]["index"], self.spec["deadline"]
        for number, (entry, leaf) in enumerate(zip(self.bundle["entries"], self.leaves), 1):
            record = entry["record"]
            require(leaf.hex() == entry["leaf"], "entry-leaf", entry=number)
            require(record["body"]["spec"] == self.rules, "entry-other-rules", entry=number)
            require(record["at"] < deadline and entry["index"] > first, "entry-late", entry=number)
            require(self.in_log(entry), "entry-not-in-log", entry=number)
        require(len(set(self.leaves)) == len(self.leaves), "entry-twice")
        return f"{len(self.leaves)} entries, all before {deadline}"

    def roster(self):
        frozen = self.bundle["freeze"]
        record, body = frozen["record"], frozen["record"]["body"]
        self.roster_root = roster_root(self.hash, self.leaves)
        expected = {"draw": self.spec["id"], "entries": len(self.leaves), "roster": self.roster_root.hex()}
        require(body == {**expected, "spec": self.rules}, "roster-root")
        late = record["at"] >= self.spec["deadline"] and all(e["index"] < frozen["index"] for e in self.bundle["entries"])
        require(late, "roster-early", at=record["at"])
        require(self.in_log(frozen), "roster-not-in-log", index=frozen["index"])
        return f"{body['roster']} at {record['at']}, record {frozen['index']}"

    def message(self):
        checkpoint = {"origin": self.origin, "root": self.root.hex(), "size": self.size}
        transcript = {"format": PROTOCOL, "spec": self.rules, "roster": self.roster_root.hex()}
        transcript |= {"entries": len(self.leaves), "checkpoint": checkpoint}
        return domain("transcript") + canonical(transcript).encode()

    def partials(self):
        names, threshold, partials = self.spec["trustees"], self.spec["threshold"], self.bundle["partials"]
        numbers = [p["trustee"] for p in partials]
        ascend = all(a < b for a, b in zip(numbers, numbers[1:]))
        require(ascend and numbers[-1] <= len(names) and len(numbers) == threshold, "partial-number")
        for partial in partials:
            key = sum_of_keys(self.commitments, partial["trustee"])
            signature = bytes.fromhex(partial["signature"])
            right = key is not None and bls_verify(key, self.message(), signature, SIGNATURE_DST)
            require(right, "partial-wrong", trustee=names[partial["trustee"] - 1])
        return "、".join(names[n - 1] for n in numbers)

    def signature(self):
        signature = bytes.fromhex(self.bundle["signature"])
        require(bls_verify(self.commitments[0], self.message(), signature, SIGNATURE_DST), "signature-wrong")
        return self.bundle["signature"]

    def beacon(self):
        named, given = self.spec.get("beacon"), self.bundle.get("beacon")
        require((named is None) == (given is None), "beacon-wrong")
        self.beacon_value = b""
        if named is None:
            return "none named"
        message = sha256(named["round"].to_bytes(8, "big"))
        right = bls_verify(bytes.fromhex(named["publicKey"]), message, bytes.fromhex(given), DRAND_DST)
        require(right, "beacon-wrong", round=named["round"])
        self.beacon_value = sha256(bytes.fromhex(given))
        return f"round {named['round']}"

    def seed(self):
        parts = bytes.fromhex(self.rules) + self.roster_root + bytes.fromhex(self.bundle["signature"])
        self.seed_value = self.hash(domain("seed") + parts + self.beacon_value)
        require(self.seed_value.hex() == self.bundle["seed"], "seed-wrong")
        return self.bundle["seed"]

    def tickets(self):
        last = ""
        for number, (entry, leaf) in enumerate(zip(self.bundle["entries"], self.leaves), 1):
            require(self.hash(self.seed_value + leaf).hex() == entry["ticket"], "ticket-wrong", entry=number)
            require(last < entry["ticket"], "ticket-order", entry=number)
            last = entry["ticket"]
        return f"{len(self.leaves)} tickets, {min(self.spec['places'], len(self.leaves))} drawn"

    def names(self):
        codes = set()
        for entry in self.bundle["entries"]:
            party = entry["party"]
            text = canonical({"code": party["code"], "name": party["name"]}).encode()
            commitment = self.hash(domain("party") + bytes.fromhex(party["salt"]) + text).hex()
            require(commitment == entry["record"]["body"]["party"], "name-wrong", name=party["name"])
            require(party["code"] not in codes, "party-twice", code=party["code"])
            codes.add(party["code"])
        return "、".join(e["party"]["name"] for e in self.bundle["entries"][: self.spec["places"]])

    def run(self):
        """Yields (step, ok, what was found)."""
        for step in self.steps:
            try:
                yield step, True, getattr(self, "rules_" if step == "rules" else step)()
            except Fault as fault:
                yield step, False, fault.args
                return


def main(arguments):
    as_json = "--json" in arguments
    rest = [a for a in arguments if a != "--json"]
    trust = {}
    try:
        if "--trust" in rest:
            at = rest.index("--trust")
            with open(rest[at + 1], encoding="utf-8") as file:
                trust = dict(json.load(file))
            del rest[at : at + 2]
        (path,) = rest
        with open(path, "rb") as file:
            text = file.read().decode("utf-8")
        if PROTOCOL not in text:
            raise ValueError(f"{path} is no bundle of {PROTOCOL}")
    except (OSError, ValueError, IndexError, TypeError) as error:
        print(f"无法读取 cannot read: {error}", file=sys.stderr)
        return 2
    done = []
    for step, ok, found in Verification(text, trust).run():
        done.append({"step": step, "ok": ok} if ok else {"step": step, "ok": ok, "fault": found[0]})
        if not as_json:
            print(f"{'✓' if ok else '✗'} {step}: {found if ok else found[0] + ' ' + json.dumps(found[1], ensure_ascii=False)}")
    ok = done[-1]["ok"]
    if as_json:
        print(json.dumps({"ok": ok, "steps": done}))
    else:
        for key in ("log", "trustees"):
            if key not in trust:
                print(f"! {key} 公钥取自文件本身，未与他处核对 key taken from the bundle itself, not checked elsewhere")
        print("全部成立 every part holds" if ok else "不成立 does not hold")
    return 0 if ok else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
