// SPDX-License-Identifier: Apache-2.0
/* HTML vocabulary: element names and what they do to the tree and the text. */
#ifndef KR_LIFT_HTML_TAGS_H
#define KR_LIFT_HTML_TAGS_H

#include "base/base.h"

enum kr_tag_flags {
	KR_TAG_BLOCK = 1,    /* starts a block of text; ends an open p */
	KR_TAG_VOID = 2,     /* has no content */
	KR_TAG_RAW = 4,      /* content is no markup */
	KR_TAG_HIDDEN = 8,   /* content is not shown */
	KR_TAG_FORMAT = 16,  /* closes without closing blocks inside it */
	KR_TAG_BORDER = 32,  /* end tags do not reach out of it */
	KR_TAG_HEAD = 64,    /* may stand in the head */
	KR_TAG_HEADING = 128,
};

/* name, upper-case name, flags. Sorted by name (bytes). */
#define B KR_TAG_BLOCK
#define V KR_TAG_VOID
#define W KR_TAG_RAW
#define H KR_TAG_HIDDEN
#define F KR_TAG_FORMAT
#define S KR_TAG_BORDER
#define D KR_TAG_HEAD
#define G KR_TAG_HEADING
#define KR_TAG_MAP(X)                                                         \
	X(a, A, F) X(address, ADDRESS, B) X(applet, APPLET, B | S)            \
	X(area, AREA, V) X(article, ARTICLE, B) X(aside, ASIDE, B)            \
	X(audio, AUDIO, H) X(b, BOLD, F) X(base, BASE, V | D)                 \
	X(big, BIG, F) X(blockquote, BLOCKQUOTE, B) X(body, BODY, B)          \
	X(br, BR, V) X(button, BUTTON, B) X(canvas, CANVAS, H)            \
	X(caption, CAPTION, B | S) X(center, CENTER, B) X(cite, CITE, F)      \
	X(code, CODE, F) X(col, COL, V) X(colgroup, COLGROUP, 0)              \
	X(datalist, DATALIST, H) X(dd, DD, B) X(details, DETAILS, B)          \
	X(dialog, DIALOG, B) X(dir, DIR, B) X(div, DIV, B) X(dl, DL, B)       \
	X(dt, DT, B) X(em, EM, F) X(embed, EMBED, V)                          \
	X(fieldset, FIELDSET, B) X(figcaption, FIGCAPTION, B)                 \
	X(figure, FIGURE, B) X(font, FONT, F) X(footer, FOOTER, B)            \
	X(form, FORM, B) X(frame, FRAME, V) X(frameset, FRAMESET, H)          \
	X(h1, H1, B | G) X(h2, H2, B | G) X(h3, H3, B | G) X(h4, H4, B | G)   \
	X(h5, H5, B | G) X(h6, H6, B | G) X(head, HEAD, B | D)                \
	X(header, HEADER, B) X(hgroup, HGROUP, B) X(hr, HR, B | V)            \
	X(html, HTML, B | S) X(i, ITALIC, F) X(iframe, IFRAME, W | H)         \
	X(img, IMG, V) X(input, INPUT, V) X(label, LABEL, 0)                  \
	X(legend, LEGEND, B) X(li, LI, B) X(link, LINK, V | D)                \
	X(listing, LISTING, B) X(main, MAIN, B) X(map, MAP, 0)                \
	X(marquee, MARQUEE, B | S) X(math, MATH, H) X(menu, MENU, B)          \
	X(meta, META, V | D) X(nav, NAV, B) X(nobr, NOBR, F)                  \
	X(noembed, NOEMBED, W | H) X(noframes, NOFRAMES, W | H | D)           \
	X(noscript, NOSCRIPT, B | H | S | D) X(object, OBJECT, S)                 \
	X(ol, OL, B) X(optgroup, OPTGROUP, 0) X(option, OPTION, B)            \
	X(p, P, B) X(param, PARAM, V) X(plaintext, PLAINTEXT, B)              \
	X(pre, PRE, B) X(q, Q, 0) X(rp, RP, H) X(rt, RT, H)                   \
	X(ruby, RUBY, 0) X(s, STRIKE1, F) X(samp, SAMP, 0)                    \
	X(script, SCRIPT, W | H | D) X(search, SEARCH, B)                     \
	X(section, SECTION, B) X(select, SELECT, B | H) X(small, SMALL, F)    \
	X(source, SOURCE, V) X(span, SPAN, 0) X(strike, STRIKE, F)            \
	X(strong, STRONG, F) X(style, STYLE, W | H | D) X(sub, SUB, 0)        \
	X(summary, SUMMARY, B) X(sup, SUP, 0) X(svg, SVG, H)                  \
	X(table, TABLE, B | S) X(tbody, TBODY, B) X(td, TD, B | S)            \
	X(template, TEMPLATE, H | S | D) X(textarea, TEXTAREA, W | H)         \
	X(tfoot, TFOOT, B) X(th, TH, B | S) X(thead, THEAD, B)                \
	X(time, TIME, 0) X(title, TITLE, W | H | D) X(tr, TR, B)              \
	X(track, TRACK, V) X(tt, TT, F) X(u, UNDERLINE, F) X(ul, UL, B)       \
	X(video, VIDEO, H) X(wbr, WBR, V) X(xmp, XMP, B | W)
typedef enum kr_tag {
	KR_HTML_OTHER, /* an element we do not know: inline */
#define X(name, upper, flags) KR_HTML_##upper,
	KR_TAG_MAP(X)
#undef X
	KR_N_TAGS
} kr_tag;
#undef B
#undef V
#undef W
#undef H
#undef F
#undef S
#undef D
#undef G

/* By name, any case. */
kr_tag kr__tag_find(kr_view name);
unsigned kr__tag_flags(unsigned tag);
kr_view kr__tag_text(unsigned tag);

/* What words in class, id, role and itemprop say about a part of a page. */
#define KR_HINT_MAP(X)                                                        \
	X(ARTICLE) X(TEXT) X(COMMENT) X(SHARE) X(RELATED) X(NAV) X(SIDE)      \
	X(FOOT) X(TOP) X(AD) X(META) X(CAPTION) X(FORM) X(TITLE) X(AUTHOR)    \
	X(TAGS) X(HIDE) X(LEAD) X(BOX)
typedef enum kr_hint {
#define X(name) KR_HINT_##name,
	KR_HINT_MAP(X)
#undef X
	KR_N_HINTS
} kr_hint;
/* A bit (1 << hint) for every hint that an attribute value holds. */
uint32_t kr__hints_of(kr_view value);

/* The character reference at `at` (an ampersand): its length in bytes, 0 if
 * it is none. Never shorter than what it writes as UTF-8. */
size_t kr__entity_at(kr_view v, size_t at, uint32_t *cp);
/* `v` with references decoded and white space folded, in `a`. */
kr_view kr__html_value(kr_arena *a, kr_view v);

#endif
