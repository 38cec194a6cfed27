// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: make the name model from published corpora and raw news with one
 * command, the same bytes every time.
 *
 * Idea, in order: read the corpora and drop what overlaps with held-out sets;
 * count and cluster the words of all texts; learn a first model; let it read
 * the raw news and note for each word, phrase and context how often a person,
 * place or organisation stood there; learn the final model with that.
 *
 * Corpora marked `small` are learned a second time in small letters, so that
 * the model can read headlines in capitals and text without case.
 *
 * Source: the second reading follows L. Ratinov and D. Roth, "Design
 * challenges and misconceptions in named entity recognition" (2009).
 */
#include "mark/name_train.h"

#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/file.h"
#include "base/utf8.h"
#include "learn/linear_train.h"
#include "learn/rawtext.h"
#include "mark/name_count.h"
#include "mark/name_feature.h"

typedef struct trainer {
	kr__name_job job;
	kr_arena arena;
	kr__name_recipe recipe;
	kr__name_corpus corpus[KR__NAME_FILES], held[KR__NAME_FILES];
	kr__name_corpus fold; /* what is left out to measure on */
	bool *drop[KR__NAME_FILES];
	kr__name_corpus raw;
	kr__name_vocab vocab;
	kr__name_facts facts;
	uint8_t *mark;  /* what the first reading noted of the raw tokens */
	kr_buf lexicon; /* compiled */
	/* the sentences to learn */
	uint64_t *feature, *at;
	uint8_t *gold;
	kr__linear_seq *seq;
	uint32_t cap_at, cap_gold, n_tokens, cap_seq, n_seqs;
	uint64_t n_features, cap_features;
	kr_buf features; /* grows */
	kr_err *err;
} trainer;

static void tell(const trainer *tr, const char *what, uint64_t n)
{
	char line[128];
	snprintf(line, sizeof line, "%s %llu", what, (unsigned long long)n);
	if (tr->job.tell)
		tr->job.tell(tr->job.user, line);
}

static kr_status read_all(trainer *tr, const char *path, kr_view *out)
{
	kr_buf b;
	kr__buf_init(&b, NULL);
	kr_status status = kr__rawtext_read(path, &b, tr->err);
	if (status == KR_OK) {
		*out = kr__arena_copy(&tr->arena, kr__buf_view(&b));
		status = kr__arena_status(&tr->arena);
	}
	kr__buf_drop(&b);
	return status;
}

static kr_status read_corpus(trainer *tr, kr__name_corpus *c, const char *path)
{
	kr_view text;
	kr_status status = kr__name_corpus_init(c, &tr->arena);
	if (status == KR_OK)
		status = read_all(tr, path, &text);
	if (status == KR_OK)
		status = kr__name_corpus_add(c, text);
	return status;
}

static bool first_of_style(const kr__name_recipe *r, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (r->corpus[k].style == r->corpus[i].style)
			return false;
	return true;
}

/* Which sentences of corpus i must not be learned. */
static kr_status find_drops(trainer *tr, uint32_t i)
{
	const kr__name_recipe *r = &tr->recipe;
	kr__name_corpus *c = &tr->corpus[i];
	tr->drop[i] = kr__arena_array(&tr->arena, c->n_sents + 1, 1);
	if (!tr->drop[i])
		return kr__arena_status(&tr->arena);
	for (uint32_t s = 0; i == 0 && tr->job.folds > 1 && s < c->n_sents; s++)
		tr->drop[i][s] = s % tr->job.folds == tr->job.fold;
	if (i > 0 && tr->job.folds > 1) {
		kr_status status = kr__name_corpus_overlap(c, &tr->fold, tr->drop[i]);
		if (status != KR_OK)
			return status;
	}
	for (uint32_t h = 0; h < r->n_held; h++) {
		if (kr__view_eq(r->held[h].kind, r->style[r->corpus[i].style]) &&
		    first_of_style(r, i))
			continue;
		kr_status status = kr__name_corpus_overlap(c, &tr->held[h], tr->drop[i]);
		if (status != KR_OK)
			return status;
	}
	uint64_t n = 0;
	for (uint32_t s = 0; s < c->n_sents; s++)
		n += tr->drop[i][s];
	tell(tr, r->corpus[i].path, c->n_sents);
	tell(tr, "  sentences left out", n);
	return KR_OK;
}

