// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzz target: the texts of a language pack and of the world, damaged. A data
 * folder of its own holds the pack of Indonesian without weights; byte 0 of the
 * input chooses a file, byte 1 whether the rest of the input stands in its
 * place, at its end, or in place of one of its lines (byte 2). A pack that
 * loads reads a text, another one fails with a message.
 */
#include "fuzz.h"

#include <sys/stat.h>
#include <unistd.h>

#include "mark/mark.h"
#include "mark/run.h"

#define TEXT "Moskow (ANTARA) - Presiden Rusia Vladimir Putin bertemu Menlu Sugiono di Jakarta, " \
	"Senin (3/2/2025). \"Kami akan menandatangani perjanjian itu pada 17 Januari 2025,\" katanya. " \
	"Dua hari kemudian, Iran menyerang Israel, menurut Kemenlu."

static const char *const files[] = {
	"lang/id/abbreviations.tsv", "lang/id/actors.tsv", "lang/id/affixes.tsv",
	"lang/id/bylines.tsv", "lang/id/clitics.tsv", "lang/id/credits.tsv",
	"lang/id/happenings.tsv", "lang/id/months.tsv", "lang/id/names.tsv",
	"lang/id/pack.tsv", "lang/id/speech.tsv", "lang/id/timerules.tsv",
	"lang/id/times.tsv", "lang/id/zones.tsv", "lang/id/frames/cast.tsv",
	"lang/id/frames/counts.tsv", "lang/id/frames/files.tsv",
	"lang/id/frames/more.tsv", "lang/id/frames/sets.tsv",
	"lang/id/frames/words.tsv", "lang/common/langid/scripts.tsv",
	"world/countries.tsv", "world/holders.tsv", "world/media.tsv",
	"world/offices.tsv", "world/orgs.tsv", "world/places.tsv",
};
enum { N_FILES = sizeof files / sizeof *files, MAX_TEXT = 3000 };

typedef struct bench {
	char dir[64];
	kr_buf text[N_FILES]; /* what stands in the file; long ones begin only */
} bench;

static void path_of(kr_buf *to, const char *dir, const char *file)
{
	kr__buf_reset(to);
	kr__buf_str(to, dir);
	kr__buf_chr(to, '/');
	kr__buf_str(to, file);
}

static void put(const bench *b, size_t i, kr_view text)
{
	kr_buf path;

	kr__buf_init(&path, NULL);
	path_of(&path, b->dir, files[i]);
	must(!kr__file_write(path.ptr, text, NULL), "a file");
	kr__buf_drop(&path);
}

static void make_folders(const bench *b)
{
	static const char *const folders[] = { "lang", "lang/id", "lang/id/frames",
		                               "lang/common", "lang/common/langid",
		                               "world" };
	kr_buf path;

	kr__buf_init(&path, NULL);
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		path_of(&path, b->dir, folders[i]);
		must(!mkdir(path.ptr, 0700), "a folder");
	}
	path_of(&path, b->dir, "lang/modules.tsv");
	must(!kr__file_write(path.ptr, KR_V("id\tIndonesian\n"), NULL), "a file");
	kr__buf_drop(&path);
}

static bench bench_of_all;

static void clear(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", bench_of_all.dir);
	if (system(command)) {
		/* a folder more in the temporary ones */
	}
}

static void fill(bench *b)
{
	kr_lexicon lx;
	kr_buf path;

	kr__buf_init(&path, NULL);
	strcpy(b->dir, "/tmp/kronik-fuzz-pack-XXXXXX");
	must(mkdtemp(b->dir) != NULL, "a folder");
	atexit(clear);
	make_folders(b);
	must(!kr__lexicon_open(&lx, NULL, NULL, NULL), "the packs");
	for (size_t i = 0; i < N_FILES; i++) {
		kr__buf_init(&b->text[i], NULL);
		path_of(&path, lx.data_dir, files[i]);
		must(!kr__file_read(path.ptr, 1 << 20, &b->text[i], NULL), "a file");
		while (b->text[i].len > MAX_TEXT ||
		       (b->text[i].len && b->text[i].ptr[b->text[i].len - 1] != '\n'))
			b->text[i].len--;
		put(b, i, kr__buf_view(&b->text[i]));
	}
	kr__lexicon_close(&lx);
	kr__buf_drop(&path);
}

static void use(const kr_lexicon *lx)
{
	const kr_pack *p = kr__lexicon_pack(lx, KR_V("id"));
	kr_arena scratch;
	kr_doc d;
	kr_err err;

	kr__arena_init(&scratch, NULL, 0);
	must(!kr__doc_init(&d, NULL, &lx->symbols, 0), "a document");
	d.text = KR_V(TEXT);
	must(!kr__mark_tokens(p, &d, &scratch), "tokens");
	if (p->timex)
		must(!kr__mark_times(p, &d, &scratch), "times");
	must(!kr__doc_check(&d, &err), "a sound document");
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
}

/* The text of file i with line number `which` (of 256) replaced. */
static void replace_line(kr_view old, unsigned which, kr_view line, kr_buf *to)
{
	size_t from = old.len * which / 256;

	while (from > 0 && old.ptr[from - 1] != '\n')
		from--;
	size_t end = from;
	while (end < old.len && old.ptr[end] != '\n')
		end++;
	kr__buf_add(to, kr__view_sub(old, 0, from));
	kr__buf_add(to, line);
	kr__buf_add(to, kr__view_from(old, end));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bench *b = &bench_of_all;
	kr_lexicon lx;
	kr_err err = { .message = "" };
	kr_buf text;

	if (!b->dir[0])
		fill(b);
	if (size < 3 || size > 1 << 14)
		return 0;
	size_t i = data[0] % N_FILES;
	kr_view rest = { (const char *)data + 3, size - 3 };
	kr_view old = kr__buf_view(&b->text[i]);
	kr__buf_init(&text, NULL);
	if (data[1] % 3 == 2)
		replace_line(old, data[2], rest, &text);
	else if (data[1] % 3 == 1)
		kr__buf_add(&text, old);
	if (data[1] % 3 < 2)
		kr__buf_add(&text, rest);
	put(b, i, kr__buf_view(&text));
	if (!kr__lexicon_open(&lx, NULL, b->dir, &err)) {
		use(&lx);
		kr__lexicon_close(&lx);
	} else {
		must(err.message[0] != 0, "a failure has a message");
	}
	put(b, i, old);
	kr__buf_drop(&text);
	return 0;
}
