#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The command as a person meets it: wrong calls, missing and empty inputs, full disks, narrow terminals.

Each row of the table is a call with the exit code and the words that it must give.
usage: term.py KRONIK
"""
import csv
import fcntl
import json
import os
import pty
import resource
import shutil
import stat
import struct
import subprocess
import sys
import tempfile
import termios

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEXT = os.path.join(TOP, "examples", "text")
ONE = os.path.join(TEXT, "21-mundur-februari.txt")
COPY = os.path.join(TEXT, "03-baku-salinan-suarabangsa.txt")
FIRST = os.path.join(TEXT, "02-baku-antara.txt")
wrong = []


def check(holds, what):
    if not holds:
        wrong.append(what)


class Place:
    """A folder with a small chronicle, an empty one, and inputs of every bad kind."""

    def __init__(self, kronik):
        self.kronik = os.path.abspath(kronik)
        self.dir = tempfile.mkdtemp(prefix="kronik-term-")
        os.mkdir(os.path.join(self.dir, "folder"))
        for name, data in (("empty.txt", b""), ("noise.bin", bytes(range(256)) * 64), ("zero.db", b""),
                           ("bad.jsonl", b'{"id":"a","text":"Menteri tiba di Paris."}\n{"id":\n')):
            with open(os.path.join(self.dir, name), "wb") as file:
                file.write(data)
        self.run("add", "-q", "--into", "some.db", ONE, FIRST, COPY)
        self.run("add", "-q", "--into", "none.db", "folder")

    def run(self, *args, **more):
        return subprocess.run([self.kronik, *args], cwd=self.dir, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              encoding="utf-8", timeout=120, check=False,
                              env={"KRONIK_DATA": TOP, "PATH": os.environ["PATH"], "HOME": self.dir}, **more)


# arguments, exit code, words on standard error, words on standard output
CALLS = (
    ((), 2, "usage: kronik VERB", ""),
    (("--help",), 0, "", "usage: kronik VERB"),
    (("--version",), 0, "", "kronik "),
    (("nonsense",), 2, "no verb 'nonsense'", ""),
    (("read",), 2, "usage: kronik read [options] INPUT...", ""),
    (("list", "x"), 2, "usage: kronik list [options]\n", ""),
    (("read", "--nonsense", ONE), 2, "kronik read --help", ""),
    (("read", "--format", "xml", ONE), 2, "no format 'xml'", ""),
    (("read", "--layers", "page,foo", ONE), 2, "no layer 'foo'", ""),
    (("read", "--jobs", "-1", ONE), 2, "--jobs wants a number", ""),
    (("read", "--lang", "tlh", ONE), 2, "no language pack 'tlh'; there are ", ""),
    (("try", "--lang", "tlh", "Hello."), 2, "no language pack 'tlh'; there are ", ""),
    (("read", "absent.txt"), 3, "cannot open 'absent.txt': ", ""),
    (("read", "absent.txt", ONE), 3, "cannot open 'absent.txt': ", "21-mundur"),
    (("read", "empty.txt"), 1, "'empty.txt'", ""),
    (("read", "noise.bin"), 1, "'noise.bin'", ""),
    (("read", "folder"), 1, "nothing to read", ""),
    (("read", "--json", "bad.jsonl"), 1, "bad JSON 'bad.jsonl#2': ", '"id":"a"'),
    (("add", "--into", "x.db", "absent.txt", ONE), 3, "1 new, 0 known, 0 changed, 1 failed", ""),
    (("list", "--from", "absent.db"), 4, "no chronicle 'absent.db'; 'kronik add --into absent.db", ""),
    (("list", "--from", "zero.db"), 4, "nothing was added yet to 'zero.db'", ""),
    (("list", "--from", "folder"), 4, "'folder'", ""),
    (("events", "--from", "none.db"), 1, "nothing found", ""),
    (("events", "--from", "none.db", "--json"), 1, "", ""),
    (("events", "--from", "some.db", "foo:1"), 2, "no filter 'foo:' here; there are actor type", ""),
    (("events", "--from", "some.db", "type:FOO"), 2, "type: 'FOO' is none of AGREE", ""),
    (("events", "--from", "some.db", "status:foo"), 2, "'foo' is none of occurred", ""),
    (("pledges", "--from", "some.db", "state:foo"), 2, "'foo' is none of open", ""),
    (("events", "--from", "some.db", "since:foo"), 2, "since: 'foo' is no day", ""),
    (("events", "--from", "some.db", "min-origins:x"), 2, "'x' is no number", ""),
    (("events", "--from", "some.db", "actor:"), 2, "a value is missing, at byte 6", ""),
    (("pledges", "--from", "some.db", "--as-of", "2025-02-30"), 2, "as-of: '2025-02-30' is no day", ""),
    (("actors", "--from", "some.db", "merge", "a"), 2, "actors merge A B", ""),
    (("actors", "--from", "some.db", "split"), 2, "actors split A", ""),
    (("actors", "--from", "some.db", "merge", "nobody", "none"), 1, "no actor 'nobody'\n", ""),
    (("show", "--from", "some.db", "absent"), 1, "no document 'absent' in 'some.db'", ""),
    (("show", "--from", "some.db", ONE), 0, "", "  sources    Antara \u2190 TASS\n"),
    (("explain", "--from", "some.db", "zzz"), 1, "no record 'zzz' in the chronicle", ""),
    (("explain", "zzz", ONE), 1, "no record 'zzz' in these articles", ""),
    (("try", "Xyz."), 1, "no record, and no frame", ""),
    (("eval", "conllu", "absent", "absent"), 3, "cannot open 'absent': ", ""),
    (("eval", "names", "--lang-dir", "absent", "empty.txt"), 3, "cannot open 'absent/", ""),
    (("train", "grammar", "--lang-dir", "absent", "--data", "folder"), 3, "cannot open 'absent/", ""),
    (("export", "--from", "some.db", "xml"), 2, "no form 'xml'; there are jsonl", ""),
    (("export", "--from", "some.db", "csv"), 2, "name a folder", ""),
)


def calls(place):
    for args, code, said, told in CALLS:
        done = place.run(*args)
        what = " ".join(("kronik", *args))
        check(done.returncode == code, f"{what}: exit {done.returncode}, not {code}")
        check(said in done.stderr, f"{what}: {said!r} is not in {done.stderr!r}")
        check(told in done.stdout, f"{what}: {told!r} is not in {done.stdout[:200]!r}")
        check(bool(done.stderr) or code < 2, f"{what}: no message")


def help_is_narrow(place):
    for verb in place.run("--help").stdout.split("Verbs:\n")[1].split("\n\n")[0].split("\n"):
        told = place.run(verb.split()[0], "--help").stdout
        prose = told.split("\nExamples:")[0]
        check(max(map(len, prose.split("\n"))) <= 80, f"help of {verb.split()[0]} is wider than 80 columns")
        check(told.startswith("usage: kronik "), f"help of {verb.split()[0]} has no usage")


def forms_agree(place):
    """CSV and JSON tell the same; whole numbers are numbers in JSON."""
    for verb in ("list", "events", "quotes", "pledges", "stories", "actors", "sources", "copies", "outlets"):
        rows = [json.loads(line) for line in place.run(verb, "--from", "some.db", "--json").stdout.splitlines()]
        table = list(csv.DictReader(place.run(verb, "--from", "some.db", "--csv").stdout.splitlines()))
        as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in rows]
        check(as_text == table, f"{verb}: CSV and JSON differ")
        for key in ("reports", "origins", "articles", "docs", "moves", "start", "percent"):
            held = {type(row[key]) for row in rows if row.get(key) is not None}
            check(held <= {int}, f"{verb}: {key} is no number")
    check(any(row["percent"] == 100 for row in rows_of(place, "copies")), "copies: no percent")


def rows_of(place, verb):
    return [json.loads(line) for line in place.run(verb, "--from", "some.db", "--json").stdout.splitlines()]


def empty_answers(place):
    """A table without rows has its header in CSV, and nothing in JSON."""
    for verb, filter_ in (("list", "--offset=99999"), ("events", "actor:XXX"), ("quotes", "zzz"), ("pledges", "zzz"),
                          ("stories", "zzz"), ("actors", "zzz"), ("search", "zzzzz"), ("outlets", "zzz"),
                          ("copies", "--offset=99999"), ("sources", "--offset=99999")):
        done = place.run(verb, "--from", "some.db", "--csv", filter_)
        full = place.run(verb, "--from", "some.db", "--csv", *(["menteri"] if verb == "search" else []))
        check(done.returncode == 1, f"{verb} {filter_}: exit {done.returncode}")
        check(done.stdout and done.stdout == full.stdout.split("\n")[0] + "\n",
              f"{verb}: without rows {done.stdout!r}")
        check(not place.run(verb, "--from", "some.db", "--json", filter_).stdout, f"{verb}: rows in JSON")
    done = place.run("events", "--from", "some.db", "--csv", "since:never")
    check(done.returncode == 2 and not done.stdout, f"a wrong filter: {done.stdout!r}")


def hidden_columns(place):
    """What a narrow terminal has no room for is named; a wide one names nothing."""
    for columns, wanted in ((80, "no room for"), (400, "")):
        told = on_terminal(place, columns, "events", "--from", "some.db", stderr=subprocess.PIPE)
        words = told[-1]
        check((wanted in words) if wanted else not words, f"events at {columns} columns says {words!r}")
        check(not wanted or "'evidence'" in words, f"no word on evidence: {words!r}")


def on_terminal(place, columns, *args, stderr=subprocess.DEVNULL):
    """Lines of standard output; with a pipe for standard error its text behind them."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with subprocess.Popen([place.kronik, *args], cwd=place.dir, stdout=theirs, stderr=stderr,
                          env={"KRONIK_DATA": TOP}) as run:
        os.close(theirs)
        told = b""
        try:
            while chunk := os.read(ours, 65536):
                told += chunk
        except OSError:
            pass
        words = [run.stderr.read().decode()] if run.stderr else []
        run.wait(60)
    os.close(ours)
    return told.decode().replace("\r\n", "\n").rstrip("\n").split("\n") + words


