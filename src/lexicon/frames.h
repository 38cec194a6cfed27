// SPDX-License-Identifier: Apache-2.0
/*
 * Frames: what predicates of a language mean as political acts, compiled from
 * lang/XX/frames/. Format: lang/id/frames/README.md. One table of words tells
 * of any symbol of the lexicon its classes (negation, "will", subordinators),
 * its place among the prepositions, and the frames that it may trigger.
 */
#ifndef KR_LEXICON_FRAMES_H
#define KR_LEXICON_FRAMES_H

#include "base/base.h"
#include "lexicon/rows.h"

/* Classes of words that the search for arguments and status knows by name;
 * their members stand in words.tsv. Those a clause collects, in masks: */
#define KR_WORD_CLASS_MAP(X)                                                  \
	X(NEG, "neg") X(AUX, "aux") X(DET, "det") X(COORD, "coord")           \
	X(REL, "rel") X(COMP, "comp") X(WHEN, "when") X(COND, "cond")         \
	X(SUB, "sub") X(THAT, "that") X(FIRST, "first") X(SECOND, "second")   \
	X(SAY, "say") X(ASK, "ask") X(REFUSE, "refuse") X(BREAK, "break")     \
	X(ONGOING, "ongoing") X(PLANNED, "planned") X(PROMISED, "promised")   \
	X(EXPECTED, "expected") X(HOPED, "hoped")                             \
	X(HYPOTHETICAL, "hypothetical") X(DENIED, "denied")                   \
	X(CANCELLED, "cancelled") X(DONE, "done") X(POSSESSIVE, "possessive") \
	X(MUTUAL, "mutual") X(OUGHT, "ought") X(OPINION, "opinion")           \
	X(BACKGROUND, "background") X(CLAIM, "claim") X(SIDE, "side")         \
	X(POSTSAY, "postsay") X(NOTVERB, "notverb") X(SOURCE, "source")       \
	X(HELP, "help") X(BY, "by") X(AT, "at") X(TO, "to")                   \
	X(FOLLOW, "follow") X(WE, "we") X(START, "start") X(INTO, "into")     \
	X(SINCE, "since") X(FROM, "from") X(BEFORE, "before")                 \
	X(MANNER, "manner") X(USE, "use") X(WEIGHED, "weighed")               \
	X(POSTPONED, "postponed") X(UNTIL, "until") X(AHEAD, "ahead")         \
	X(HAPPENS, "happens") X(COMEOFF, "come-off") X(REVOKE, "revoke")        \
	X(ACCUSE, "accuse")
/* Kinds of words, which stand for themselves: nouns of people, amounts. */
#define KR_WORD_KIND_MAP(X)                                                   \
	X(PEOPLE, "people") X(OWN, "own") X(COUNTED, "counted")               \
	X(QUANT, "quant") X(MANY, "many") X(ALL_OF_US, "all-of-us")           \
	X(NATIONS, "nations") X(CIVIL, "civil") X(PASTIME, "pastime") \
	X(WORLD, "world")           \
	X(ALONG, "along") X(SELF, "self") X(UNDERGO, "undergo")               \
	X(SEND, "send") X(LIMB, "limb") X(SAME, "same") X(ONE, "one")          \
	X(SUCH, "such") X(AS, "as") X(BACKER, "backer") X(THROUGH, "through")
enum kr_word_class {
#define X(name, text) KR_WC_BIT_##name,
	KR_WORD_CLASS_MAP(X)
#undef X
	KR_N_WORD_CLASSES
};
enum kr_word_kind {
#define X(name, text) KR_WK_BIT_##name,
	KR_WORD_KIND_MAP(X)
#undef X
	KR_N_WORD_KINDS
};
_Static_assert(KR_N_WORD_CLASSES <= 64, "classes of words are bits of 64");
_Static_assert(KR_N_WORD_KINDS <= 64, "kinds of words are bits of 64");
#define KR_WC(name) (UINT64_C(1) << KR_WC_BIT_##name)
#define KR_WK(name) (UINT64_C(1) << KR_WK_BIT_##name)

