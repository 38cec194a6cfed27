// SPDX-License-Identifier: Apache-2.0
/*
 * Fuzz target: files of weights, and the image of the world, damaged. An input
 * is a list of edits to a real file of the tree, so that the corpus stays small
 * and every loader gets beyond its first check: byte 0 chooses the file, byte 1
 * whether it is cut and where; then edits of 8 bytes (where: 4, with the high
 * bit near the beginning; what: 4). What loads is used on a text: opening adds
 * up no checksum, so nothing behind it may trust a number.
 */
#include "fuzz.h"

#include "learn/ngram.h"
#include "lexicon/names.h"
#include "lexicon/world_tables.h"
#include "mark/mark.h"

#define TEXT "Presiden Rusia Vladimir Putin bertemu Menlu Sugiono di Jakarta, " \
	"Senin (3/2/2025). \"Kami sepakat,\" katanya. Negara-negara itu menandatanganinya."

enum { N_FILES = 6, MAX_EDITS = 16, ALIGN = 64 };

typedef struct patient {
	char *bytes, *old; /* [len], old: as it was */
	size_t len;
} patient;

typedef struct ward {
	kr_lexicon lx;
	patient file[N_FILES];
	uint64_t stamp;
} ward;

static patient admit(kr_view v)
{
	patient p = { aligned_alloc(ALIGN, (v.len / ALIGN + 1) * ALIGN),
		      malloc(v.len + 1), v.len };

	must(p.bytes && p.old, "memory");
	memcpy(p.bytes, v.ptr, v.len);
	memcpy(p.old, v.ptr, v.len);
	return p;
}

static patient admit_file(const char *dir, const char *name)
{
	kr_buf path, b;

	kr__buf_init(&path, NULL);
	kr__buf_init(&b, NULL);
	kr__buf_str(&path, dir);
	kr__buf_str(&path, name);
	must(!kr__file_read(path.ptr, (size_t)64 << 20, &b, NULL), "a file");
	patient p = admit(kr__buf_view(&b));
	kr__buf_drop(&b);
	kr__buf_drop(&path);
	return p;
}

static patient admit_world(const char *dir)
{
	char path[] = "/tmp/kronik-fuzz-world-XXXXXX";
	int fd = mkstemp(path);
	kr_arena a;
	kr_world *w;

	kr__arena_init(&a, NULL, 0);
	must(fd >= 0, "a temporary file");
	must(!kr__world_parse(&w, &a, dir, NULL), "the world");
	must(!kr__world_save(w, dir, path, NULL), "its image");
	patient p = admit_file("", path);
	remove(path);
	kr__arena_drop(&a);
	return p;
}

static void open_ward(ward *w)
{
	static const char *const names[N_FILES - 1] = {
		"/lang/common/langid/wide.krn", "/lang/common/langid/near.krn",
		"/lang/id/morph.krm", "/lang/id/names.krm", "/lang/id/grammar.krn"
	};

	must(!kr__lexicon_open(&w->lx, NULL, NULL, NULL), "the packs");
	for (size_t i = 0; i < N_FILES - 1; i++)
		w->file[i] = admit_file(w->lx.data_dir, names[i]);
	w->file[N_FILES - 1] = admit_world(w->lx.data_dir);
}

/* Tokens to names by a pack whose part is the patient. */
static void use_pack(const kr_pack *p)
{
	kr_arena scratch;
	kr_doc d;
	kr_err err;

	kr__arena_init(&scratch, NULL, 0);
	must(!kr__doc_init(&d, NULL, p->symbols, 0), "a document");
	d.text = KR_V(TEXT);
	must(!kr__mark_tokens(p, &d, &scratch), "tokens");
	if (p->grammar)
		must(!kr__mark_tags(p, &d, &scratch), "tags");
	if (p->grammar)
		must(!kr__mark_trees(p, &d, &scratch), "trees");
	must(!kr__mark_lemmas(p, &d, &scratch), "lemmas");
	if (p->names)
		must(!kr__mark_names(p, &d, &scratch), "names");
	must(!kr__doc_check(&d, &err), "a sound document");
	kr__doc_drop(&d);
	kr__arena_drop(&scratch);
}

static kr_status treat_ngram(kr_view v)
{
	kr_ngram m;
	kr_err err;
	kr_ngram_sum sum = { .n_words = 0 };
	kr_ngram_answer a;
	size_t at = 0;
	kr_status status = kr__ngram_open(&m, v, &err);

	if (!status) {
		kr__ngram_add(&m, KR_V(TEXT), &at, 50, &sum);
		kr__ngram_ask(&m, &sum, &a);
		must(a.best < m.n_classes, "a class");
	}
	return status;
}

