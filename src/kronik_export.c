// SPDX-License-Identifier: Apache-2.0
/*
 * Exports: rows of the store into the forms of tell. The problem: the store
 * knows no forms, tell knows no store, and a chronicle does not fit into
 * memory. The idea: here both meet; every form is a walk (tables, events,
 * records or the graph) whose rows are written into one small buffer that is
 * handed on when it is full. A table of forms drives it.
 */
#include "kronik.h"

#include <stdio.h>
#include <string.h>

#include "base/base.h"
#include "kronik_ctx.h"
#include "merge/fact.h"
#include "store/tables.h"
#include "tell/tell.h"

enum { FULL = 64 * 1024 };

struct job {
	kr_store *store;
	const kr_export *what;
	bool chosen;
	char file[160];   /* the file that `out` belongs to */
	kr_buf out;
	bool first;       /* of a list */
	kr_parquet *parquet;
	void (*tell)(const kr_fact *f, kr_buf *out); /* of events */
	kr_err *err;
};

/* Hand the buffer on. */
static kr_status flush(struct job *j)
{
	kr_status status = j->out.failed;

	if (!status && j->out.len)
		status = j->what->sink(j->what->user, j->file, kr__buf_view(&j->out));
	kr__buf_reset(&j->out);
	return status;
}

/* The same at the end of a file that is there also when empty. */
static kr_status end_file(struct job *j)
{
	kr_status status = j->out.failed;

	if (!status)
		status = j->what->sink(j->what->user, j->file, kr__buf_view(&j->out));
	kr__buf_reset(&j->out);
	return status;
}

static kr_status flush_if_full(struct job *j)
{
	return j->out.failed || j->out.len >= FULL ? flush(j) : KR_OK;
}

static void begin(struct job *j, const char *name, const char *ending)
{
	snprintf(j->file, sizeof j->file, "%s%s", name, ending);
}

/* ---- tables --------------------------------------------------------------------- */
static kr_status csv_row(void *user, const kr_cell *cells, uint32_t n)
{
	struct job *j = user;

	kr__csv_row(&j->out, cells, n);
	return flush_if_full(j);
}

static kr_status export_csv(struct job *j)
{
	const kr_row_sink sink = { csv_row, j };
	kr_status status = KR_OK;

	for (uint32_t i = 0; i < kr__n_tables && !status; i++) {
		const kr_table *t = &kr__tables[i];
		begin(j, t->name, ".csv");
		kr__csv_head(&j->out, t->columns, t->n_columns);
		status = kr__table_rows(j->store, t, j->chosen, &sink, j->err);
		if (!status)
			status = flush(j);
	}
	if (status)
		return status;
	begin(j, "dictionary", ".csv");
	kr__buf_str(&j->out, "table,column,type,meaning\n");
	for (uint32_t i = 0; i < kr__n_tables; i++)
		kr__csv_dictionary(&j->out, kr__tables[i].name, kr__tables[i].columns,
		                   kr__tables[i].n_columns);
	return KR_OK;
}

static kr_status parquet_row(void *user, const kr_cell *cells, uint32_t n)
{
	struct job *j = user;
	kr_status status = kr__parquet_row(j->parquet, cells, &j->out);

	(void)n;
	return status ? status : flush_if_full(j);
}

static kr_status export_parquet(struct job *j)
{
	const kr_row_sink sink = { parquet_row, j };
	kr_status status = KR_OK;

	for (uint32_t i = 0; i < kr__n_tables && !status; i++) {
		const kr_table *t = &kr__tables[i];
		begin(j, t->name, ".parquet");
		j->parquet = kr__parquet_new(t->columns, t->n_columns, &j->out);
		if (!j->parquet)
			return KR_ENOMEM;
		status = kr__table_rows(j->store, t, j->chosen, &sink, j->err);
		if (!status)
			status = kr__parquet_end(j->parquet, &j->out);
		kr__parquet_free(j->parquet);
		if (!status)
			status = flush(j);
	}
	return status;
}

