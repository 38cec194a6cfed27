// SPDX-License-Identifier: Apache-2.0
/*
 * The chain of credits. The problem: "Dilansir detikINET dari Reuters",
 * "kantor berita Iran, IRNA", "told Channel 12": news organisations are named
 * in sentences, source lines and signatures, and most capitalised names near
 * such words are none. The idea: a citing cue of the packs, then fillers
 * ("kantor berita", "laman"), then, within a few words of the same clause, a
 * name that world/media.tsv knows; an unknown name counts only if a word of
 * it says what it is ("Times", "News", a domain). Limits: organisations that
 * nobody listed and that bear no such word are missed; photo credits,
 * links and widgets do not count.
 */
#include "lift/parts.h"

enum { MAX_GAP_WORDS = 4, MAX_NAME_WORDS = 5, MAX_FILLERS = 6,
       MAX_SOURCE = 80 };

static bool upper_at(kr_view t, uint32_t at)
{
	size_t k = at;

	return at < t.len && (kr__cc(kr__utf8_next(t, &k)) & KR_CC_UPPER);
}

/* The name as the page writes it where that differs by an article only. */
static kr_view shown_name(kr_view canonical, kr_view said)
{
	kr_view the = KR_V("The ");
	bool a = kr__view_istarts(canonical, the);
	bool b = kr__view_istarts(said, the);
	kr_view bare = kr__view_from(canonical, a ? 4 : 0);

	if (a != b && kr__view_ieq(bare, kr__view_from(said, b ? 4 : 0)))
		return b ? said : bare;
	return canonical;
}

static void credit(kr_lift *l, kr_view name, kr_view code, kr_span span,
                   uint16_t step)
{
	for (uint32_t i = 0; i < l->n_credits; i++)
		if (kr__view_ieq(l->credits[i].name, name))
			return;
	if (kr__arena_grow(l->scratch, (void **)&l->credits, &l->cap_credits,
	                   l->n_credits + 1, sizeof *l->credits))
		l->credits[l->n_credits++] = (kr_credit){ name, code, span, step };
}

void kr__credit_medium(kr_lift *l, const kr_alias *a, kr_span span, uint16_t step)
{
	const kr_medium *m = &l->cues->media[a->medium];
	kr_view before = kr__view_sub(l->text, 0, span.start);

	if (kr__view_ends(before, KR_V("The ")))
		span.start -= 4;
	credit(l, shown_name(m->name, kr__view_span(l->text, span)), m->code,
	       span, step);
}

/* A name that is none of a medium: a site whose host or, torn, whose name is
 * known, else as it is said. */
static void credit_unknown(kr_lift *l, kr_span span)
{
	kr_view name = kr__view_span(l->text, span);
	bool site = kr__domain_name(name);
	const kr_medium *m = site ? kr__medium_of_host(l->cues, name) : NULL;
	const kr_alias *a = site && !m ? kr__medium_torn(l, span) : NULL;

	if (a)
		m = &l->cues->media[a->medium];
	if (m)
		credit(l, m->name, m->code, span, 1);
	else
		credit(l, name, KR_V("COM"), span, 1);
}

/* ---- names that no list knows ------------------------------------------ */
static bool closing_mark(char c)
{
	switch (c) {
	case ',': case '.': case ';': case ':': case ')': case ']': case '!':
	case '?': case '\'':
		return true;
	default:
		return false;
	}
}

static uint32_t bare_end(kr_view t, uint32_t at, uint32_t *word_end)
{
	uint32_t end = at;

	while (end < t.len && (uint8_t)t.ptr[end] > ' ' && t.ptr[end] != '(' &&
	       t.ptr[end] != '"')
		end++;
	*word_end = end;
	while (end > at && closing_mark(t.ptr[end - 1]))
		end--;
	for (uint32_t k = at + 2; k + 4 < end; k++) /* glued: "ABI.Baca" */
		if (t.ptr[k] == '.' && t.ptr[k + 1] >= 'A' && t.ptr[k + 1] <= 'Z' &&
		    t.ptr[k + 2] >= 'a' && t.ptr[k + 3] >= 'a' && t.ptr[k + 4] >= 'a')
			return k;
	return end;
}

static bool domain_like(kr_view w)
{
	size_t dot = kr__view_rchr(w, '.');

	return kr__view_chr(w, '/') == KR_NPOS && kr__view_chr(w, '@') == KR_NPOS &&
	       kr__view_chr(w, ';') == KR_NPOS && dot != KR_NPOS && dot > 2 &&
	       w.len - dot >= 3 && w.len - dot <= 5 &&
	       (w.ptr[dot + 1] | 32) >= 'a' && (w.ptr[dot + 1] | 32) <= 'z' &&
	       /* "tersebut.Tak" are two sentences */
	       !(w.ptr[dot + 1] <= 'Z' && w.ptr[0] >= 'a' && w.ptr[0] <= 'z');
}

