// SPDX-License-Identifier: Apache-2.0
/*
 * Cues. The problem: what is noise and who is credited is told by hundreds of
 * fixed strings that differ by site and language. The idea: rows of the packs
 * become one automaton; a row may go on behind its literal with `#` (digits)
 * and `*` (anything within the line, up to the next literal). Limits: a row
 * starts with a literal; `*` reaches 200 bytes; names of media are those of
 * world/media.tsv.
 */
#include "lexicon/cues.h"

#include "lexicon/pack.h"

enum { MAX_STAR = 200, MAX_NAME_WORDS = 7 };

struct word { const char *text; uint8_t value; };

static bool value_of(const struct word *table, size_t n, kr_view v, uint8_t *out)
{
	for (size_t i = 0; i < n; i++)
		if (kr__view_is(v, table[i].text)) {
			*out = table[i].value;
			return true;
		}
	return false;
}

static bool zone_kind(kr_view v, uint8_t *out)
{
	for (unsigned i = 0; i < KR_N_ZONES; i++)
		if (kr__view_is(v, kr__zone_text(i))) {
			*out = (uint8_t)i;
			return true;
		}
	return false;
}

static const struct word anchors[] = {
	{ "line", KR_ANCHOR_LINE }, { "head", KR_ANCHOR_HEAD },
	{ "has", KR_ANCHOR_HAS },   { "item", KR_ANCHOR_ITEM },
	{ "tail", KR_ANCHOR_TAIL }, { "inside", KR_ANCHOR_INSIDE },
	{ "rest", KR_ANCHOR_REST }, { "end", KR_ANCHOR_END },
	{ "above", KR_ANCHOR_ABOVE },
};
static const struct word roles[] = {
	{ "reporter", KR_ROLE_REPORTER }, { "editor", KR_ROLE_EDITOR },
	{ "translator", KR_ROLE_TRANSLATOR },
	{ "photographer", KR_ROLE_PHOTOGRAPHER }, { "agency", KR_ROLE_AGENCY },
};
static const struct word cites[] = {
	{ "before", KR_CITE_BEFORE }, { "strong", KR_CITE_STRONG },
	{ "sure", KR_CITE_SURE },
	{ "after", KR_CITE_AFTER },   { "filler", KR_CITE_FILLER },
	{ "noun", KR_CITE_NOUN },
	{ "self", KR_CITE_SELF },     { "not", KR_CITE_NOT },
	{ "mark", KR_CITE_MARK },
};
static const struct word words[] = {
	{ "small", KR_WORD_SMALL }, { "starter", KR_WORD_STARTER },
	{ "particle", KR_WORD_PARTICLE }, { "and", KR_WORD_AND },
	{ "from", KR_WORD_FROM }, { "nobody", KR_WORD_NOBODY },
	{ "today", KR_WORD_TODAY },     { "camel", KR_WORD_CAMEL },
};
#define N(t) (sizeof(t) / sizeof *(t))

/* Split a pattern at its first special byte. */
static void set_pattern(kr_cue *cue, kr_view pattern)
{
	size_t i = 0;

	while (i < pattern.len && pattern.ptr[i] != '#' && pattern.ptr[i] != '*')
		i++;
	cue->text = kr__view_sub(pattern, 0, i);
	cue->rest = kr__view_from(pattern, i);
}

static kr_status add_cue(kr_cues *c, kr_arena *a, const kr_cue *cue)
{
	bool word = cue->what == KR_CUE_WORD ||
	            (cue->what == KR_CUE_CITE &&
	             (cue->kind == KR_CITE_FILLER || cue->kind == KR_CITE_NOT ||
	              cue->kind == KR_CITE_NOUN ||
	              cue->kind == KR_CITE_MARK));
	if (!kr__arena_grow(a, (void **)&c->at, &c->cap, c->n + 1, sizeof *c->at))
		return KR_ENOMEM;
	if (cue->what == KR_CUE_WORD && cue->kind == KR_WORD_CAMEL &&
	    c->n_camels < N(c->camels))
		c->camels[c->n_camels++] = c->n;
	if (word ? !kr__phrases_add_text(&c->words, cue->text, true, c->n)
	         : !kr__scan_add(&c->scan, cue->text, c->n))
		return KR_ENOMEM;
	c->at[c->n++] = *cue;
	return KR_OK;
}

/* Read one row of a file into `cue`; false: the row is damaged. */
typedef bool (*read_row)(const kr_row *r, kr_cue *cue);

