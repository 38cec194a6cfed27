// SPDX-License-Identifier: Apache-2.0
/*
 * Tokens. The problem: find the words, numbers, dates, addresses and marks of
 * running text with their byte spans. The idea: text falls into chunks at
 * white space; a chunk falls into runs of word characters and marks; between
 * two runs of word characters a mark such as "-", "." or "/" joins or parts
 * by the classes of its neighbours and by facts of the pack. Every byte is
 * looked at a bounded number of times. Limits: spaces always part; a token
 * longer than KR_WORD_MAX is not analysed. Source: conventions of
 * UD_Indonesian-GSD 2.17 and UD_Indonesian-CSUI.
 */
#include "mark/token.h"

#include <string.h>

/* A character of the paragraph, decoded. */
typedef struct ch {
	uint32_t cp, at, end;
	unsigned cc;
} ch;

static const unsigned WORD = KR_CC_ALPHA | KR_CC_DIGIT;

static ch char_at(const kr_cutter *c, uint32_t at, uint32_t stop)
{
	size_t next = at;
	kr_view v = kr__view_sub(c->doc->text, 0, stop);
	ch x = { .at = at, .end = at };

	if (at >= stop)
		return x;
	x.cp = kr__utf8_next(v, &next);
	x.end = (uint32_t)next;
	x.cc = kr__cc(x.cp);
	if (x.cp == 0xB2 || x.cp == 0xB3 || x.cp == 0xB9)
		x.cc |= KR_CC_ALPHA; /* raised digits belong to their word */
	return x;
}

static unsigned facts_of(const kr_cutter *c, uint32_t start, uint32_t end)
{
	char low[KR_WORD_MAX * 2];
	kr_view v = kr__doc_cut(c->doc, (kr_span){ start, end });

	if (v.len > KR_WORD_MAX)
		return 0;
	size_t n = kr__lower_into(v, low, sizeof low);
	return kr__tokens_facts(c->facts, (kr_view){ low, n });
}

/* End of the run of word characters at `at`. */
static uint32_t run_end(const kr_cutter *c, uint32_t at, uint32_t stop)
{
	const char *t = c->doc->text.ptr;

	while (at < stop) {
		unsigned char b = (unsigned char)t[at];
		if ((b | 32) >= 'a' && (b | 32) <= 'z') {
			at++;
			continue;
		}
		ch x = char_at(c, at, stop);
		if (!(x.cc & WORD))
			break;
		at = x.end;
	}
	return at;
}

/* "Rp16,5": the end of the currency sign if `run` starts with one. */
static uint32_t currency_end(const kr_cutter *c, kr_span run)
{
	uint32_t at = run.start;

	while (at < run.end && at - run.start < 5 &&
	       (char_at(c, at, run.end).cc & KR_CC_ALPHA))
		at = char_at(c, at, run.end).end;
	if (at < run.end && at > run.start &&
	    (char_at(c, at, run.end).cc & KR_CC_DIGIT) &&
	    (facts_of(c, run.start, at) & KR_TF_CURRENCY))
		return at;
	return run.end;
}

static bool is_capital_word(const kr_cutter *c, uint32_t start, uint32_t end)
{
	return end - start >= 2 &&
	       (char_at(c, start, end).cc & KR_CC_UPPER) != 0;
}

static bool same_folded(const kr_cutter *c, kr_span a, kr_span b)
{
	return a.end - a.start <= b.end - b.start &&
	       kr__view_istarts(kr__doc_cut(c->doc, b), kr__doc_cut(c->doc, a));
}

/* "Iran-Rusia" and "AS-Iran" are three tokens; "Undang-Undang", "APBN-P", "Al-Alawi" and
 * "non-migas" are one. */
static bool hyphen_joins(const kr_cutter *c, kr_span left, kr_span right)
{
	bool digits = (char_at(c, left.end - 1, left.end).cc & KR_CC_DIGIT) &&
	              (char_at(c, right.start, right.end).cc & KR_CC_DIGIT);

	if (digits || (facts_of(c, left.end, right.start) & KR_TF_PARTS))
		return false;
	if (!is_capital_word(c, left.start, left.end) ||
	    !is_capital_word(c, right.start, right.end))
		return true;
	if (char_at(c, left.end - 1, left.end).cc & KR_CC_UPPER)
		return left.end - left.start == right.end - right.start &&
		       same_folded(c, left, right); /* "AS-ASEAN" is no "As-Salam" */
	return same_folded(c, left, right) ||
	       (facts_of(c, left.start, left.end) & KR_TF_NAME_PART);
}