static kr_status read_corpora(trainer *tr)
{
	const kr__name_recipe *r = &tr->recipe;
	kr_status status = KR_OK;
	for (uint32_t h = 0; h < r->n_held && status == KR_OK; h++)
		status = read_corpus(tr, &tr->held[h], r->held[h].path);
	for (uint32_t i = 0; i < r->n_corpora && status == KR_OK; i++) {
		status = read_corpus(tr, &tr->corpus[i], r->corpus[i].path);
		if (status == KR_OK && i == 0 && tr->job.folds > 1)
			status = kr__name_corpus_fold(&tr->corpus[0], tr->job.folds,
			                              tr->job.fold, &tr->fold);
		if (status == KR_OK)
			status = find_drops(tr, i);
	}
	return status;
}

static kr_status read_raw(trainer *tr)
{
	const kr__name_recipe *r = &tr->recipe;
	kr_status status = kr__name_corpus_init(&tr->raw, &tr->arena);
	for (uint32_t i = 0; i < r->n_raw && status == KR_OK; i++) {
		kr_view text;
		status = read_all(tr, r->raw[i].path, &text);
		if (status == KR_OK)
			status = kr__name_corpus_raw(&tr->raw, text);
	}
	tell(tr, "tokens of raw text", tr->raw.n_tokens);
	return status;
}

/* Count, cluster, lists, cues. */
static kr_status know_words(trainer *tr)
{
	const kr__name_recipe *r = &tr->recipe;
	const kr__name_corpus *texts[KR__NAME_FILES + 1];
	uint32_t n = 0;
	kr_status status = kr__name_vocab_init(&tr->vocab, &tr->arena);
	if (status == KR_OK)
		status = kr__name_facts_init(&tr->facts, &tr->arena);
	texts[n++] = &tr->raw;
	for (uint32_t i = 0; i < r->n_corpora; i++)
		texts[n++] = &tr->corpus[i];
	for (uint32_t i = 0; i < n && status == KR_OK; i++)
		status = kr__name_vocab_count(&tr->vocab, texts[i]);
	tell(tr, "different words", tr->vocab.n);
	if (status == KR_OK)
		status = kr__name_vocab_cluster(&tr->vocab, texts, n,
		                                tr->job.n_clusters, 4);
	for (uint32_t i = 0; i < r->n_lists && status == KR_OK; i++) {
		kr_view text;
		status = read_all(tr, r->list[i].path, &text);
		if (status == KR_OK)
			status = kr__name_vocab_list(&tr->vocab, r->list[i].kind, text);
		if (status == KR_OK)
			status = kr__name_facts_list(&tr->facts, r->list[i].kind, text);
	}
	kr_rows rows;
	const char *path = kr__arena_path(&tr->arena, tr->job.lang_dir, KR_V("names.tsv"));
	if (status == KR_OK && path)
		status = kr__rows_read(&rows, &tr->arena, path, 2, 2, tr->err);
	if (status == KR_OK && path)
		status = kr__name_vocab_cues(&tr->vocab, &rows, tr->err);
	tell(tr, "words known", tr->vocab.n);
	return status == KR_OK ? kr__arena_status(&tr->arena) : status;
}

static kr_status compile_lexicon(trainer *tr, kr__name_lexicon *x)
{
	kr__buf_cut(&tr->lexicon, 0);
	kr_status status = kr__name_vocab_write(&tr->vocab, &tr->facts, &tr->lexicon);
	if (status == KR_OK)
		status = kr__name_lexicon_open(x, kr__buf_view(&tr->lexicon));
	tell(tr, "bytes of lexicon", tr->lexicon.len);
	return status;
}

