// SPDX-License-Identifier: Apache-2.0
/*
 * PLOVER. The problem: each type and mode of act has a quad class and a score
 * of conflict or cooperation. The idea: one table. Limits: ACCUSE counts as
 * negative and SANCTION as quad 4, where the codebook contradicts itself.
 * Source: PLOVER 2.0 (2024-02-04), scores only.
 */
#include "lexicon/frames_plover.h"

#include "doc/records.h"

static const struct {
	uint8_t quad;
	int8_t score10;
} types[KR_N_EVENT_TYPES] = {
	[KR_EVENT_AGREE] = { 1, 25 },     [KR_EVENT_CONSULT] = { 1, 25 },
	[KR_EVENT_SUPPORT] = { 1, 50 },   [KR_EVENT_CONCEDE] = { 1, 45 },
	[KR_EVENT_COOPERATE] = { 2, 95 }, [KR_EVENT_AID] = { 2, 100 },
	[KR_EVENT_RETREAT] = { 2, 65 },   [KR_EVENT_REQUEST] = { 3, 0 },
	[KR_EVENT_ACCUSE] = { 3, -30 },   [KR_EVENT_REJECT] = { 3, -20 },
	[KR_EVENT_THREATEN] = { 3, -35 }, [KR_EVENT_PROTEST] = { 4, -50 },
	[KR_EVENT_SANCTION] = { 4, -60 }, [KR_EVENT_MOBILIZE] = { 4, -55 },
	[KR_EVENT_COERCE] = { 4, -70 },   [KR_EVENT_ASSAULT] = { 4, -90 },
};

static const struct {
	uint8_t type;
	int8_t score10;
	const char *mode;
} modes[] = {
	{ KR_EVENT_CONSULT, 40, "visit" },
	{ KR_EVENT_CONSULT, 10, "third-party" },
	{ KR_EVENT_CONSULT, 40, "multilateral" },
	{ KR_EVENT_CONSULT, 15, "phone" },
	{ KR_EVENT_RETREAT, 80, "withdraw" },
	{ KR_EVENT_RETREAT, 65, "release" },
	{ KR_EVENT_RETREAT, 100, "disarm" },
	{ KR_EVENT_RETREAT, 75, "ceasefire" },
	{ KR_EVENT_RETREAT, 65, "access" },
	{ KR_EVENT_RETREAT, 45, "resign" },
	{ KR_EVENT_REQUEST, 5, "assist" },
	{ KR_EVENT_REQUEST, -10, "change" },
	{ KR_EVENT_REQUEST, -10, "yield" },
	{ KR_EVENT_REQUEST, 0, "meet" },
	{ KR_EVENT_REJECT, -15, "assist" },
	{ KR_EVENT_REJECT, -20, "change" },
	{ KR_EVENT_REJECT, -20, "yield" },
	{ KR_EVENT_REJECT, -20, "meet" },
	{ KR_EVENT_ACCUSE, -20, "disapprove" },
	{ KR_EVENT_ACCUSE, -35, "investigate" },
	{ KR_EVENT_ACCUSE, -35, "allege" },
	{ KR_EVENT_THREATEN, -30, "restrict" },
	{ KR_EVENT_THREATEN, -35, "arrest" },
	{ KR_EVENT_THREATEN, -35, "relations" },
	{ KR_EVENT_THREATEN, -35, "expel" },
	{ KR_EVENT_THREATEN, -40, "territory" },
	{ KR_EVENT_THREATEN, -35, "violence" },
	{ KR_EVENT_PROTEST, -50, "demo" },
	{ KR_EVENT_PROTEST, -70, "riot" },
	{ KR_EVENT_PROTEST, -50, "strike" },
	{ KR_EVENT_PROTEST, -45, "hunger" },
	{ KR_EVENT_PROTEST, -45, "boycott" },
	{ KR_EVENT_PROTEST, -45, "obstruct" },
	{ KR_EVENT_PROTEST, -50, "vandalize" },
	{ KR_EVENT_SANCTION, -60, "convict" },
	{ KR_EVENT_SANCTION, -55, "expel" },
	{ KR_EVENT_SANCTION, -60, "withdraw" },
	{ KR_EVENT_SANCTION, -60, "discontinue" },
	{ KR_EVENT_MOBILIZE, -65, "troops" },
	{ KR_EVENT_MOBILIZE, -65, "weapons" },
	{ KR_EVENT_MOBILIZE, -55, "police" },
	{ KR_EVENT_MOBILIZE, -60, "militia" },
	{ KR_EVENT_COERCE, -70, "seize" },
	{ KR_EVENT_COERCE, -70, "restrict" },
	{ KR_EVENT_COERCE, -65, "censor" },
	{ KR_EVENT_COERCE, -65, "curfew" },
	{ KR_EVENT_COERCE, -75, "martial-law" },
	{ KR_EVENT_COERCE, -70, "arrest" },
	{ KR_EVENT_COERCE, -70, "deport" },
	{ KR_EVENT_COERCE, -70, "withhold" },
	{ KR_EVENT_COERCE, -65, "misinformation" },
	{ KR_EVENT_COERCE, -70, "cyber" },
	{ KR_EVENT_ASSAULT, -85, "abduct" },
	{ KR_EVENT_ASSAULT, -75, "beat" },
	{ KR_EVENT_ASSAULT, -85, "torture" },
	{ KR_EVENT_ASSAULT, -85, "sexual" },
	{ KR_EVENT_ASSAULT, -95, "targeted" },
	{ KR_EVENT_ASSAULT, -85, "destroy" },
	{ KR_EVENT_ASSAULT, -80, "primitive" },
	{ KR_EVENT_ASSAULT, -90, "firearms" },
	{ KR_EVENT_ASSAULT, -90, "explosives" },
	{ KR_EVENT_ASSAULT, -95, "suicide-attack" },
	{ KR_EVENT_ASSAULT, -95, "aerial" },
	{ KR_EVENT_ASSAULT, -95, "drone" },
	{ KR_EVENT_ASSAULT, -95, "heavy-weapons" },
	{ KR_EVENT_ASSAULT, -75, "crowd-control" },
	{ KR_EVENT_ASSAULT, -100, "unconventional" },
};

bool kr__plover_score(unsigned type, kr_view mode, uint8_t *quad,
                      int8_t *score10)
{
	if (type >= KR_N_EVENT_TYPES)
		return false;
	*quad = types[type].quad;
	*score10 = types[type].score10;
	if (mode.len == 0)
		return true;
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (modes[i].type == type && kr__view_is(mode, modes[i].mode)) {
			*score10 = modes[i].score10;
			return true;
		}
	return false;
}
