#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Articles of one matter are one story though they tell no act in common; one name alone joins nothing, nor
does a week's distance. Whatever the order in which they come.

usage: matters.py KRONIK
"""
import json
import os
import random
import subprocess
import sys
import tempfile

# id, day, headline, text
ARTICLES = [
    ("fire-1", "2025-03-03", "Gudang Pelabuhan Teluk Sari Terbakar, Tujuh Kapal Tertahan",
     "Direktur Otoritas Pelabuhan Teluk Sari Bagus Wiratama mengatakan tujuh kapal belum dapat bersandar. "
     "Menteri Perhubungan mengunjungi Malaysia pada Senin (3/3/2025)."),
    ("fire-2", "2025-03-05", "Usai Gudang Pelabuhan Teluk Sari Terbakar, Polisi Periksa Dua Pengelola",
     "Polisi memeriksa dua pengelola gudang. Direktur Otoritas Pelabuhan Teluk Sari Bagus Wiratama menunggu hasilnya."),
    ("fire-late", "2025-05-20", "Gudang Pelabuhan Teluk Sari Terbakar Lagi, Kapal Tertahan",
     "Direktur Otoritas Pelabuhan Teluk Sari Bagus Wiratama mengatakan api berasal dari dapur. "
     "Menteri Perhubungan mengunjungi Malaysia pada Senin (19/5/2025)."),
    ("rice", "2025-03-04", "Harga Beras Turun di Pasar Induk",
     "Direktur Otoritas Pelabuhan Teluk Sari Bagus Wiratama ikut panen raya. Presiden Turki Recep Tayyip Erdogan "
     "bertemu Presiden Mesir Abdel Fattah el-Sisi di Kairo pada Senin (3/3/2025)."),
    ("summit", "2025-03-04", "Erdogan dan Sisi Bahas Perdagangan di Kairo",
     "Presiden Turki Recep Tayyip Erdogan bertemu Presiden Mesir Abdel Fattah el-Sisi di Kairo pada Senin (3/3/2025)."),
] + [(f"other-{i}", "2025-03-04", title, text) for i, (title, text) in enumerate([
    ("Festival Layang-layang Digelar di Pantai Selatan", "Ribuan warga datang menonton."),
    ("Kereta Malam Tambah Dua Gerbong", "Penumpang senang dengan layanan baru."),
    ("Resep Sayur Lodeh Khas Kampung", "Masak santan dengan api kecil."),
    ("Peneliti Temukan Anggrek Langka", "Bunga itu tumbuh di lereng gunung."),
    ("Tim Bola Voli Putri Menang Telak", "Pelatih memuji kerja sama para pemain."),
    ("Musim Hujan Datang Lebih Awal", "Petani menanam jagung pekan ini."),
    ("Museum Batik Buka Ruang Pamer", "Koleksi lama dipajang kembali."),
    ("Jembatan Gantung Selesai Diperbaiki", "Anak sekolah tidak perlu memutar jalan."),
    ("Pameran Buku Anak Ramai Pengunjung", "Penerbit kecil ikut berjualan."),
])]


def stories(kronik, folder, name, articles):
    path, db = os.path.join(folder, name + ".jsonl"), os.path.join(folder, name + ".db")
    with open(path, "w", encoding="utf-8") as file:
        for doc, date, title, text in articles:
            file.write(json.dumps({"id": doc, "date": date, "title": title, "text": text}) + "\n")
    subprocess.run([kronik, "add", "-q", "--into", db, path], check=True)
    found = {}
    for line in subprocess.run([kronik, "stories", "--from", db, "--json"], capture_output=True,
                               check=True).stdout.splitlines():
        story = json.loads(line)["id"]
        page = subprocess.run([kronik, "explain", "--from", db, story], capture_output=True, check=True).stdout.decode()
        page = page.split("its articles")[1].split("its events")[0]
        docs = [row.split(": ", 1)[1] for row in page.splitlines() if row.strip().startswith("doc: ")]
        found.update(dict.fromkeys(docs, (story, tuple(docs))))
    return found


def main():
    kronik, wrong = os.path.abspath(sys.argv[1]), []
    with tempfile.TemporaryDirectory() as folder:
        found = stories(kronik, folder, "all", ARTICLES)
        for one, other, same in (("fire-1", "fire-2", True), ("rice", "summit", True), ("fire-1", "rice", False),
                                 ("fire-1", "fire-late", False), ("fire-2", "summit", False)):
            joined = one in found and found[one] == found.get(other)
            if joined != same:
                wrong.append(f"{one} and {other}: {'one story' if joined else 'not one story'}")
        if any(doc.startswith("other") for doc in found):
            wrong.append("an article that tells no act is a story of its own")
        for seed in range(3):
            order = ARTICLES[:]
            random.Random(seed).shuffle(order)
            if stories(kronik, folder, f"s{seed}", order) != found:
                wrong.append(f"another order, other stories ({seed})")
    print("\n".join(wrong) or "stories by matter as they should be")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
