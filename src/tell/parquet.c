// SPDX-License-Identifier: Apache-2.0
/*
 * Parquet. The problem: R, pandas, DuckDB and Spark read it fast and typed, and
 * no library for it is at hand in C. The idea: the smallest part of the format
 * that holds our tables: flat columns, all nullable, one data page a column and
 * row group, PLAIN values, definition levels as runs, ZSTD where it helps; the
 * footer in Thrift's compact protocol. Row groups keep memory bounded. Limits:
 * no statistics, no dictionary pages. Source: the parquet-format description
 * and parquet.thrift of Apache Parquet.
 */
#include "tell/parquet.h"

#include <string.h>
#include <zstd.h>

enum { GROUP_ROWS = 65536, GROUP_BYTES = 8 << 20, LEVEL = 3 };
enum { P_BOOLEAN = 0, P_INT32 = 1, P_INT64 = 2, P_DOUBLE = 5, P_BYTES = 6 };
enum { T_I32 = 5, T_I64 = 6, T_BINARY = 8, T_LIST = 9, T_STRUCT = 12 };
enum { CODEC_NONE = 0, CODEC_ZSTD = 6 };

struct chunk { /* one column of the open row group */
	kr_buf levels, values;
	bool present;    /* of the open run */
	uint32_t run;    /* its length */
	unsigned n_bits; /* booleans in the last byte of values */
};

struct kr_parquet {
	const kr_column *columns;
	struct chunk *chunks;
	uint32_t n, n_rows; /* rows of the open group */
	size_t bytes;       /* of the open group */
	kr_buf groups;      /* finished row groups, for the footer */
	kr_buf page, packed;
	uint64_t n_groups, all_rows, offset; /* bytes of the file so far */
};

/* ---- Thrift's compact protocol -------------------------------------------------- */
static void varint(kr_buf *b, uint64_t n)
{
	for (; n >= 0x80; n >>= 7)
		kr__buf_chr(b, (char)(n | 0x80));
	kr__buf_chr(b, (char)n);
}

static void zigzag(kr_buf *b, int64_t n)
{
	varint(b, ((uint64_t)n << 1) ^ (n < 0 ? UINT64_MAX : 0));
}

/* Field `id` after field `last` of the same struct. */
static void field(kr_buf *b, int last, int id, int type)
{
	kr__buf_chr(b, (char)((id - last) << 4 | type));
}

static void number(kr_buf *b, int last, int id, int64_t n)
{
	field(b, last, id, n > INT32_MAX ? T_I64 : T_I32);
	zigzag(b, n);
}

static void number64(kr_buf *b, int last, int id, int64_t n)
{
	field(b, last, id, T_I64);
	zigzag(b, n);
}

static void string(kr_buf *b, const char *s)
{
	kr_view v = kr__view_of(s);

	varint(b, v.len);
	kr__buf_add(b, v);
}

static void list(kr_buf *b, uint64_t n, int type)
{
	kr__buf_chr(b, (char)((n < 15 ? n : 15) << 4 | (uint64_t)type));
	if (n >= 15)
		varint(b, n);
}

static void stop(kr_buf *b)
{
	kr__buf_chr(b, 0);
}

/* ---- values ------------------------------------------------------------------------ */
static int physical(kr_column_type type)
{
	switch (type) {
	case KR_COLUMN_BOOL: return P_BOOLEAN;
	case KR_COLUMN_DAY: return P_INT32;
	case KR_COLUMN_INT: return P_INT64;
	case KR_COLUMN_REAL: return P_DOUBLE;
	default: return P_BYTES;
	}
}

static void little(kr_buf *b, uint64_t n, int n_bytes)
{
	for (int i = 0; i < n_bytes; i++)
		kr__buf_chr(b, (char)(n >> (8 * i)));
}

static void bit(struct chunk *c, bool on)
{
	if (c->n_bits % 8 == 0)
		kr__buf_chr(&c->values, 0);
	if (on && !c->values.failed)
		c->values.ptr[c->values.len - 1] |= (char)(1 << c->n_bits % 8);
	c->n_bits++;
}

