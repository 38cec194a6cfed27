// SPDX-License-Identifier: Apache-2.0
/*
 * Loading the world. The problem: eight files of different columns must be in
 * memory within a few milliseconds of every start. The idea: one row type
 * for all kinds and a table that says which column goes where; views point
 * into the file's text, nothing is copied. Limits: the files are ours and
 * checked by tools/world-check; here only what could break us is checked.
 */
#include "lexicon/world_tables.h"

#include <stdio.h>

enum { MAX_PATH = 4096 };

/* Columns of a file; 0 (the name): it has none such. */
typedef struct shape {
	const char *file;
	uint8_t kind, n_fields;
	uint8_t code, country, key, sector, more, lat, weight, one;
} shape;

static const shape shapes[] = {
	{ .file = "countries.tsv", .kind = KR_WORLD_COUNTRY, .n_fields = 5,
	  .code = 2, .country = 2, .more = 4 },
	{ .file = "seats.tsv", .kind = KR_WORLD_SEAT, .n_fields = 6,
	  .code = 2, .key = 3, .lat = 4 },
	{ .file = "places.tsv", .kind = KR_WORLD_PLACE, .n_fields = 7,
	  .code = 2, .country = 2, .key = 3, .lat = 4, .weight = 6 },
	{ .file = "orgs.tsv", .kind = KR_WORLD_ORG, .n_fields = 5,
	  .code = 2, .country = 3, .sector = 4 },
	{ .file = "bodies.tsv", .kind = KR_WORLD_BODY, .n_fields = 4,
	  .key = 2, .sector = 3 },
	{ .file = "media.tsv", .kind = KR_WORLD_MEDIA, .n_fields = 6,
	  .more = 2, .code = 3, .country = 4, .key = 5 },
	{ .file = "offices.tsv", .kind = KR_WORLD_OFFICE, .n_fields = 6,
	  .key = 2, .code = 3, .sector = 4, .one = 5 },
};

static const shape people = { .file = "holders.tsv", .n_fields = 7 };

/* "-12.345" without the locale. */
static float number(kr_view v)
{
	bool minus = v.len && v.ptr[0] == '-';
	float value = 0, unit = 0;

	for (size_t i = minus; i < v.len; i++) {
		if (v.ptr[i] == '.') {
			unit = 1;
		} else if (v.ptr[i] >= '0' && v.ptr[i] <= '9') {
			value = value * 10 + (float)(v.ptr[i] - '0');
			unit *= 10;
		}
	}
	value = unit > 1 ? value / unit : value;
	return minus ? -value : value;
}

static kr_view column(const kr_row *r, uint8_t i)
{
	return i ? kr__world_field(r, i) : (kr_view){ "", 0 };
}

static void fill(kr_world_row *to, const shape *s, const kr_row *r)
{
	kr_view weight = column(r, s->weight);

	to->name = kr__row_get(r, 0);
	to->aliases = kr__world_field(r, 1);
	to->code = column(r, s->code);
	to->country = column(r, s->country);
	to->key = column(r, s->key);
	to->sector = column(r, s->sector);
	to->more = column(r, s->more);
	to->one = kr__view_is(column(r, s->one), "one");
	to->located = column(r, s->lat).len > 0;
	if (to->located) {
		to->lat = number(kr__row_get(r, s->lat));
		to->lon = number(kr__row_get(r, s->lat + 1u));
	}
	if (weight.len)
		to->weight = (uint8_t)(weight.ptr[0] - '0');
}

static uint32_t code_index(kr_view code)
{
	uint32_t at = 0;

	if (code.len != 3)
		return KR_NOSYM;
	for (size_t i = 0; i < 3; i++) {
		if (code.ptr[i] < 'A' || code.ptr[i] > 'Z')
			return KR_NOSYM;
		at = at * 26 + (uint32_t)(code.ptr[i] - 'A');
	}
	return at;
}

static bool index_country(kr_world *w, uint32_t row, const kr_row *r)
{
	uint32_t at = code_index(kr__row_get(r, 2));
	kr_view rest = kr__world_field(r, 3), demonym;

	if (at != KR_NOSYM)
		w->country_of[at] = (uint16_t)(row + 1);
	while (kr__view_next(&rest, '|', &demonym))
		if (!kr__world_form_add(w, KR_WORLD_DEMONYM, row, demonym, 0))
			return false;
	return true;
}

static bool index_office(kr_world *w, uint32_t row, kr_view key)
{
	uint64_t hash = kr__hash64(key);

	return kr__phrases_add(&w->offices, &hash, 1, row);
}

/* Labels of a host from the last to the first: "com", "detik", "news". */
static uint32_t host_keys(kr_view host, uint64_t *keys, uint32_t max)
{
	uint32_t n = 0;

	while (host.len && n < max) {
		size_t dot = kr__view_rchr(host, '.');
		size_t start = dot == KR_NPOS ? 0 : dot + 1;
		keys[n++] = kr__phrase_key(kr__view_from(host, start), true);
		host = kr__view_sub(host, 0, dot == KR_NPOS ? 0 : dot);
	}
	return n;
}

