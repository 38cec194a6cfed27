// SPDX-License-Identifier: Apache-2.0
/* Fuzz target: WARC and WET records, with the HTTP messages inside. The seeds make the sniffer
 * choose the reader; see fuzz.h for what is checked. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	return fuzz_intake(data, size);
}
