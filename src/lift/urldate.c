// SPDX-License-Identifier: Apache-2.0
/*
 * Addresses: host and day. The problem: content systems put the day into the
 * address ("/2025/05/27/", "/20250527...", "/2025-05-27-", "d-20250527").
 * The idea: look for a year 1990-2079 at the start of a number, then month
 * and day in the same number or the next ones. Limits: day-first forms are
 * not read, for nothing tells 05/06 from 06/05.
 */
#include "lift/parts.h"

kr_view kr__url_host(kr_view url)
{
	size_t at = kr__view_find(url, KR_V("://"));

	if (at == KR_NPOS)
		return (kr_view){ "", 0 };
	url = kr__view_from(url, at + 3);
	size_t end = 0;
	while (end < url.len && (uint8_t)url.ptr[end] > ' ' &&
	       kr__view_chr(KR_V("/:?#\\"), url.ptr[end]) == KR_NPOS)
		end++;
	url = kr__view_sub(url, 0, end);
	size_t user = kr__view_rchr(url, '@');
	if (user != KR_NPOS)
		url = kr__view_from(url, user + 1);
	return kr__view_istarts(url, KR_V("www.")) ? kr__view_from(url, 4) : url;
}

static bool digit(kr_view v, size_t at)
{
	return at < v.len && v.ptr[at] >= '0' && v.ptr[at] <= '9';
}

static int number(kr_view v, size_t at, size_t n)
{
	int x = 0;

	for (size_t i = 0; i < n; i++) {
		if (!digit(v, at + i))
			return -1;
		x = x * 10 + (v.ptr[at + i] - '0');
	}
	return x;
}

/* A number behind a separator: one or two digits; *at moves past. */
static int next_number(kr_view v, size_t *at)
{
	size_t k = *at;

	if (k >= v.len || kr__view_chr(KR_V("/-_."), v.ptr[k]) == KR_NPOS)
		return -1;
	k++;
	size_t n = digit(v, k) ? digit(v, k + 1) ? 2 : 1 : 0;
	if (n == 0)
		return -1;
	*at = k + n;
	return number(v, k, n);
}

static kr_date date_at(kr_view v, size_t at)
{
	kr_date none = { 0, 0, 0 };
	int year = number(v, at, 4), month, day;
	size_t k = at + 4;

	if (year < 1990 || year > 2079)
		return none;
	if (digit(v, k)) {
		month = number(v, k, 2);
		day = number(v, k + 2, 2);
	} else {
		month = next_number(v, &k);
		day = next_number(v, &k);
	}
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return none;
	kr_date d = { (int16_t)year, (int8_t)month, (int8_t)day };
	return kr__date_valid(d) ? d : none;
}

kr_date kr__url_date(kr_view url)
{
	kr_date none = { 0, 0, 0 };
	size_t at = kr__view_find(url, KR_V("://"));

	at = at == KR_NPOS ? 0 : at + 3;
	for (; at + 8 <= url.len; at++) {
		if (!digit(url, at) || (at && digit(url, at - 1)))
			continue;
		kr_date d = date_at(url, at);
		if (d.year)
			return d;
	}
	return none;
}