static bool read_zone(const kr_row *r, kr_cue *cue)
{
	cue->what = KR_CUE_ZONE;
	set_pattern(cue, kr__row_get(r, 2));
	return zone_kind(r->field[0], &cue->kind) &&
	       value_of(anchors, N(anchors), r->field[1], &cue->anchor);
}

static bool read_byline(const kr_row *r, kr_cue *cue)
{
	cue->what = KR_CUE_BYLINE;
	set_pattern(cue, kr__row_get(r, 2));
	return value_of(roles, N(roles), r->field[0], &cue->kind) &&
	       value_of(anchors, N(anchors), r->field[1], &cue->anchor);
}

static bool read_cite(const kr_row *r, kr_cue *cue)
{
	cue->what = KR_CUE_CITE;
	cue->text = r->field[1];
	if (value_of(cites, N(cites), r->field[0], &cue->kind))
		return true;
	cue->what = KR_CUE_WORD;
	return value_of(words, N(words), r->field[0], &cue->kind);
}

static bool read_month(const kr_row *r, kr_cue *cue)
{
	uint64_t n;

	cue->what = kr__view_is(r->field[0], "month") ? KR_CUE_MONTH
	                                              : KR_CUE_WEEKDAY;
	cue->text = kr__row_get(r, 2);
	if (!kr__view_u64(r->field[1], &n) || n < 1 ||
	    n > (cue->what == KR_CUE_MONTH ? 12u : 7u))
		return false;
	cue->value = (uint32_t)n;
	return cue->what == KR_CUE_MONTH || kr__view_is(r->field[0], "weekday");
}

static const struct { const char *file; uint32_t min; read_row read; } files[] = {
	{ "zones.tsv", 3, read_zone },
	{ "bylines.tsv", 3, read_byline },
	{ "credits.tsv", 2, read_cite },
	{ "months.tsv", 3, read_month },
};

static kr_view rule_name(kr_arena *a, const kr_pack *p, const char *file,
                         uint32_t line)
{
	kr_buf b;

	kr__buf_init(&b, &a->alloc);
	kr__buf_add(&b, p->lang);
	kr__buf_chr(&b, '/');
	kr__buf_add(&b, kr__view_sub(kr__view_of(file), 0,
	                             kr__view_chr(kr__view_of(file), '.')));
	kr__buf_chr(&b, ':');
	kr__buf_u64(&b, line);
	kr_view v = kr__arena_copy(a, kr__buf_view(&b));
	kr__buf_drop(&b);
	return v;
}

static kr_status load_file(kr_cues *c, kr_pack *p, size_t i, kr_err *err)
{
	kr_rows rows;
	kr_status status = kr__pack_rows(p, files[i].file, files[i].min, 0,
	                                 &rows, err);

	if (status)
		return status == KR_ENOTFOUND ? KR_OK : status;
	for (uint32_t k = 0; k < rows.n; k++) {
		kr_cue cue = { .rest = { "", 0 } };
		if (!files[i].read(&rows.at[k], &cue) || cue.text.len == 0)
			return kr__err_set(err, KR_EDATA, rows.path,
			                   rows.at[k].line, "not a cue");
		cue.rule = rule_name(p->arena, p, files[i].file, rows.at[k].line);
		status = add_cue(c, p->arena, &cue);
		if (status)
			return kr__err_set(err, status, rows.path, -1,
			                   "out of memory");
	}
	return KR_OK;
}

/* ---- media ------------------------------------------------------------- */
static bool add_alias(kr_cues *c, kr_arena *a, kr_view text)
{
	bool weak = text.len > 0 && text.ptr[0] == '?';
	bool exact = text.len > 0 && text.ptr[0] == '=';

	text = kr__view_from(text, weak || exact);
	if (text.len == 0 || kr__view_is(text, "-"))
		return true;
	if (!kr__arena_grow(a, (void **)&c->aliases, &c->cap_aliases,
	                    c->n_aliases + 1, sizeof *c->aliases))
		return false;
	c->aliases[c->n_aliases] = (kr_alias){ text, c->n_media, weak, exact };
	return kr__phrases_add_text(&c->names, text, true, c->n_aliases++);
}

/* The name itself is weak if it stands among the aliases with a "?". */
static bool listed_weak(kr_view name, kr_view aliases)
{
	kr_view one;

	while (kr__view_next(&aliases, '|', &one))
		if (one.len && one.ptr[0] == '?' &&
		    kr__view_eq(kr__view_from(one, 1), name))
			return true;
	return false;
}