/* ---- the sentences to learn --------------------------------------------- */

static bool room(trainer *tr, uint32_t n)
{
	uint32_t want = tr->n_tokens + n + 1;
	return kr__arena_grow(&tr->arena, (void **)&tr->at, &tr->cap_at, want, sizeof *tr->at) &&
	       kr__arena_grow(&tr->arena, (void **)&tr->gold, &tr->cap_gold, want, 1) &&
	       kr__arena_grow(&tr->arena, (void **)&tr->seq, &tr->cap_seq,
	                      tr->n_seqs + 1, sizeof *tr->seq);
}

static void lower_tokens(trainer *tr, const kr_view *token, uint32_t n, kr_view *out)
{
	for (uint32_t t = 0; t < n; t++) {
		char *low = kr__arena_get(&tr->arena, token[t].len * 2 + 1);
		size_t len = low ? kr__lower_into(token[t], low, token[t].len * 2) : 0;
		out[t] = len ? (kr_view){ low, len } : token[t];
	}
}

/* Labels of a sentence: I after nothing becomes B. */
static void gold_of(trainer *tr, const kr__name_corpus *c, uint32_t s,
                    uint32_t allowed, uint8_t *gold)
{
	uint8_t last = 0;
	for (uint32_t t = c->at[s]; t < c->at[s + 1]; t++) {
		uint8_t y = kr__name_label(&tr->recipe, c->tag[t]);
		if (!(allowed >> y & 1))
			y = 0;
		if (y && y % 2 == 0 && last != y && last != y - 1)
			y--;
		last = *gold++ = y;
	}
}

/* Sentence s of corpus i, as it is or in small letters. */
static bool add_sentence(trainer *tr, const kr__name_lexicon *x, uint32_t i,
                         uint32_t s, bool small)
{
	const kr__name_corpus *c = &tr->corpus[i];
	const kr__name_source *src = &tr->recipe.corpus[i];
	uint32_t n = c->at[s + 1] - c->at[s];
	kr_view *token = kr__arena_array(&tr->arena, n, sizeof *token);
	kr__name_atom *atom = kr__arena_array(&tr->arena, n, sizeof *atom);
	if (!token || !atom || !room(tr, n))
		return false;
	memcpy(token, c->token + c->at[s], n * sizeof *token);
	if (small)
		lower_tokens(tr, c->token + c->at[s], n, token);
	kr__name_atoms(x, token, n, atom);
	uint32_t first = tr->n_tokens;
	for (uint32_t t = 0; t < n; t++) {
		uint64_t f[KR__NAME_FEATURES];
		uint32_t k = kr__name_features(atom, n, t, f);
		kr__buf_add(&tr->features, (kr_view){ (const char *)f, k * sizeof *f });
		tr->at[tr->n_tokens + 1] = tr->at[tr->n_tokens] + k;
		tr->n_tokens++;
	}
	gold_of(tr, c, s, tr->recipe.allowed[src->style], tr->gold + first);
	tr->seq[tr->n_seqs++] = (kr__linear_seq){ first, tr->n_tokens, src->style, src->weight };
	return !tr->features.failed;
}

static kr_status gather(trainer *tr, const kr__name_lexicon *x)
{
	tr->n_tokens = tr->n_seqs = 0;
	kr__buf_cut(&tr->features, 0);
	for (uint32_t i = 0; i < tr->recipe.n_corpora; i++) {
		const kr__name_source *src = &tr->recipe.corpus[i];
		const kr__name_corpus *c = &tr->corpus[i];
		for (uint32_t s = 0; s < c->n_sents; s++) {
			if (tr->drop[i][s])
				continue;
			if (!add_sentence(tr, x, i, s, false) ||
			    (src->small && !add_sentence(tr, x, i, s, true)))
				return tr->features.failed ? tr->features.failed
				                           : kr__arena_status(&tr->arena);
		}
	}
	return KR_OK;
}

