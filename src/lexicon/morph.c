// SPDX-License-Identifier: Apache-2.0
/*
 * Morphology tables. The problem: fifty thousand roots and words, weights and
 * exceptions must be at hand without loading time. The idea: the file is a
 * list of arrays that are used where they are mapped; words are 32 bits of
 * their hash in open addressing, so no text is kept. Limits: little-endian
 * machines; a word that is not there is taken for one that is with a chance
 * below 10^-8.
 *
 * File: "KRM1", version, number of sections, checksum; a row (offset, items)
 * for each section; the sections, each from a multiple of 8.
 */
#include "lexicon/morph.h"

#include <string.h>

#include "lexicon/parts.h"

enum { VERSION = 2, N_SECTIONS = 10, HEAD = 16 };

static uint32_t tag_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32) | 0x80000001u;
}

/* Slot of `hash` in an open-addressed table of n (a power of 2), or n. */
static uint32_t find_tag(const uint32_t *tags, uint32_t n, uint64_t hash)
{
	uint32_t at = (uint32_t)hash & (n - 1);

	for (uint32_t i = 0; i < n && tags[at]; i++) {
		if (tags[at] == tag_of(hash))
			return at;
		at = (at + 1) & (n - 1);
	}
	return n;
}

unsigned kr__lexeme(const kr_morph *m, kr_view lower)
{
	if (!m || !m->n_lex_tags)
		return 0;
	uint32_t at = find_tag(m->lex_tags, m->n_lex_tags, kr__hash64(lower));
	return at < m->n_lex_facts ? m->lex_facts[at] : 0;
}

int kr__style_weight(const kr_morph *m, kr_view lower)
{
	if (!m || !m->n_style_tags)
		return 0;
	uint32_t at = find_tag(m->style_tags, m->n_style_tags, kr__hash64(lower));
	return at < m->n_style_weights ? m->style_weights[at] : 0;
}

/* The string at `from`, if it is inside; only now is it looked at. */
static kr_view memo_string(const kr_morph *m, uint32_t from)
{
	uint32_t len = from < m->n_strings ? (uint8_t)m->strings[from] : 0;

	if ((uint64_t)from + 1 + len > m->n_strings)
		return (kr_view){ "", 0 };
	return (kr_view){ m->strings + from + 1, len };
}

kr_view kr__morph_memo(const kr_morph *m, uint64_t key)
{
	uint32_t n = m->n_memo_keys, at = (uint32_t)key & (n - 1);

	for (uint32_t i = 0; i < n && m->memo_keys[at]; i++) {
		if (m->memo_keys[at] == key)
			return memo_string(m, m->memo_at[at]);
		at = (at + 1) & (n - 1);
	}
	return (kr_view){ "", 0 };
}

/* ---- the file ---------------------------------------------------------- */

typedef struct section {
	uint32_t offset, n;
} section;

static bool power_of_2(uint32_t n)
{
	return (n & (n - 1)) == 0;
}

static bool sane(const kr_morph *m)
{
	return power_of_2(m->n_lex_tags) && m->n_lex_facts == m->n_lex_tags &&
	       power_of_2(m->n_style_tags) &&
	       m->n_style_weights == m->n_style_tags &&
	       power_of_2(m->n_memo_keys) && m->n_memo_at == m->n_memo_keys &&
	       (!m->n_weights || m->n_weights == KR_MORPH_WEIGHTS);
}

kr_status kr__morph_open(kr_morph *m, kr_view bytes, const char *where,
                         kr_err *err)
{
	section s[N_SECTIONS];
	uint32_t head[4], i = 0;
	bool ok = bytes.len >= HEAD + sizeof s;

	if (ok) {
		memcpy(head, bytes.ptr, HEAD);
		memcpy(s, bytes.ptr + HEAD, sizeof s);
		ok = memcmp(bytes.ptr, "KRM1", 4) == 0 && head[1] == VERSION &&
		     head[2] == N_SECTIONS;
	}
#define X(name, type)                                                         \
	if (ok && (s[i].offset % 8 || s[i].offset > bytes.len ||              \
	           s[i].n > (bytes.len - s[i].offset) / sizeof(type)))        \
		ok = false;                                                   \
	if (ok) {                                                             \
		m->name = (const type *)(const void *)(bytes.ptr + s[i].offset); \
		m->n_##name = s[i].n;                                         \
	}                                                                     \
	i++;
	KR_MORPH_SECTIONS(X)
#undef X
	if (ok && sane(m))
		return KR_OK;
	return kr__err_set(err, KR_EDATA, where, -1, "damaged morphology");
}

bool kr__morph_summed(kr_view bytes)
{
	uint32_t sum;

	if (bytes.len < HEAD)
		return false;
	memcpy(&sum, bytes.ptr + 12, sizeof sum);
	return sum == (uint32_t)kr__hash64(kr__view_from(bytes, HEAD));
}

