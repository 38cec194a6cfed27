// SPDX-License-Identifier: Apache-2.0
/*
 * The layout of a model file, shared by its reader and its writer. All numbers
 * little endian; offsets are from the start of the file and divisible by 16.
 */
#ifndef KR_LEARN_LINEAR_FILE_H
#define KR_LEARN_LINEAR_FILE_H

#include "learn/linear.h"

#define KR__LINEAR_MAGIC "KRLIN02"
#define KR__LINEAR_ENDIAN 0x01020304u
/* A transition at or below this is never taken. */
#define KR__LINEAR_FORBIDDEN (-30000)

typedef struct kr__linear_file_style {
	char name[KR__LINEAR_NAME];
	uint64_t slots_at, n_slots;
	uint32_t allowed, stride;
	int16_t trans[KR__LINEAR_LABELS + 1][KR__LINEAR_LABELS];
	uint8_t pad[4];
} kr__linear_file_style;

typedef struct kr__linear_file {
	char magic[8];
	uint32_t endian, n_labels, n_styles, unused;
	uint64_t len; /* of the whole file */
	uint64_t extra_at, extra_len;
	char label[KR__LINEAR_LABELS][KR__LINEAR_NAME];
	kr__linear_file_style style[KR__LINEAR_STYLES];
} kr__linear_file;

/* The part of a hash that is stored; never 0. */
static inline uint16_t kr__linear_check(uint64_t hash)
{
	return (uint16_t)(hash >> 48 | 1);
}

/* Where the search for a feature begins in a table of n < 2^32 slots. */
static inline uint64_t kr__linear_place(uint64_t hash, uint64_t n)
{
	return (hash & 0xffffffff) * n >> 32;
}

/* Labels whose weights a slot holds, lowest first; returns how many. */
static inline uint32_t kr__linear_weights(uint32_t allowed, uint8_t *label)
{
	uint32_t n = 0;
	bool base = true;
	for (uint8_t y = 0; y < KR__LINEAR_LABELS; y++) {
		if (!(allowed >> y & 1))
			continue;
		if (!base)
			label[n++] = y;
		base = false;
	}
	return n;
}

static inline uint32_t kr__linear_stride(uint32_t n_weights)
{
	return 2 + (n_weights + 1) / 2 * 2;
}

#endif