static void describe(const trainer *tr, kr__linear_data *d)
{
	const kr__name_recipe *r = &tr->recipe;
	memset(d, 0, sizeof *d);
	d->n_labels = 1 + 2 * r->n_types;
	d->n_styles = r->n_styles;
	for (uint32_t y = 0; y < d->n_labels; y++)
		kr__name_label_text(r, y, d->label[y]);
	for (uint32_t s = 0; s < r->n_styles; s++) {
		memcpy(d->style[s], r->style[s].ptr, r->style[s].len);
		d->allowed[s] = r->allowed[s];
		d->hidden[s] = r->hidden[s];
		d->lean[s] = r->lean[s];
	}
	for (uint32_t x = 0; x <= KR__LINEAR_LABELS; x++)
		for (uint32_t y = 0; y < d->n_labels; y++)
			d->legal[x][y] = y == 0 || y % 2 == 1 ||
			                 (x < KR__LINEAR_LABELS && (x == y || x == y - 1));
	d->feature = (const uint64_t *)(const void *)tr->features.ptr;
	d->at = tr->at;
	d->gold = tr->gold;
	d->n_tokens = tr->n_tokens;
	d->seq = tr->seq;
	d->n_seqs = tr->n_seqs;
}

static void tell_epoch(void *user, uint32_t epoch, double loss)
{
	const trainer *tr = user;
	char line[80];
	snprintf(line, sizeof line, "epoch %u, loss %.0f", (unsigned)epoch, loss);
	if (tr->job.tell)
		tr->job.tell(tr->job.user, line);
}

static kr_status learn(trainer *tr, const kr__name_lexicon *x, uint32_t runs,
                       uint32_t epochs, kr_buf *out)
{
	kr__linear_data d;
	kr_status status = gather(tr, x);
	if (status != KR_OK)
		return status;
	describe(tr, &d);
	tell(tr, "tokens to learn", d.n_tokens);
	kr__linear_options o = { .runs = runs, .epochs = epochs, .min_count = tr->job.min_count,
		.l2 = tr->job.l2, .eta = tr->job.eta, .shared = tr->job.shared,
		.dropout = tr->job.dropout,
		.seed = 1, .prune = tr->job.prune, .tell = tell_epoch, .user = tr };
	return kr__linear_train(&d, &o, kr__buf_view(&tr->lexicon), out);
}

/* ---- the second reading ------------------------------------------------- */

/* Our first three types are PER ORG LOC; the lexicon's order is PER LOC ORG. */
static int column_of(const kr__name_recipe *r, uint8_t label)
{
	static const char *const order[] = { "PER", "LOC", "ORG" };
	for (int i = 0; label && i < 3; i++)
		if (kr__view_is(r->type[(label - 1) / 2], order[i]))
			return i;
	return 3;
}

static kr_status read_sentence(trainer *tr, const kr__linear_style *style,
                               const kr__name_lexicon *x, uint32_t s)
{
	uint32_t from = tr->raw.at[s], n = tr->raw.at[s + 1] - from;
	memset(tr->mark + from, KR__RAW_UNREAD, n);
	if (n > KR__RAW_LONGEST)
		return KR_OK;
	kr_arena_mark mark = kr__arena_mark(&tr->arena);
	kr__name_atom *atom = kr__arena_array(&tr->arena, n, sizeof *atom);
	int32_t *score = kr__arena_array(&tr->arena, n, sizeof *score * KR__LINEAR_LABELS);
	uint8_t *label = kr__arena_get(&tr->arena, n);
	if (!atom || !score || !label)
		return kr__arena_status(&tr->arena);
	kr__name_atoms(x, tr->raw.token + from, n, atom);
	kr__name_score(style, atom, n, score);
	kr_status status = kr__linear_best(style, score, n, label, &tr->arena);
	for (uint32_t t = 0; t < n && status == KR_OK; t++) {
		int column = column_of(&tr->recipe, label[t]);
		tr->mark[from + t] = (uint8_t)(column | (label[t] % 2 ? KR__RAW_FIRST : 0) |
		                               (atom[t].big ? KR__RAW_BIG : 0));
		uint32_t w = atom[t].big ? kr__name_vocab_add(&tr->vocab, atom[t].low)
		                         : UINT32_MAX;
		if (w != UINT32_MAX)
			tr->vocab.label[w][column]++;
	}
	kr__arena_rewind(&tr->arena, mark);
	return status;
}