static void value(struct chunk *c, kr_column_type type, const kr_cell *cell)
{
	uint64_t bits;

	switch (physical(type)) {
	case P_BOOLEAN: bit(c, cell->n != 0); break;
	case P_INT32: little(&c->values, (uint64_t)cell->n, 4); break;
	case P_INT64: little(&c->values, (uint64_t)cell->n, 8); break;
	case P_DOUBLE:
		memcpy(&bits, &cell->real, 8);
		little(&c->values, bits, 8);
		break;
	default:
		little(&c->values, cell->text.len, 4);
		kr__buf_add(&c->values, cell->text);
	}
}

/* Levels: runs of equal values, "length times two" and the value. */
static void end_run(struct chunk *c)
{
	if (!c->run)
		return;
	varint(&c->levels, (uint64_t)c->run << 1);
	kr__buf_chr(&c->levels, c->present);
	c->run = 0;
}

static void level(struct chunk *c, bool present)
{
	if (c->run && c->present != present)
		end_run(c);
	c->present = present;
	c->run++;
}

/* ---- pages and groups ----------------------------------------------------------------- */
static void page_header(kr_buf *b, uint64_t plain, uint64_t packed, uint32_t n)
{
	number(b, 0, 1, 0); /* a data page */
	number(b, 1, 2, (int64_t)plain);
	number(b, 2, 3, (int64_t)packed);
	field(b, 3, 5, T_STRUCT);
	number(b, 0, 1, n);
	number(b, 1, 2, 0); /* PLAIN */
	number(b, 2, 3, 3); /* levels: RLE */
	number(b, 3, 4, 3);
	stop(b);
	stop(b);
}

/* The page of `c` in p->packed; the codec. */
static int pack(kr_parquet *p, struct chunk *c)
{
	end_run(c);
	kr__buf_reset(&p->page);
	kr__buf_reset(&p->packed);
	little(&p->page, c->levels.len, 4);
	kr__buf_add(&p->page, kr__buf_view(&c->levels));
	kr__buf_add(&p->page, kr__buf_view(&c->values));
	size_t bound = ZSTD_compressBound(p->page.len), n = 0;
	if (!p->page.failed && kr__buf_reserve(&p->packed, bound)) {
		n = ZSTD_compress(p->packed.ptr, bound, p->page.ptr, p->page.len, LEVEL);
		n = ZSTD_isError(n) ? 0 : n;
	}
	p->packed.len = n;
	if (n && n < p->page.len)
		return CODEC_ZSTD;
	kr__buf_reset(&p->packed);
	kr__buf_add(&p->packed, kr__buf_view(&p->page));
	return CODEC_NONE;
}

static void column_meta(kr_parquet *p, uint32_t i, int codec, const uint64_t size[2])
{
	kr_buf *g = &p->groups;

	number64(g, 0, 2, (int64_t)p->offset);
	field(g, 2, 3, T_STRUCT);
	number(g, 0, 1, physical(p->columns[i].type));
	field(g, 1, 2, T_LIST);
	list(g, 2, T_I32);
	zigzag(g, 0); /* PLAIN */
	zigzag(g, 3); /* RLE */
	field(g, 2, 3, T_LIST);
	list(g, 1, T_BINARY);
	string(g, p->columns[i].name);
	number(g, 3, 4, codec);
	number64(g, 4, 5, p->n_rows);
	number64(g, 5, 6, (int64_t)size[0]);
	number64(g, 6, 7, (int64_t)size[1]);
	number64(g, 7, 9, (int64_t)p->offset);
	stop(g);
	stop(g);
}

static kr_status group(kr_parquet *p, kr_buf *out)
{
	uint64_t total = 0;
	kr_status failed = KR_OK;

	if (p->n_rows == 0)
		return KR_OK;
	field(&p->groups, 0, 1, T_LIST);
	list(&p->groups, p->n, T_STRUCT);
	for (uint32_t i = 0; i < p->n; i++) {
		struct chunk *c = &p->chunks[i];
		int codec = pack(p, c);
		size_t begin = out->len;
		page_header(out, p->page.len, p->packed.len, p->n_rows);
		uint64_t head = out->len - begin;
		kr__buf_add(out, kr__buf_view(&p->packed));
		uint64_t size[2] = { head + p->page.len, head + p->packed.len };
		column_meta(p, i, codec, size);
		p->offset += size[1];
		total += size[0];
		if (!failed)
			failed = c->levels.failed ? c->levels.failed
			         : c->values.failed ? c->values.failed : p->page.failed;
		kr__buf_reset(&c->levels);
		kr__buf_reset(&c->values);
		c->n_bits = 0;
	}
	number64(&p->groups, 1, 2, (int64_t)total);
	number64(&p->groups, 2, 3, p->n_rows);
	stop(&p->groups);
	p->n_groups++;
	p->all_rows += p->n_rows;
	p->n_rows = 0;
	p->bytes = 0;
	return failed ? failed : p->packed.failed ? p->packed.failed : out->failed;
}

