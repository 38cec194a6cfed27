#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs what the guide shows: every line `    $ COMMAND` of docs/guide.md, in order, in one new folder beside
the examples; what it prints must be what stands below it.
usage: guide.py KRONIK GUIDE     UPDATE=1 rewrites the guide
"""
import os
import shutil
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MARK = "    $ "


def said(command, folder, kronik):
    done = subprocess.run(["sh", "-c", command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", errors="replace", timeout=60, check=False,
                          env={"PATH": os.path.dirname(kronik) + ":" + os.environ["PATH"], "LC_ALL": "C",
                               "KRONIK_DATA": TOP})
    return ["    " + line if line else "" for line in done.stdout.rstrip("\n").split("\n")] if done.stdout else []


def main():
    kronik, guide = os.path.abspath(sys.argv[1]), sys.argv[2]
    with open(guide, encoding="utf-8") as file:
        lines = file.read().split("\n")
    folder = tempfile.mkdtemp(prefix="kronik-guide-")
    os.symlink(os.path.join(TOP, "examples"), os.path.join(folder, "examples"))
    out, wrong, n, at = [], 0, 0, 0
    while at < len(lines):
        out.append(lines[at])
        at += 1
        if not out[-1].startswith(MARK):
            continue
        shown = []
        while at < len(lines) and lines[at].startswith("    ") and not lines[at].startswith(MARK):
            shown.append(lines[at])
            at += 1
        found = said(out[-1][len(MARK):], folder, kronik)
        found = [line for line in found if line]
        n += 1
        if found != shown:
            wrong += 1
            print("differs:", out[-1].strip(), "--- shown", *shown, "--- found", *found, sep="\n")
        out += found
    shutil.rmtree(folder)
    if os.environ.get("UPDATE"):
        with open(guide, "w", encoding="utf-8") as file:
            file.write("\n".join(out))
    print(f"{n} commands, {wrong} differ")
    sys.exit(1 if wrong and not os.environ.get("UPDATE") else 0)


main()
