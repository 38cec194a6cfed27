// SPDX-License-Identifier: Apache-2.0
/* What raw text tells of phrases and contexts: counted, written, found again;
 * damaged tables are refused. */
#include "test.h"

#include "lexicon/name_words.h"
#include "mark/name_count.h"

static const char raw_text[] =
	"kemarin warga Kota Baru datang ke Kota Baru lagi .\n"
	"kemarin warga Kota Baru datang ke pasar .\n"
	"kemarin warga Kota Baru datang ke rumah Sari Dewi .\n"
	"kemarin warga Kota Baru datang ke sini .\n";

/* Places are "Kota Baru", the person "Sari Dewi". */
static void mark_by_hand(const kr__name_corpus *c, uint8_t *mark)
{
	for (uint32_t t = 0; t < c->n_tokens; t++) {
		static const struct {
			const char *word;
			uint8_t mark;
		} w[] = { { "Kota", 1 | KR__RAW_FIRST | KR__RAW_BIG },
			  { "Baru", 1 | KR__RAW_BIG },
			  { "Sari", 0 | KR__RAW_FIRST | KR__RAW_BIG },
			  { "Dewi", 0 | KR__RAW_BIG } };
		mark[t] = 3;
		for (size_t i = 0; i < sizeof w / sizeof *w; i++)
			if (kr__view_is(c->token[t], w[i].word))
				mark[t] = w[i].mark;
	}
}

static uint64_t low(const char *word)
{
	return kr__hash64(kr__view_of(word));
}

static uint64_t phrase(const char *one, const char *two)
{
	uint64_t h = kr__name_phrase_key(KR__NAME_PHRASE_SEED, low(one));
	return kr__name_phrase_key(h, low(two));
}

/* The compiled lexicon of the text above, at an aligned address. */
static char *compile(kr_arena *a, size_t *len)
{
	kr__name_corpus c;
	kr__name_facts f;
	kr__name_vocab v;
	kr_buf out;
	uint8_t mark[64];
	kr__buf_init(&out, NULL);
	assert_int_equal(kr__name_corpus_init(&c, a), KR_OK);
	assert_int_equal(kr__name_corpus_raw(&c, kr__view_of(raw_text)), KR_OK);
	assert_true(c.n_tokens < sizeof mark);
	mark_by_hand(&c, mark);
	assert_int_equal(kr__name_vocab_init(&v, a), KR_OK);
	assert_int_equal(kr__name_vocab_count(&v, &c), KR_OK);
	assert_int_equal(kr__name_facts_init(&f, a), KR_OK);
	assert_int_equal(kr__name_facts_list(&f, KR_V("place"),
	                                     KR_V("Kota Baru\nTanjung Sepi\nSolo\n")), KR_OK);
	assert_int_equal(kr__name_facts_read(&f, &c, mark), KR_OK);
	assert_int_equal(kr__name_vocab_write(&v, &f, &out), KR_OK);
	char *bytes = aligned_alloc(16, (out.len + 31) / 16 * 16);
	memcpy(bytes, out.ptr, out.len);
	*len = out.len;
	kr__buf_drop(&out);
	return bytes;
}

static void facts_come_back(void **state)
{
	(void)state;
	kr_arena a;
	size_t len;
	uint64_t key[KR__NAME_CONTEXTS];
	kr__name_lexicon x;
	kr__arena_init(&a, NULL, 0);
	char *bytes = compile(&a, &len);
	assert_int_equal(kr__name_lexicon_open(&x, (kr_view){ bytes, len }), KR_OK);
	/* always a place (8 of 1 + 7), never a person or an organisation, listed */
	assert_int_equal(kr__name_lexicon_fact(&x, phrase("kota", "baru")), 0x2181);
	/* listed only; seen once only; never seen */
	assert_int_equal(kr__name_lexicon_fact(&x, phrase("tanjung", "sepi")), 0x2000);
	assert_int_equal(kr__name_lexicon_fact(&x, phrase("sari", "dewi")), 0);
	assert_int_equal(kr__name_lexicon_fact(&x, phrase("sari", "baru")), 0);
	kr__name_context_keys(low("kemarin"), low("warga"), low("baru"), low("datang"), key);
	for (int k = 0; k < KR__NAME_CONTEXTS; k++)
		assert_int_equal(kr__name_lexicon_fact(&x, key[k]), 0x0181);
	assert_non_null(kr__name_lexicon_find(&x, low("kota")));
	assert_null(kr__name_lexicon_find(&x, low("desa")));
	free(bytes);
	kr__arena_drop(&a);
}

static void damage_is_found(void **state)
{
	(void)state;
	kr_arena a;
	size_t len;
	kr__name_lexicon x;
	kr__arena_init(&a, NULL, 0);
	char *bytes = compile(&a, &len);
	for (size_t cut = 1; cut < len; cut += 7)
		assert_int_equal(kr__name_lexicon_open(&x, (kr_view){ bytes, cut }), KR_EDATA);
	for (size_t i = 0; i < sizeof(kr__name_lexicon_head); i++) {
		bytes[i] ^= (char)0xff;
		if (kr__name_lexicon_open(&x, (kr_view){ bytes, len }) == KR_OK)
			kr__name_lexicon_find(&x, low("kota"));
		bytes[i] ^= (char)0xff;
	}
	assert_int_equal(kr__name_lexicon_open(&x, (kr_view){ bytes, 0 }), KR_OK);
	assert_null(kr__name_lexicon_find(&x, low("kota")));
	assert_int_equal(kr__name_lexicon_fact(&x, phrase("kota", "baru")), 0);
	free(bytes);
	kr__arena_drop(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(facts_come_back),
		cmocka_unit_test(damage_is_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
