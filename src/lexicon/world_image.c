// SPDX-License-Identifier: Apache-2.0
/*
 * The image of the world. The problem: cutting and hashing 30,000 names takes
 * tens of milliseconds, and the program starts often. The idea: the build
 * writes the finished tables to one file; tries and forms hold numbers only
 * and are used where they are mapped, rows and terms get their pointers back.
 * An image names the hash of the texts it was made of, so an edited text
 * simply makes it stale, and a checksum of itself, which opening does not add
 * up (world_sound.c looks at every number). Limits: it is written and
 * read by one machine's build (byte order and sizes are checked).
 */
#include "lexicon/world_tables.h"

#include <string.h>

enum { N_VIEWS = 7, N_TERM_VIEWS = 3, N_TRIES = 3, ALIGN = 16 };

enum section {
	POOL, /* bytes of all strings */
	ROWS, /* of all kinds, one after the other */
	TERMS,
	FIRST_TERM,
	BY_OFFICE, /* numbers of terms */
	FORMS,
	CODES,
	TRIES, /* four a trie: slots, edges, value_of, values */
	N_SECTIONS = TRIES + 4 * N_TRIES
};

typedef struct disk_view {
	uint32_t at, len;
} disk_view;

typedef struct disk_row {
	disk_view views[N_VIEWS];
	float lat, lon;
	uint8_t weight, one, located, unused;
} disk_row;

typedef struct disk_term {
	disk_view views[N_TERM_VIEWS];
	uint32_t person, office;
	kr_date from, to;
} disk_term;

static const uint32_t size_of[N_SECTIONS] = {
	1, sizeof(disk_row), sizeof(disk_term), 4, 4, sizeof(kr_world_form), 2,
	4, sizeof(struct kr_phrase_edge), 4, sizeof(struct kr_phrase_value),
	4, sizeof(struct kr_phrase_edge), 4, sizeof(struct kr_phrase_value),
	4, sizeof(struct kr_phrase_edge), 4, sizeof(struct kr_phrase_value),
};

typedef struct head {
	char magic[8];
	uint32_t order; /* 1, in the writer's byte order */
	uint32_t head_bytes;
	uint64_t stamp; /* of the texts */
	uint64_t check; /* of all else: see check_of */
	uint32_t size[N_SECTIONS], n[N_SECTIONS];
	uint32_t n_rows[KR_WORLD_KINDS];
	uint32_t unused;
} head;

_Static_assert(sizeof(head) % ALIGN == 0, "sections must start aligned");

static const char magic[8] = "KRWORLD";

/* Of the head with check 0, and of all that follows it. */
static uint64_t check_of(const head *h, kr_view image)
{
	head copy = *h;

	copy.check = 0;
	uint64_t seed = kr__hash64((kr_view){ (char *)&copy, sizeof copy });
	return kr__hash64_seed(kr__view_from(image, sizeof copy), seed);
}

bool kr__world_summed(kr_view image)
{
	head h;

	if (image.len < sizeof h)
		return false;
	memcpy(&h, image.ptr, sizeof h);
	return h.check == check_of(&h, image);
}

static kr_phrases *trie(kr_world *w, uint32_t i)
{
	kr_phrases *const all[N_TRIES] = { &w->phrases, &w->offices,
		                           &w->domains };
	return all[i];
}

static kr_view *row_view(kr_world_row *r, uint32_t i)
{
	kr_view *const all[N_VIEWS] = { &r->name, &r->aliases, &r->code,
		                        &r->country, &r->key, &r->sector,
		                        &r->more };
	return all[i];
}

static kr_view *term_view(kr_world_term *t, uint32_t i)
{
	kr_view *const all[N_TERM_VIEWS] = { &t->key, &t->code, &t->unit };

	return all[i];
}

/* Writing. */
typedef struct writer {
	kr_arena arena; /* of the pool's index */
	kr_symbols known;
	uint32_t *at; /* [symbol] offset in the pool */
	uint32_t cap_at;
	kr_buf pool, out;
	head head;
} writer;

