// SPDX-License-Identifier: Apache-2.0
/*
 * Is an image of the world sound? The problem: its tables are used where they
 * are mapped, so one wrong number in them leads outside. The idea: every number
 * that is followed is compared once with the size of what it leads into; tries
 * must have an empty slot (a search ends) and lists must go forwards (they
 * end). Limits: a sound image may still say nonsense; its checksum is for that.
 */
#include "lexicon/world_tables.h"

static bool slots_sound(const kr_phrases *p)
{
	uint32_t used = 0;

	if (!p->n_slots || (p->n_slots & (p->n_slots - 1)))
		return false;
	for (uint32_t i = 0; i < p->n_slots; i++) {
		used += p->slots[i] != 0;
		if (p->slots[i] > p->n_edges)
			return false;
	}
	return used < p->n_slots;
}

/* `n`: values are below it. */
static bool trie_sound(const kr_phrases *p, uint32_t n)
{
	if (!slots_sound(p) || !p->n_states)
		return false;
	for (uint32_t i = 0; i < p->n_edges; i++)
		if (p->edges[i].to >= p->n_states)
			return false;
	for (uint32_t i = 0; i < p->n_states; i++)
		if (p->value_of[i] > p->n_values)
			return false;
	for (uint32_t i = 0; i < p->n_values; i++) {
		uint32_t next = p->values[i].next;
		if (p->values[i].value >= n || next > p->n_values ||
		    (next && next <= i + 1))
			return false;
	}
	return true;
}

static bool forms_sound(const kr_world *w)
{
	for (uint32_t i = 0; i < w->n_forms; i++) {
		const kr_world_form *f = &w->forms[i];
		if (f->kind >= KR_WORLD_KINDS ||
		    f->row >= kr__world_count(w, f->kind) ||
		    *(const unsigned char *)&f->strict > 1)
			return false;
	}
	for (uint32_t i = 0; i < KR_WORLD_CODES; i++)
		if (w->country_of[i] > w->n_rows[KR_WORLD_COUNTRY])
			return false;
	return true;
}

static bool date_sound(kr_date d)
{
	return d.month >= 0 && d.month <= 12 && d.day >= 0 && d.day <= 31;
}

static bool terms_sound(const kr_world *w)
{
	uint32_t n = w->n_rows[KR_WORLD_PERSON];

	for (uint32_t i = 0; i <= n; i++)
		if (w->first_term[i] > w->n_terms ||
		    w->first_term[i] > w->first_term[i + 1])
			return false;
	for (uint32_t i = 0; i < w->n_terms; i++)
		if (w->terms[i].person >= n ||
		    w->terms[i].office >= w->n_rows[KR_WORLD_OFFICE] ||
		    !date_sound(w->terms[i].from) || !date_sound(w->terms[i].to))
			return false;
	return w->first_term[n + 1] <= w->n_terms;
}

bool kr__world_sound(const kr_world *w)
{
	return trie_sound(&w->phrases, w->n_forms) &&
	       trie_sound(&w->offices, w->n_rows[KR_WORLD_OFFICE]) &&
	       trie_sound(&w->domains, w->n_rows[KR_WORLD_MEDIA]) &&
	       forms_sound(w) && terms_sound(w);
}
