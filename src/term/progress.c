// SPDX-License-Identifier: Apache-2.0
/*
 * Progress. The problem: a crawl takes hours and people ask how many. The
 * idea: bytes of input done against bytes in all. Limits: compressed inputs
 * are counted as they stand on disk; for standard input there is no end.
 */
#include "term/progress.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EVERY_NS = 200000000 };

void kr__progress_start(kr_progress *p, uint64_t total_bytes)
{
	*p = (kr_progress){ .shown = isatty(2) == 1,
		            .started_ns = kr__clock_ns(),
		            .total_bytes = total_bytes };
}

static void show(const kr_progress *p, uint64_t now)
{
	double s = (double)(now - p->started_ns) / 1e9;
	double rate = s > 0 ? (double)p->items / s : 0;

	fprintf(stderr, "\r\033[K%llu items", (unsigned long long)p->items);
	if (p->failures)
		fprintf(stderr, ", %llu failed", (unsigned long long)p->failures);
	fprintf(stderr, ", %.0f/s", rate);
	if (p->total_bytes && p->bytes && p->bytes <= p->total_bytes) {
		double left = s * (double)(p->total_bytes - p->bytes) /
		              (double)p->bytes;
		fprintf(stderr, ", %.0f%%, %d:%02d left",
		        100.0 * (double)p->bytes / (double)p->total_bytes,
		        (int)left / 60, (int)left % 60);
	}
	fflush(stderr);
}

void kr__progress_step(kr_progress *p, uint64_t bytes_so_far, bool failed)
{
	p->items++;
	p->failures += failed;
	p->bytes = bytes_so_far;
	if (!p->shown || (p->items & 15))
		return;
	uint64_t now = kr__clock_ns();
	if (now - p->last_ns < EVERY_NS)
		return;
	p->last_ns = now;
	show(p, now);
}

void kr__progress_stop(kr_progress *p)
{
	if (p->shown && p->last_ns)
		fprintf(stderr, "\r\033[K");
}

uint64_t kr__progress_total(const char *const *paths, size_t n)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		struct stat st;
		if (stat(paths[i], &st) || !S_ISREG(st.st_mode))
			return 0;
		sum += (uint64_t)st.st_size;
	}
	return sum;
}
