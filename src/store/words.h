// SPDX-License-Identifier: Apache-2.0
/* Numbers of days, types, statuses and moves as words, in SQL. */
#ifndef KR_STORE_WORDS_H
#define KR_STORE_WORDS_H

#define DAY(col) "case when " col " is null then null else date(" col              \
	" * 86400, 'unixepoch') end"
#define TYPE(col) "(case " col " when 0 then 'AGREE' when 1 then 'CONSULT' when 2" \
	" then 'SUPPORT' when 3 then 'CONCEDE' when 4 then 'COOPERATE' when 5 then" \
	" 'AID' when 6 then 'RETREAT' when 7 then 'REQUEST' when 8 then 'ACCUSE'" \
	" when 9 then 'REJECT' when 10 then 'THREATEN' when 11 then 'PROTEST'"     \
	" when 12 then 'SANCTION' when 13 then 'MOBILIZE' when 14 then 'COERCE'"   \
	" else 'ASSAULT' end)"
#define STATUS(col) "(case " col " when 0 then 'occurred' when 1 then 'ongoing'"  \
	" when 2 then 'promised' when 3 then 'planned' when 4 then 'expected'"     \
	" when 5 then 'hoped' when 6 then 'hypothetical' when 7 then 'denied'"     \
	" else 'cancelled' end)"
#define MOVE_NEW                                                                \
	" when 8 then 'kept-in-part' when 9 then 'superseded' when 10 then"        \
	" 'denied' when 11 then 'ongoing' when 12 then 'due'"
#define MOVE(col) "(case " col " when 0 then 'open' when 1 then 'open' when 2 then" \
	" 'slipped' when 3 then 'advanced' when 4 then 'kept' when 5 then"         \
	" 'kept-late' when 6 then 'withdrawn'" MOVE_NEW " else 'overdue' end)"
#define MOVE_MADE(col) "(case " col " when 0 then 'opened' when 1 then 'reaffirmed'" \
	" when 2 then 'slipped' when 3 then 'advanced' when 4 then 'kept' when 5 then" \
	" 'kept-late' when 6 then 'withdrawn'" MOVE_NEW " else 'overdue"

/* What ties two reports (merge/tie.h), parted by "; "; null: nothing. */
#define TIE(col, bit, text) "case when " col " & " bit " then '; " text "' else '' end || "
#define TIES(col)                                                                  \
	"nullif(ltrim(" TIE(col, "128", "the same sentence")                         \
	TIE(col, "1", "a doer by name") TIE(col, "2", "the state that does it")      \
	TIE(col, "1024", "somebody of the body") TIE(col, "4", "another side")       \
	TIE(col, "8", "the object") TIE(col, "32", "the place")                      \
	TIE(col, "512", "the day due")                                               \
	TIE(col, "256", "much the same words") "'', '; '), '')"

#endif
