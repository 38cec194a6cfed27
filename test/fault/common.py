# SPDX-License-Identifier: Apache-2.0
"""What the fault tests share: the bundled inputs, the command, the exports that are compared."""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KRONIK = os.path.abspath(sys.argv[1])
# Exports by which two stores are compared: row numbers differ, answers must not.
EXPORTS = (["list", "--csv"], ["events", "--json"], ["reports", "--json"], ["pledges", "--json"],
           ["pledges", "--moves", "--json"], ["pledges", "--as-of", "2025-01-10", "--json"],
           ["quotes", "--json"], ["stories", "--json"], ["actors", "--json"], ["copies", "--json"],
           ["sources", "--json"], ["outlets", "--json"], ["search", "Kazakhstan", "--json"])
MAIN = (["list", "--csv"], ["reports", "--json"], ["pledges", "--moves", "--json"])
wrong = []


def check(holds, what):
    if not holds:
        wrong.append(what)
        print("not ok:", what, flush=True)
    return holds


def finish(what):
    print(f"{what}: {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


def folder():
    path = tempfile.mkdtemp(prefix="kronik-fault-")
    return path


def drop(path):
    subprocess.run(["chmod", "-R", "u+w", path], check=False)
    shutil.rmtree(path, ignore_errors=True)


def run(*args, **more):
    return subprocess.run([KRONIK, *args], cwd=TOP, capture_output=True, text=True,
                          errors="replace", **more,
                          env={**os.environ, "KRONIK_DATA": TOP})


def inputs():
    """Every bundled file by itself, in a fixed order."""
    found = []
    for part in ("text", "html", "feed"):
        base = os.path.join("examples", part)
        found += [os.path.join(base, name) for name in sorted(os.listdir(os.path.join(TOP, base)))]
    return found + ["examples/crawl.warc.gz", "examples/story.jsonl"]


def exports(store, wanted=EXPORTS):
    """Answers of a store: (name, text) pairs."""
    answers = []
    for args in wanted:
        done = run(args[0], "--from", store, *args[1:])
        if done.returncode not in (0, 1):
            raise SystemExit(f"{args}: exit {done.returncode}: {done.stderr}")
        answers.append((" ".join(args), done.stdout))
    return answers


def differences(one, other):
    return [a[0] for a, b in zip(one, other) if a != b]


def intact(store):
    base = sqlite3.connect(store)  # for writing: what a kill left half done is rolled back
    try:
        return base.execute("pragma integrity_check").fetchall() == [("ok",)]
    finally:
        base.close()


def stored(store):
    done = run("list", "--from", store, "--json")
    return [json.loads(line)["id"] for line in done.stdout.splitlines()]
