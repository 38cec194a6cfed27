#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""acts.py KRONIK SHARED: the acceptance of the two seed articles (SHARED/gold/seeds-full.json on SHARED/seeds).

Hard: every trap and every forbidden assertion. Pass lists (times, quotes, events marked as required) are counted and
must not fall below FLOOR, what was reached when this was written. Skips aloud (77) where SHARED is absent. No text of
the articles stands here: a trap is known by its id, its place comes from the file.
"""
import json
import os
import subprocess
import sys

FLOOR = {"times": 9, "quotes": 21, "events": 16}
NAMES = {"PUTIN": "Vladimir Putin", "PEZESHKIAN": "Masoud Pezeshkian"}
CODES = {"PUTIN": "RUS", "PEZESHKIAN": "IRN", "RUS_DELEGATION": "RUS", "EU": "IGO-EU"}
FUTURE = ("promised", "planned", "expected", "hoped")


class Record:
    def __init__(self, r):
        self.r, self.entities = r, {e["id"]: e for e in r["entities"]}
        self.events, self.quotes, self.times = r["events"], r["quotes"], r["times"]

    def name(self, entity):
        return self.entities.get(entity, {}).get("name", "")

    def codes(self, event, side):
        return {p.get("code") for p in event[side]}

    def parties(self, event):
        return [self.name(p["entity"]) for side in ("actors", "recipients") for p in event[side]]

    def mentions(self, span):
        return [(e, m) for e in self.r["entities"] for m in e["mentions"] if meets(m["span"], span)]

    def placed(self, span):
        return [e for e in self.events if meets((e.get("place") or {}).get("span"), span)]

    def kept(self, span):
        return any(meets(z["span"], span) and z["kind"] in ("title", "dateline", "body", "caption")
                   for z in self.r["doc"]["zones"])

    def value(self, span):
        return {t.get("value") for t in self.times if meets(t["span"], span)}

    def chain(self):
        return str(self.r["doc"].get("chain"))

    def signed(self):
        return [e for e in self.events if e["cameo"].startswith("057") and e["status"] == "occurred"]

    def consults(self, **want):
        return [e for e in self.events if e["type"] == "CONSULT" and all(e.get(k) == v for k, v in want.items())]


def meets(a, b):
    return bool(a and b) and a[0] < b[1] and b[0] < a[1]


def named(r, *parts):
    return any(p in e["name"] for e in r.r["entities"] for p in parts)


def touched(r, s):
    return any(meets(x["span"], s) for x in r.quotes) or any(meets(v, s) for e in r.events for v in e["evidence"])


# Each: true if the trap is avoided.
TRAPS = {
    "A.x1": lambda r, s: not named(r, "emimpin tertinggi", "Khamenei"),
    "A.x2": lambda r, s: not r.placed(s),
    "A.x3": lambda r, s: not r.placed(s),
    "A.x4": lambda r, s: any(e.get("code") == "USA" for e, _ in r.mentions(s)),
    "A.x5": lambda r, s: not any(e.get("code") == "PAK" for e in r.r["entities"]),
    "A.x6": lambda r, s: not r.mentions(s),
    "A.x7": lambda r, s: not r.mentions(s),
    "A.x8": lambda r, s: not r.mentions(s),
    "A.x9": lambda r, s: not r.signed(),
    "A.x10": lambda r, s: "Sputnik" not in r.chain(),
    "A.x11": lambda r, s: len(r.consults(status="occurred", date="2024-10-11")) == 1,
    "A.x12": lambda r, s: not any(str(v)[:4].isdigit() for v in r.value(s)),
    "A.x13": lambda r, s: not any(r.name(q.get("speaker")) == "TASS" for q in r.quotes),
    "A.x14": lambda r, s: not any(meets(q.get("cue"), s) for q in r.quotes),
    "A.x15": lambda r, s: not any(e["type"] == "SUPPORT" and meets(e["evidence"][0], s) for e in r.events),
    "A.x16": lambda r, s: r.value(s) == {"2024-10-22/2024-10-24"},
    "A.x17": lambda r, s: not r.kept(s),
    "A.x18": lambda r, s: r.value(s) == {"2024-10-11"},
    "B.x1": lambda r, s: not touched(r, s) and not named(r, "Suriah"),
    "B.x2": lambda r, s: not touched(r, s),
    "B.x3": lambda r, s: not r.value(s),
    "B.x4": lambda r, s: not r.mentions(s),
    "B.x5": lambda r, s: not r.mentions(s),
    "B.x6": lambda r, s: not r.mentions(s),
    "B.x7": lambda r, s: not r.placed(s),
    "B.x8": lambda r, s: not r.placed(s),
    "B.x9": lambda r, s: not r.signed(),
    "B.x10": lambda r, s: not any(e["status"] == "denied" for e in r.events),
    "B.x11": lambda r, s: not any("Bogdashev" in e["name"] and "Wakil Menteri" in (e.get("role") or "")
                                  for e in r.r["entities"]),
    "B.x12": lambda r, s: r.value(s) == {"2025-01-17"},
    "B.x13": lambda r, s: r.value(s) == {"2025-01-17"},
    "B.x14": lambda r, s: not any((e.get("place") or {}).get("country") == "IRN" for e in r.consults()),
    "B.x15": lambda r, s: "Televisi" not in r.chain(),
    "B.x16": lambda r, s: not any(e["type"] == "place" for e, _ in r.mentions(s)),
    "B.x17": lambda r, s: not any("Razi" in n for e in r.events for n in r.parties(e)),
    "B.x18": lambda r, s: not r.signed(),
}

# The forbidden assertions, in the order of the file; true if none is made.
FORBIDDEN = [
    lambda a, b: not a.signed() and not b.signed(),
    lambda a, b: not any(str(e.get("date"))[:4] not in ("None", "2024", "2025") or e.get("date") == "2025-10-11"
                         for e in a.events + b.events),
    lambda a, b: not any("4.000" in q.get("text", "") for q in b.quotes),
    lambda a, b: not any((e.get("place") or {}).get("name") == "Teheran" for e in a.consults() + b.consults()),
    lambda a, b: not any(n in ("TASS", "IRNA") for r in (a, b) for e in r.consults() for n in r.parties(e)),
    lambda a, b: not named(a, "ANTARA"),
    lambda a, b: len(a.consults(date="2024-10-11", status="occurred")) < 2,
    lambda a, b: not named(a, "Khamenei"),
    lambda a, b: not any((r.r["doc"].get("published") or {}).get("basis") in ("input", "meta", "url", "byline")
                         for r in (a, b)),
]


def byte_set(spans):
    return {i for lo, hi in spans for i in range(lo, hi)}


def spoken_by(r, said, want, entities):
    """The one who says it has the wanted name, its code, or the codes of all the wanted group's members."""
    name, e = r.name(said), r.entities.get(said, {})
    who = entities.get(want, {})
    if want and (name == NAMES.get(want, want) or name == who.get("canonical") or e.get("code") == want):
        return True
    members = {r.entities.get(m, {}).get("code") for m in e.get("members") or []}
    return bool(members) and members == set(who.get("members") or [])


