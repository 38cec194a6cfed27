// SPDX-License-Identifier: Apache-2.0
/*
 * Morphology. The problem: "menyebutkan", "disebut" and "penyebutan" belong
 * to "sebut", "menteri" is not "teri" and "berita" is not "ita". The idea: the
 * affix table of the pack gives every way to strip prefixes (restoring the
 * letter that nasal assimilation took) and a suffix; a linear model over the
 * pattern, the tag and what the lexicon knows of root and word chooses. The
 * model was trained on treebank lemmas. Limits: three prefixes, one suffix;
 * infixes (-em-, -el-) are not stripped; a reduplicated word is read by its
 * first half. Source: MorphInd's and UD's conventions for roots.
 */
#include "mark/morph.h"

#include <string.h>

enum { MAX_STATES = 24, MIN_ROOT = 2 };

/* A beginning that was stripped: what is left, and of what. */
typedef struct state {
	char rest[KR_ROOT_MAX];
	uint8_t len, n, prefix[KR_PREFIX_MAX], voice;
	char initial;
	bool verbal;
} state;

static uint32_t letter(char c)
{
	return c >= 'a' && c <= 'z' ? 1u << (c - 'a') : 0;
}

static bool strip(const state *from, const kr_affix *a, state *to)
{
	size_t n = a->text.len, r = a->restore.len;

	if (from->len < n + MIN_ROOT || from->rest[0] != a->text.ptr[0] ||
	    memcmp(from->rest, a->text.ptr, n) != 0 ||
	    (a->first != UINT32_MAX && !(letter(from->rest[n]) & a->first)) ||
	    from->len - n + r > KR_ROOT_MAX)
		return false;
	*to = *from;
	to->len = (uint8_t)(from->len - n + r);
	memcpy(to->rest, a->restore.ptr, r);
	memcpy(to->rest + r, from->rest + n, from->len - n);
	to->prefix[to->n++] = a->cls;
	to->initial = r ? a->restore.ptr[0] : 0;
	if (from->n == 0) {
		to->voice = a->voice;
		to->verbal = a->verbal;
	}
	return true;
}

/* All beginnings of `lower`, itself first. */
static uint32_t expand(const kr_morph *m, kr_view lower, state *s)
{
	uint32_t n = 1;

	s[0] = (state){ .len = (uint8_t)lower.len };
	memcpy(s[0].rest, lower.ptr, lower.len);
	for (uint32_t i = 0; i < n; i++)
		for (uint32_t k = 0; k < m->n_prefixes; k++)
			if (s[i].n < KR_PREFIX_MAX && n < MAX_STATES &&
			    strip(&s[i], &m->prefixes[k], &s[n]))
				n++;
	return n;
}

static void add_candidate(const kr_morph *m, const state *s, size_t len,
                          uint8_t suffix, kr_analysis *to)
{
	*to = (kr_analysis){ .root_len = (uint8_t)len, .n_prefixes = s->n,
		             .suffix = suffix, .voice = s->voice,
		             .initial = s->initial,
		             .verbal = s->verbal };
	memcpy(to->root, s->rest, len);
	memcpy(to->prefix, s->prefix, sizeof to->prefix);
	to->facts = (uint16_t)kr__lexeme(m, kr__analysis_root(to));
	to->known = to->facts & (KR_LEX_DICT | KR_LEX_LEMMA);
}

/* "negara-negara", "bermain-main", "terus-menerus": the first half; else the
 * whole word. */
static kr_view first_half(kr_view lower, bool *reduplicated)
{
	size_t at = kr__view_chr(lower, '-');

	*reduplicated = false;
	if (at == KR_NPOS || at < 3 || lower.len - at - 1 < 3)
		return lower;
	kr_view a = kr__view_sub(lower, 0, at);
	kr_view b = kr__view_from(lower, at + 1);
	kr_view tail = kr__view_from(a, a.len - 3);
	kr_view head = kr__view_sub(a, 0, 3);
	if (kr__view_find(b, tail) == KR_NPOS &&
	    kr__view_find(b, head) == KR_NPOS)
		return lower;
	*reduplicated = true;
	return a;
}

/* The rest of a beginning, whole and without each suffix. An unknown root is
 * thinkable behind one prefix ("di-follow"), not behind more or none. */
static uint32_t add_ends(const kr_morph *m, const state *s, kr_analysis *out,
                         uint32_t n)
{
	if (n < KR_CANDIDATES && s->n) {
		add_candidate(m, s, s->len, 0, &out[n]);
		n += out[n].known || s->n == 1;
	}
	for (uint32_t k = 0; k < m->n_suffixes; k++) {
		kr_view x = m->suffixes[k].text;
		if (s->len < x.len + MIN_ROOT || n == KR_CANDIDATES ||
		    s->rest[s->len - 1] != x.ptr[x.len - 1] ||
		    memcmp(s->rest + s->len - x.len, x.ptr, x.len) != 0)
			continue;
		add_candidate(m, s, s->len - x.len, m->suffixes[k].cls, &out[n]);
		n += out[n].known || s->n == 1;
	}
	return n;
}

uint32_t kr__morph_candidates(const kr_morph *m, kr_view lower,
                              kr_analysis out[KR_CANDIDATES])
{
	state s[MAX_STATES];
	bool twice = false;
	uint32_t n = 1;

	if (lower.len == 0 || lower.len > KR_ROOT_MAX)
		return 0;
	kr_view half = first_half(lower, &twice);
	uint32_t n_states = expand(m, half, s);
	s[0].len = (uint8_t)lower.len;
	memcpy(s[0].rest, lower.ptr, lower.len);
	add_candidate(m, &s[0], lower.len, 0, &out[0]);
	if (twice) { /* "negara" of "negara-negara" */
		s[0].len = (uint8_t)half.len;
		add_candidate(m, &s[0], half.len, 0, &out[n]);
		out[n++].reduplicated = true;
	}
	for (uint32_t i = 0; i < n_states; i++) {
		uint32_t from = n;
		n = add_ends(m, &s[i], out, n);
		for (uint32_t k = from; k < n; k++)
			out[k].reduplicated = twice;
	}
	return n;
}

