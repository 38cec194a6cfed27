#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What reports of one event contradict each other in: kronik explain shows places, counts and doers.

usage: conflicts.py KRONIK
"""
import json
import os
import subprocess
import sys
import tempfile

ARTICLES = [
    ("a", "2025-05-06", "Israel menewaskan 12 warga Palestina dalam serangan udara di Gaza pada Senin (5/5/2025)."),
    ("b", "2025-05-07", "Israel menewaskan 17 warga Palestina dalam serangan udara di Rafah pada Senin (5/5/2025)."),
    ("c", "2025-05-06", "Menteri Luar Negeri Rusia mengunjungi Iran pada Minggu (4/5/2025)."),
]
WANTED = ["differs: place\n    value: Gaza\n    reports: 1\n    doc: a", "value: Rafah\n    reports: 1\n    doc: b",
          "differs: count\n    value: 12\n    reports: 1\n    doc: a", "value: 17\n    reports: 1\n    doc: b"]


def main():
    kronik, wrong = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as folder:
        path, db = os.path.join(folder, "a.jsonl"), os.path.join(folder, "a.db")
        with open(path, "w", encoding="utf-8") as file:
            for doc, date, text in ARTICLES:
                file.write(json.dumps({"id": doc, "date": date, "text": text}) + "\n")
        subprocess.run([kronik, "add", "-q", "--into", db, path], check=True)
        rows = subprocess.run([kronik, "events", "--from", db, "--json"], capture_output=True, check=True).stdout
        for row in map(json.loads, rows.splitlines()):
            page = subprocess.run([kronik, "explain", "--from", db, row["id"]], capture_output=True,
                                  check=True).stdout.decode()
            told = [line for line in WANTED if line in page]
            if row["type"] == "ASSAULT" and len(told) < len(WANTED):
                wrong.append(page)
            if row["type"] != "ASSAULT" and "differs" in page:
                wrong.append(page)
    print("\n".join(wrong) or f"{len(WANTED)} contradictions shown, none where there is none")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