static disk_view put_view(writer *x, kr_view v)
{
	uint32_t before = x->known.n;
	kr_sym sym = kr__symbols_add(&x->known, v);

	if (sym == KR_NOSYM ||
	    !kr__arena_grow(&x->arena, (void **)&x->at, &x->cap_at, sym + 1,
	                    sizeof *x->at))
		return (disk_view){ 0, 0 };
	if (x->known.n != before) {
		x->at[sym] = (uint32_t)x->pool.len;
		kr__buf_add(&x->pool, v);
	}
	return (disk_view){ v.len ? x->at[sym] : 0, (uint32_t)v.len };
}

static void put_rows(writer *x, const kr_world *w, kr_buf *to)
{
	for (uint32_t kind = 0; kind < KR_WORLD_KINDS; kind++) {
		x->head.n_rows[kind] = w->n_rows[kind];
		for (uint32_t i = 0; i < w->n_rows[kind]; i++) {
			kr_world_row r = w->rows[kind][i];
			disk_row d = { .lat = r.lat, .lon = r.lon,
				       .weight = r.weight, .one = r.one,
				       .located = r.located };
			for (uint32_t k = 0; k < N_VIEWS; k++)
				d.views[k] = put_view(x, *row_view(&r, k));
			kr__buf_add(to, (kr_view){ (char *)&d, sizeof d });
		}
	}
}

static void put_terms(writer *x, const kr_world *w, kr_buf *to)
{
	for (uint32_t i = 0; i < w->n_terms; i++) {
		kr_world_term t = w->terms[i];
		disk_term d = { .person = t.person, .office = t.office,
			        .from = t.from, .to = t.to };
		for (uint32_t k = 0; k < N_TERM_VIEWS; k++)
			d.views[k] = put_view(x, *term_view(&t, k));
		kr__buf_add(to, (kr_view){ (char *)&d, sizeof d });
	}
}

static void section(writer *x, enum section s, const void *bytes, size_t n)
{
	x->head.n[s] = (uint32_t)n;
	kr__buf_add(&x->out, (kr_view){ bytes, n * size_of[s] });
	while (x->out.len % ALIGN && !x->out.failed)
		kr__buf_chr(&x->out, '\0');
}

static void sections(writer *x, const kr_world *w, kr_buf *rows, kr_buf *terms)
{
	section(x, POOL, x->pool.ptr, x->pool.len);
	section(x, ROWS, rows->ptr, rows->len / sizeof(disk_row));
	section(x, TERMS, terms->ptr, w->n_terms);
	section(x, FIRST_TERM, w->first_term, w->n_rows[KR_WORLD_PERSON] + 2);
	kr__buf_reset(rows);
	for (uint32_t i = 0; i < w->n_terms; i++) {
		uint32_t at = (uint32_t)(w->by_office[i] - w->terms);
		kr__buf_add(rows, (kr_view){ (char *)&at, sizeof at });
	}
	section(x, BY_OFFICE, rows->ptr, w->n_terms);
	section(x, FORMS, w->forms, w->n_forms);
	section(x, CODES, w->country_of, KR_WORLD_CODES);
	for (uint32_t i = 0; i < N_TRIES; i++) {
		const kr_phrases *p = i == 0   ? &w->phrases
		                      : i == 1 ? &w->offices
		                               : &w->domains;
		enum section s = (enum section)(TRIES + 4 * i);
		section(x, s, p->slots, p->n_slots);
		section(x, s + 1, p->edges, p->n_edges);
		section(x, s + 2, p->value_of, p->n_states);
		section(x, s + 3, p->values, p->n_values);
	}
}

