#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two articles about one matter, months apart, as one small chronicle: a check a field.

usage: seeds.py KRONIK. The two seed articles beside the repository, where they are there (else it says
so); always their twin in our own words, two articles of examples/.
"""
import datetime
import glob
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")
wrong = []


def ask(kronik, *args):
    out = subprocess.run([kronik, *args], capture_output=True, check=False).stdout.decode()
    return [json.loads(line) for line in out.splitlines()]


def expect(what, found, good):
    print(("ok     " if good else "WRONG  ") + f"{what}: {found}")
    if not good:
        wrong.append(what)


def credits(chain):
    return {name.casefold() for step in chain or [] for name in (step if isinstance(step, list) else [step])}


def look(kronik, files):
    with tempfile.TemporaryDirectory() as folder:
        db = os.path.join(folder, "two.db")
        subprocess.run([kronik, "add", "-q", "--into", db, *files], check=True)
        table = {verb: ask(kronik, *verb.split(), "--from", db, "--json")
                 for verb in ("events", "pledges", "pledges --moves", "stories", "copies")}
    table["docs"] = [row["doc"] for row in ask(kronik, "read", "--json", "--no-text", *files)]
    return table


def common(name, t):
    expect(f"{name}: one story", len(t["stories"]), len(t["stories"]) == 1)
    copied = [row for row in t["copies"] if row.get("of")]
    expect(f"{name}: not copies", len(copied), not copied)
    first, second = (credits(d.get("chain")) for d in t["docs"])
    expect(f"{name}: chains share nobody", sorted(first & second), first and second and not first & second)
    signing = [p for p in t["pledges"] if p["type"] == "SUPPORT"]
    expect(f"{name}: one pledge to sign", len(signing), len(signing) == 1)
    expect(f"{name}: hoped for, never promised", signing and signing[0]["firmness"],
           signing and signing[0]["firmness"] == "not promised")
    return signing[0] if signing else {}


def seeds(kronik, files):
    t = look(kronik, files)
    pledge = common("seeds", t)
    days = sorted(e["day"] for e in t["events"] if e["type"] == "CONSULT" and e.get("day"))
    apart = len(days) == 2 and (datetime.date.fromisoformat(days[1]) - datetime.date.fromisoformat(days[0])).days
    expect("seeds: two meetings 98 days apart", days, apart == 98)
    moves = [m for m in t["pledges --moves"] if m["id"] == pledge.get("id")]
    opened = (moves[0].get("due"), moves[0].get("due_until")) if moves else None
    expect("seeds: hoped for on the days of the summit", opened, opened == ("2024-10-22", "2024-10-24"))
    slips = [int(m["days"]) for m in moves if m["move"] == "slipped"]
    expect("seeds: slipped by at least 85 days", slips, slips and slips[0] >= 85)
    expect("seeds: now due", pledge.get("due"), pledge.get("due") == "2025-01-17")
    expect("seeds: the signing is not asserted", pledge.get("state"), pledge.get("state") == "slipped")
    years = {e["day"][:4] for e in t["events"] if e.get("day")}
    expect("seeds: the year of every day is known", sorted(years), years == {"2024", "2025"})


def twin(kronik):
    files = [os.path.join(ROOT, "examples", "text", name)
             for name in ("01-baku-kabar-kaspia.txt", "23-akhirnya-diteken.txt")]
    t = look(kronik, files)
    pledge = common("twin", t)
    expect("twin: kept", pledge.get("state"), pledge.get("state") == "kept")
    signed = [e for e in t["events"] if e["type"] == "SUPPORT" and e["status"] == "occurred"]
    expect("twin: the signing is one event with its plan", [e.get("day") for e in signed],
           len(signed) == 1 and signed[0]["day"] == "2025-02-20")


def main():
    kronik = os.path.abspath(sys.argv[1])
    twin(kronik)
    files = sorted(glob.glob(os.path.join(ROOT, "..", "shared", "seeds", "*.txt")))
    if len(files) == 2:
        seeds(kronik, files)
    else:
        print("SKIPPED the two seeds: ../shared/seeds is not there")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
