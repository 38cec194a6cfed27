// SPDX-License-Identifier: Apache-2.0
/* Morphology and lemmas of Indonesian, as tables. */
#include "indonesian_help.h"

#include "mark/mark.h"


static const struct {
	const char *word;
	unsigned upos;
	const char *root, *prefix, *suffix;
	unsigned voice;
} words[] = {
	{ "menangkap", KR_UPOS_VERB, "tangkap", "meN", "", KR_VOICE_ACT },
	{ "ditangkap", KR_UPOS_VERB, "tangkap", "di", "", KR_VOICE_PASS },
	{ "menyebutkan", KR_UPOS_VERB, "sebut", "meN", "kan", KR_VOICE_ACT },
	{ "mengirim", KR_UPOS_VERB, "kirim", "meN", "", KR_VOICE_ACT },
	{ "memukul", KR_UPOS_VERB, "pukul", "meN", "", KR_VOICE_ACT },
	{ "mengecat", KR_UPOS_VERB, "cat", "meN", "", KR_VOICE_ACT },
	{ "memperkuat", KR_UPOS_VERB, "kuat", "meN", "", KR_VOICE_ACT },
	{ "diperpanjang", KR_UPOS_VERB, "panjang", "di", "", KR_VOICE_PASS },
	{ "bertemu", KR_UPOS_VERB, "temu", "ber", "", KR_VOICE_ACT },
	{ "tertuang", KR_UPOS_VERB, "tuang", "ter", "", KR_VOICE_PASS },
	{ "pastikan", KR_UPOS_VERB, "pasti", "", "kan", KR_VOICE_NONE },
	{ "bekerja", KR_UPOS_VERB, "kerja", "ber", "", KR_VOICE_ACT },
	{ "pertemuan", KR_UPOS_NOUN, "temu", "per", "an", KR_VOICE_NONE },
	{ "penangkapan", KR_UPOS_NOUN, "tangkap", "peN", "an", KR_VOICE_NONE },
	{ "kesepakatan", KR_UPOS_NOUN, "sepakat", "ke", "an", KR_VOICE_NONE },
	{ "terbunuh", KR_UPOS_VERB, "bunuh", "ter", "", KR_VOICE_PASS },
	{ "negara-negara", KR_UPOS_NOUN, "negara", "", "", KR_VOICE_NONE },
	{ "menteri", KR_UPOS_NOUN, "menteri", "", "", KR_VOICE_NONE },
	{ "berita", KR_UPOS_NOUN, "berita", "", "", KR_VOICE_NONE },
	{ "perang", KR_UPOS_NOUN, "perang", "", "", KR_VOICE_NONE },
	{ "makan", KR_UPOS_VERB, "makan", "", "", KR_VOICE_NONE },
	{ "presiden", KR_UPOS_NOUN, "presiden", "", "", KR_VOICE_NONE },
};

static void analyses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		kr_analysis a;
		kr_view w = kr__view_of(words[i].word);
		assert_true(kr__morph_analyse(id, w, words[i].upos, &a));
		assert_view(kr__analysis_root(&a), words[i].root);
		assert_view(kr__affix_text(id, a.prefix[0]), words[i].prefix);
		assert_view(kr__affix_text(id, a.suffix), words[i].suffix);
		assert_int_equal(a.voice, words[i].voice);
	}
}

static const struct {
	const char *form, *lower;
	unsigned upos, style;
	const char *lemma;
} lemmas[] = {
	{ "Putin", "putin", KR_UPOS_PROPN, KR_STYLE_NEWS, "Putin" },
	{ "Putin", "putin", KR_UPOS_PROPN, KR_STYLE_WIKI, "putin" },
	{ "nya", "nya", KR_UPOS_PRON, KR_STYLE_WIKI, "dia" },
	{ "nya", "nya", KR_UPOS_PRON, KR_STYLE_NEWS, "nya" },
	{ "Pemerintah", "pemerintah", KR_UPOS_NOUN, KR_STYLE_NEWS, "perintah" },
	{ "17/1", "17/1", KR_UPOS_NUM, KR_STYLE_NEWS, "17/1" },
};