/* Addresses of ministries, schools and forces. */
static bool public_body(kr_view w)
{
	static const char *const list[] = { ".go.", ".gov", ".ac.", ".edu",
		                            ".mil" };

	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (kr__view_ifind(w, kr__view_of(list[i])) != KR_NPOS)
			return true;
	return false;
}

static bool cite_word(const kr_lift *l, uint32_t start, uint32_t end, kr_cite kind)
{
	return kr__cue_is(l->cues, kr__view_sub(l->text, start, end),
	                  KR_CUE_CITE, (uint8_t)kind);
}

/* "BPOM", "BAN-PT": offices and schools, more often than papers. */
static bool short_form(kr_view name)
{
	for (size_t i = 0; i < name.len; i++)
		if (name.ptr[i] >= 'a' && name.ptr[i] <= 'z')
			return false;
	return name.len < 7;
}

/* A capitalised name at `at`; its end, or `at` if it is no news
 * organisation. `sure`: a filler has said so ("kantor berita X"). */
uint32_t kr__unknown_name(const kr_lift *l, uint32_t at, bool sure)
{
	uint32_t pos = at, stop = at, word_end;
	bool mark = sure;

	for (int n = 0; n < MAX_NAME_WORDS && pos < l->text.len; n++) {
		uint32_t e = bare_end(l->text, pos, &word_end);
		kr_view w = kr__view_sub(l->text, pos, e);
		bool domain = domain_like(w) && !public_body(w);
		if (e == pos || (!upper_at(l->text, pos) && !domain) ||
		    cite_word(l, pos, e, KR_CITE_NOT))
			break;
		mark |= domain || cite_word(l, pos, e, KR_CITE_MARK);
		stop = e;
		if (e != word_end || domain || word_end >= l->text.len ||
		    l->text.ptr[word_end] != ' ')
			break;
		pos = word_end + 1;
	}
	return mark && !(sure && short_form(kr__view_sub(l->text, at, stop)))
	       ? stop : at;
}

/* A word of two to six capitals behind "kantor berita": "ABI". */
static uint32_t short_name(const kr_lift *l, uint32_t at)
{
	uint32_t w, e = bare_end(l->text, at, &w);

	return e - at >= 2 && short_form(kr__view_sub(l->text, at, e)) &&
	       upper_at(l->text, at) && !cite_word(l, at, e, KR_CITE_NOT) ? e : at;
}

/* ---- where a cue leads ------------------------------------------------- */
/* Behind "kantor berita", "laman berita", ...; *sure: one was there; *noun:
 * one that names a kind of medium. */
static uint32_t skip_nouns(const kr_lift *l, uint32_t at, bool *sure,
                           bool *noun)
{
	for (int n = 0; n < MAX_FILLERS; n++) {
		uint32_t pos = kr__skip_blank(l->text, at, (uint32_t)l->text.len);
		size_t filler = 0, kind = 0;
		if (!upper_at(l->text, pos)) { /* "Daily News" is a name */
			filler = kr__cue_at(l->cues, l->text, pos, KR_CUE_CITE,
			                    KR_CITE_FILLER);
			kind = kr__cue_at(l->cues, l->text, pos, KR_CUE_CITE,
			                  KR_CITE_NOUN);
		}
		*noun |= kind > 0;
		filler = kind > filler ? kind : filler;
		*sure |= filler > 5;
		if (!filler)
			return pos;
		at = pos + (uint32_t)filler;
	}
	return at;
}

static uint32_t skip_fillers(const kr_lift *l, uint32_t at, bool *sure)
{
	bool noun = false;

	return skip_nouns(l, at, sure, &noun);
}

/* Behind a country's name that says whose medium it is ("kantor berita
 * Bolivia ABI"); `at` if none is there or nothing follows it. */
static uint32_t skip_country(const kr_lift *l, uint32_t at)
{
	kr_world_hits hits;
	uint32_t w, e = bare_end(l->text, at, &w);
	kr_view word = kr__view_sub(l->text, at, e);

	if (!l->world || e != w || w + 1 >= l->text.len ||
	    l->text.ptr[w] != ' ' || !upper_at(l->text, w + 1) ||
	    !kr__world_find(l->world, word, &hits))
		return at;
	return kr__world_hit_of(&hits, KR_WORLD_COUNTRY) ||
	       kr__world_hit_of(&hits, KR_WORLD_DEMONYM) ? w + 1 : at;
}

