// SPDX-License-Identifier: Apache-2.0
/*
 * Hashes. XXH3 comes from libxxhash, compiled in. SHA-256 is ours: sixty lines
 * do not earn a dependency on a crypto library; it names documents, it guards
 * no secret. Where the processor has instructions for it, they are used (built
 * by clang 14, which cannot ask for them, it goes without). Source: FIPS 180-4,
 * tested with its vectors.
 */
#include "base/hash.h"

#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#include <immintrin.h>
#endif

uint64_t kr__hash64(kr_view v)
{
	return XXH3_64bits(v.ptr, v.len);
}

uint64_t kr__hash64_seed(kr_view v, uint64_t seed)
{
	return XXH3_64bits_withSeed(v.ptr, v.len, seed);
}

static const uint32_t K[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
};

static uint32_t rotr(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

/* Round r modulo 8: instead of moving eight words along, the names of their
 * places turn. */
static inline void sha_round(uint32_t s[8], unsigned r, uint32_t add)
{
	uint32_t a = s[(8 - r) & 7], b = s[(9 - r) & 7], c = s[(10 - r) & 7];
	uint32_t e = s[(12 - r) & 7], f = s[(13 - r) & 7], g = s[(14 - r) & 7];
	uint32_t t = s[(15 - r) & 7] + add + ((e & f) ^ (~e & g)) +
	             (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25));

	s[(11 - r) & 7] += t;
	s[(15 - r) & 7] = t + (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) +
	                  ((a & b) ^ (a & c) ^ (b & c));
}

static void sha_block(uint32_t h[8], const unsigned char *p)
{
	uint32_t w[64], s[8];

	for (int i = 0; i < 16; i++)
		w[i] = (uint32_t)p[4 * i] << 24 | (uint32_t)p[4 * i + 1] << 16 |
		       (uint32_t)p[4 * i + 2] << 8 | p[4 * i + 3];
	for (int i = 16; i < 64; i++) {
		uint32_t a = w[i - 15], b = w[i - 2];
		w[i] = w[i - 16] + (rotr(a, 7) ^ rotr(a, 18) ^ a >> 3) +
		       w[i - 7] + (rotr(b, 17) ^ rotr(b, 19) ^ b >> 10);
	}
	memcpy(s, h, sizeof s);
	for (int i = 0; i < 64; i += 8) {
		sha_round(s, 0, K[i] + w[i]);
		sha_round(s, 1, K[i + 1] + w[i + 1]);
		sha_round(s, 2, K[i + 2] + w[i + 2]);
		sha_round(s, 3, K[i + 3] + w[i + 3]);
		sha_round(s, 4, K[i + 4] + w[i + 4]);
		sha_round(s, 5, K[i + 5] + w[i + 5]);
		sha_round(s, 6, K[i + 6] + w[i + 6]);
		sha_round(s, 7, K[i + 7] + w[i + 7]);
	}
	for (int i = 0; i < 8; i++)
		h[i] += s[i];
}

static void plain_blocks(uint32_t h[8], const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		sha_block(h, p + 64 * i);
}

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define SHA_NI __attribute__((target("sha,sse4.1")))

/* The processor's own rounds, four at a time. It wants the state as ABEF and
 * CDGH, and makes the words of four rounds from those of the sixteen before. */
SHA_NI static void own_block(__m128i *abef, __m128i *cdgh, const unsigned char *p)
{
	const __m128i turn = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	__m128i w[4], ab = *abef, cd = *cdgh;

#pragma GCC unroll 4
	for (int i = 0; i < 4; i++)
		w[i] = _mm_shuffle_epi8(_mm_loadu_si128((const void *)(p + 16 * i)),
		                        turn);
#pragma GCC unroll 16
	for (int i = 0; i < 16; i++) {
		__m128i now = w[i & 3], add = _mm_add_epi32(
			now, _mm_loadu_si128((const void *)(K + 4 * i)));
		cd = _mm_sha256rnds2_epu32(cd, ab, add);
		ab = _mm_sha256rnds2_epu32(ab, cd, _mm_shuffle_epi32(add, 0x0e));
		if (i >= 12)
			continue;
		__m128i last = w[(i + 3) & 3];
		now = _mm_sha256msg1_epu32(now, w[(i + 1) & 3]);
		now = _mm_add_epi32(now, _mm_alignr_epi8(last, w[(i + 2) & 3], 4));
		w[i & 3] = _mm_sha256msg2_epu32(now, last);
	}
	*abef = _mm_add_epi32(*abef, ab);
	*cdgh = _mm_add_epi32(*cdgh, cd);
}

SHA_NI static void own_blocks(uint32_t h[8], const unsigned char *p, size_t n)
{
	__m128i abef = _mm_set_epi32((int)h[0], (int)h[1], (int)h[4], (int)h[5]);
	__m128i cdgh = _mm_set_epi32((int)h[2], (int)h[3], (int)h[6], (int)h[7]);

	for (size_t i = 0; i < n; i++)
		own_block(&abef, &cdgh, p + 64 * i);
	h[0] = (uint32_t)_mm_extract_epi32(abef, 3);
	h[1] = (uint32_t)_mm_extract_epi32(abef, 2);
	h[2] = (uint32_t)_mm_extract_epi32(cdgh, 3);
	h[3] = (uint32_t)_mm_extract_epi32(cdgh, 2);
	h[4] = (uint32_t)_mm_extract_epi32(abef, 1);
	h[5] = (uint32_t)_mm_extract_epi32(abef, 0);
	h[6] = (uint32_t)_mm_extract_epi32(cdgh, 1);
	h[7] = (uint32_t)_mm_extract_epi32(cdgh, 0);
}

static void any_blocks(uint32_t h[8], const unsigned char *p, size_t n)
{
	if (__builtin_cpu_supports("sha") && __builtin_cpu_supports("sse4.1"))
		own_blocks(h, p, n);
	else
		plain_blocks(h, p, n);
}
#else
static void any_blocks(uint32_t h[8], const unsigned char *p, size_t n)
{
	plain_blocks(h, p, n);
}
#endif

typedef void blocks_fn(uint32_t h[8], const unsigned char *p, size_t n);

static void sha256_hex(kr_view v, char *hex, blocks_fn *blocks)
{
	uint32_t h[8] = { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		          0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
	const unsigned char *p = (const unsigned char *)v.ptr;
	unsigned char tail[128] = { 0 };
	size_t full = v.len / 64, rest = v.len % 64;
	size_t n_tail = rest < 56 ? 64 : 128;

	blocks(h, p, full);
	if (rest)
		memcpy(tail, p + 64 * full, rest);
	tail[rest] = 0x80;
	for (int i = 0; i < 8; i++)
		tail[n_tail - 1 - (size_t)i] =
			(unsigned char)((uint64_t)v.len * 8 >> 8 * i);
	blocks(h, tail, n_tail / 64);
	for (int i = 0; i < 64; i++)
		hex[i] = "0123456789abcdef"[h[i / 8] >> (28 - 4 * (i % 8)) & 15];
	hex[64] = '\0';
}

void kr__sha256_hex(kr_view v, char *hex)
{
	sha256_hex(v, hex, any_blocks);
}

void kr__sha256_hex_plain(kr_view v, char *hex)
{
	sha256_hex(v, hex, plain_blocks);
}