/* What a frame asks of its sides: bits of 64, since 32 are used up. */
typedef uint64_t kr_frame_flags;
#define KR_FR_BIT(n) (UINT64_C(1) << (n))
#define KR_FR_SYM KR_FR_BIT(0) /* all parties are actors */
#define KR_FR_SWAP KR_FR_BIT(1) /* the subject is the recipient */
#define KR_FR_OBJ KR_FR_BIT(2) /* the object's mention is the recipient */
#define KR_FR_PLACE KR_FR_BIT(3) /* failing others, the people of the place are */
#define KR_FR_PLURAL KR_FR_BIT(4) /* needs two parties */
#define KR_FR_NEED KR_FR_BIT(5) /* needs a recipient */
#define KR_FR_STATE KR_FR_BIT(6) /* the recipient must have a code */
#define KR_FR_SPEECH KR_FR_BIT(7) /* only in a quote; its speaker is the actor */
#define KR_FR_ADDRESSEE KR_FR_BIT(8) /* failing others, the addressee receives */
#define KR_FR_STRICT KR_FR_BIT(9) /* the object itself, not a mention inside it */
#define KR_FR_ANY KR_FR_BIT(10) /* recipients without a code are welcome */
#define KR_FR_NOSTAND KR_FR_BIT(11) /* never as a noun on its own */
#define KR_FR_FOREIGN KR_FR_BIT(12) /* the parties must not share a code */
#define KR_FR_AGENTLESS KR_FR_BIT(13) /* the passive may lack its agent */
#define KR_FR_OBJACTOR KR_FR_BIT(14) /* the object's mention joins the actors */
#define KR_FR_NONE KR_FR_BIT(15) /* matches, but is no event */
#define KR_FR_VAGUE KR_FR_BIT(16) /* willing: AGREE, occurred */
#define KR_FR_VISIT KR_FR_BIT(17) /* the subject travels to the recipient */
#define KR_FR_NOSTATUS KR_FR_BIT(18) /* hedges before it do not count */
#define KR_FR_DEEP KR_FR_BIT(19) /* the object may belong to a verb that follows */
#define KR_FR_IMPLIED KR_FR_BIT(20) /* the other side may follow from the meeting */
#define KR_FR_MEANS KR_FR_BIT(21) /* the doer owns the word of the condition */
#define KR_FR_PART KR_FR_BIT(22) /* part of a visit, if one is told */
#define KR_FR_BACK KR_FR_BIT(23) /* "serangan itu": the doer told before */
#define KR_FR_NEGATED KR_FR_BIT(24) /* the negated verb is the act: "tidak mengakui" */
#define KR_FR_FIRST KR_FR_BIT(25) /* the subject is the speaker himself */
#define KR_FR_CROWD KR_FR_BIT(26) /* who acts needs no name */
#define KR_FR_RESUME KR_FR_BIT(27) /* the sides may have been told before */
#define KR_FR_WISH KR_FR_BIT(28) /* an act only if it is wished for or planned */
#define KR_FR_OFFICIAL KR_FR_BIT(29) /* who acts holds office or is a body of state */
#define KR_FR_OTHERWISE KR_FR_BIT(30) /* unless its clause tells what act */
#define KR_FR_AIM KR_FR_BIT(31) /* whom it is for may stand in "untuk ..." */
#define KR_FR_HANDOVER KR_FR_BIT(32) /* who gets the object receives, if it has no code */
#define KR_FR_JUDGES KR_FR_BIT(33) /* its object is somebody's deed: whose it is receives */
#define KR_FR_IMPOSES KR_FR_BIT(34) /* by decree, on those of the subject: see event.c */
#define KR_FR_ALIEN KR_FR_BIT(35) /* an unnamed other side is not the doer's own */
#define KR_FR_OWN KR_FR_BIT(36) /* who is told to act is the speaker's own */

