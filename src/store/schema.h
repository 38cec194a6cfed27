// SPDX-License-Identifier: Apache-2.0
/* The schema: an array of migrations. Never change one that was released; add
 * another. Version n means migrations 1..n have run. */
#ifndef KR_STORE_SCHEMA_H
#define KR_STORE_SCHEMA_H

extern const char *const kr__schema[];
extern const int kr__schema_version;

/* The indexes of the settled tables: dropped while those are filled. */
extern const char kr__chronicle_unindex[], kr__chronicle_index[];
extern const char kr__actors_unindex[], kr__actors_index[];

#endif