/* ---- events ----------------------------------------------------------------------- */
static kr_status fact(void *user, const kr_fact *f)
{
	struct job *j = user;

	j->tell(f, &j->out);
	return flush_if_full(j);
}

static kr_status mention(void *user, const kr_fact *f, const kr_fact_report *r)
{
	struct job *j = user;

	kr__gdelt_mention(f, r, &j->out);
	return flush_if_full(j);
}

static kr_status each_fact(struct job *j, void (*tell)(const kr_fact *, kr_buf *))
{
	kr_fact_sink sink = { .event = fact, .user = j };

	j->tell = tell;
	return kr__store_facts(j->store, j->chosen, &sink, j->err);
}

static kr_status export_plover(struct job *j)
{
	return each_fact(j, kr__plover_json);
}

static kr_status export_plover_tsv(struct job *j)
{
	kr__plover_head(&j->out);
	return each_fact(j, kr__plover_row);
}

static kr_status export_icews(struct job *j)
{
	kr__icews_head(&j->out);
	return each_fact(j, kr__icews_event);
}

static kr_status export_gdelt(struct job *j)
{
	kr_fact_sink mentions = { .report = mention, .user = j };

	begin(j, "events", ".export.csv");
	kr_status status = each_fact(j, kr__gdelt_event);
	if (!status)
		status = end_file(j);
	if (status)
		return status;
	begin(j, "events", ".mentions.csv");
	status = kr__store_facts(j->store, j->chosen, &mentions, j->err);
	return status ? status : end_file(j);
}

/* ---- the graph --------------------------------------------------------------------- */
static kr_status node(void *user, const kr_fact_node *n)
{
	struct job *j = user;

	kr__graphml_node(n, &j->out);
	return flush_if_full(j);
}

static kr_status edge(void *user, const kr_fact_edge *e)
{
	struct job *j = user;

	kr__graphml_edge(e, &j->out);
	return flush_if_full(j);
}

static kr_status export_graphml(struct job *j)
{
	kr_graph_sink sink = { .node = node, .edge = edge, .user = j };

	kr__graphml_head(&j->out);
	kr_status status = kr__store_graph(j->store, j->chosen, &sink, j->err);
	kr__graphml_foot(&j->out);
	return status;
}

/* ---- records ------------------------------------------------------------------------ */
static kr_status line(void *user, kr_view id, kr_view record)
{
	struct job *j = user;

	(void)id;
	kr__buf_add(&j->out, record);
	if (!kr__view_ends(record, KR_V("\n")))
		kr__buf_chr(&j->out, '\n');
	return flush_if_full(j);
}

static kr_status export_jsonl(struct job *j)
{
	return kr__store_records(j->store, j->chosen, line, j, j->err);
}

static kr_status annotations(void *user, kr_view id, kr_view record)
{
	struct job *j = user;
	kr_parsed p;
	kr_status status = kr__parsed_open(&p, record, j->err);

	(void)id;
	if (!status)
		kr__webanno_doc(&p, &j->first, &j->out);
	kr__parsed_close(&p);
	return status ? status : flush_if_full(j);
}

static kr_status export_webanno(struct job *j)
{
	j->first = true;
	kr__webanno_head(&j->out);
	kr_status status = kr__store_records(j->store, j->chosen, annotations, j, j->err);
	kr__webanno_foot(&j->out);
	return status;
}

/* Two files a document; both are there also when empty. */
static kr_status brat(void *user, kr_view id, kr_view record)
{
	struct job *j = user;
	kr_parsed p;
	kr_buf name;
	kr_status status = kr__parsed_open(&p, record, j->err);

	kr__buf_init(&name, NULL);
	kr__brat_name(id, &name);
	if (!status)
		status = name.failed;
	if (!status) {
		begin(j, name.ptr, ".txt");
		status = j->what->sink(j->what->user, j->file, p.text);
	}
	if (!status)
		status = kr__brat_doc(&p, &j->out);
	if (!status) {
		begin(j, name.ptr, ".ann");
		status = end_file(j);
	}
	kr__buf_drop(&name);
	kr__parsed_close(&p);
	return status;
}