def terminals(place):
    for columns in (40, 80, 132):
        for verb in ("list", "events", "quotes", "copies"):
            lines = on_terminal(place, columns, verb, "--from", "some.db")
            check(max(map(len, lines)) <= columns, f"{verb} is wider than {columns} columns")
    row = on_terminal(place, 80, "list", "--from", "some.db")[1]
    check("2024-10-04" in row, f"list at 80 columns hides the day: {row!r}")
    shown = place.run("show", "--from", "some.db", row.split()[0])
    check(shown.returncode == 0, f"the id that list shows at 80 columns is not known: {row!r}")


def writes_fail(place):
    """Nobody takes the output: exit 4 and a word, at once; a full disk is told, and only what is safe is counted."""
    with open("/dev/full", "wb") as full:
        for args in (("read", "--json", TEXT), ("list", "--from", "some.db"), ("help",),
                     ("export", "--from", "some.db", "jsonl")):
            done = subprocess.run([place.kronik, *args], cwd=place.dir, stdout=full, stderr=subprocess.PIPE,
                                  encoding="utf-8", timeout=60, check=False, env={"KRONIK_DATA": TOP})
            check(done.returncode == 4 and "standard output" in done.stderr,
                  f"{args[0]} on a full disk: exit {done.returncode}, {done.stderr!r}")
    done = place.run("add", "--into", "small.db", TEXT,
                     preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300000, 300000)))
    stored = len(place.run("list", "--from", "small.db", "--json").stdout.splitlines())
    check(done.returncode == 4, f"add under a limit: exit {done.returncode}")
    check(f"{stored} new, " in done.stderr, f"add under a limit: {stored} stored, said {done.stderr!r}")


