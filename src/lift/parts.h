// SPDX-License-Identifier: Apache-2.0
/* What the parts of lift share: one struct for the work on one document. */
#ifndef KR_LIFT_PARTS_H
#define KR_LIFT_PARTS_H

#include "doc/doc.h"
#include "lexicon/cues.h"
#include "lexicon/world.h"

/* A stretch that is not plain body. Later made into zones that tile. */
typedef struct kr_cut {
	kr_span span;
	uint8_t kind;
	kr_view rule;
} kr_cut;

typedef struct kr_lift {
	const kr_cues *cues;
	const kr_world *world; /* may be NULL */
	kr_doc *doc;
	kr_view text;
	kr_arena *scratch;
	kr_hits hits;
	kr_cut *cuts;
	uint32_t n_cuts, cap_cuts;
	uint32_t n_given; /* cuts that the page itself gave */
	uint32_t linked; /* end of the last link inside a line */
	kr_view said_outlet; /* by dateline or source line */
	kr_view said_code;
	kr_span said_at;
	bool said_wire;      /* said in a dateline's brackets: perhaps the source */
	kr_view said_host;   /* of an address in a source line */
	kr_view home;          /* country of the text's language; may be empty */
	const kr_alias *self;  /* "told X": perhaps the outlet itself */
	const kr_alias *relay; /* X of "quoted by X from Y" */
	kr_credit *credits;    /* found so far, without the outlet */
	uint32_t n_credits, cap_credits;
	kr_date said_day;    /* by dateline or byline; year may be 0 */
	kr_span said_span;
	uint8_t said_basis;  /* kr_date_basis */
	uint32_t copyright_year;
} kr_lift;

void kr__cut_add(kr_lift *l, uint32_t start, uint32_t end, uint8_t kind,
                 kr_view rule);
/* First hit that starts at or behind `at`. */
uint32_t kr__hit_from(const kr_lift *l, uint32_t at);
static inline const kr_cue *kr__hit_cue(const kr_lift *l, const kr_hit *h)
{
	return &l->cues->at[h->cue];
}
/* Borders are clean where the cue begins or ends with a letter. */
static inline bool kr__hit_clean(const kr_hit *h)
{
	return h->left && h->right;
}
/* End of the line that holds `at` (the line end not included). */
uint32_t kr__line_end(kr_view text, uint32_t at);
uint32_t kr__skip_blank(kr_view text, uint32_t at, uint32_t end);

/* The lines at the top that no mark has dropped yet; a title that is marked
 * starts the count again. Set at = 0, n = 0. */
typedef struct kr_top {
	uint32_t at, n;
	kr_span line;
} kr_top;
bool kr__top_next(const kr_lift *l, kr_top *top);
/* A sentence or link may start at `at`: the line or a sentence ends before. */
bool kr__may_start(kr_view text, uint32_t at);

/* zones.c: noise, by the cues; then tiling. */
void kr__zones_mark(kr_lift *l);
void kr__zones_tile(kr_lift *l);
/* links.c: [start, end) is a word of that list. */
bool kr__word_listed(const kr_lift *l, uint32_t start, uint32_t end,
                     kr_cue_word kind);
/* links.c: where a link text inside a running line ends. */
uint32_t kr__link_end(const kr_lift *l, uint32_t at, uint32_t line_end);
/* recap.c: a summary that repeats the article, behind a rule at its end. */
void kr__recap_mark(kr_lift *l);
/* byline.c: people and the lines that name them. */
void kr__bylines_mark(kr_lift *l);
/* byline.c: one name of a person at `at`; its end, `at` if there is none. */
uint32_t kr__name_end(const kr_lift *l, uint32_t at, uint32_t end);
/* masthead.c: "Outlet - day", "Reporter - outlet" above the article. */
void kr__masthead_mark(kr_lift *l);
/* dateline.c: place, outlet and day before the lead; title line. */
void kr__dateline_mark(kr_lift *l);
/* dateline.c: "NusaPos.com": a word with a dot inside, letters around it. */
bool kr__domain_name(kr_view v);
/* dateline.c: the medium whose name lacks its last letter, as some crawls
 * cut before a comma ("TRIBUNNEWS.CO. JAKARTA"); NULL: none. */
const kr_alias *kr__medium_torn(const kr_lift *l, kr_span s);
/* credits.c: outlet and chain. */
void kr__credit_medium(kr_lift *l, const kr_alias *a, kr_span span,
                       uint16_t step);
void kr__credits_find(kr_lift *l);
/* A name of one to five capitalised words at `at` that the packs' marks make
 * a news organisation; its end, `at` if it is none. */
uint32_t kr__unknown_name(const kr_lift *l, uint32_t at, bool sure);
/* outlet.c: the publisher, from address, page and text. */
void kr__outlet_find(kr_lift *l);
/* A list of media "X, Y and Z" at `at`; each is credited on one step.
 * Returns the end, or `at` if there is none. */
uint32_t kr__media_list(kr_lift *l, uint32_t at, uint32_t end);
/* published.c: lines that are nothing but a date; then the day itself. */
void kr__datelines_mark(kr_lift *l);
/* A full day at text[at]: "22/11/2024", "Jumat, 4 Oktober 2024"; behind it
 * only a time may stand, up to `end`. */
bool kr__day_line(kr_lift *l, uint32_t at, uint32_t end);
void kr__published_find(kr_lift *l);
/* language.c: of the kept text; needs zones. */
struct kr_langid;
kr_status kr__language_find(kr_lift *l, const struct kr_langid *model);
/* urldate.c: the day in an address ("/2025/05/27/"); year 0: none. */
kr_date kr__url_date(kr_view url);
/* Host of an address, without "www."; empty if it is none. */
kr_view kr__url_host(kr_view url);

#endif