static bool add_medium(kr_cues *c, kr_arena *a, const kr_row *r)
{
	kr_view aliases = kr__row_get(r, 1), one;
	kr_medium *m;

	if (!kr__arena_grow(a, (void **)&c->media, &c->cap_media,
	                    c->n_media + 1, sizeof *c->media))
		return false;
	m = &c->media[c->n_media];
	*m = (kr_medium){ .name = r->field[0], .domains = kr__row_get(r, 2),
		          .code = kr__row_get(r, 3), .seat = kr__row_get(r, 4),
		          .agency = kr__view_is(kr__row_get(r, 5), "agency") };
	if (!listed_weak(m->name, aliases) && !add_alias(c, a, m->name))
		return false;
	while (kr__view_next(&aliases, '|', &one))
		if (!add_alias(c, a, one))
			return false;
	kr_view domains = m->domains;
	while (kr__view_next(&domains, '|', &one)) {
		uint64_t key = kr__phrase_key(one, true);
		if (!kr__phrases_add(&c->hosts, &key, 1, c->n_media))
			return false;
	}
	c->n_media++;
	return true;
}

static kr_status load_media(kr_cues *c, kr_lexicon *lx, kr_err *err)
{
	kr_rows rows;
	kr_buf path;

	kr__buf_init(&path, &lx->arena.alloc);
	kr__buf_str(&path, lx->data_dir);
	kr__buf_str(&path, "/world/media.tsv");
	kr_status status = path.failed ? path.failed
	                               : kr__rows_read(&rows, &lx->arena, path.ptr,
	                                               4, 0, err);
	kr__buf_drop(&path);
	if (status)
		return status == KR_ENOTFOUND ? KR_OK : status;
	for (uint32_t i = 0; i < rows.n; i++)
		if (!add_medium(c, &lx->arena, &rows.at[i]))
			return kr__err_set(err, KR_ENOMEM, rows.path, -1,
			                   "out of memory");
	return KR_OK;
}

kr_status kr__cues_load(kr_lexicon *lx, kr_err *err)
{
	kr_cues *c = kr__arena_get(&lx->arena, sizeof *c);
	kr_status status = KR_OK;

	if (!c || !kr__scan_init(&c->scan, &lx->arena) ||
	    !kr__phrases_init(&c->names, &lx->arena) ||
	    !kr__phrases_init(&c->hosts, &lx->arena) ||
	    !kr__phrases_init(&c->words, &lx->arena))
		return kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	for (uint32_t i = 0; i < lx->n_packs && !status; i++)
		for (size_t k = 0; k < N(files) && !status; k++)
			status = load_file(c, &lx->packs[i], k, err);
	if (!status)
		status = load_media(c, lx, err);
	if (!status && !kr__scan_build(&c->scan))
		status = kr__err_set(err, KR_ENOMEM, "", -1, "out of memory");
	lx->cues = c;
	return status;
}

/* ---- finding ----------------------------------------------------------- */
static bool word_byte(kr_view text, size_t at, bool before)
{
	uint8_t b = (uint8_t)text.ptr[before ? at - 1 : at];

	if (b < 0x80)
		return (b | 32) >= 'a' ? (b | 32) <= 'z' : b >= '0' && b <= '9';
	size_t k = at;
	return kr__is_word(before ? kr__utf8_before(text, at)
	                          : kr__utf8_next(text, &k));
}

/* Clean: no word goes on across `at`. A cue that begins or ends with a mark
 * needs no border there. */
static bool border(kr_view text, size_t at)
{
	return at == 0 || at >= text.len || !word_byte(text, at, true) ||
	       !word_byte(text, at, false);
}

/* Match `rest` from `at` within the line; KR_NPOS: no. */
static size_t match_rest(kr_view rest, kr_view text, size_t at)
{
	size_t i = 0, star = KR_NPOS, star_at = 0;
	size_t limit = at + MAX_STAR < text.len ? at + MAX_STAR : text.len;

	for (;;) {
		bool digit = at < limit && text.ptr[at] >= '0' &&
		             text.ptr[at] <= '9';
		if (i == rest.len)
			return at;
		if (rest.ptr[i] == '*') {
			star = ++i;
			star_at = at;
		} else if (rest.ptr[i] == '#' && digit) {
			while (at < limit && text.ptr[at] >= '0' &&
			       text.ptr[at] <= '9')
				at++;
			i++;
		} else if (at < limit && rest.ptr[i] == text.ptr[at]) {
			i++;
			at++;
		} else {
			if (star == KR_NPOS || star_at >= limit ||
			    text.ptr[star_at] == '\n')
				return KR_NPOS;
			i = star;
			at = ++star_at;
		}
	}
}

