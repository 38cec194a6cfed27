// SPDX-License-Identifier: Apache-2.0
/*
 * Copies, measured. The problem: nobody has marked a hundred thousand articles
 * by hand. The idea: make them, with the truth, out of real ones: an original
 * is a piece of a real article whose rarer words are exchanged by a
 * permutation of the vocabulary, another one for each article and each time
 * the corpus is used up, so that originals share the language's frequent words
 * and its way of building sentences, but not the passages that real articles
 * share; pieces of one article are unrelated reports on the same matter. Half of the articles are derived:
 * re-headed, cut, extended, with lines swapped, rewritten, merged of two, or
 * new but for one paragraph. Limits: quotes and typography of the originals
 * are lost; a line that has eight words in a row with an earlier line is left
 * out, since real articles repeat themselves and each other.
 *
 * copies_bench ARTICLES.jsonl[.gz] N [WORDS]: prints a line of the table in
 * docs/quality.md; WORDS: of an original, 0: as long as the articles are.
 */
#include <json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <zlib.h>

#include "merge/copy.h"
#include "merge/copy_index.h"

enum { LONGEST = 1 << 22, SEEN = 1 << 23, ROW = 8,
       BLOCK = 64, OUTLETS = 300, RECENT = 3000 };
enum op { ORIGINAL, REHEADED, CUT, EXTENDED, SWAPPED, REWRITTEN, MERGED, PASSAGE,
	  N_OPS };
static const char *const op_names[] = { "original", "re-headed", "cut", "extended",
	                                "swapped", "rewritten", "merged",
	                                "passage" };

struct line {
	uint32_t first, n; /* words */
	uint32_t article;  /* of pieces */
};

struct doc {
	size_t text, len;
	uint32_t ids, n_ids; /* of lines */
	uint32_t title;
	uint32_t parents[2];
	int32_t day;
	int16_t outlet, credit; /* -1: none */
	uint8_t op, n_parents;
};

struct bench {
	kr_arena arena;
	kr_symbols symbols;
	uint32_t *words, n_words, cap_words; /* ranks, then permuted by use */
	uint32_t *rank_of, *sym_of, n_vocab;
	struct line *lines;
	uint32_t n_lines, cap_lines;
	struct line *pieces; /* of lines */
	uint32_t n_pieces, cap_pieces, n_articles;
	uint32_t n_used, wanted_words; /* pieces used so far */
	struct doc *docs;
	uint32_t n_docs, n_wanted;
	uint64_t *ids; /* permutation << 32 | line */
	uint32_t n_ids, cap_ids;
	uint32_t *seen; /* [SEEN] hashes of eight words, while loading */
	kr_buf text;
	uint64_t dice;
	/* found */
	uint64_t n_candidates, n_found, n_right, n_unclear, n_direction, n_knowable;
	uint64_t made[N_OPS], got[N_OPS], wrong_shown;
	uint64_t ns_judge;
	kr_arena scratch, late_arena;
	kr_copy_doc late;
	kr_credit chain[2][2];
	char names[4][32];
};

static uint32_t roll(struct bench *b, uint32_t n)
{
	b->dice = kr__hash_mix(b->dice, 0x51ED27);
	return n ? (uint32_t)((b->dice >> 20) % n) : 0;
}

static void *grown(struct bench *b, void **at, uint32_t *cap, uint32_t need,
                   size_t size)
{
	if (!kr__arena_grow(&b->arena, at, cap, need, size)) {
		fprintf(stderr, "copies_bench: out of memory\n");
		exit(4);
	}
	return *at;
}

/* ---- the corpus ------------------------------------------------------------ */
/* Has the line eight words in a row with an earlier one? Notes its rows. */
static bool known_row(struct bench *b, const kr_gist *g)
{
	bool known = false;

	for (uint32_t i = 0; i + ROW <= g->n || i == 0; i++) {
		uint64_t h = g->n;
		for (uint32_t k = 0; k < ROW && i + k < g->n; k++)
			h = kr__hash_mix(g->n < ROW ? h : k ? h : 1, g->words[i + k].hash);
		uint32_t tag = (uint32_t)h | 1, at = (uint32_t)(h >> 32) % SEEN;
		while (b->seen[at] && b->seen[at] != tag)
			at = (at + 1) % SEEN;
		known |= b->seen[at] == tag;
		b->seen[at] = tag;
	}
	return known;
}