static void lemma_table(void **state)
{
	char room[KR_LEMMA_MAX];

	(void)state;
	for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++) {
		kr_lemma_case c = { .form = kr__view_of(lemmas[i].form),
			            .lower = kr__view_of(lemmas[i].lower),
			            .upos = (uint8_t)lemmas[i].upos,
			            .style = lemmas[i].style };
		assert_view(kr__lemma_of(id, &c, room), lemmas[i].lemma);
	}
}

/* News gives every verb a voice, encyclopaedias not to all. */
static const struct {
	const char *word;
	unsigned style;
	int voice;
} voices[] = {
	{ "menangkap", KR_STYLE_NEWS, KR_VOICE_ACT },
	{ "menangkap", KR_STYLE_WIKI, KR_VOICE_ACT },
	{ "ditangkap", KR_STYLE_WIKI, KR_VOICE_PASS },
	{ "tertarik", KR_STYLE_NEWS, KR_VOICE_PASS },
	{ "tertarik", KR_STYLE_WIKI, KR_VOICE_NONE },
	{ "beruntung", KR_STYLE_NEWS, KR_VOICE_ACT },
	{ "beruntung", KR_STYLE_WIKI, KR_VOICE_NONE },
	{ "tersedia", KR_STYLE_WIKI, KR_VOICE_NONE },
	{ "waspadai", KR_STYLE_WIKI, KR_VOICE_ACT },
	{ "bayarkan", KR_STYLE_WIKI, KR_VOICE_ACT },
	{ "terkoreksi", KR_STYLE_NEWS, KR_VOICE_PASS },
	{ "tertuju", KR_STYLE_NEWS, KR_VOICE_PASS },
	{ "terbang", KR_STYLE_NEWS, KR_VOICE_ACT },
};

static void voice_table(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof voices / sizeof *voices; i++)
		assert_int_equal(kr__voice_by_rule(id, kr__view_of(voices[i].word),
		                                   voices[i].style),
		                 voices[i].voice);
}

/* What the network takes for a noun or adjective may be a verb by its form. */
static const struct {
	const char *form;
	unsigned before, after;
} turned[] = {
	{ "digugat", KR_UPOS_NOUN, KR_UPOS_VERB },
	{ "mendesain", KR_UPOS_NOUN, KR_UPOS_VERB },
	{ "menteri", KR_UPOS_NOUN, KR_UPOS_NOUN },
	{ "pastikan", KR_UPOS_NOUN, KR_UPOS_VERB },
	{ "matangkan", KR_UPOS_ADJ, KR_UPOS_VERB },
	{ "pasukan", KR_UPOS_NOUN, KR_UPOS_NOUN },
	{ "perbankan", KR_UPOS_NOUN, KR_UPOS_NOUN },
	{ "makan", KR_UPOS_NOUN, KR_UPOS_NOUN },
	{ "media", KR_UPOS_NOUN, KR_UPOS_NOUN },
	{ "dinding", KR_UPOS_NOUN, KR_UPOS_NOUN },
	{ "menengah", KR_UPOS_ADJ, KR_UPOS_ADJ },
	{ "melalui", KR_UPOS_ADP, KR_UPOS_ADP },
	{ "kursi-kursi", KR_UPOS_NOUN, KR_UPOS_NOUN },
};

static void turned_to_verbs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof turned / sizeof *turned; i++) {
		kr_arena scratch;
		kr_doc d;
		kr__arena_init(&scratch, NULL, 0);
		assert_int_equal(kr__doc_init(&d, NULL, id->symbols, 0), KR_OK);
		d.text = kr__view_of(turned[i].form);
		assert_int_equal(kr__mark_tokens(id, &d, &scratch), KR_OK);
		kr__words(&d)[0].upos = (uint8_t)turned[i].before;
		assert_int_equal(kr__mark_lemmas(id, &d, &scratch), KR_OK);
		assert_int_equal(kr__words(&d)[0].upos, turned[i].after);
		bool many = kr__view_is(kr__doc_text(&d, kr__words(&d)[0].feats),
		                        "Number=Plur");
		assert_int_equal(many, strchr(turned[i].form, '-') != NULL);
		kr__doc_drop(&d);
		kr__arena_drop(&scratch);
	}
}

