// SPDX-License-Identifier: Apache-2.0
/*
 * Treebanks. The problem: training and measuring read the same files and must
 * read them alike. The idea: one parser of CoNLL-U into flat arrays. Limits:
 * empty nodes and enhanced dependencies are skipped; ids must count 1, 2, 3.
 * Source: universaldependencies.org/format.html.
 */
#include "learn/treebank.h"

typedef struct state {
	kr_bank *bank;
	kr_bank_sentence sentence; /* being read */
	uint32_t multi_end;        /* last word id of the open multiword token */
} state;

void kr__bank_init(kr_bank *b, kr_arena *arena)
{
	*b = (kr_bank){ .arena = arena };
}

static kr_view blank_empty(kr_view v)
{
	return kr__view_is(v, "_") ? (kr_view){ "", 0 } : v;
}

static bool no_space(kr_view misc)
{
	kr_view part;

	while (kr__view_next(&misc, '|', &part))
		if (kr__view_is(part, "SpaceAfter=No"))
			return true;
	return false;
}

static bool add_token(kr_bank *b, kr_view form, kr_view misc, bool multi)
{
	if (!kr__arena_grow(b->arena, (void **)&b->tokens, &b->cap_tokens,
	                    b->n_tokens + 1, sizeof *b->tokens))
		return false;
	b->tokens[b->n_tokens++] = (kr_bank_token){
		.form = form, .misc = misc, .first = b->n_words,
		.multi = multi, .space_after = !no_space(misc),
	};
	return true;
}

static bool parse_head(kr_view v, uint32_t first, int32_t *head)
{
	uint64_t n;

	*head = KR_BANK_NOHEAD;
	if (!v.len || kr__view_is(v, "_"))
		return true;
	if (!kr__view_u64(v, &n) || n > INT32_MAX - first)
		return false;
	*head = n ? (int32_t)(first + n - 1) : KR_BANK_ROOT;
	return true;
}

static kr_status add_word(state *s, const kr_view *f)
{
	kr_bank *b = s->bank;
	uint64_t id;
	kr_bank_word w = { f[1], blank_empty(f[2]), blank_empty(f[3]),
		           blank_empty(f[4]), blank_empty(f[5]),
		           blank_empty(f[7]), blank_empty(f[9]), 0, 0, 0 };

	if (kr__view_chr(f[2], '_') == 0 && kr__view_is(f[1], "_"))
		w.lemma = f[2]; /* the word "_" itself */
	if (!kr__view_u64(f[0], &id) || id != s->sentence.n + 1 ||
	    !parse_head(f[6], s->sentence.first, &w.head))
		return KR_EINPUT;
	if (id > s->multi_end && !add_token(b, f[1], w.misc, false))
		return KR_ENOMEM;
	if (!kr__arena_grow(b->arena, (void **)&b->words, &b->cap_words,
	                    b->n_words + 1, sizeof *b->words))
		return KR_ENOMEM;
	b->tokens[b->n_tokens - 1].n++;
	w.token = b->n_tokens - 1;
	w.sentence = b->n_sentences;
	b->words[b->n_words++] = w;
	s->sentence.n++;
	return KR_OK;
}

static kr_status add_multi(state *s, const kr_view *f, size_t dash)
{
	uint64_t from, to;

	if (!kr__view_u64(kr__view_sub(f[0], 0, dash), &from) ||
	    !kr__view_u64(kr__view_from(f[0], dash + 1), &to) || to < from ||
	    from != s->sentence.n + 1 || to - from > 99)
		return KR_EINPUT;
	s->multi_end = (uint32_t)to;
	return add_token(s->bank, f[1], blank_empty(f[9]), true) ? KR_OK
	                                                         : KR_ENOMEM;
}

static kr_status word_line(state *s, kr_view line)
{
	kr_view f[10], field;
	size_t n = 0;

	while (kr__view_next(&line, '\t', &field)) {
		if (n == 10)
			return KR_EINPUT;
		f[n++] = field;
	}
	if (n != 10 || !f[0].len || !f[1].len)
		return KR_EINPUT;
	size_t dash = kr__view_chr(f[0], '-');
	if (dash != KR_NPOS)
		return add_multi(s, f, dash);
	if (kr__view_chr(f[0], '.') != KR_NPOS)
		return KR_OK;
	return add_word(s, f);
}