static void add_line(struct bench *b, kr_view line)
{
	kr_gist g;
	kr_arena_mark mark = kr__arena_mark(&b->scratch);
	struct line l = { b->n_words, 0, 0 };

	bool bad = kr__gist_make(&g, &b->scratch, line, NULL, 0) || g.n < 4 ||
	           known_row(b, &g);
	if (bad) {
		kr__arena_rewind(&b->scratch, mark);
		return;
	}
	for (uint32_t i = 0; i < g.n; i++) {
		grown(b, (void **)&b->words, &b->cap_words, b->n_words + 1, 4);
		b->words[b->n_words++] = kr__symbols_add(
			&b->symbols, kr__view_span(line, g.words[i].span));
	}
	l.n = g.n;
	grown(b, (void **)&b->lines, &b->cap_lines, b->n_lines + 1, sizeof l);
	b->lines[b->n_lines++] = l;
	kr__arena_rewind(&b->scratch, mark);
}

/* Cut the lines from `first` on into pieces. */
static void add_pieces(struct bench *b, uint32_t first)
{
	b->n_articles++;
	for (uint32_t i = first; i < b->n_lines;) {
		struct line p = { i, 0, b->n_articles };
		uint32_t words = 0;
		while (i < b->n_lines &&
		       (words == 0 || !b->wanted_words || words < b->wanted_words))
			words += b->lines[i++].n;
		p.n = i - p.first;
		if (words < 40)
			continue;
		grown(b, (void **)&b->pieces, &b->cap_pieces, b->n_pieces + 1, sizeof p);
		b->pieces[b->n_pieces++] = p;
	}
}

static void load(struct bench *b, const char *path)
{
	gzFile f = gzopen(path, "rb");
	char *line = malloc(LONGEST);

	b->seen = calloc(SEEN, sizeof *b->seen);
	if (!f || !line || !b->seen) {
		fprintf(stderr, "copies_bench: cannot open '%s'\n", path);
		exit(3);
	}
	while (gzgets(f, line, LONGEST)) {
		struct json_object *o = json_tokener_parse(line), *t;
		uint32_t first = b->n_lines;
		if (o && json_object_object_get_ex(o, "text", &t)) {
			kr_view rest = kr__view_of(json_object_get_string(t)), l;
			while (kr__view_next_line(&rest, &l))
				add_line(b, kr__view_trim(l));
			add_pieces(b, first);
		}
		json_object_put(o);
	}
	free(b->seen);
	free(line);
	gzclose(f);
}

static uint32_t *counts_for_sort;
static int by_count(const void *p, const void *q)
{
	uint32_t a = *(const uint32_t *)p, b = *(const uint32_t *)q;
	uint32_t x = counts_for_sort[a], y = counts_for_sort[b];

	return x != y ? (x < y ? 1 : -1) : (a > b) - (a < b);
}

static void rank_words(struct bench *b)
{
	uint32_t n = b->symbols.n + b->symbols.first + 1;

	counts_for_sort = calloc(n, 4);
	b->rank_of = calloc(n, 4);
	b->sym_of = calloc(n, 4);
	for (uint32_t i = 0; i < b->n_words; i++)
		counts_for_sort[b->words[i]]++;
	for (uint32_t i = 0; i < n; i++)
		if (counts_for_sort[i])
			b->sym_of[b->n_vocab++] = i;
	qsort(b->sym_of, b->n_vocab, 4, by_count);
	for (uint32_t i = 0; i < b->n_vocab; i++)
		b->rank_of[b->sym_of[i]] = i;
	free(counts_for_sort);
}

/* The word that stands for `sym` in a permutation. */
static uint32_t permuted(const struct bench *b, uint32_t sym, uint32_t perm)
{
	uint32_t rank = b->rank_of[sym], block = rank / BLOCK * BLOCK;
	uint64_t h = kr__hash_mix(perm + 1, block);

	if (block == 0 || perm == 0 || block + BLOCK > b->n_vocab)
		return sym;
	return b->sym_of[block + ((rank - block) * ((h & 62) + 1) + (h >> 9)) % BLOCK];
}