/* ---- choosing ---------------------------------------------------------- */

static uint32_t pattern_of(const kr_analysis *a)
{
	uint32_t p = a->suffix;

	for (uint32_t i = 0; i < a->n_prefixes; i++)
		p = p * 32 + a->prefix[i];
	return p * 2 + a->reduplicated;
}

static uint32_t row(uint32_t kind, uint32_t a, uint32_t b, uint32_t c)
{
	uint64_t h = kr__hash_mix(((uint64_t)kind << 32) + a,
	                          ((uint64_t)b << 32) + c + 1);

	return (uint32_t)(h >> 20) & (KR_MORPH_WEIGHTS - 1);
}

static uint32_t known_of(unsigned facts)
{
	return (facts & (KR_LEX_DICT | KR_LEX_LEMMA)) != 0;
}

static uint32_t at_most(uint32_t n, uint32_t max)
{
	return n < max ? n : max;
}

void kr__morph_features(unsigned whole, unsigned upos, const kr_analysis *a,
                        uint32_t out[KR_MORPH_FEATS])
{
	unsigned root = a->facts;
	uint32_t p = pattern_of(a), bare = p == 0;
	uint32_t last = a->n_prefixes ? a->prefix[a->n_prefixes - 1] : 0;
	uint32_t fr = kr__lex_lower(root), fw = kr__lex_lower(whole);

	out[0] = row(1, p, 0, 0);
	out[1] = row(2, p, upos, 0);
	out[2] = row(3, bare, known_of(root), fr / 2);
	out[3] = row(4, p, known_of(root), 0);
	out[4] = row(5, bare, at_most(a->root_len, 7), known_of(root));
	out[5] = row(6, last, (uint8_t)a->initial, known_of(root));
	out[6] = row(7, p, known_of(whole), fw / 2);
	out[7] = row(8, bare, at_most(fr > fw ? 8 + fr - fw : 8 - at_most(fw - fr, 7), 15),
	             known_of(whole) * 2 + known_of(root));
	out[8] = row(9, p, upos, known_of(whole) * 2 + known_of(root));
	out[9] = row(10, a->prefix[0], a->suffix, known_of(root));
	out[10] = row(11, a->prefix[0], a->prefix[1], known_of(root));
	out[11] = row(12, a->suffix, known_of(whole), known_of(root));
}

static int32_t score_of(const kr_morph *m, const uint32_t *rows)
{
	int32_t sum = 0;

	for (uint32_t i = 0; i < KR_MORPH_FEATS; i++)
		sum += m->weights[rows[i]];
	return sum;
}

static bool makes_noun(const kr_pack *p, const kr_analysis *a)
{
	kr_view suffix = kr__affix_text(p, a->suffix);
	kr_view prefix = kr__affix_text(p, a->prefix[0]);

	return kr__view_is(suffix, "an") || kr__view_is(prefix, "peN") ||
	       kr__view_is(prefix, "per");
}

/* Is this a known root with a prefix that has a voice, or bare with a suffix
 * that makes verbs only? */
static bool is_known_verb(const kr_morph *m, const kr_analysis *a)
{
	bool made = a->voice;

	for (uint32_t i = 0; !a->n_prefixes && i < m->n_suffixes; i++)
		made = made || (m->suffixes[i].verbal &&
		                m->suffixes[i].cls == a->suffix);
	return made && a->known && a->root_len > 2;
}

/* A verb that nobody knows as a root, but with a root that is known, is made
 * from that, whatever it looks like. */
static uint32_t verb_of(const kr_morph *m, const kr_analysis *all, uint32_t n,
                        uint32_t best)
{
	const kr_analysis *a = &all[best];
	uint32_t other = best;

	if (a->n_prefixes || a->suffix || a->reduplicated || a->known)
		return best;
	for (uint32_t i = 0; i < n; i++)
		if (is_known_verb(m, &all[i]) &&
		    (other == best || all[i].score > all[other].score))
			other = i;
	return other;
}

bool kr__morph_analyse(const kr_pack *p, kr_view lower, unsigned upos,
                       kr_analysis *out)
{
	kr_analysis all[KR_CANDIDATES];
	const kr_morph *m = p->morph;
	uint32_t n = m ? kr__morph_candidates(m, lower, all) : 0, best = 0;

	if (n == 1 && m->n_weights) {
		*out = all[0];
		return true;
	}
	if (!n || !m->n_weights) {
		*out = (kr_analysis){ .root_len = (uint8_t)at_most(
					      (uint32_t)lower.len, KR_ROOT_MAX) };
		memcpy(out->root, lower.ptr, out->root_len);
		return false;
	}
	for (uint32_t i = 0; i < n; i++) {
		uint32_t rows[KR_MORPH_FEATS];
		kr__morph_features(all[0].facts, upos, &all[i], rows);
		all[i].score = score_of(m, rows);
		if (all[i].score > all[best].score)
			best = i;
	}
	if (upos == KR_UPOS_VERB)
		best = verb_of(m, all, n, best);
	*out = all[best];
	out->nominal = makes_noun(p, out);
	return true;
}

kr_view kr__affix_text(const kr_pack *p, unsigned cls)
{
	return p->morph && cls < p->morph->n_classes ? p->morph->classes[cls]
	                                             : KR_V("");
}