static kr_status export_brat(struct job *j)
{
	begin(j, "annotation", ".conf");
	kr__brat_conf(&j->out);
	kr_status status = flush(j);
	return status ? status : kr__store_records(j->store, j->chosen, brat, j, j->err);
}

static kr_status trees(void *user, kr_view id, kr_view record)
{
	struct job *j = user;
	kr_parsed p;
	kr_status status = kr__parsed_open(&p, record, j->err);

	(void)id;
	if (!status)
		status = kr__trees_write(kr__store_owner(j->store), &p, &j->out, j->err);
	kr__parsed_close(&p);
	return status ? status : flush_if_full(j);
}

static kr_status export_conllu(struct job *j)
{
	if (!kr__store_owner(j->store))
		return kr__err_set(j->err, KR_EUNSUP, "conllu", -1, "store without context");
	return kr__store_records(j->store, j->chosen, trees, j, j->err);
}

/* ---- the forms ------------------------------------------------------------------------ */
static const kr_export_form forms[] = {
	{ "jsonl", "the records of all documents, one a line", false },
	{ "csv", "tidy tables with a data dictionary", true },
	{ "parquet", "the same tables for R, pandas and DuckDB", true },
	{ "gdelt", "events and mentions in the columns of GDELT 2.0", true },
	{ "plover", "events as PLOVER JSON Lines", false },
	{ "plover-tsv", "events as a POLECAT-like table", false },
	{ "icews", "events in the columns of ICEWS", false },
	{ "graphml", "actors and who did how often what to whom", false },
	{ "webannotation", "records as W3C Web Annotations (JSON-LD)", false },
	{ "brat", "text and stand-off files for brat", true },
	{ "conllu", "words and trees, made again from the stored text", false },
	{ NULL, NULL, false },
};

static kr_status (*const exporters[])(struct job *) = {
	export_jsonl, export_csv, export_parquet, export_gdelt, export_plover,
	export_plover_tsv, export_icews, export_graphml, export_webanno, export_brat,
	export_conllu,
};
_Static_assert(sizeof exporters / sizeof *exporters + 1 == sizeof forms / sizeof *forms,
               "one exporter a form");

const kr_export_form *kr_export_forms(void)
{
	return forms;
}

static kr_status rewind_to(kr_store *store, const char *as_of, kr_err *err)
{
	kr_date d;

	if (!kr__date_parse(kr__view_of(as_of), &d))
		return kr__err_fmt(err, KR_EUSAGE, "as-of", -1, "is no date: '%s'", as_of);
	return kr__chronicle_rewind(store, kr__date_days(d).last, err);
}

kr_status kr_store_export(kr_store *store, const kr_export *what, kr_err *err)
{
	struct job j = { .store = store, .what = what, .err = err };
	size_t i = 0;
	kr_status status = KR_OK;

	while (forms[i].name && strcmp(forms[i].name, what->form) != 0)
		i++;
	if (!forms[i].name)
		return kr__err_fmt(err, KR_EUSAGE, "export", -1, "no form '%s'",
		                   what->form);
	j.chosen = what->filter && what->filter[0];
	if (what->as_of)
		status = rewind_to(store, what->as_of, err);
	if (!status && j.chosen)
		status = kr__chronicle_choose(store, what->filter, err);
	kr__buf_init(&j.out, NULL);
	if (!status)
		status = exporters[i](&j);
	if (!status)
		status = flush(&j);
	if (status && err && !err->status)
		kr__err_set(err, status, what->form, -1, kr_status_text(status));
	kr__buf_drop(&j.out);
	return status;
}