/* Odd words: nothing breaks, the root is never empty. */
static void odd_words(void **state)
{
	static const char *const odd[] = {
		"memememememememememememememememe", "di", "ke-", "-", "--", "an",
		"berberberberberberberberan", "mengengengengeng", "a-a-a-a",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"mengaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		"\xC3\xA9\xC3\xA9", "men\xC3\xA9", "nyanyanyanya", "kan", "ii", "pepepe"
	};

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		kr_analysis a;
		kr__morph_analyse(id, kr__view_of(odd[i]), KR_UPOS_NONE, &a);
		assert_true(a.root_len > 0 && a.root_len <= KR_ROOT_MAX);
	}
}

/* Every failing allocation gives a status. */
static void no_memory(void **state)
{
	(void)state;
	for (unsigned long n = 0;; n++) {
		kr_failing f = { n };
		kr_alloc alloc = { kr_failing_fn, &f };
		kr_arena scratch;
		kr_doc d;
		kr__arena_init(&scratch, &alloc, 0);
		kr_status s = kr__doc_init(&d, &alloc, id->symbols, 0);
		d.text = KR_V("Pertemuannya memperpanjang perundingan itu.");
		if (!s)
			s = kr__mark_tokens(id, &d, &scratch);
		for (uint32_t i = 0; !s && i < kr__n_words(&d); i++)
			kr__words(&d)[i].upos = KR_UPOS_VERB;
		if (!s)
			s = kr__mark_lemmas(id, &d, &scratch);
		if (!s) {
			kr_view lemma = kr__doc_text(&d, kr__words(&d)[2].lemma);
			assert_view(lemma, "panjang");
		}
		kr__doc_drop(&d);
		kr__arena_drop(&scratch);
		if (!s)
			break;
		assert_int_equal(s, KR_ENOMEM);
		assert_true(n < 1000);
	}
}

/* A damaged file is refused, at every cut and at flipped bytes. */
static void damage(void **state)
{
	const size_t cuts[] = { 0, 3, 15, 16, 60, 88, 89, 1000, 100000 };
	const char *dir = id->dir;
	char path[512];
	kr_buf bytes;
	kr_morph m;

	(void)state;
	kr__buf_init(&bytes, NULL);
	snprintf(path, sizeof path, "%s/morph.krm", dir);
	assert_int_equal(kr__file_read(path, 0, &bytes, NULL), KR_OK);
	kr_view all = kr__buf_view(&bytes);
	assert_int_equal(kr__morph_open(&m, all, "t", NULL), KR_OK);
	assert_true(kr__morph_summed(all));
	bytes.ptr[all.len - 1] ^= 1;
	assert_false(kr__morph_summed(all));
	bytes.ptr[all.len - 1] ^= 1;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++)
		assert_int_equal(kr__morph_open(&m, kr__view_sub(all, 0, cuts[i]),
		                                "t", NULL), KR_EDATA);
	for (size_t at = 0; at < 88; at++) {
		if (at >= 12 && at < 16)
			continue; /* the checksum is not looked at */
		bytes.ptr[at] ^= (char)0x80;
		kr_status s = kr__morph_open(&m, all, "t", NULL);
		assert_true(s == KR_OK || s == KR_EDATA);
		bytes.ptr[at] ^= (char)0x80;
	}
	kr__buf_drop(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(analyses), cmocka_unit_test(lemma_table),
		cmocka_unit_test(voice_table), cmocka_unit_test(turned_to_verbs),
		cmocka_unit_test(odd_words), cmocka_unit_test(no_memory),
		cmocka_unit_test(damage)
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