/* "detik.com", "M.Si", "a.n": one token; "katanya.Kemudian": three. */
static bool dot_joins(const kr_cutter *c, kr_span left, kr_span right)
{
	if (facts_of(c, left.start, right.end) & (KR_TF_ABBR | KR_TF_TITLE))
		return true;
	if (right.end - right.start <= 3 &&
	    (facts_of(c, right.start, right.end) & KR_TF_DOMAIN))
		return true;
	return left.end - left.start <= 2 && right.end - right.start <= 3 &&
	       (char_at(c, left.start, left.end).cc & KR_CC_UPPER);
}

/* "17/1", "17/1/2025", "2025/1/17" are one token, "4/2007" and "IMF/WB" are
 * three; a slash between a letter and a digit joins ("II/2007"). */
static bool slash_joins(const kr_cutter *c, unsigned a, unsigned b,
                        kr_span left, kr_span right)
{
	uint32_t n = left.end - left.start, m = right.end - right.start;
	unsigned digits = a & b & KR_CC_DIGIT;
	bool third = left.start && c->doc->text.ptr[left.start - 1] == '/';

	if (!digits)
		return (n <= 2 && m <= 2) || ((a | b) & KR_CC_DIGIT);
	return m <= 2 ? n <= 2 || n == 4 : third && m == 4;
}

/* Does mark `m` join the runs left and right of it into one token? */
static bool joins(const kr_cutter *c, ch m, kr_span left, kr_span right)
{
	unsigned a = char_at(c, left.end - 1, left.end).cc;
	unsigned b = char_at(c, right.start, right.end).cc;
	bool digits = (a & b & KR_CC_DIGIT) != 0;

	if (currency_end(c, right) < right.end)
		return false;
	switch (m.cp) {
	case '-':
	case 0x2010:
	case 0x2011:
		return hyphen_joins(c, left, right);
	case '.':
		return digits || (!(b & KR_CC_DIGIT) && dot_joins(c, left, right));
	case ',':
	case ':':
		return digits;
	case '\'':
	case 0x2019:
		return (a & b & KR_CC_ALPHA) != 0;
	case '/':
		return slash_joins(c, a, b, left, right);
	case '&':
		return (a & b & KR_CC_UPPER) != 0;
	case '_':
		return true;
	default:
		return false;
	}
}

static bool small(char b)
{
	return b >= 'a' && b <= 'z';
}

static bool capital(char b)
{
	return b >= 'A' && b <= 'Z';
}

/* Scraped text lost the blank before a link: "dilansirAFP", "daridetikNews".
 * The end of the first word; the end of the run if it is one. */
static uint32_t glued_end(const kr_cutter *c, kr_span run)
{
	const char *t = c->doc->text.ptr;
	uint32_t k = run.start + 1;

	while (k < run.end && k - run.start < KR_WORD_MAX &&
	       !(small(t[k - 1]) && capital(t[k])))
		k++;
	if (k >= run.end || k - run.start >= KR_WORD_MAX || k < run.start + 4)
		return run.end;
	if (facts_of(c, run.start, k) & KR_TF_GLUED)
		return k;
	for (uint32_t i = run.start + 4; i + 3 < k; i++)
		if ((facts_of(c, i, k) & KR_TF_STICKS) &&
		    (facts_of(c, run.start, i) & KR_TF_GLUED))
			return i;
	return run.end;
}

/* The end of the word token that starts at `at`. */
static uint32_t word_end(const kr_cutter *c, uint32_t at, uint32_t stop)
{
	kr_span left = { at, run_end(c, at, stop) };
	uint32_t cut = currency_end(c, left);

	if (cut == left.end)
		cut = glued_end(c, left);

	if (cut < left.end)
		return cut;
	for (;;) {
		ch m = char_at(c, left.end, stop);
		if (m.end == m.at || (m.cc & KR_CC_SPACE))
			return left.end;
		kr_span right = { m.end, run_end(c, m.end, stop) };
		if (right.end == right.start || !joins(c, m, left, right))
			return left.end;
		left = right;
	}
}

