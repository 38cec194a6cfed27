// SPDX-License-Identifier: Apache-2.0
/* Lemma rules: how to cut and paste a form into its lemma, as a label. */
#ifndef KR_LEARN_RULE_H
#define KR_LEARN_RULE_H

#include "base/base.h"

/* The rule that turns form into lemma; false if there is no sensible one. */
bool kr__rule_make(kr_view form, kr_view lemma, kr_buf *out);
/* Apply a rule; false (nothing added) if it does not fit the form. */
bool kr__rule_apply(kr_view rule, kr_view form, kr_buf *out);

#endif