static kr_status add_hit(const kr_cues *c, kr_view text, size_t end,
                         const kr_scan_match *m, kr_hits *out)
{
	const kr_cue *cue = &c->at[m->value];
	size_t start = end - m->len;
	kr_hit h = { .cue = m->value };

	end = start + cue->text.len;
	if (end > text.len ||
	    (cue->text.len > m->len &&
	     !kr__view_ieq(kr__view_sub(text, start + m->len, end),
	                   kr__view_from(cue->text, m->len))))
		return KR_OK;
	h.left = border(text, start);
	h.right = border(text, end);
	if (!h.left && !h.right)
		return KR_OK;
	if (cue->rest.len)
		end = match_rest(cue->rest, text, end);
	if (end == KR_NPOS)
		return KR_OK;
	h.span = (kr_span){ (uint32_t)start, (uint32_t)end };
	if (!kr__arena_grow(out->arena, (void **)&out->at, &out->cap,
	                    out->n + 1, sizeof *out->at))
		return kr__arena_status(out->arena);
	uint32_t i = out->n++;
	while (i > 0 && (out->at[i - 1].span.start > h.span.start ||
	                 (out->at[i - 1].span.start == h.span.start &&
	                  out->at[i - 1].span.end < h.span.end))) {
		out->at[i] = out->at[i - 1];
		i--;
	}
	out->at[i] = h;
	return KR_OK;
}

kr_status kr__cues_find(const kr_cues *c, kr_view text, kr_hits *out)
{
	kr_scan_find found[KR_SCAN_BLOCK];
	kr_status status = KR_OK;
	size_t at = 0;

	while (at < text.len && !status) {
		uint32_t n = kr__scan_block(&c->scan, text, &at, found);
		for (uint32_t i = 0; i < n && !status; i++) {
			const kr_scan_match *m = kr__scan_first(&c->scan,
			                                        found[i].state);
			for (; m && !status; m = kr__scan_more(&c->scan, m))
				status = add_hit(c, text, found[i].end, m, out);
		}
	}
	return status;
}

/* ---- looked up --------------------------------------------------------- */
static bool state_is(const kr_cues *c, uint32_t state, kr_cue_what what,
                     uint8_t kind)
{
	uint32_t v, it = kr__phrases_value(&c->words, state, &v);

	for (; it; it = kr__phrases_more(&c->words, it, &v))
		if (c->at[v].what == what && c->at[v].kind == kind)
			return true;
	return false;
}

bool kr__cue_is(const kr_cues *c, kr_view word, kr_cue_what what, uint8_t kind)
{
	uint32_t state = word.len == 0 ? KR_NOSYM : kr__phrases_step(
		&c->words, 0, kr__phrase_key(word, true));

	return state != KR_NOSYM && state_is(c, state, what, kind);
}

size_t kr__cue_at(const kr_cues *c, kr_view text, size_t at, kr_cue_what what,
                  uint8_t kind)
{
	uint32_t state = 0;
	size_t best = 0, pos = at;

	for (int n = 0; n < MAX_NAME_WORDS; n++) {
		size_t end = pos;
		while (end < text.len && end - pos < 40 && word_byte(text, end, false))
			end++;
		if (end == pos)
			break;
		state = kr__phrases_step(&c->words, state, kr__phrase_key(
			kr__view_sub(text, pos, end), true));
		if (state == KR_NOSYM)
			break;
		if (state_is(c, state, what, kind))
			best = end - at;
		if (end >= text.len || text.ptr[end] != ' ')
			break;
		pos = end + 1;
	}
	return best;
}

bool kr__cue_camel(const kr_cues *c, kr_view word)
{
	for (uint32_t i = 0; i < c->n_camels; i++)
		if (kr__view_istarts(word, c->at[c->camels[i]].text))
			return true;
	return false;
}

/* ---- names of media ---------------------------------------------------- */
const kr_medium *kr__medium_of_host(const kr_cues *c, kr_view host)
{
	for (size_t at = host.len; at-- > 0;) {
		uint32_t v = 0;
		if (at > 0 && host.ptr[at - 1] != '.')
			continue;
		uint64_t key = kr__phrase_key(kr__view_from(host, at), true);
		if (kr__phrases_match(&c->hosts, &key, 1, &v))
			return &c->media[v];
	}
	return NULL;
}