static kr_view value_of(kr_view line, kr_view key)
{
	kr_view v = kr__view_trim(kr__view_from(line, 1));

	if (!kr__view_starts(v, key))
		return (kr_view){ NULL, 0 };
	v = kr__view_trim(kr__view_from(v, key.len));
	return v.len && v.ptr[0] == '=' ? kr__view_trim(kr__view_from(v, 1))
	                                : (kr_view){ NULL, 0 };
}

static void comment(state *s, kr_view line)
{
	kr_view v = kr__view_trim(kr__view_from(line, 1));
	kr_view id = value_of(line, KR_V("sent_id"));
	kr_view text = value_of(line, KR_V("text"));

	if (id.ptr)
		s->sentence.id = id;
	if (text.ptr)
		s->sentence.text = text;
	if (kr__view_starts(v, KR_V("newpar")) ||
	    kr__view_starts(v, KR_V("newdoc")))
		s->sentence.newpar = true;
}

static kr_status end_sentence(state *s)
{
	kr_bank *b = s->bank;
	kr_bank_sentence *now = &s->sentence;

	if (now->n) {
		if (s->multi_end > now->n)
			return KR_EINPUT;
		for (uint32_t i = 0; i < now->n; i++)
			if (b->words[now->first + i].head >=
			    (int32_t)(now->first + now->n))
				return KR_EINPUT;
		if (!kr__arena_grow(b->arena, (void **)&b->sentences,
		                    &b->cap_sentences, b->n_sentences + 1,
		                    sizeof *b->sentences))
			return KR_ENOMEM;
		now->n_tokens = b->n_tokens - now->first_token;
		b->sentences[b->n_sentences++] = *now;
	}
	*now = (kr_bank_sentence){ .id = { "", 0 }, .text = { "", 0 },
		                   .first = b->n_words,
		                   .first_token = b->n_tokens };
	s->multi_end = 0;
	return KR_OK;
}

kr_status kr__bank_parse(kr_bank *b, kr_view text, const char *where,
                         kr_err *err)
{
	state s = { .bank = b };
	kr_view line;
	int64_t number = 0;
	kr_status status = end_sentence(&s);

	while (!status && kr__view_next_line(&text, &line)) {
		number++;
		if (!line.len)
			status = end_sentence(&s);
		else if (line.ptr[0] == '#')
			comment(&s, line);
		else
			status = word_line(&s, line);
	}
	if (!status)
		status = end_sentence(&s);
	if (status)
		kr__err_set(err, status, where, number, "malformed CoNLL-U");
	return status;
}

kr_status kr__bank_read(kr_bank *b, const char *path, kr_err *err)
{
	kr_buf buf;

	kr__buf_init(&buf, NULL);
	kr_status status = kr__file_read(path, 0, &buf, err);
	if (!status) {
		kr_view text = kr__arena_copy(b->arena, kr__buf_view(&buf));
		status = kr__arena_status(b->arena);
		if (!status)
			status = kr__bank_parse(b, text, path, err);
	}
	kr__buf_drop(&buf);
	return status;
}

void kr__bank_sentence_text(const kr_bank *b, uint32_t sentence, kr_buf *out)
{
	const kr_bank_sentence *s = &b->sentences[sentence];

	if (s->text.len) {
		kr__buf_add(out, s->text);
		return;
	}
	for (uint32_t i = 0; i < s->n_tokens; i++) {
		const kr_bank_token *t = &b->tokens[s->first_token + i];
		kr__buf_add(out, t->form);
		if (t->space_after && i + 1 < s->n_tokens)
			kr__buf_chr(out, ' ');
	}
}

void kr__bank_text(const kr_bank *b, kr_buf *out)
{
	for (uint32_t i = 0; i < b->n_sentences; i++) {
		const kr_bank_sentence *s = &b->sentences[i];
		if (i)
			kr__buf_str(out, s->newpar ? "\n\n" : " ");
		kr__bank_sentence_text(b, i, out);
	}
	kr__buf_chr(out, '\n');
}

kr_view kr__feats_get(kr_view feats, kr_view name)
{
	kr_view part;

	while (kr__view_next(&feats, '|', &part))
		if (part.len > name.len && part.ptr[name.len] == '=' &&
		    kr__view_starts(part, name))
			return kr__view_from(part, name.len + 1);
	return (kr_view){ "", 0 };
}
