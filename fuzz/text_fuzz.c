// SPDX-License-Identifier: Apache-2.0
/* Fuzz target: plain text, pages and packed streams: the sniffer and unpackers. The seeds make the sniffer
 * choose the reader; see fuzz.h for what is checked. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_intake(data, size);
}
