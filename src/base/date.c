// SPDX-License-Identifier: Apache-2.0
/*
 * Civil dates. The problem: news gives days, months or years, and reasons
 * about them must not depend on the machine's zone or on today. The idea:
 * day numbers and intervals of them. Limits: years 1 to 9999.
 */
#include "base/date.h"

int kr__date_month_len(int year, int month)
{
	static const int8_t len[] = { 31, 28, 31, 30, 31, 30,
		                      31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return month == 2 && leap ? 29 : len[month - 1];
}

bool kr__date_valid(kr_date d)
{
	return d.year >= 1 && d.year <= 9999 && d.day >= 1 &&
	       d.day <= kr__date_month_len(d.year, d.month);
}

int32_t kr__date_to_day(kr_date d)
{
	int32_t y = d.year - (d.month <= 2);
	int32_t era = (y >= 0 ? y : y - 399) / 400;
	int32_t yoe = y - era * 400;
	int32_t doy = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 +
	              d.day - 1;
	int32_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;

	return era * 146097 + doe - 719468;
}

kr_date kr__date_of_day(int32_t day)
{
	int32_t z = day + 719468;
	int32_t era = (z >= 0 ? z : z - 146096) / 146097;
	int32_t doe = z - era * 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;
	int32_t m = mp < 10 ? mp + 3 : mp - 9;

	return (kr_date){ (int16_t)(yoe + era * 400 + (m <= 2)), (int8_t)m,
		          (int8_t)(doy - (153 * mp + 2) / 5 + 1) };
}

int kr__date_weekday(int32_t day)
{
	int32_t w = (day + 3) % 7; /* 1970-01-01 was a Thursday */

	return (w < 0 ? w + 7 : w) + 1;
}

kr_days kr__date_days(kr_date d)
{
	kr_date a = d, b = d;

	if (d.month == 0) {
		a.month = 1;
		b.month = 12;
	}
	if (d.day == 0) {
		a.day = 1;
		b.day = (int8_t)kr__date_month_len(b.year, b.month);
	}
	return (kr_days){ kr__date_to_day(a), kr__date_to_day(b) };
}

bool kr__date_eq(kr_date a, kr_date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day;
}

static bool digits(kr_view v, size_t at, size_t n, int *out)
{
	uint64_t u;

	if (at + n > v.len || !kr__view_u64(kr__view_sub(v, at, at + n), &u))
		return false;
	*out = (int)u;
	return true;
}

bool kr__date_parse(kr_view v, kr_date *out)
{
	int y = 0, m = 0, d = 0;

	if (v.len != 4 && v.len != 7 && v.len != 10)
		return false;
	if (!digits(v, 0, 4, &y) || y == 0)
		return false;
	if (v.len >= 7 && (v.ptr[4] != '-' || !digits(v, 5, 2, &m) || m < 1 ||
	                   m > 12))
		return false;
	if (v.len == 10 && (v.ptr[7] != '-' || !digits(v, 8, 2, &d) || d < 1 ||
	                    d > kr__date_month_len(y, m)))
		return false;
	*out = (kr_date){ (int16_t)y, (int8_t)m, (int8_t)d };
	return true;
}

static int month_of(kr_view v)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";

	for (int m = 0; m < 12 && v.len >= 3; m++)
		if (kr__view_ieq(kr__view_sub(v, 0, 3),
		                 (kr_view){ names + 3 * m, 3 }))
			return m + 1;
	return 0;
}

/* "Fri, 17 Jan 2025 ...", "17 Jan 2025", "Friday, 17-Jan-25 ..." */
static bool rfc_date(kr_view v, kr_date *out)
{
	size_t comma = kr__view_chr(v, ','), at = 0;
	int field[3] = { 0 };
	uint64_t u;

	if (comma != KR_NPOS && comma < 12)
		v = kr__view_from(v, comma + 1);
	for (int i = 0; i < 3; i++) {
		while (at < v.len && (v.ptr[at] == ' ' || v.ptr[at] == '-'))
			at++;
		size_t start = at;
		while (at < v.len && v.ptr[at] != ' ' && v.ptr[at] != '-')
			at++;
		kr_view word = kr__view_sub(v, start, at);
		if (i == 1)
			field[i] = month_of(word);
		else if (word.len <= 4 && kr__view_u64(word, &u))
			field[i] = (int)u;
	}
	if (field[2] > 0 && field[2] < 100)
		field[2] += field[2] < 70 ? 2000 : 1900;
	kr_date d = { (int16_t)field[2], (int8_t)field[1],
		      (int8_t)(field[0] > 31 ? 0 : field[0]) };
	if (!kr__date_valid(d))
		return false;
	*out = d;
	return true;
}

bool kr__date_parse_loose(kr_view v, kr_date *out)
{
	v = kr__view_trim(v);
	if (v.len >= 10 && kr__date_parse(kr__view_sub(v, 0, 10), out))
		return true;
	int y, m, d;
	if (v.len >= 8 && digits(v, 0, 8, &d)) { /* 20250117 */
		y = d / 10000, m = d / 100 % 100, d %= 100;
		*out = (kr_date){ (int16_t)y, (int8_t)m, (int8_t)d };
		return kr__date_valid(*out);
	}
	return rfc_date(v, out);
}

static void two(kr_buf *b, int n)
{
	kr__buf_chr(b, (char)('0' + n / 10 % 10));
	kr__buf_chr(b, (char)('0' + n % 10));
}

void kr__buf_date(kr_buf *b, kr_date d)
{
	two(b, d.year / 100);
	two(b, d.year % 100);
	if (d.month == 0)
		return;
	kr__buf_chr(b, '-');
	two(b, d.month);
	if (d.day == 0)
		return;
	kr__buf_chr(b, '-');
	two(b, d.day);
}