static kr_status treat_part(const kr_lexicon *lx, size_t which, kr_view v)
{
	kr_lexicon copy = *lx; /* symbols and arena of its own are not needed */
	kr_pack p = *kr__lexicon_pack(lx, KR_V("id"));
	kr_arena a;
	kr_symbols symbols;
	struct kr_grammar g = { .upos = NULL };
	struct kr_names n;
	kr_morph m = *p.morph;
	kr_status status;
	kr_err err = { .message = "" };

	kr__arena_init(&a, NULL, 0);
	must(kr__symbols_init(&symbols, &a, &lx->symbols), "symbols");
	p.arena = &a;
	p.symbols = &symbols;
	p.lexicon = &copy;
	p.grammar = NULL;
	p.names = NULL;
	if (which == 2) {
		status = kr__morph_open(&m, v, "morph.krm", &err);
		p.morph = &m;
	} else if (which == 3) {
		status = kr__names_open(&n, v, &err);
		p.names = &n;
	} else {
		status = kr__grammar_open(&g, &p, v, &err);
		p.grammar = &g;
	}
	if (!status)
		use_pack(&p);
	else
		must(err.message[0] != 0, "a failure has a message");
	kr__arena_drop(&a);
	return status;
}

static kr_status treat_world(kr_view v)
{
	static const char *const words[] = { "Presiden", "Rusia", "Vladimir",
		                             "Putin", "New", "York" };
	kr_view at[6];
	kr_world_hits hits;
	kr_arena a;
	kr_world *w;
	uint32_t n;

	kr__arena_init(&a, NULL, 0);
	kr_status status = kr__world_view(&w, &a, v, 0);
	for (uint32_t i = 0; i < 6; i++)
		at[i] = kr__view_of(words[i]);
	for (uint32_t i = 0; !status && i < 6; i++)
		if (kr__world_match(w, at + i, 6 - i, &hits))
			must(hits.n <= KR_WORLD_MAX_HITS, "hits are bounded");
	for (uint32_t i = 0; !status && i < kr__world_count(w, KR_WORLD_PERSON);
	     i += 97) {
		kr_days when = { 0, 20000 };
		const kr_world_term *t = kr__world_terms(w, i, &n);
		for (uint32_t k = 0; k < n; k++)
			kr__world_holder(w, t[k].key, t[k].code, t[k].unit, when);
		kr__world_term_at(w, i, when);
		kr__hash64(kr__world_row(w, KR_WORLD_PERSON, i)->aliases);
	}
	kr__arena_drop(&a);
	return status;
}

static uint32_t u32(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	       (uint32_t)p[3] << 24;
}

/* A copy of exactly the size, so that AddressSanitizer sees overruns. */
static kr_view cut_copy(kr_view v, size_t cut, char **copy)
{
	size_t n = v.len > cut ? v.len - cut : 0;

	*copy = malloc(n ? n : 1);
	must(*copy != NULL, "memory");
	memcpy(*copy, v.ptr, n);
	return (kr_view){ *copy, n };
}

static void treat(ward *w, size_t which, unsigned options, kr_view v)
{
	char *copy = NULL;

	if (options & 2)
		v = cut_copy(v, 1 + (options >> 2) * 97, &copy);
	if (which < 2)
		treat_ngram(v);
	else if (which < 5)
		treat_part(&w->lx, which, v);
	else
		treat_world(v);
	free(copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static ward *w;
	size_t touched[MAX_EDITS], n = 0;

	if (!w) {
		w = calloc(1, sizeof *w);
		must(w != NULL, "memory");
		open_ward(w);
	}
	if (size < 2)
		return 0;
	size_t which = data[0] % N_FILES;
	patient *p = &w->file[which];
	for (const uint8_t *e = data + 2; e + 8 <= data + size && n < MAX_EDITS;
	     e += 8) {
		uint32_t at = u32(e);
		touched[n] = at >> 31 ? at % 1024 : at % (p->len - 4);
		memcpy(p->bytes + touched[n++], e + 4, 4);
	}
	treat(w, which, data[1], (kr_view){ p->bytes, p->len });
	for (size_t i = 0; i < n; i++)
		memcpy(p->bytes + touched[i], p->old + touched[i], 4);
	return 0;
}