/* The word at text[at], without marks behind it. */
static kr_view word_at(kr_view text, size_t at)
{
	size_t end = at;

	while (end < text.len && end - at < 64 &&
	       !(text.ptr[end] >= 0 && text.ptr[end] <= ' '))
		end++;
	return kr__view_sub(text, at, end);
}

static bool closing_mark(char c)
{
	switch (c) {
	case ',': case '.': case ';': case ':': case ')': case ']': case '}':
	case '!': case '?': case '"': case '\'': case '/': case '|': case '-':
		return true;
	default:
		return false;
	}
}

static kr_view without_marks(kr_view w)
{
	for (;;) {
		if (w.len && closing_mark(w.ptr[w.len - 1]))
			w.len--;
		else if (w.len > 3 && (uint8_t)w.ptr[w.len - 3] == 0xE2 &&
		         (uint8_t)w.ptr[w.len - 2] == 0x80)
			w.len -= 3;
		else
			return w;
	}
}

static bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

/* Letters fold, but where the alias has a capital at the start of a word the
 * text must too; a short word of capitals must be written so. */
static bool same_case(const kr_alias *a, kr_view said)
{
	kr_view alias = a->text;
	bool low = false;

	if (alias.len != said.len || a->exact)
		return kr__view_eq(alias, said);
	for (size_t i = 0; i < said.len; i++) {
		bool first = i == 0 || alias.ptr[i - 1] == ' ';
		if (first && is_capital(alias.ptr[i]) && !is_capital(said.ptr[i]))
			return false;
		low |= alias.ptr[i] >= 'a' && alias.ptr[i] <= 'z';
	}
	return low || alias.len > 5 || kr__view_eq(alias, said);
}

static const kr_alias *best_alias(const kr_cues *c, uint32_t state, kr_view said)
{
	uint32_t v, it = kr__phrases_value(&c->names, state, &v);

	for (; it; it = kr__phrases_more(&c->names, it, &v))
		if (same_case(&c->aliases[v], said))
			return &c->aliases[v];
	return NULL;
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Up to the first stroke, comma or bracket inside a word, or to where a name
 * in capitals ends that a scraper glued to the next word: "REUTERSPilihan". */
static size_t part_len(kr_view word)
{
	size_t n = 0, capitals = 0;

	while (capitals < word.len && is_upper(word.ptr[capitals]))
		capitals++;
	if (capitals > 3 && capitals + 1 < word.len && word.ptr[capitals] >= 'a' &&
	    word.ptr[capitals] <= 'z')
		return capitals - 1;
	while (n < word.len && word.ptr[n] != '/' && word.ptr[n] != ',' &&
	       word.ptr[n] != '(' && word.ptr[n] != ')')
		n++;
	return n;
}

/* The alias `said` whose last word is `part`. */
static const kr_alias *part_alias(const kr_cues *c, uint32_t state,
                                  kr_view part, kr_view said)
{
	uint32_t to = part.len ? kr__phrases_step(&c->names, state,
	                                          kr__phrase_key(part, true))
	                       : KR_NOSYM;

	return to == KR_NOSYM ? NULL : best_alias(c, to, said);
}

const kr_alias *kr__medium_at(const kr_cues *c, kr_view text, size_t at,
                              size_t *end)
{
	const kr_alias *best = NULL;
	uint32_t state = 0;
	size_t pos = at;

	for (int n = 0; n < MAX_NAME_WORDS && pos < text.len; n++) {
		kr_view word = word_at(text, pos), bare = without_marks(word);
		if (bare.len == 0)
			break;
		uint32_t to = kr__phrases_step(&c->names, state,
		                               kr__phrase_key(bare, true));
		size_t stop = pos + bare.len;
		const kr_alias *a = to == KR_NOSYM ? NULL :
			best_alias(c, to, kr__view_sub(text, at, stop));
		size_t part = a ? bare.len : part_len(bare);
		if (part < bare.len) { /* "ANTARA/Reuters" */
			stop = pos + part;
			a = part_alias(c, state, kr__view_sub(text, pos, stop),
			               kr__view_sub(text, at, stop));
		}
		if (a) {
			best = a;
			*end = stop;
		}
		state = bare.len == word.len ? to :
			kr__phrases_step(&c->names, state,
		                         kr__phrase_key(word, true));
		if (state == KR_NOSYM)
			break;
		pos += word.len + 1;
	}
	return best;
}