def devices_stay(place):
    """What is written to a pipe or a device goes through it; no file takes its place."""
    pipe = os.path.join(place.dir, "pipe")
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE) as cat:
        done = place.run("export", "--from", "some.db", "--out", pipe, "jsonl")
        told = cat.stdout.read()
    check(done.returncode == 0 and told.startswith(b"{"), f"export to a pipe: {done.returncode}, {len(told)} bytes")
    check(stat.S_ISFIFO(os.stat(pipe).st_mode), "export puts a file in the place of a pipe")


def records_explained(place):
    """Every kind of record can be explained with its article; a stored one leads there."""
    record = json.loads(place.run("read", "--json", ONE).stdout)
    for layer in ("events", "quotes", "times", "entities"):
        for row in record[layer]:
            done = place.run("explain", row["id"], ONE)
            check(done.returncode == 0 and done.stdout.startswith(row["id"]), f"explain {layer} {row['id']}")
            rule = row.get("rule")
            check(not rule or rule in done.stdout, f"explain {row['id']}: no rule")
    for layer in ("events", "quotes"):
        for row in record[layer]:
            done = place.run("explain", "--from", "some.db", row["id"])
            check(done.returncode == 0 and f"kronik explain {row['id']} {ONE}" in done.stdout,
                  f"explain stored {row['id']}: {done.stdout!r} {done.stderr!r}")
    page = place.run("read", ONE).stdout
    check(all(row["id"] in page for row in record["events"]), "the page hides the ids of events")


def has_terminals():
    """A bare tree (chroot, container) may have no pseudo terminals."""
    try:
        for end in pty.openpty():
            os.close(end)
        return True
    except OSError:
        return False


def main():
    place = Place(sys.argv[1])
    for part in (calls, help_is_narrow, forms_agree, empty_answers, writes_fail, devices_stay, records_explained):
        part(place)
    for part in (terminals, hidden_columns):
        if has_terminals():
            part(place)
        else:
            print(f"[  SKIPPED ] {part.__name__}")
    shutil.rmtree(place.dir)
    print("\n".join(wrong) or f"{len(CALLS)} calls as they should be")
    sys.exit(1 if wrong else 0)


main()
