#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What was known of a pledge on a day is what the articles told until that day.

usage: as_of.py KRONIK PAGE: for every story of the page of the specification and every day on which one of
its articles came out, `kronik pledges --as-of DAY` of the whole chronicle must say what it says of a
chronicle of the articles until then. Standard library only.
"""
import json
import os
import re
import subprocess
import sys
import tempfile

FIELDS = ("id", "state", "firmness", "due", "due_until", "delay_days", "moves")


def stories(page):
    with open(page, encoding="utf-8") as file:
        text = file.read()
    for title, block in re.findall(r"^## (.*?)\n.*?``` kronik\n(.*?)\n----\n", text, re.S | re.M):
        yield title, [dict(x.split("=", 1) for x in head.split()) | {"text": body} for head, body in
                      re.findall(r"=== (.*?)\n(.*?)(?=\n=== |\Z)", block, re.S)]


def add(kronik, folder, name, articles):
    path, db = os.path.join(folder, name + ".jsonl"), os.path.join(folder, name + ".db")
    with open(path, "w", encoding="utf-8") as file:
        for article in articles:
            file.write(json.dumps(article) + "\n")
    subprocess.run([kronik, "add", "-q", "--into", db, path], check=True)
    return db


def known(kronik, db, day):
    """The rows; a chronicle that knows none yet exits with 1, every other failure is one of the test."""
    out = subprocess.run([kronik, "pledges", "--from", db, "--json", "--as-of", day], capture_output=True, check=False)
    if out.returncode not in (0, 1) or (out.returncode == 1) != (not out.stdout.strip()):
        sys.exit(f"pledges --as-of {day}: exit {out.returncode}, {len(out.stdout)} bytes: {out.stderr.decode()}")
    return sorted(tuple(json.loads(line).get(f) for f in FIELDS) for line in out.stdout.splitlines())


def main():
    kronik, wrong, n, seen = os.path.abspath(sys.argv[1]), [], 0, 0
    for title, articles in stories(sys.argv[2]):
        with tempfile.TemporaryDirectory() as folder:
            whole = add(kronik, folder, "all", articles)
            for day in sorted({a["date"] for a in articles})[:-1]:
                part = add(kronik, folder, day, [a for a in articles if a["date"] <= day])
                then, now = known(kronik, part, day), known(kronik, whole, day)
                n, seen = n + 1, seen + len(now)
                if then != now:
                    wrong.append(f"{title}, {day}:\n  then {then}\n  now  {now}")
    print("\n".join(wrong) or f"{n} earlier days are as they were, {seen} pledges")
    return bool(wrong) or not n or not seen


if __name__ == "__main__":
    sys.exit(main())