/* Initials and degrees keep their last dot: "D.W." */
static uint32_t with_last_dot(const kr_cutter *c, uint32_t start, uint32_t end,
                              uint32_t stop)
{
	const char *t = c->doc->text.ptr;

	if (end >= stop || t[end] != '.')
		return end;
	if (facts_of(c, start, end) & KR_TF_KEEPS_DOT)
		return end + 1;
	if (end - start < 3 ||
	    end - start > 12 || !memchr(t + start, '.', end - start))
		return end;
	for (uint32_t i = start; i < end; i++)
		if (t[i] >= '0' && t[i] <= '9')
			return end;
	return facts_of(c, start, end) & KR_TF_DOMAIN || end - start > 5 ? end : end + 1;
}

static bool is_url(kr_view v)
{
	size_t colon = kr__view_find(kr__view_sub(v, 0, 12), KR_V("://"));

	return (colon != KR_NPOS && colon > 0) || kr__view_istarts(v, KR_V("www."));
}

/* "nama@situs.id" or "@akun", "#tagar". */
static bool is_address(kr_view v)
{
	size_t at = kr__view_chr(kr__view_sub(v, 0, 64), '@');

	if (v.len > 1 && (v.ptr[0] == '@' || v.ptr[0] == '#'))
		return kr__cc((unsigned char)v.ptr[1]) & WORD;
	return at != KR_NPOS && at > 0 &&
	       kr__view_chr(kr__view_sub(v, at, at + 64), '.') != KR_NPOS;
}

/* An address ends before marks that belong to the sentence. */
static uint32_t address_end(const kr_cutter *c, uint32_t at, uint32_t stop)
{
	const char *t = c->doc->text.ptr;
	uint32_t end = at;

	while (end < stop && !strchr("\"<>|{}", t[end]) &&
	       ((unsigned char)t[end] < 0x80))
		end++;
	while (end > at + 1 && strchr(".,;:!?)]'\"*", t[end - 1]))
		end--;
	return end;
}

/* A run of one and the same mark that is one token: "--", "``", "''", and what
 * the pack says. */
static uint32_t mark_end(const kr_cutter *c, ch m, uint32_t stop)
{
	const char *t = c->doc->text.ptr;
	uint32_t end = m.end;

	if (m.cp == 0 || m.cp >= 0x80 || end >= stop || t[end] != t[end - 1])
		return end;
	if (!strchr("-'`=*_~#", (int)m.cp) &&
	    !(facts_of(c, m.at, end + 1) & KR_TF_RUN))
		return end;
	while (end < stop && t[end] == (char)m.cp)
		end++;
	return end;
}

/* Cut [start, stop), a chunk without white space. */
static void chunk_tokens(kr_cutter *c, uint32_t start, uint32_t stop)
{
	uint32_t at = start;
	bool fresh = true; /* nothing but marks so far */

	while (at < stop) {
		ch x = char_at(c, at, stop);
		kr_view rest = kr__doc_cut(c->doc, (kr_span){ at, stop });
		uint32_t end;
		if (fresh && (is_url(rest) || is_address(rest)))
			end = address_end(c, at, stop);
		else if (x.cc & WORD)
			end = with_last_dot(c, at, word_end(c, at, stop), stop);
		else
			end = mark_end(c, x, stop);
		fresh = fresh && !(x.cc & WORD);
		if (end <= at)
			end = x.end;
		kr__token_emit(c, at, end);
		at = end;
	}
}

/* The end of the chunk at `at`; sets *plain if it is ASCII letters only, with
 * no capital behind a small one. */
static uint32_t chunk_end(const kr_cutter *c, uint32_t at, uint32_t stop,
                          bool *plain)
{
	const char *t = c->doc->text.ptr;

	*plain = true;
	for (bool last_small = false; at < stop;) {
		unsigned char b = (unsigned char)t[at];
		if ((b | 32) >= 'a' && (b | 32) <= 'z') {
			if (last_small && !(b & 32))
				*plain = false;
			last_small = b & 32;
			at++;
			continue;
		}
		last_small = false;
		if (b == ' ' || b == '\n')
			break;
		ch x = char_at(c, at, stop);
		if (x.cc & KR_CC_SPACE)
			break;
		*plain = false;
		at = x.end;
	}
	return at;
}

void kr__paragraph_tokens(kr_cutter *c, uint32_t start, uint32_t end)
{
	uint32_t at = start;

	while (at < end) {
		bool plain = false;
		uint32_t stop = chunk_end(c, at, end, &plain);
		if (stop == at)
			at = char_at(c, at, end).end;
		else if (plain)
			kr__token_emit(c, at, stop);
		else
			chunk_tokens(c, at, stop);
		at = stop > at ? stop : at;
	}
}
