// SPDX-License-Identifier: Apache-2.0
/*
 * Errors. The problem: a library must not print or exit, yet the user needs
 * the file, the place and the reason. The idea: a status to act on, a record
 * to show. Limits: texts are cut to the record's size, on a character border.
 */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *kr_status_text(kr_status status)
{
	switch (status) {
#define X(name, value, text) \
	case name:           \
		return text;
		KR_STATUS_MAP(X)
#undef X
	}
	return "unknown status";
}

static void put(char *to, size_t cap, const char *from)
{
	size_t n = strlen(from);

	if (n >= cap) {
		n = cap - 1;
		while (n && ((unsigned char)from[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(to, from, n);
	to[n] = '\0';
}

kr_status kr__err_set(kr_err *err, kr_status status, const char *where,
                      int64_t offset, const char *message)
{
	if (err) {
		err->status = status;
		err->offset = offset;
		put(err->where, sizeof err->where, where ? where : "");
		put(err->message, sizeof err->message, message);
	}
	return status;
}

kr_status kr__err_fmt(kr_err *err, kr_status status, const char *where,
                      int64_t offset, const char *format, ...)
{
	char text[512];
	int saved = errno;
	va_list ap;

	va_start(ap, format);
	vsnprintf(text, sizeof text, format, ap);
	va_end(ap);
	errno = saved;
	return kr__err_set(err, status, where, offset, text);
}
