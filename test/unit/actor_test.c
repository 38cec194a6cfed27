// SPDX-License-Identifier: Apache-2.0
/* actors: sentences with the entities that they must give. */
#include "pack_help.h"

/* "name/type/code/mentions" of every entity, joined by "; ". */
static void read_actors(kr_buf *out, const char *text)
{
	kr_doc d;

	read_layers(&d, text, KR_READ_ENTITIES, true);
	for (uint32_t i = 0; i < kr__n_entitys(&d); i++) {
		const kr_entity *e = &kr__entitys(&d)[i];
		unsigned n = 0;
		for (uint32_t k = 0; k < kr__n_mentions(&d); k++)
			n += kr__mentions(&d)[k].entity == i;
		kr__buf_str(out, i ? "; " : "");
		kr__buf_add(out, kr__doc_text(&d, e->name));
		kr__buf_chr(out, '/');
		kr__buf_str(out, kr__entity_text(e->type));
		kr__buf_chr(out, '/');
		kr__buf_add(out, kr__doc_text(&d, e->code));
		kr__buf_chr(out, '/');
		kr__buf_chr(out, (char)('0' + n % 10));
	}
	kr__doc_drop(&d);
}

static void actors(void **state)
{
	static const struct one cases[] = {
		{ "Presiden Rusia Vladimir Putin tiba. Putin disambut meriah.",
		  "Vladimir Putin/person/RUS/2" },
		{ "Presiden Prancis berpidato.", "Emmanuel Macron/person/FRA/1" },
		/* an article about Peru alone: its parliament, its court */
		{ "Polisi Peru berjaga. Demo di Peru meluas. Parlemen bersidang di"
		  " ibu kota Peru. Mahkamah Agung diam.",
		  "Polisi Peru/org/PER/1; Peru/place/PER/2; Parlemen/group/PER/1;"
		  " Mahkamah Agung/org/PER/1" },
		/* somebody from home is told of too: it is not settled whose */
		{ "Demo di Peru meluas. Warga Peru marah. Peru tegang. Indonesia"
		  " memantau. Mahkamah Agung diam.",
		  "Peru/org/PER/2; Warga Peru/group/PER/1; Indonesia/org/IDN/1;"
		  " Mahkamah Agung/org/IDN/1" },
		/* armed groups that no list knows act beside states */
		{ "Kelompok bersenjata Barisan Bukit Utara (BBU) mundur. BBU melalui"
		  " juru bicaranya, Komandan Tobias, berjanji.",
		  "Barisan Bukit Utara/org/NSA-BBU/3; Tobias/person/NSA-BBU/1" },
		{ "Gencatan senjata antara militer Peru dan Barisan Bukit Utara (BBU)"
		  " berlaku.",
		  "militer Peru/org/PER/1; Barisan Bukit Utara/org/NSA-BBU/2" },
		/* an office of something unknown is nobody's */
		{ "Hal itu diatur dalam Peraturan Presiden Nomor 5.", "" },
		{ "Moskow membantah tuduhan itu.", "Rusia/org/RUS/1" },
		{ "Ia terbang ke Moskow.", "Moskow/place/RUS/1" },
		{ "Amerika Serikat (AS) menarik pasukan. AS menyesal.",
		  "Amerika Serikat/org/USA/3" },
		/* names as the page spells them */
		{ "Brazil menolak tarif itu. Rio de Janeiro adalah kota di Brazil.",
		  "Brazil/org/BRA/2; Rio de Janeiro/place/BRA/1" },
		{ "KPK menahan bupati itu. Lembaga antirasuah itu diam.",
		  "Komisi Pemberantasan Korupsi/org/IDN/2" },
		{ "Konflik Israel-Iran meluas.", "Israel/org/ISR/1; Iran/org/IRN/1" },
		{ "Militer Israel menyerang.", "Militer Israel/org/ISR/1" },
		{ "Wakil Ketua KPK Johanis Tanak hadir.", "Johanis Tanak/person/IDN/1" },
		{ "Kamal Mopangga ditangkap. Menurut jaksa, Kamal bersalah.",
		  "Kamal Mopangga/person//2" },
		{ "Hamas menolak tawaran itu.", "Hamas/org/NSA-HAMAS/1" },
		{ "Uni Eropa dan PBB berunding.",
		  "Uni Eropa/org/IGO-EU/1; Perserikatan Bangsa-Bangsa/org/IGO-UN/1" },
		{ "Vladimir Putin menelepon. Ia mengucapkan terima kasih.",
		  "Vladimir Putin/person/RUS/2" },
	};

	(void)state;
	check_texts(cases, sizeof cases / sizeof *cases, read_actors);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(actors) };
	return cmocka_run_group_tests(tests, open_lexicon, close_lexicon);
}