/* Sets that the search for acts knows by name. */
enum kr_frame_named {
	KR_FS_LAWBODY, KR_FS_LAWPEOPLE, KR_FS_LAWSTAFF, KR_FS_COURT, KR_FS_AGAINST, KR_FS_GOODS,
	KR_FS_AGAINST_STATE, KR_FS_GATE, KR_FS_UPROAR, KR_FS_GRAFTBODY, KR_FS_GRAFT,
	KR_FS_CRIME, KR_FS_BANAL, KR_FS_BODY, KR_FS_DECREE, KR_FS_RUMOUR,
	KR_FS_CHRISTMAS, KR_FS_PENALTY, KR_FS_DOOM, KR_FS_UNMOVED,
	KR_FS_THATSTATE, KR_FS_THATGROUP, KR_FS_THATBODY,
	KR_FS_FREE, KR_FS_OWNPEOPLE, KR_FS_DEED, KR_FS_CONTENTS,
	KR_N_FRAME_NAMED
};

enum kr_frame_voice {
	KR_FV_ACTIVE, KR_FV_PASSIVE, KR_FV_PLAIN, KR_FV_NOUN,
	KR_FV_ROOT /* active, where it is not tagged as a noun */
};

enum { KR_FRAME_TAIL = 3, KR_FRAME_CONTEXTS = 3, KR_FRAME_SETS = 1024 };

typedef struct kr_frame_form {
	kr_sym word;
	kr_sym tail[KR_FRAME_TAIL]; /* words that must follow; 0: no more */
	uint32_t frame;
	uint8_t voice; /* enum kr_frame_voice */
} kr_frame_form;

typedef struct kr_frame {
	kr_sym rule;        /* "id/frames:bertemu#2" */
	uint8_t type, quad; /* kr_event_type */
	int8_t score10;
	uint8_t status;     /* kr_event_status of an unhedged clause */
	bool law;           /* an authority of law does it, in a matter of state */
	bool condition;     /* "jika X ..., kami akan ...": the speaker warns X */
	kr_frame_flags flags; /* KR_FR_... */
	uint16_t near, with, ban; /* sets + 1; 0: no condition */
	kr_sym mode, cameo;
	uint64_t preps;     /* bit i: preposition i brings the recipient */
	kr_sym contexts[KR_FRAME_CONTEXTS];
	uint32_t line;
} kr_frame;

/* What frames know of one word. */
typedef struct kr_frame_word {
	uint64_t classes, kinds;         /* KR_WC(...), KR_WK(...) */
	uint64_t sets[KR_FRAME_SETS / 64];
	uint32_t first_form, n_forms;    /* longest tails first, then file order */
	uint8_t prep;                    /* number + 1 */
} kr_frame_word;

typedef struct kr_frame_example {
	kr_view text, want;
	uint32_t frame, line;
	const char *path;
} kr_frame_example;

typedef struct kr_frames kr_frames;
struct kr_frames {
	kr_frame *frames;
	uint32_t n_frames, cap_frames;
	kr_frame_form *forms; /* grouped by word once loaded */
	uint32_t n_forms, cap_forms;
	kr_frame_word *words; /* [0] is nobody's */
	uint32_t n_words, cap_words;
	uint16_t *word_of;    /* [n_syms] index into words */
	uint32_t n_syms, cap_syms;
	kr_frame_example *examples;
	uint32_t n_examples, cap_examples;
	kr_sym context_of[KR_FRAME_SETS]; /* [set] context that it hints at */
	uint16_t named[KR_N_FRAME_NAMED]; /* sets by enum kr_frame_named */
};

/* Never NULL: of a symbol that frames do not know, an empty word. */
static inline const kr_frame_word *kr__frame_word(const kr_frames *f, kr_sym s)
{
	return &f->words[s < f->n_syms ? f->word_of[s] : 0];
}
static inline bool kr__frame_in(const kr_frame_word *w, unsigned set)
{
	return w->sets[set / 64] >> (set % 64) & 1;
}
static inline bool kr__frame_named(const kr_frames *f, kr_sym s,
                                   enum kr_frame_named set)
{
	return kr__frame_in(kr__frame_word(f, s), f->named[set]);
}

#endif