/* ---- the file --------------------------------------------------------------------------- */
kr_parquet *kr__parquet_new(const kr_column *columns, uint32_t n, kr_buf *out)
{
	const kr_alloc *a = &kr__alloc_libc;
	kr_parquet *p = a->fn(a->user, NULL, 0, sizeof *p);

	if (!p)
		return NULL;
	memset(p, 0, sizeof *p);
	p->chunks = a->fn(a->user, NULL, 0, n * sizeof *p->chunks);
	kr__buf_init(&p->groups, NULL);
	kr__buf_init(&p->page, NULL);
	kr__buf_init(&p->packed, NULL);
	if (!p->chunks) {
		kr__parquet_free(p);
		return NULL;
	}
	memset(p->chunks, 0, n * sizeof *p->chunks);
	p->columns = columns;
	p->n = n;
	for (uint32_t i = 0; i < n; i++) {
		kr__buf_init(&p->chunks[i].levels, NULL);
		kr__buf_init(&p->chunks[i].values, NULL);
	}
	kr__buf_str(out, "PAR1");
	p->offset = 4;
	return p;
}

void kr__parquet_free(kr_parquet *p)
{
	const kr_alloc *a = &kr__alloc_libc;

	if (!p)
		return;
	for (uint32_t i = 0; i < p->n; i++) {
		kr__buf_drop(&p->chunks[i].levels);
		kr__buf_drop(&p->chunks[i].values);
	}
	kr__buf_drop(&p->groups);
	kr__buf_drop(&p->page);
	kr__buf_drop(&p->packed);
	if (p->chunks)
		a->fn(a->user, p->chunks, p->n * sizeof *p->chunks, 0);
	a->fn(a->user, p, sizeof *p, 0);
}

kr_status kr__parquet_row(kr_parquet *p, const kr_cell *cells, kr_buf *out)
{
	for (uint32_t i = 0; i < p->n; i++) {
		level(&p->chunks[i], !cells[i].null);
		if (!cells[i].null)
			value(&p->chunks[i], p->columns[i].type, &cells[i]);
		p->bytes += 8 + cells[i].text.len;
	}
	p->n_rows++;
	return p->n_rows == GROUP_ROWS || p->bytes >= GROUP_BYTES ? group(p, out) : KR_OK;
}

static void schema(const kr_parquet *p, kr_buf *b)
{
	field(b, 1, 2, T_LIST);
	list(b, p->n + 1, T_STRUCT);
	field(b, 0, 4, T_BINARY);
	string(b, "kronik");
	number(b, 4, 5, p->n);
	stop(b);
	for (uint32_t i = 0; i < p->n; i++) {
		kr_column_type type = p->columns[i].type;
		number(b, 0, 1, physical(type));
		number(b, 1, 3, 1); /* optional */
		field(b, 3, 4, T_BINARY);
		string(b, p->columns[i].name);
		if (type == KR_COLUMN_TEXT)
			number(b, 4, 6, 0); /* UTF8 */
		if (type == KR_COLUMN_DAY)
			number(b, 4, 6, 6); /* DATE */
		stop(b);
	}
}

kr_status kr__parquet_end(kr_parquet *p, kr_buf *out)
{
	kr_status status = group(p, out);
	kr_buf *b = &p->page;

	if (status)
		return status;
	kr__buf_reset(b);
	number(b, 0, 1, 1); /* version of the format */
	schema(p, b);
	number64(b, 2, 3, (int64_t)p->all_rows);
	field(b, 3, 4, T_LIST);
	list(b, p->n_groups, T_STRUCT);
	kr__buf_add(b, kr__buf_view(&p->groups));
	field(b, 4, 6, T_BINARY);
	string(b, "kronik " KR_VERSION);
	stop(b);
	kr__buf_add(out, kr__buf_view(b));
	little(out, b->len, 4);
	kr__buf_str(out, "PAR1");
	return p->groups.failed ? p->groups.failed : b->failed ? b->failed : out->failed;
}