kr_status kr__world_save(const kr_world *w, const char *data_dir,
                         const char *path, kr_err *err)
{
	writer x = { .head = { .order = 1, .head_bytes = sizeof(head) } };
	kr_buf rows, terms;
	kr_status status;

	kr__arena_init(&x.arena, NULL, 0);
	kr__buf_init(&x.pool, NULL);
	kr__buf_init(&x.out, NULL);
	kr__buf_init(&rows, NULL);
	kr__buf_init(&terms, NULL);
	memcpy(x.head.magic, magic, sizeof magic);
	memcpy(x.head.size, size_of, sizeof size_of);
	x.head.stamp = kr__world_stamp(data_dir);
	if (kr__symbols_init(&x.known, &x.arena, NULL)) {
		put_rows(&x, w, &rows);
		put_terms(&x, w, &terms);
		kr__buf_add(&x.out, (kr_view){ (char *)&x.head, sizeof(head) });
		sections(&x, w, &rows, &terms);
	}
	if (kr__arena_status(&x.arena) || x.pool.failed || rows.failed ||
	    terms.failed || x.out.failed) {
		status = kr__err_set(err, KR_ENOMEM, path, -1, "out of memory");
	} else {
		x.head.check = check_of(&x.head, kr__buf_view(&x.out));
		memcpy(x.out.ptr, &x.head, sizeof(head));
		status = kr__file_write(path, kr__buf_view(&x.out), err);
	}
	kr__buf_drop(&terms);
	kr__buf_drop(&rows);
	kr__buf_drop(&x.out);
	kr__buf_drop(&x.pool);
	kr__arena_drop(&x.arena);
	return status;
}

/* Reading. */
typedef struct reader {
	const head *head;
	const char *at[N_SECTIONS];
} reader;

static void *bytes_of(const reader *r, enum section s)
{
	return (void *)(uintptr_t)r->at[s]; /* tables are never written to */
}

static bool fits(reader *r, kr_view image)
{
	const head *h = (const head *)(const void *)image.ptr;
	uint64_t at = sizeof *h;

	if (image.len < sizeof *h || memcmp(h->magic, magic, sizeof magic) ||
	    h->order != 1 || h->head_bytes != sizeof *h ||
	    memcmp(h->size, size_of, sizeof size_of))
		return false;
	r->head = h;
	for (uint32_t s = 0; s < N_SECTIONS; s++) {
		uint64_t bytes = (uint64_t)h->n[s] * size_of[s];
		r->at[s] = image.ptr + at;
		at += (bytes + ALIGN - 1) / ALIGN * ALIGN;
		if (at > image.len)
			return false;
	}
	return true;
}

/* False: it is not inside the pool. */
static bool get_view(const reader *r, disk_view v, kr_view *to)
{
	*to = (kr_view){ r->at[POOL] + v.at, v.len };
	return (uint64_t)v.at + v.len <= r->head->n[POOL];
}

/* KR_EDATA: a number leads outside. */
static kr_status get_rows(kr_world *w, const reader *r)
{
	const disk_row *d = bytes_of(r, ROWS);
	uint32_t n = r->head->n[ROWS], left = n;
	kr_world_row *to = kr__arena_array(w->arena, n, sizeof *to);
	bool ok = true;

	if (!to)
		return KR_ENOMEM;
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < N_VIEWS; k++)
			ok &= get_view(r, d[i].views[k], row_view(&to[i], k));
		to[i].lat = d[i].lat;
		to[i].lon = d[i].lon;
		to[i].weight = d[i].weight;
		to[i].one = d[i].one;
		to[i].located = d[i].located;
	}
	for (uint32_t kind = 0; kind < KR_WORLD_KINDS; kind++) {
		uint32_t some = r->head->n_rows[kind];
		if (some > left || (kind == KR_WORLD_DEMONYM && some))
			return KR_EDATA;
		w->rows[kind] = to;
		w->n_rows[kind] = some;
		to += some;
		left -= some;
	}
	return ok ? KR_OK : KR_EDATA;
}