static kr_status second_reading(trainer *tr, kr_view model,
                                const kr__name_lexicon *x)
{
	kr__linear m;
	kr_status status = kr__linear_open(&m, model, tr->err);
	tr->mark = kr__arena_get(&tr->arena, tr->raw.n_tokens + 1u);
	if (!tr->mark)
		return kr__arena_status(&tr->arena);
	memset(tr->vocab.label, 0, tr->vocab.n * sizeof *tr->vocab.label);
	for (uint32_t s = 0; s < tr->raw.n_sents && status == KR_OK; s++)
		status = read_sentence(tr, &m.style[0], x, s);
	if (status == KR_OK)
		status = kr__name_facts_read(&tr->facts, &tr->raw, tr->mark);
	tell(tr, "phrases and contexts", tr->facts.n);
	return status;
}

static void defaults(kr__name_job *j)
{
	j->epochs = j->epochs ? j->epochs : 40;
	j->runs = j->runs ? j->runs : 3;
	j->n_clusters = j->n_clusters ? j->n_clusters : 320;
	j->l2 = j->l2 > 0 ? j->l2 : 2.0f;
	j->eta = j->eta > 0 ? j->eta : 0.02f;
	j->dropout = j->dropout > 0 ? j->dropout : 0.5f;
	j->shared = j->shared > 0 ? j->shared : 1.0f;
	j->min_count = j->min_count ? j->min_count : 2;
	j->prune = j->prune ? j->prune : 8;
}

static kr_status run(trainer *tr, kr_buf *out)
{
	kr__name_lexicon x;
	kr_status status = kr__name_recipe_read(&tr->recipe, &tr->job, &tr->arena, tr->err);
	if (status == KR_OK)
		status = read_corpora(tr);
	if (status == KR_OK && tr->job.words.len) {
		kr__buf_add(&tr->lexicon, tr->job.words);
		status = kr__name_lexicon_open(&x, kr__buf_view(&tr->lexicon));
		return status == KR_OK ? learn(tr, &x, tr->job.runs, tr->job.epochs, out)
		                       : status;
	}
	if (status == KR_OK)
		status = read_raw(tr);
	if (status == KR_OK)
		status = know_words(tr);
	if (status == KR_OK)
		status = compile_lexicon(tr, &x);
	if (status == KR_OK)
		status = learn(tr, &x, 1, (tr->job.epochs + 1) / 2, out);
	if (status == KR_OK)
		status = second_reading(tr, kr__buf_view(out), &x);
	if (status == KR_OK)
		status = compile_lexicon(tr, &x);
	if (status == KR_OK)
		status = learn(tr, &x, tr->job.runs, tr->job.epochs, out);
	tell(tr, "bytes of model", out->len);
	return status;
}

kr_status kr__name_train(const kr__name_job *job, kr_buf *out, kr_err *err)
{
	kr_arena a;
	kr__arena_init(&a, NULL, 0);
	trainer *tr = kr__arena_get(&a, sizeof *tr);
	if (!tr)
		return KR_ENOMEM;
	tr->arena = a;
	tr->job = *job;
	tr->err = err;
	defaults(&tr->job);
	kr__buf_init(&tr->lexicon, NULL);
	kr__buf_init(&tr->features, NULL);
	kr_status status = run(tr, out);
	kr__buf_drop(&tr->features);
	kr__buf_drop(&tr->lexicon);
	a = tr->arena;
	kr__arena_drop(&a);
	return status;
}
