// SPDX-License-Identifier: Apache-2.0
/* Fuzz target: sentences to all records and back to their reasons. Bytes below
 * 128 are themselves, those above stand for words that annotators wait for, so
 * that few bytes make news: cues, quotation marks, titles, names, days, verbs.
 * The first byte chooses language, layers and whether reasons are kept.
 * Beside crashes: the document is sound, its JSON is one line, every record of
 * it can be explained, and reading again gives the same bytes. */
#include "fuzz.h"

#include "kronik.h"

static const char *const words[128] = {
	" Presiden", " Rusia", " Vladimir", " Putin", " Iran", " Masoud",
	" Pezeshkian", " bertemu", " bertemu dengan", " di", " Moskow", " pada",
	" Jumat", " (17/1/2025)", " (17/1)", " kata", ",\" kata", " \"", "\" ", ".\"",
	"\xe2\x80\x9c", "\xe2\x80\x9d", " ujar", " ujarnya", ".", ". ", "\n\n", ",",
	" menurut", " Menurut", " bahwa", " mengatakan", " mengatakan bahwa",
	" menyatakan", " dikutip", " dari", " TASS", " dilansir", " Reuters",
	" berjanji", " akan", " tidak", " belum", " menandatangani", " ditandatangani",
	" oleh", " perjanjian", " penandatanganan", " serangan", " Israel", " terhadap",
	" Gaza", " menyerang", " menewaskan", " tewas", " warga", " mendesak",
	" meminta", " agar", " untuk", " menolak", " mengecam", " menuduh", " membantah",
	" sanksi", " menjatuhkan", " gencatan senjata", " sepakat", " kedua", " negara",
	" kedua presiden", " keduanya", " mereka", " ia", " dia", "nya", " itu", " ini",
	" tersebut", " Menteri Luar Negeri", " Menlu", " Perdana Menteri", " KPK",
	" menahan", " tersangka", " menetapkan", " Indonesia", " Prabowo", " Jakarta",
	" kunjungan", " ke", " melawat", " berharap", " diharapkan", " bulan lalu",
	" pekan depan", " besok", " 22-24 Oktober", " hingga", " 2025", " tahun", " dan",
	" serta", " atau", " yang", " dengan", " sebelum", " setelah", " jika", " karena",
	" sementara", " juru bicara", " pemerintah", " parlemen", " tentara", " polisi",
	" pengunjuk rasa", " unjuk rasa", " (", ")", " PBB", " ASEAN", " Uni Eropa",
	" Hamas", " Baca juga:", " (ANTARA) -", " pukul 19.30 WIB", " antara",
};

static kr_ctx *ctx;

static kr_text text_of(const uint8_t *data, size_t size)
{
	kr_buf b;

	kr__buf_init(&b, NULL);
	for (size_t i = 0; i < size; i++)
		if (data[i] < 128)
			kr__buf_chr(&b, data[i] ? (char)data[i] : ' ');
		else
			kr__buf_str(&b, words[data[i] - 128]);
	must(!b.failed, "memory");
	return (kr_text){ b.ptr, b.len };
}

/* Every id of the line is a record that can be explained. */
static void explain_all(const kr_doc *doc, kr_view json)
{
	size_t at;

	while ((at = kr__view_find(json, KR_V("{\"id\":\""))) != KR_NPOS) {
		json = kr__view_from(json, at + 7);
		kr_view id = kr__view_sub(json, 0, kr__view_chr(json, '"'));
		kr_text why;
		kr_status s = kr_doc_explain(doc, id, &why);
		must(!s || s == KR_ENOTFOUND, "a record can be explained");
		kr_text_free(&why);
	}
}

static kr_status take(void *user, const kr_item_result *r)
{
	kr_text *out = user;

	must(r->doc != NULL, "a sentence is read");
	must(!kr_doc_json(r->doc, 0, out), "JSON");
	kr_view json = { out->ptr, out->len };
	must(kr__view_chr(json, '\n') >= json.len - 1, "one line");
	explain_all(r->doc, json);
	return KR_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const langs[] = { "id", "id", "ms", "en" };

	if (!ctx)
		must(!kr_ctx_new(&ctx, NULL, NULL), "the packs");
	if (size < 2 || size > 2048)
		return 0;
	kr_read_options o = { .lang = langs[data[0] & 3],
		              .layers = data[0] & 4 ? KR_READ_RECORDS | KR_READ_TREES
		                                   : KR_READ_EVENTS };
	if (data[0] & 8)
		o.layers |= KR_READ_EXPLAIN;
	kr_text text = text_of(data + 1, size - 1), first = { 0 }, second = { 0 };
	kr_view v = { text.ptr, text.len };
	must(!kr_read_text(ctx, v, &o, take, &first, NULL), "reading");
	must(!kr_read_text(ctx, v, &o, take, &second, NULL), "reading again");
	must(first.len == second.len && !memcmp(first.ptr, second.ptr, first.len),
	     "the same bytes");
	kr_text_free(&first);
	kr_text_free(&second);
	kr_text_free(&text);
	return 0;
}