/* ---- making articles --------------------------------------------------------- */
static void put_line(struct bench *b, uint64_t id, unsigned change)
{
	const struct line *l = &b->lines[(uint32_t)id];

	for (uint32_t i = 0; i < l->n; i++) {
		uint32_t sym = permuted(b, b->words[l->first + i], (uint32_t)(id >> 32));
		kr_view w = kr__symbols_text(&b->symbols, sym);
		bool digit = w.len && w.ptr[0] >= '0' && w.ptr[0] <= '9';
		if (change && roll(b, 1000) < (digit ? change * 2 : change)) {
			if (digit)
				kr__buf_u64(&b->text, roll(b, 5000));
			else
				kr__buf_add(&b->text, kr__symbols_text(&b->symbols,
					b->sym_of[roll(b, b->n_vocab)]));
		} else {
			kr__buf_add(&b->text, w);
		}
		kr__buf_chr(&b->text, i + 1 < l->n ? ' ' : '\n');
	}
	grown(b, (void **)&b->ids, &b->cap_ids, b->n_ids + 1, sizeof *b->ids);
	b->ids[b->n_ids++] = id;
}

static void put_lines(struct bench *b, const struct doc *from, uint32_t start,
                      uint32_t end, unsigned change)
{
	for (uint32_t i = start; i < end; i++)
		put_line(b, b->ids[from->ids + i], change);
}

static void put_piece(struct bench *b, uint32_t most)
{
	const struct line *p = &b->pieces[b->n_used % b->n_pieces];
	uint32_t perm = b->n_used / b->n_pieces * b->n_articles + p->article;

	b->n_used++;
	for (uint32_t i = 0; i < p->n && i < most; i++)
		put_line(b, (uint64_t)perm << 32 | (p->first + i), 0);
}

static uint32_t words_of(const struct bench *b, uint64_t id)
{
	return b->lines[(uint32_t)id].n;
}

/* A line of at least 28 words, or none. */
static uint32_t long_line(const struct bench *b, const struct doc *d)
{
	for (uint32_t i = 0; i < d->n_ids; i++)
		if (words_of(b, b->ids[d->ids + i]) >= 28)
			return i;
	return d->n_ids;
}

static void derive(struct bench *b, struct doc *d, const struct doc *from,
                   const struct doc *other)
{
	uint32_t n = from->n_ids, k = n > 2 ? 1 + roll(b, n - 2) : 1;

	switch (d->op) {
	case REHEADED: put_lines(b, from, 0, n, 0); break;
	case CUT: put_lines(b, from, 0, n - roll(b, n / 2 + 1), 0); break;
	case EXTENDED:
		put_lines(b, from, 0, n, 0);
		put_piece(b, 1 + n / 3);
		break;
	case SWAPPED:
		put_lines(b, from, k, n, 0);
		put_lines(b, from, 0, k, 0);
		break;
	case REWRITTEN: put_lines(b, from, 0, n, 30 + roll(b, 90)); break;
	case MERGED:
		put_lines(b, from, 0, n - roll(b, n / 2 + 1), 0);
		put_lines(b, other, 0, other->n_ids - roll(b, other->n_ids / 2 + 1), 0);
		break;
	default:
		put_piece(b, 4);
		k = long_line(b, from);
		put_lines(b, from, k, k + 1, 0);
		put_piece(b, 4);
	}
}

static void date(struct bench *b, struct doc *d)
{
	d->outlet = (int16_t)(roll(b, 10) ? (int)roll(b, OUTLETS) : -1);
	d->credit = -1;
	d->day = 19000 + (int32_t)(d - b->docs) / 50;
	for (int i = 0; i < d->n_parents; i++) {
		const struct doc *p = &b->docs[d->parents[i]];
		d->day = p->day > d->day ? p->day : d->day;
	}
	if (d->n_parents && roll(b, 3))
		d->day += (int32_t)roll(b, 4);
	if (d->n_parents && roll(b, 2))
		d->credit = b->docs[d->parents[0]].outlet;
}

