#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What reports of one act contradict each other in: `events` shows every version with the number of its
reports, `explain` every version with its origins, and acts that are told with other doers.

usage: conflicts.py KRONIK
"""
import json
import os
import subprocess
import sys
import tempfile

# id, day, outlet, text
ARTICLES = [
    ("a", "2025-05-06", "Harian Satu",
     "Israel menewaskan 12 warga Palestina dalam serangan udara di Gaza pada Senin (5/5/2025)."),
    ("b", "2025-05-07", "Harian Dua",
     "Israel menewaskan 17 warga Palestina dalam serangan udara di Rafah pada Senin (5/5/2025)."),
    ("c", "2025-05-06", "Harian Satu", "Menteri Luar Negeri Rusia mengunjungi Iran pada Minggu (4/5/2025)."),
    ("d", "2025-06-10", "Antara",
     "Jakarta (ANTARA) - Angkatan Laut Rusia menyerang pelabuhan Ukraina di Odesa pada Senin (9/6/2025)."),
    ("e", "2025-06-10", "Harian Satu", "Badan Keamanan Federal Rusia (FSB) menyerang pelabuhan Ukraina di Odesa "
     "pada Senin (9/6/2025), lapor kantor berita TASS."),
    ("f", "2025-07-02", "Harian Satu",
     "Tentara Rusia menembaki warga sipil di Kherson pada Selasa (1/7/2025). Lima orang tewas."),
    ("g", "2025-07-02", "Harian Dua",
     "Tentara Ukraina menembaki warga sipil di Kherson pada Selasa (1/7/2025). Lima orang tewas."),
    ("h", "2025-08-05", "Harian Satu", "Presiden Prancis Emmanuel Macron bertemu Presiden Mesir Abdel Fattah el-Sisi "
     "di Kairo pada Minggu (3/8/2025)."),
    ("i", "2025-08-05", "Harian Dua", "Presiden Prancis Emmanuel Macron bertemu Presiden Mesir Abdel Fattah el-Sisi "
     "di Kairo pada Senin (4/8/2025)."),
]


def version(what, value, origin, doc):
    return f"differs: {what}\n    value: {value}\n    reports: 1\n" + (f"    origin: {origin}\n" if origin else "") + \
        f"    doc: {doc}"


RIVAL = "acts of the same kind, day and place that are told with other doers\n"
# a document of the event, what `events` says that differs, parts of the page of `explain`
WANTED = [
    ("a", "place: Gaza (1), Rafah (1); count: 12 (1), 17 (1)",
     [version("place", "Gaza", "", "a"), version("place", "Rafah", "", "b"), version("count", "12", "", "a"),
      version("count", "17", "", "b")]),
    ("c", None, ["differs: - (its reports do not contradict each other)"]),
    ("d", "doer: Angkatan Laut Rusia (1), Badan Keamanan Federal Rusia (1)",
     [version("doer", "Angkatan Laut Rusia", "Antara", "d"),
      version("doer", "Badan Keamanan Federal Rusia", "TASS", "e")]),
    ("f", None, [RIVAL, "actors: Tentara Ukraina"]),
    ("g", None, [RIVAL, "actors: Tentara Rusia"]),
    ("h", "day: 2025-08-03 (1), 2025-08-04 (1)",
     [version("day", "2025-08-03", "", "h"), version("day", "2025-08-04", "", "i")]),
]


def main():
    kronik, wrong = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as folder:
        path, db = os.path.join(folder, "a.jsonl"), os.path.join(folder, "a.db")
        with open(path, "w", encoding="utf-8") as file:
            for doc, date, outlet, text in ARTICLES:
                file.write(json.dumps({"id": doc, "date": date, "outlet": outlet, "text": text}) + "\n")
        subprocess.run([kronik, "add", "-q", "--into", db, path], check=True)
        for doc, differs, parts in WANTED:
            told = subprocess.run([kronik, "events", "--from", db, "--json", f"doc:{doc}"], capture_output=True,
                                  check=True).stdout
            row = json.loads(told.splitlines()[0])
            page = subprocess.run([kronik, "explain", "--from", db, row["id"]], capture_output=True,
                                  check=True).stdout.decode()
            if row["differs"] != differs:
                wrong.append(f"{doc}: events says {row['differs']!r}")
            wrong += [f"{doc}: no {part!r} in\n{page}" for part in parts if part not in page]
            if doc not in "fg" and RIVAL in page:
                wrong.append(f"{doc}: other doers\n{page}")
    print("\n".join(wrong) or f"{len(WANTED)} events with every version")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