/* A known name within a few words of `at`, in the same clause. */
static const kr_alias *near_name(const kr_lift *l, uint32_t at, int gap,
                                 kr_span *span)
{
	kr_view t = l->text;

	for (int n = 0; n <= gap && at < t.len; n++) {
		size_t end;
		uint32_t word_end;
		const kr_alias *a = kr__medium_at(l->cues, t, at, &end);
		if (a && kr__cue_at(l->cues, t, at, KR_CUE_CITE, KR_CITE_NOT) >=
		         end - at)
			return NULL;
		if (a && !(a->weak && n > 0)) {
			*span = (kr_span){ at, (uint32_t)end };
			return a;
		}
		uint32_t e = bare_end(t, at, &word_end);
		bool comma = word_end == e + 1 && t.ptr[e] == ',';
		if (word_end == at || (e != word_end && !(comma && n < 2)) ||
		    t.ptr[word_end == t.len ? at : word_end] == '"')
			return NULL;
		at = kr__skip_blank(t, word_end, (uint32_t)t.len);
		if (at < t.len && (t.ptr[at] == '"' || t.ptr[at] == '\n'))
			return NULL;
	}
	return NULL;
}

/* "X dari Y", "X mengutip Y": Y stands one step behind. Also ", Y dan Z". */
static void follow(kr_lift *l, uint32_t at, uint16_t step)
{
	for (int n = 0; n < 8; n++) {
		uint32_t end = (uint32_t)l->text.len;
		uint32_t pos = kr__skip_blank(l->text, at, end), w;
		bool comma = pos < end && l->text.ptr[pos] == ',';
		uint32_t e = bare_end(l->text, pos, &w);
		bool from = kr__word_listed(l, pos, e, KR_WORD_FROM);
		if (!comma && !from && !kr__word_listed(l, pos, e, KR_WORD_AND))
			return;
		bool sure = false;
		pos = skip_fillers(l, comma ? pos + 1 : e, &sure);
		size_t stop;
		const kr_alias *a = kr__medium_at(l->cues, l->text, pos, &stop);
		if (!a)
			return;
		step = (uint16_t)(step + from);
		kr__credit_medium(l, a, (kr_span){ pos, (uint32_t)stop }, step);
		at = (uint32_t)stop;
	}
}

/* Only a medium of the language's own country speaks of itself in it. */
static bool at_home(const kr_lift *l, const kr_alias *a)
{
	return l->home.len && kr__view_eq(l->cues->media[a->medium].seat, l->home);
}

static void cite_before(kr_lift *l, const kr_hit *h, kr_cite kind)
{
	uint32_t start = h->span.start, len = h->span.end - start;
	bool sure = false, noun = kr__cue_at(l->cues, l->text, start,
	                                     KR_CUE_CITE, KR_CITE_NOUN) == len;
	uint32_t at = skip_nouns(l, h->span.end, &sure, &noun);
	kr_span span;
	int gap = kind != KR_CITE_BEFORE || sure ? MAX_GAP_WORDS : 3;
	const kr_alias *a = near_name(l, at, kind == KR_CITE_SELF ? 0 : gap, &span);

	if (a && kind == KR_CITE_SELF) {
		if (!l->self && at_home(l, a))
			l->self = a;
		return;
	}
	if (a) {
		uint32_t next = kr__skip_blank(l->text, span.end,
		                               (uint32_t)l->text.len);
		uint32_t w, e = bare_end(l->text, next, &w);
		if (kind != KR_CITE_BEFORE && !l->relay && at_home(l, a) &&
		    kr__word_listed(l, next, e, KR_WORD_FROM))
			l->relay = a;
		kr__credit_medium(l, a, span, 1);
		follow(l, span.end, 1);
		return;
	}
	if (kind == KR_CITE_BEFORE && !noun)
		return;
	uint32_t from = noun ? skip_country(l, at) : at;
	uint32_t end = kr__unknown_name(l, from, kind == KR_CITE_SURE || noun);
	if (end == from && noun)
		end = short_name(l, from);
	at = from;
	if (end > at)
		credit_unknown(l, (kr_span){ at, end });
}

/* "X melaporkan": a known name that ends within a few words before. */
static void cite_after(kr_lift *l, const kr_hit *h)
{
	uint32_t at = h->span.start;

	for (int n = 0; n < 8 && at > 0; n++) {
		size_t end;
		uint32_t k = at - 1;
		while (k > 0 && (uint8_t)l->text.ptr[k - 1] > ' ')
			k--;
		if ((uint8_t)l->text.ptr[at - 1] == '\n' || h->span.start - k > 60)
			return;
		const kr_alias *a = kr__medium_at(l->cues, l->text, k, &end);
		if (a && end <= h->span.start && h->span.start - end <= 24 &&
		    !(a->weak && h->span.start - end > 1)) {
			kr__credit_medium(l, a, (kr_span){ k, (uint32_t)end }, 1);
			return;
		}
		if (kr__view_chr(KR_V(".!?\""), l->text.ptr[at - 1]) != KR_NPOS)
			return;
		at = k;
	}
}