static void make_one(struct bench *b)
{
	struct doc *d = &b->docs[b->n_docs];
	uint32_t near = b->n_docs < RECENT ? b->n_docs : RECENT;
	uint32_t one = b->n_docs - 1 - roll(b, near), two = b->n_docs - 1 - roll(b, near);

	*d = (struct doc){ .text = b->text.len, .ids = b->n_ids,
		           .title = b->n_docs };
	bool fits = b->n_docs > 10 && roll(b, 2) && b->docs[one].op == ORIGINAL &&
	            b->docs[two].op == ORIGINAL && one != two;
	if (fits)
		d->op = (uint8_t)(1 + roll(b, N_OPS - 1));
	if (d->op == PASSAGE && long_line(b, &b->docs[one]) == b->docs[one].n_ids)
		d->op = CUT;
	d->n_parents = d->op == ORIGINAL ? 0 : d->op == MERGED ? 2 : 1;
	d->parents[0] = one;
	d->parents[1] = two;
	if (d->op == ORIGINAL)
		put_piece(b, UINT32_MAX);
	else
		derive(b, d, &b->docs[one], &b->docs[two]);
	d->len = b->text.len - d->text;
	d->n_ids = b->n_ids - d->ids;
	date(b, d);
	b->n_docs++;
}

/* ---- measuring ----------------------------------------------------------------- */
static void hold(struct bench *b, uint32_t i, int slot, kr_arena *a, kr_copy_doc *out)
{
	const struct doc *d = &b->docs[i];
	uint32_t n = 0;

	*out = (kr_copy_doc){ .published = { d->day, d->day } };
	snprintf(b->names[slot], 32, "Kabar %d", d->outlet);
	snprintf(b->names[slot + 2], 32, "Kabar %d", d->credit);
	if (d->outlet >= 0)
		out->outlet = kr__view_of(b->names[slot]);
	if (d->outlet >= 0)
		b->chain[slot][n++] = (kr_credit){ .name = out->outlet };
	if (d->credit >= 0)
		b->chain[slot][n++] = (kr_credit){
			.name = kr__view_of(b->names[slot + 2]), .step = 1 };
	out->chain = b->chain[slot];
	out->n_chain = n;
	kr_view text = { b->text.ptr + d->text, d->len };
	if (kr__gist_make(&out->gist, a, text, NULL, 0))
		exit(4);
}

/* Words of lines that both have. */
static uint32_t common(const struct bench *b, const struct doc *x, const struct doc *y)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < x->n_ids; i++)
		for (uint32_t k = 0; k < y->n_ids; k++)
			if (b->ids[x->ids + i] == b->ids[y->ids + k])
				n += words_of(b, b->ids[x->ids + i]);
	return n;
}

/* Is child's `p`-th parent `from`? */
static bool is_parent(const struct doc *child, uint32_t from)
{
	return (child->n_parents > 0 && child->parents[0] == from) ||
	       (child->n_parents > 1 && child->parents[1] == from);
}

static void weigh(struct bench *b, uint32_t late, uint32_t early, const kr_copy *c)
{
	struct doc *x = &b->docs[early], *y = &b->docs[late];
	bool y_child = is_parent(y, early), x_child = is_parent(x, late);
	const struct doc *child = y_child ? y : x, *from = y_child ? x : y;
	uint32_t shared = common(b, x, y);

	b->n_found++;
	b->n_right += shared >= 16;
	b->n_unclear += shared > 0 && shared < 16;
	if (!shared && b->wrong_shown++ < 6)
		fprintf(stderr, "wrong: %s %u %u, %u words\n- %.200s\n+ %.200s\n",
		        kr__copy_text(c->kind), late, early, c->n_equal,
		        b->text.ptr + y->text, b->text.ptr + x->text);
	if (!y_child && !x_child)
		return;
	b->got[child->op]++;
	bool said = child->credit >= 0 && child->credit == from->outlet &&
	            child->outlet != from->outlet;
	if (!said && (child->day == from->day))
		return;
	b->n_knowable++;
	b->n_direction += c->origin == (y_child ? 0 : 1);
}

static kr_status judge_all(void *user, uint32_t late, const uint32_t *others,
                           uint32_t n)
{
	struct bench *b = user;
	uint64_t start = kr__clock_ns();

	if (n == 0)
		return KR_OK;
	kr__arena_reset(&b->late_arena);
	hold(b, late, 1, &b->late_arena, &b->late);
	for (uint32_t i = 0; i < n; i++) {
		kr_alignment how;
		kr_copy_doc early;
		kr_copy c;
		kr__arena_reset(&b->scratch);
		hold(b, others[i], 0, &b->scratch, &early);
		kr_status status = kr__copy_judge(&c, &how, &b->scratch, &early, &b->late);
		if (status)
			return status;
		b->n_candidates++;
		if (c.kind)
			weigh(b, late, others[i], &c);
	}
	b->ns_judge += kr__clock_ns() - start;
	return KR_OK;
}