static kr_status get_terms(kr_world *w, const reader *r)
{
	const disk_term *d = bytes_of(r, TERMS);
	const uint32_t *order = bytes_of(r, BY_OFFICE);
	uint32_t n = r->head->n[TERMS];
	bool ok = r->head->n[BY_OFFICE] == n &&
	          r->head->n[FIRST_TERM] == w->n_rows[KR_WORLD_PERSON] + 2;

	w->n_terms = n;
	w->terms = kr__arena_array(w->arena, n, sizeof *w->terms);
	w->by_office = kr__arena_array(w->arena, n, sizeof *w->by_office);
	w->first_term = bytes_of(r, FIRST_TERM);
	if (!w->terms || !w->by_office)
		return KR_ENOMEM;
	for (uint32_t i = 0; ok && i < n; i++) {
		kr_world_term *t = &w->terms[i];
		*t = (kr_world_term){ .person = d[i].person,
			              .office = d[i].office,
			              .from = d[i].from, .to = d[i].to };
		for (uint32_t k = 0; k < N_TERM_VIEWS; k++)
			ok &= get_view(r, d[i].views[k], term_view(t, k));
		ok &= order[i] < n;
		w->by_office[i] = &w->terms[ok ? order[i] : 0];
	}
	return ok ? KR_OK : KR_EDATA;
}

static void get_tables(kr_world *w, const reader *r)
{
	w->forms = bytes_of(r, FORMS);
	w->n_forms = r->head->n[FORMS];
	w->country_of = bytes_of(r, CODES);
	for (uint32_t i = 0; i < N_TRIES; i++) {
		kr_phrases *p = trie(w, i);
		enum section s = (enum section)(TRIES + 4 * i);
		p->slots = bytes_of(r, s);
		p->n_slots = r->head->n[s];
		p->edges = bytes_of(r, s + 1);
		p->n_edges = r->head->n[s + 1];
		p->value_of = bytes_of(r, s + 2);
		p->n_states = r->head->n[s + 2];
		p->values = bytes_of(r, s + 3);
		p->n_values = r->head->n[s + 3];
	}
}

kr_status kr__world_view(kr_world **out, kr_arena *a, kr_view image,
                         uint64_t stamp)
{
	reader r;

	*out = NULL;
	if (!fits(&r, image) || (stamp && stamp != r.head->stamp) ||
	    r.head->n[CODES] != KR_WORLD_CODES)
		return KR_EDATA;
	kr_world *w = kr__arena_get(a, sizeof *w);
	if (!w)
		return KR_ENOMEM;
	w->arena = a;
	kr_status status = get_rows(w, &r);
	if (!status)
		status = get_terms(w, &r);
	if (status)
		return status;
	get_tables(w, &r);
	if (!kr__world_sound(w))
		return KR_EDATA;
	*out = w;
	return KR_OK;
}

kr_status kr__world_image(kr_world **out, kr_arena *a, const char *data_dir,
                          const char *path, kr_err *err)
{
	kr_map map;
	kr_status status = kr__map_open(&map, path, NULL);

	*out = NULL;
	if (status)
		return KR_ENOTFOUND;
	status = kr__world_view(out, a, map.bytes, kr__world_stamp(data_dir));
	if (!status) {
		(*out)->map = map;
		return KR_OK;
	}
	kr__map_close(&map);
	return status == KR_EDATA
		       ? KR_ENOTFOUND
		       : kr__err_set(err, status, path, -1, "out of memory");
}

kr_status kr__world_load(const kr_world **out, kr_arena *a,
                         const char *data_dir, kr_err *err)
{
	static const char *const places[] = { "/world/world.bin",
		                              "/build/world/world.bin" };
	kr_world *w = NULL;
	kr_buf path;
	kr_status status = KR_ENOTFOUND;

	kr__buf_init(&path, NULL);
	for (size_t i = 0; status == KR_ENOTFOUND &&
	                   i < sizeof places / sizeof *places; i++) {
		kr__buf_reset(&path);
		kr__buf_str(&path, data_dir);
		kr__buf_str(&path, places[i]);
		if (!path.failed)
			status = kr__world_image(&w, a, data_dir, path.ptr, err);
	}
	kr__buf_drop(&path);
	if (status == KR_ENOTFOUND)
		status = kr__world_parse(&w, a, data_dir, err);
	*out = w;
	return status;
}

void kr__world_close(const kr_world *w)
{
	kr_map map;

	if (!w || !w->map.mapped)
		return;
	map = w->map;
	kr__map_close(&map);
}

kr_view kr__world_bytes(const kr_world *w)
{
	return w->map.bytes;
}