static bool index_media(kr_world *w, uint32_t row, kr_view domains)
{
	uint64_t keys[8];
	kr_view domain;

	while (kr__view_next(&domains, '|', &domain)) {
		uint32_t n = host_keys(domain, keys, 8);
		if (n && kr__view_chr(domain, '/') == KR_NPOS &&
		    !kr__phrases_add(&w->domains, keys, n, row))
			return false;
	}
	return true;
}

static bool add_row(kr_world *w, const shape *s, const kr_row *r)
{
	uint32_t row = w->n_rows[s->kind]++;
	kr_world_row *to = &w->rows[s->kind][row];

	fill(to, s, r);
	if (!kr__world_name(w, s->kind, row, to->name, to->aliases))
		return false;
	switch (s->kind) {
	case KR_WORLD_COUNTRY:
		return index_country(w, row, r);
	case KR_WORLD_OFFICE:
		return index_office(w, row, to->key);
	case KR_WORLD_MEDIA:
		return index_media(w, row, to->more);
	default:
		return true;
	}
}

static bool path_of(char *path, const char *dir, const shape *s)
{
	int n = snprintf(path, MAX_PATH, "%s/world/%s", dir, s->file);

	return n > 0 && n < MAX_PATH;
}

static kr_status read_rows(kr_world *w, const char *dir, const shape *s,
                           kr_rows *rows, kr_err *err)
{
	char path[MAX_PATH];

	if (!path_of(path, dir, s))
		return kr__err_set(err, KR_EDATA, dir, -1, "path is too long");
	kr_status status =
		kr__rows_read(rows, w->arena, path, s->n_fields, s->n_fields,
		              err);
	return status == KR_ENOTFOUND ? KR_OK : status;
}

static kr_status load_file(kr_world *w, const char *dir, const shape *s,
                           kr_err *err)
{
	kr_rows rows;
	kr_status status = read_rows(w, dir, s, &rows, err);

	if (status || rows.n == 0)
		return status;
	w->rows[s->kind] = kr__arena_array(w->arena, rows.n, sizeof **w->rows);
	if (!w->rows[s->kind])
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	for (uint32_t i = 0; i < rows.n; i++)
		if (!add_row(w, s, &rows.at[i]))
			return kr__err_set(err, KR_ENOMEM, "", -1,
			                   "out of memory");
	return KR_OK;
}

kr_status kr__world_parse(kr_world **out, kr_arena *a, const char *data_dir,
                          kr_err *err)
{
	kr_rows rows;
	kr_world *w = kr__arena_get(a, sizeof *w);

	*out = NULL;
	if (w) {
		w->arena = a;
		w->country_of = kr__arena_array(a, KR_WORLD_CODES,
		                                sizeof *w->country_of);
	}
	if (!w || !w->country_of || !kr__phrases_init(&w->phrases, a) ||
	    !kr__phrases_init(&w->domains, a) ||
	    !kr__symbols_init(&w->persons, a, NULL) ||
	    !kr__phrases_init(&w->offices, a))
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
		kr_status status = load_file(w, data_dir, &shapes[i], err);
		if (status)
			return status;
	}
	kr_status status = read_rows(w, data_dir, &people, &rows, err);
	if (!status)
		status = kr__world_people(w, &rows, err);
	if (!status)
		*out = w;
	return status;
}

uint64_t kr__world_stamp(const char *data_dir)
{
	uint64_t stamp = 0;
	kr_map map;

	for (size_t i = 0; i <= sizeof shapes / sizeof *shapes; i++) {
		char path[MAX_PATH];
		const shape *s = i < sizeof shapes / sizeof *shapes ? &shapes[i]
		                                                   : &people;
		if (!path_of(path, data_dir, s) || kr__map_open(&map, path, NULL))
			continue;
		stamp = kr__hash64_seed(map.bytes, stamp + i + 1);
		kr__map_close(&map);
	}
	return stamp;
}

uint32_t kr__world_count(const kr_world *w, enum kr_world_kind kind)
{
	return w->n_rows[kind == KR_WORLD_DEMONYM ? KR_WORLD_COUNTRY : kind];
}

const kr_world_row *kr__world_row(const kr_world *w, enum kr_world_kind kind,
                                  uint32_t row)
{
	return &w->rows[kind == KR_WORLD_DEMONYM ? KR_WORLD_COUNTRY : kind][row];
}

uint32_t kr__world_country(const kr_world *w, kr_view code)
{
	uint32_t at = code_index(code);

	return at != KR_NOSYM && w->country_of[at] ? w->country_of[at] - 1u
	                                           : KR_NOSYM;
}

uint32_t kr__world_office(const kr_world *w, kr_view key)
{
	uint64_t hash = kr__hash64(key);
	uint32_t row;

	return kr__phrases_match(&w->offices, &hash, 1, &row) ? row : KR_NOSYM;
}

uint32_t kr__world_host(const kr_world *w, kr_view host)
{
	uint64_t keys[8];
	uint32_t row;
	uint32_t n = host_keys(host, keys, 8);

	return kr__phrases_match(&w->domains, keys, n, &row) ? row : KR_NOSYM;
}
