// SPDX-License-Identifier: Apache-2.0
/*
 * Short forms that an article makes its own. The problem: in news of the courts "Dana Sutama
 * (DS)" is "DS" from then on, and "tersangka AS" is no tersangka of America;
 * "Pabrik Kelapa Sawit (PKS)" is no party. The idea: capitals in brackets right
 * behind a person's name whose letters the name has in that order, and capitals
 * behind a word such as "berinisial", or in a list behind "tersangka", are that
 * person for the whole article;
 * capitals that spell the words before them are what these are, a body or
 * nobody. The words are the pack's. Limits: two people with the same initials
 * are one; of a body that the world calls otherwise most words must differ.
 */
#include "mark/actor_read.h"

enum { OWN = 32, SHORT = 2, LONG = 4, LONGEST = 6, AHEAD = 5, LISTED = 12 };

static bool upper_only(kr_view v)
{
	for (size_t k = 0; k < v.len; k++)
		if (v.ptr[k] < 'A' || v.ptr[k] > 'Z')
			return false;
	return v.len > 0;
}

static bool capitals(kr_view v)
{
	return upper_only(v) && v.len >= SHORT && v.len <= LONGEST && !kr__is_roman(v);
}

static char raised(char ch)
{
	return ch >= 'a' && ch <= 'z' ? (char)(ch - 'a' + 'A') : ch;
}

/* Has the name these letters in this order, the first one opening a word? */
static bool spells(kr_view name, kr_view letters)
{
	size_t k = 0;

	for (size_t i = 0; i < name.len && k < letters.len; i++) {
		bool opens = i == 0 || name.ptr[i - 1] == ' ';
		if ((k || opens) && raised(name.ptr[i]) == letters.ptr[k])
			k++;
	}
	return k == letters.len;
}

static const kr_cast_initial *known(const kr_casting *c, kr_view form)
{
	for (uint32_t k = 0; k < c->n_initials; k++)
		if (kr__view_eq(c->initials[k].form, form))
			return &c->initials[k];
	return NULL;
}

static bool define(kr_casting *c, kr_cast_initial s)
{
	if (c->n_initials >= OWN || known(c, s.form))
		return true;
	if (!kr__arena_grow(c->scratch, (void **)&c->initials, &c->cap_initials,
	                    c->n_initials + 1, sizeof *c->initials))
		return false;
	c->initials[c->n_initials++] = s;
	return true;
}

/* "(DS)" at word `at`? */
static bool bracketed(const kr_casting *c, uint32_t at)
{
	return at + 2 < kr__n_words(c->doc) && kr__view_is(c->form[at], "(") &&
	       kr__view_is(c->form[at + 2], ")") && capitals(c->form[at + 1]);
}

/* Is it a body that the world surely knows? */
static bool body(const kr_casting *c, uint32_t i)
{
	kr_world_hits hits;

	return kr__actor_match(c, i, i + 1, &hits) &&
	       (kr__world_hit_of(&hits, KR_WORLD_ORG) ||
	        kr__world_hit_of(&hits, KR_WORLD_MEDIA));
}

/* Does the world call somebody so (SBY), or is the name that of a state? */
static bool of_world(const kr_casting *c, uint32_t form, const kr_name *nm)
{
	uint32_t first = nm->words.first;
	kr_world_hits hits;

	if (kr__actor_match(c, form, form + 1, &hits) &&
	    kr__world_hit_of(&hits, KR_WORLD_PERSON))
		return true;
	return kr__actor_match(c, first, first + nm->words.n, &hits) &&
	       kr__world_hit_of(&hits, KR_WORLD_COUNTRY);
}

/* "Dana Sutama (DS)" */
static bool behind_name(kr_casting *c, const kr_name *nm)
{
	uint32_t at = nm->words.first + nm->words.n;

	if (nm->type != KR_NAME_PER || !bracketed(c, at) || c->form[at + 1].len > LONG ||
	    !spells(kr__unit_text(c, nm->words.first, nm->words.n), c->form[at + 1]) ||
	    of_world(c, at + 1, nm))
		return true;
	return define(c, (kr_cast_initial){ .form = c->form[at + 1], .kind = KR_U_PERSON,
		                            .first = nm->words.first,
		                            .n = nm->words.n });
}

/* ---- "Pabrik Kelapa Sawit (PKS)" ------------------------------------------- */
/* Are half of the words of one of `a` words of `b`? */
static bool alike(kr_view a, kr_view b)
{
	kr_view x, y;
	uint32_t n = 0, shared = 0;

	while (kr__view_next(&a, ' ', &x)) {
		kr_view rest = b;
		bool found = false;
		while (!found && kr__view_next(&rest, ' ', &y))
			found = kr__view_ieq(x, y);
		shared += found;
		n++;
	}
	return 2 * shared >= n;
}

/* Does the world know the short form, and these words as the same? */
static bool same_body(const kr_casting *c, uint32_t first, uint32_t end)
{
	static const uint8_t kinds[] = { KR_WORLD_COUNTRY, KR_WORLD_ORG,
		                         KR_WORLD_MEDIA };
	kr_view text = kr__unit_text(c, first, end - first);
	kr_world_hits hits, words;

	if (kr__actor_match(c, first, end, &words) && words.n_words == end - first)
		return true;
	if (!kr__actor_match(c, end + 1, end + 2, &hits))
		return false;
	for (size_t k = 0; k < sizeof kinds; k++) {
		const kr_world_hit *h = kr__world_hit_of(&hits, kinds[k]);
		kr_view name = h ? kr__world_row(c->world, kinds[k], h->row)->name
		                 : (kr_view){ "", 0 };
		if (h && (kr__view_ieq(name, c->form[end + 1]) || alike(text, name)))
			return true;
	}
	return false;
}

