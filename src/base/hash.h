// SPDX-License-Identifier: Apache-2.0
/* Hashes: XXH3 for tables and ids, SHA-256 for the identity of documents. */
#ifndef KR_BASE_HASH_H
#define KR_BASE_HASH_H

#include "base/view.h"

uint64_t kr__hash64(kr_view v);
uint64_t kr__hash64_seed(kr_view v, uint64_t seed);
/* SHA-256 (FIPS 180-4) as 64 lower-case hex digits; `hex` has 65 bytes. */
void kr__sha256_hex(kr_view v, char *hex);
/* The same without instructions that only some processors have. */
void kr__sha256_hex_plain(kr_view v, char *hex);
/* A good mix of two numbers. */
static inline uint64_t kr__hash_mix(uint64_t a, uint64_t b)
{
	a ^= b + 0x9E3779B97F4A7C15u + (a << 6) + (a >> 2);
	a *= 0xFF51AFD7ED558CCDu;
	return a ^ (a >> 32);
}

#endif