def quote_found(r, q, entities):
    """One said by the right speaker over the right bytes; a part that the file calls uncertain may be there or not."""
    want = byte_set([c["b"] for c in q["content"]])
    sure = want - byte_set([q["uncertain_part"]["span"]["b"]] if q.get("uncertain_part") else [])
    for x in r.quotes:
        got = byte_set([x["span"]])
        near = max(len(got & w) / len(got | w) for w in (want, sure)) >= 0.8 or got <= want and 2 * len(got) >= len(want)
        if near and spoken_by(r, x.get("speaker"), q["speaker"].get("entity"), entities):
            return True
    return False


def event_found(r, want):
    plover = want["plover"]["export"]
    code = lambda who: CODES.get(who, who if len(who) == 3 else "IGO-" + who)
    sides = [{code(x) for x in plover[k]} for k in ("actor", "recipient")]
    for e in r.events:
        kind = "AGREE" if e["status"] in FUTURE and e["type"] in ("CONSULT", "SUPPORT", "COOPERATE", "AID") else e["type"]
        got = [r.codes(e, k) for k in ("actors", "recipients")]
        if kind == plover["type"] and (got == sides or kind in ("AGREE", "CONSULT") and
                                       got[0] | got[1] == sides[0] | sides[1]):
            return True
    return False


def required(doc, what):
    return [x for x in doc[what] if x["level"] == "required"]


def main(argv):
    kronik, shared = argv[1:3]
    gold_path = os.path.join(shared, "gold", "seeds-full.json")
    if not os.path.exists(gold_path):
        print(f"SKIPPED: no seeds in '{shared}'")
        return 77
    with open(gold_path, encoding="utf-8") as f:
        gold = json.load(f)
    records, bad, count, lost = [], [], {k: 0 for k in FLOOR}, []
    for doc in gold["documents"]:
        out = subprocess.run([kronik, "read", "--json", os.path.join(shared, "seeds", doc["file"])],
                             capture_output=True, check=True)
        r = Record(json.loads(out.stdout.splitlines()[0]))
        records.append(r)
        bad += [f'{t["id"]}: must not {t["must_not"]}' for t in doc["traps"] if not TRAPS[t["id"]](r, t["span"]["b"])]
        tests = {"times": (required(doc, "timex"), lambda t: t["value"] in r.value(t["span"]["b"])),
                 "quotes": (required(doc, "quotes"), lambda q: quote_found(r, q, gold["entities"])),
                 "events": ([e for e in required(doc, "events") if e["plover"]["export"]], lambda e: event_found(r, e))}
        for what, (items, found) in tests.items():
            ok = [x for x in items if found(x)]
            count[what] += len(ok)
            lost += [x["id"] for x in items if x not in ok]
    texts = gold["corpus"]["forbidden_assertions"]
    bad += [f"forbidden: {text}" for text, ok in zip(texts, FORBIDDEN) if not ok(*records)]
    bad += [f"{k}: {count[k]} of the required found, {FLOOR[k]} wanted" for k in FLOOR if count[k] < FLOOR[k]]
    print(f"{len(TRAPS)} traps, {len(texts)} forbidden assertions; required found: {count}; not found: {' '.join(lost)}")
    for line in bad:
        print("FAIL", line)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