static void add_array(kr_buf *out, const void *items, size_t bytes)
{
	kr__buf_add(out, (kr_view){ items, bytes });
	while (out->len % 8 && !out->failed)
		kr__buf_chr(out, '\0');
}

void kr__morph_write(const kr_morph *m, kr_buf *out)
{
	uint32_t head[4] = { 0, VERSION, N_SECTIONS, 0 };
	section s[N_SECTIONS];
	size_t at = HEAD + sizeof s, i = 0, start = out->len;

	at = (at + 7) & ~(size_t)7;
	memcpy(head, "KRM1", 4);
#define X(name, type)                                                         \
	s[i++] = (section){ (uint32_t)at, m->n_##name };                      \
	at = (at + m->n_##name * sizeof(type) + 7) & ~(size_t)7;
	KR_MORPH_SECTIONS(X)
#undef X
	kr__buf_add(out, (kr_view){ (const char *)head, HEAD });
	add_array(out, s, sizeof s);
#define X(name, type) add_array(out, m->name, m->n_##name * sizeof(type));
	KR_MORPH_SECTIONS(X)
#undef X
	if (out->failed)
		return;
	uint32_t sum = (uint32_t)kr__hash64(
		kr__view_from(kr__buf_view(out), start + HEAD));
	memcpy(out->ptr + start + 12, &sum, sizeof sum);
}

/* ---- affixes ----------------------------------------------------------- */

static uint32_t letters(kr_view v)
{
	uint32_t bits = 0;

	if (kr__view_is(v, "*"))
		return UINT32_MAX;
	for (size_t i = 0; i < v.len; i++)
		if (v.ptr[i] >= 'a' && v.ptr[i] <= 'z')
			bits |= 1u << (v.ptr[i] - 'a');
	return bits;
}

static uint8_t class_of(kr_morph *m, kr_view name)
{
	for (uint32_t i = 1; i < m->n_classes; i++)
		if (kr__view_eq(m->classes[i], name))
			return (uint8_t)i;
	if (m->n_classes == KR_AFFIX_CLASSES)
		return 0;
	m->classes[m->n_classes] = name;
	return (uint8_t)m->n_classes++;
}

static bool add_affix(kr_morph *m, kr_affix *to, const kr_row *r)
{
	to->text = r->field[1];
	to->cls = class_of(m, r->field[2]);
	to->restore = kr__view_is(r->field[3], "-") ? (kr_view){ "", 0 }
	                                            : r->field[3];
	to->first = letters(r->field[4]);
	kr_view voice = r->field[5];
	to->verbal = voice.len && voice.ptr[voice.len - 1] == '!';
	voice.len -= to->verbal;
	to->voice = kr__view_is(voice, "act")    ? 1
	            : kr__view_is(voice, "pass") ? 2
	                                         : 0;
	return to->cls && to->restore.len <= 2 && to->text.len &&
	       to->text.len <= 8;
}

static kr_status load_affixes(kr_pack *p, kr_morph *m, kr_err *err)
{
	kr_rows rows;
	kr_status status = kr__pack_rows(p, "affixes.tsv", 6, 6, &rows, err);

	if (status)
		return status;
	kr_affix *all = kr__arena_array(p->arena, (size_t)rows.n * 2 + 1,
	                                sizeof *all);
	if (!all)
		return KR_ENOMEM;
	kr_affix *suffixes = all + rows.n;
	m->prefixes = all;
	m->suffixes = suffixes;
	m->classes[0] = KR_V("");
	m->n_classes = 1;
	for (uint32_t i = 0; i < rows.n; i++) {
		const kr_row *r = &rows.at[i];
		bool prefix = kr__view_is(r->field[0], "prefix");
		kr_affix *to = prefix ? &all[m->n_prefixes++]
		                      : &suffixes[m->n_suffixes++];
		if (!add_affix(m, to, r))
			return kr__err_set(err, KR_EDATA, rows.path, r->line,
			                   "bad affix, or too many classes");
	}
	return KR_OK;
}

kr_status kr__load_morph(kr_pack *p, kr_err *err)
{
	kr_view bytes;
	kr_morph *m = kr__arena_get(p->arena, sizeof *m);

	if (!m)
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	kr_status status = load_affixes(p, m, err);
	if (status == KR_ENOTFOUND)
		return KR_OK;
	if (status)
		return status;
	status = kr__pack_map(p, "morph.krm", &bytes, err);
	if (!status)
		status = kr__morph_open(m, bytes, "morph.krm", err);
	if (status && status != KR_ENOTFOUND)
		return status;
	p->morph = m;
	return KR_OK;
}
