// SPDX-License-Identifier: Apache-2.0
/* Fuzz target: an address or a date as pages write it. Beside crashes: a day
 * is a day, the host lies inside the address, and a day written into a plain
 * address is found again. */
#include "fuzz.h"

#include "lift/parts.h"

static void check_address(kr_view url)
{
	kr_date day = kr__url_date(url);
	kr_view host = kr__url_host(url);
	char again[64];

	must(host.len == 0 || (host.ptr >= url.ptr &&
	     host.ptr + host.len <= url.ptr + url.len), "a host is inside");
	must(kr__view_chr(host, '/') == KR_NPOS, "a host has no stroke");
	if (!day.year)
		return;
	must(kr__date_valid(day), "a day is a day");
	snprintf(again, sizeof again, "https://a.id/%04d/%02d/%02d/x", day.year,
	         day.month, day.day);
	kr_date back = kr__url_date(kr__view_of(again));
	must(back.year == day.year && back.month == day.month &&
	     back.day == day.day, "a day is found again");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	kr_view text = { (const char *)data, size };
	kr_date day = { 0, 0, 0 };

	check_address(text);
	if (kr__date_parse_loose(text, &day))
		must(day.year == 0 || kr__date_valid(day) || !day.day,
		     "a written day is a day");
	return 0;
}