static uint8_t kind_of(const kr_casting *c, uint32_t first)
{
	const kr_name *nm = c->name_at[first] == KR_NONE
	                            ? NULL : &kr__names(c->doc)[c->name_at[first]];

	return nm && nm->type == KR_NAME_ORG && nm->words.first == first ? KR_U_ORG
	                                                                 : KR_U_NONE;
}

/* Words that the bracket at `at` spells, behind word `from`. */
static bool behind_words(kr_casting *c, uint32_t from, uint32_t at)
{
	uint32_t first = bracketed(c, at)
	                         ? kr__actor_spelled_by(c, from, at, c->form[at + 1])
	                         : KR_NONE;

	uint32_t n;
	if (first == KR_NONE || kr__actor_short_at(c, at + 1, at + 2, &n) ||
	    same_body(c, first, at) || kr__actor_person_at(c, first, at))
		return true; /* armed groups have been found */
	return define(c, (kr_cast_initial){ .form = c->form[at + 1], .first = first,
		                            .n = at - first,
		                            .kind = kind_of(c, first) });
}

static bool person(kr_casting *c, uint32_t at)
{
	return define(c, (kr_cast_initial){ .form = c->form[at], .first = at, .n = 1,
		                            .kind = KR_U_PERSON });
}

/* "berinisial DS" */
static bool behind_word(kr_casting *c, uint32_t i)
{
	uint32_t at = i + 1;

	at += at + 1 < kr__n_words(c->doc) && kr__view_is(c->form[at], ".");
	return !capitals(c->form[at]) || c->form[at].len > LONG || person(c, at);
}

/* May word i be a person's initials in a list? Behind "berinisial" it is. */
static bool listable(const kr_casting *c, uint32_t i, bool sure)
{
	return upper_only(c->form[i]) && c->form[i].len <= LONG && (sure || !body(c, i));
}

/* Words of a list of short forms at `at`, the last behind the joiner; *many: they
 * are two or more. */
static uint32_t short_list(const kr_casting *c, uint32_t at, uint32_t end, bool sure,
                           bool *many)
{
	uint32_t i = at, n = 0;

	*many = false;
	while (i < end && i < at + LISTED && listable(c, i, sure)) {
		n++;
		i++;
		bool comma = i < end && kr__view_is(c->form[i], ",");
		bool joins = i + comma < end &&
		             kr__view_eq(c->form[i + comma], c->pack->basic->joiner);
		if (!comma && !joins)
			break;
		i += comma + joins;
		*many |= joins && i < end && listable(c, i, sure);
	}
	return n ? i - at : 0;
}

/* "dua tersangka, yakni S dan DP": a list right behind a few words and a comma. */
static bool charged(kr_casting *c, uint32_t i, uint32_t end, bool sure)
{
	bool many = false, ok = true;
	uint32_t at = i + 1, n = 0;

	for (; at < end && at < i + AHEAD && !many; at += !many)
		n = short_list(c, at, end, sure, &many);
	for (uint32_t k = at; many && ok && k < at + n; k++)
		if (upper_only(c->form[k]) && !kr__is_roman(c->form[k]))
			ok = person(c, k);
	return ok;
}

kr_status kr__actor_initials(kr_casting *c)
{
	const kr_sentence *s = kr__sentences(c->doc);
	const uint32_t n = kr__n_words(c->doc);
	bool ok = true;

	for (uint32_t k = 0; ok && k < kr__n_names(c->doc); k++)
		ok = behind_name(c, &kr__names(c->doc)[k]);
	for (uint32_t i = 0; ok && i + 2 < n; i++) {
		if (kr__view_is(c->form[i], "("))
			ok = behind_words(c, s[kr__words(c->doc)[i].sentence].words.first, i);
		else if (kr__actor_is(c, i, i + 1, KR_AC_INITIALED))
			ok = behind_word(c, i) && charged(c, i, n, true);
		else if (kr__actor_is(c, i, i + 1, KR_AC_CHARGED))
			ok = charged(c, i, n, false);
		else if (i > 0 && capitals(c->form[i - 1]) && c->form[i - 1].len <= LONG &&
		         kr__actor_is(c, i, i + 1, KR_AC_INROLE) && !body(c, i - 1))
			ok = person(c, i - 1);
	}
	return ok ? KR_OK : kr__arena_status(c->scratch);
}

bool kr__actor_own_short(const kr_casting *c, uint32_t i)
{
	return c->n_initials && capitals(c->form[i]) && known(c, c->form[i]);
}

/* An organisation by the words of its definition, or by its short form. */
static void read_own_body(const kr_casting *c, uint32_t i, uint32_t n,
                          const kr_cast_initial *s, kr_unit *u)
{
	kr_unit def = { .first = s->first, .n = s->n, .kind = KR_U_ORG, .world = KR_NONE };

	kr__actor_org(c, s->first + s->n, &def);
	*u = def;
	u->first = u->name_first = i;
	u->n = u->name_n = n;
	u->name = kr__unit_text(c, s->first, s->n);
}

void kr__actor_read_initial(const kr_casting *c, uint32_t i, uint32_t end, kr_unit *u)
{
	(void)end;
	for (uint32_t k = 0; k < c->n_initials; k++) {
		const kr_cast_initial *s = &c->initials[k];
		bool form = kr__view_eq(c->form[i], s->form);
		if (s->kind == KR_U_ORG && (form || i == s->first)) {
			read_own_body(c, i, form ? 1 : s->n, s, u);
			return;
		}
		if (s->kind == KR_U_PERSON && form) {
			*u = (kr_unit){ .first = i, .n = 1, .name_first = s->first,
				        .name_n = s->n, .kind = KR_U_PERSON,
				        .world = KR_NONE };
			return;
		}
	}
}