uint32_t kr__media_list(kr_lift *l, uint32_t at, uint32_t end)
{
	uint32_t stop = at;

	for (int n = 0; n < 8 && at < end; n++) {
		bool sure = n == 0;
		size_t e;
		const kr_alias *a = kr__medium_at(l->cues, l->text, at, &e);
		if (!a)
			e = kr__unknown_name(l, at, false);
		if (e == at || e > end)
			break;
		kr_span span = { at, (uint32_t)e };
		if (a)
			kr__credit_medium(l, a, span, 1);
		else
			credit_unknown(l, span);
		stop = (uint32_t)e;
		at = kr__skip_blank(l->text, stop, end);
		uint32_t w, b = bare_end(l->text, at, &w);
		if (at < end && kr__view_chr(KR_V(",/&|;"), l->text.ptr[at]) != KR_NPOS)
			at = skip_fillers(l, at + 1, &sure);
		else if (kr__word_listed(l, at, b, KR_WORD_AND))
			at = skip_fillers(l, b, &sure);
		else
			break;
	}
	return stop;
}

/* ---- the chain --------------------------------------------------------- */
static bool counts(const kr_lift *l, uint32_t at, uint32_t *zone)
{
	const kr_zone *z = kr__zones(l->doc);

	while (*zone + 1 < kr__n_zones(l->doc) && z[*zone].span.end <= at)
		++*zone;
	unsigned k = z[*zone].kind;
	return kr__zone_kept(k) || k == KR_ZONE_SOURCE || k == KR_ZONE_BYLINE;
}

/* A cue is glued to its name in scraped text: "DilansirAljazeera". */
static bool usable(const kr_lift *l, const kr_hit *h)
{
	if (!h->left)
		return false;
	if (h->right)
		return true;
	size_t end;
	return kr__medium_at(l->cues, l->text, h->span.end, &end) != NULL;
}

/* "- Bernama", "Sumber: AFP": media named by lines that say the source. */
static void credit_sources(kr_lift *l)
{
	for (uint32_t i = 0; i < l->n_cuts; i++) {
		kr_span s = l->cuts[i].span;
		size_t end;
		if (l->cuts[i].kind != KR_ZONE_SOURCE ||
		    s.end - s.start > MAX_SOURCE)
			continue;
		while (s.start < s.end && (l->text.ptr[s.start] == '-' ||
		                           l->text.ptr[s.start] == ' '))
			s.start++;
		if (kr__view_starts(kr__view_span(l->text, s), KR_V("\xE2\x80")))
			s.start = kr__skip_blank(l->text, s.start + 3, s.end);
		const kr_alias *a = kr__medium_at(l->cues, l->text, s.start, &end);
		if (a && end <= s.end)
			kr__credit_medium(l, a, (kr_span){ s.start, (uint32_t)end }, 1);
	}
}

void kr__credits_find(kr_lift *l)
{
	uint32_t zone = 0;

	credit_sources(l);

	for (uint32_t i = 0; i < l->hits.n && kr__n_zones(l->doc); i++) {
		const kr_hit *h = &l->hits.at[i];
		const kr_cue *c = kr__hit_cue(l, h);
		if (c->what != KR_CUE_CITE || c->kind > KR_CITE_SELF ||
		    c->kind == KR_CITE_FILLER || !usable(l, h) ||
		    !counts(l, h->span.start, &zone))
			continue;
		if (c->kind == KR_CITE_AFTER)
			cite_after(l, h);
		else
			cite_before(l, h, c->kind);
	}
	kr__outlet_find(l);
	kr_meta *m = &l->doc->meta;
	if (m->outlet.len)
		kr__doc_credit(l->doc, m->outlet, m->outlet_code, (kr_span){ 0, 0 }, 0);
	if (l->said_outlet.len && m->outlet.len &&
	    !kr__view_eq(l->said_outlet, m->outlet))
		kr__doc_credit(l->doc, l->said_outlet, l->said_code, l->said_at, 1);
	for (uint16_t step = 0; step < 8; step++)
		for (uint32_t i = 0; i < l->n_credits; i++)
			if (l->credits[i].step == step)
				kr__doc_credit(l->doc, l->credits[i].name,
				               l->credits[i].code,
				               l->credits[i].span, step);
}