static double percent(uint64_t part, uint64_t all)
{
	return all ? 100.0 * (double)part / (double)all : 0;
}

static void report(const struct bench *b, uint64_t ns, size_t index_bytes)
{
	struct rusage use;
	uint64_t made = 0, got = 0;

	getrusage(RUSAGE_SELF, &use);
	for (int i = 1; i < N_OPS; i++) {
		made += b->made[i];
		got += b->got[i];
		fprintf(stderr, "%-10s %6.2f %% of %llu\n", op_names[i],
		        percent(b->got[i], b->made[i]), (unsigned long long)b->made[i]);
	}
	fprintf(stderr, "candidates %llu, found %llu, unclear %llu, alignment %.1f s\n",
	        (unsigned long long)b->n_candidates, (unsigned long long)b->n_found,
	        (unsigned long long)b->n_unclear, (double)b->ns_judge / 1e9);
	printf("| %u | %zu | %.4f | %.4f | %.4f | %.1f | %.0f | %zu | %ld |\n", b->n_docs,
	       b->text.len / b->n_docs,
	       percent(b->n_right, b->n_found - b->n_unclear) / 100,
	       percent(got, made) / 100,
	       percent(b->n_direction, b->n_knowable) / 100, (double)ns / 1e9,
	       (double)b->n_docs / ((double)ns / 1e9), index_bytes / b->n_docs,
	       use.ru_maxrss / 1024);
}

/* Processor time: other work on the machine does not count. */
static uint64_t cpu_ns(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return ((uint64_t)use.ru_utime.tv_sec + (uint64_t)use.ru_stime.tv_sec) *
	               1000000000 +
	       ((uint64_t)use.ru_utime.tv_usec + (uint64_t)use.ru_stime.tv_usec) * 1000;
}

static int measure(struct bench *b)
{
	uint64_t start = cpu_ns();
	kr_copy_index *x = kr__copy_index_new(NULL);
	kr_status status = x ? KR_OK : KR_ENOMEM;

	for (uint32_t i = 0; i < b->n_docs && !status; i++) {
		kr_copy_doc d;
		kr_sketch s;
		kr__arena_reset(&b->scratch);
		hold(b, i, 0, &b->scratch, &d);
		status = kr__sketch_make(&s, &b->scratch, &d.gist);
		if (!status)
			status = kr__copy_index_add(
				x, i, (kr_copy_place){ b->docs[i].day,
				                       kr__hash_mix(i, 5) }, &s);
		for (int p = 0; p < b->docs[i].n_parents; p++)
			b->made[b->docs[i].op]++;
	}
	size_t bytes = x ? kr__copy_index_bytes(x) : 0;
	if (!status)
		status = kr__copy_index_pairs(x, judge_all, b);
	kr__copy_index_free(x);
	report(b, cpu_ns() - start, bytes);
	return status != KR_OK;
}

int main(int argc, char **argv)
{
	struct bench *b = calloc(1, sizeof *b);

	if (argc < 3 || !b) {
		fprintf(stderr, "usage: copies_bench ARTICLES.jsonl[.gz] N [WORDS]\n");
		return 2;
	}
	b->n_wanted = (uint32_t)strtoul(argv[2], NULL, 10);
	b->wanted_words = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 0;
	kr__arena_init(&b->arena, NULL, 0);
	kr__arena_init(&b->scratch, NULL, 0);
	kr__arena_init(&b->late_arena, NULL, 0);
	kr__buf_init(&b->text, NULL);
	kr__symbols_init(&b->symbols, &b->arena, NULL);
	load(b, argv[1]);
	rank_words(b);
	b->docs = calloc((size_t)b->n_wanted + 1, sizeof *b->docs);
	while (b->docs && b->n_pieces && b->n_docs < b->n_wanted)
		make_one(b);
	return b->n_docs ? measure(b) : 3;
}
