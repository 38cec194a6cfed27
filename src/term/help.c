// SPDX-License-Identifier: Apache-2.0
/*
 * Help, manual pages (scdoc source) and bash completion, all from the verbs'
 * tables. Limits: plain text, 80 columns wide at best; scdoc does the rest.
 */
#include <string.h>

#include "kronik.h"
#include "term/options.h"

enum { WIDTH = 80, HELP_AT = 26 };

static void pad(kr_buf *out, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		kr__buf_chr(out, ' ');
}

/* Words of `text` in lines of at most WIDTH characters; the first line begins
 * where `out` stands, the others are indented. The texts here are ASCII. */
static void wrapped(kr_buf *out, const char *text, size_t indent)
{
	kr_view rest = kr__view_of(text), word;
	size_t start = out->len, at = 0;

	while (start > 0 && out->ptr[start - 1] != '\n')
		start--;
	while (kr__view_next(&rest, ' ', &word)) {
		if (at++ && out->len - start + 1 + word.len > WIDTH) {
			kr__buf_chr(out, '\n');
			start = out->len;
			pad(out, 0, indent);
		} else if (at > 1) {
			kr__buf_chr(out, ' ');
		}
		kr__buf_add(out, word);
	}
}

static void option_head(const kr_opt *o, kr_buf *out)
{
	if (o->letter) {
		kr__buf_chr(out, '-');
		kr__buf_chr(out, o->letter);
		kr__buf_str(out, ", ");
	}
	kr__buf_str(out, "--");
	kr__buf_str(out, o->name);
	if (o->arg) {
		kr__buf_chr(out, ' ');
		kr__buf_str(out, o->arg);
	}
}

static void option_line(const kr_opt *o, kr_buf *out)
{
	size_t start = out->len;

	kr__buf_str(out, "  ");
	option_head(o, out);
	pad(out, out->len - start, HELP_AT);
	kr__buf_str(out, out->len - start > HELP_AT ? "  " : "");
	wrapped(out, o->help, HELP_AT);
	if (o->fallback) {
		kr__buf_str(out, " (");
		kr__buf_str(out, o->fallback);
		kr__buf_chr(out, ')');
	}
	kr__buf_chr(out, '\n');
}

/* "command\twhat\n" lines; each handed to `put`. */
static void each_example(const char *examples, kr_buf *out,
                         void (*put)(kr_view cmd, kr_view what, kr_buf *out))
{
	kr_view rest = kr__view_of(examples), line;

	while (kr__view_next_line(&rest, &line)) {
		size_t tab = kr__view_chr(line, '\t');
		put(kr__view_sub(line, 0, tab),
		    tab == KR_NPOS ? KR_V("") : kr__view_from(line, tab + 1), out);
	}
}

static void plain_example(kr_view cmd, kr_view what, kr_buf *out)
{
	kr__buf_str(out, "  ");
	kr__buf_add(out, cmd);
	kr__buf_str(out, "\n      ");
	kr__buf_add(out, what);
	kr__buf_chr(out, '\n');
}

void kr__help_verb(const kr_verb *v, kr_buf *out)
{
	static const kr_opt help = { "help", 'h', NULL, "show this", NULL };

	kr__buf_str(out, "usage: kronik ");
	kr__buf_str(out, v->name);
	kr__buf_str(out, " [options]");
	kr__buf_str(out, v->args[0] ? " " : "");
	kr__buf_str(out, v->args);
	kr__buf_str(out, "\n\n");
	wrapped(out, v->about ? v->about : v->summary, 0);
	kr__buf_str(out, "\n\nOptions:\n");
	for (const kr_opt *o = v->opts; o && o->name; o++)
		option_line(o, out);
	option_line(&help, out);
	if (v->examples) {
		kr__buf_str(out, "\nExamples:\n");
		each_example(v->examples, out, plain_example);
	}
}

void kr__help_all(kr_buf *out)
{
	kr__buf_str(out, "kronik reads the news and keeps the chronicle.\n\n"
	                 "usage: kronik VERB [options] [arguments]\n\nVerbs:\n");
	for (size_t i = 0; kr__verbs[i]; i++) {
		size_t start = out->len;
		kr__buf_str(out, "  ");
		kr__buf_str(out, kr__verbs[i]->name);
		pad(out, out->len - start, 14);
		kr__buf_str(out, kr__verbs[i]->summary);
		kr__buf_chr(out, '\n');
	}
	kr__buf_str(out, "\n'kronik VERB --help' tells more. `-` is standard "
	                 "input. Version " KR_VERSION ".\n");
}

/* ---- manual pages in scdoc --------------------------------------------- */
static void escaped(kr_view v, kr_buf *out)
{
	for (size_t i = 0; i < v.len; i++) {
		if (strchr("_*\\<>#", v.ptr[i]))
			kr__buf_chr(out, '\\');
		kr__buf_chr(out, v.ptr[i]);
	}
}

static void man_example(kr_view cmd, kr_view what, kr_buf *out)
{
	kr__buf_str(out, "*");
	escaped(cmd, out);
	kr__buf_str(out, "*\n\t");
	escaped(what, out);
	kr__buf_str(out, "\n\n");
}

static void man_options(const kr_verb *v, kr_buf *out)
{
	kr__buf_str(out, "\n# OPTIONS\n\n");
	for (const kr_opt *o = v->opts; o && o->name; o++) {
		kr_buf head;
		kr__buf_init(&head, &out->alloc);
		option_head(o, &head);
		kr__buf_str(out, "*");
		escaped(kr__buf_view(&head), out);
		kr__buf_str(out, "*\n\t");
		escaped(kr__view_of(o->help), out);
		if (o->fallback) {
			kr__buf_str(out, " (default: ");
			escaped(kr__view_of(o->fallback), out);
			kr__buf_chr(out, ')');
		}
		kr__buf_str(out, ".\n\n");
		kr__buf_drop(&head);
	}
	kr__buf_str(out, "*-h, --help*\n\tshow help.\n");
}

static void man_verb(const kr_verb *v, kr_buf *out)
{
	kr__buf_str(out, "kronik-");
	kr__buf_str(out, v->name);
	kr__buf_str(out, "(1)\n\n# NAME\n\nkronik-");
	kr__buf_str(out, v->name);
	kr__buf_str(out, " - ");
	escaped(kr__view_of(v->summary), out);
	kr__buf_str(out, "\n\n# SYNOPSIS\n\n*kronik ");
	kr__buf_str(out, v->name);
	kr__buf_str(out, "* [options] ");
	escaped(kr__view_of(v->args), out);
	kr__buf_str(out, "\n\n# DESCRIPTION\n\n");
	escaped(kr__view_of(v->about ? v->about : v->summary), out);
	kr__buf_str(out, "\n");
	man_options(v, out);
	if (v->examples) {
		kr__buf_str(out, "\n# EXAMPLES\n\n");
		each_example(v->examples, out, man_example);
	}
	kr__buf_str(out, "\n# SEE ALSO\n\n*kronik*(1)\n");
}

static const char exits[] =
	"\n# EXIT STATUS\n\n*0*\n\tdone.\n\n*1*\n\tnothing found, or some items "
	"failed (each is named on standard error).\n\n*2*\n\twrong call.\n\n*3*\n"
	"\tan input cannot be read.\n\n*4*\n\tmemory, disk, store or data files.\n"
	"\n# ENVIRONMENT\n\n*KRONIK\\_DATA*\n\tfolder with lang/ and world/.\n\n"
	"*KRONIK\\_CONF*\n\tconfiguration file; else "
	"~/.config/kronik/kronik.conf. An ini file: section [verb] or [kronik], "
	"option = value.\n";

void kr__help_man(const kr_verb *v, kr_buf *out)
{
	if (v) {
		man_verb(v, out);
		return;
	}
	kr__buf_str(out, "kronik(1)\n\n# NAME\n\nkronik - reads the news and keeps "
	                 "the chronicle\n\n# SYNOPSIS\n\n*kronik* VERB [options] "
	                 "[arguments]\n\n# VERBS\n\n");
	for (size_t i = 0; kr__verbs[i]; i++) {
		kr__buf_str(out, "*kronik-");
		kr__buf_str(out, kr__verbs[i]->name);
		kr__buf_str(out, "*(1)\n\t");
		escaped(kr__view_of(kr__verbs[i]->summary), out);
		kr__buf_str(out, ".\n\n");
	}
	kr__buf_str(out, exits);
}

void kr__help_completion(kr_buf *out)
{
	kr__buf_str(out, "# bash completion for kronik; made by 'kronik help "
	                 "--completion'\n_kronik() {\n  local cur=${COMP_WORDS"
	                 "[COMP_CWORD]} verb=${COMP_WORDS[1]}\n  if [ "
	                 "$COMP_CWORD = 1 ]; then COMPREPLY=($(compgen -W \"");
	for (size_t i = 0; kr__verbs[i]; i++) {
		kr__buf_str(out, i ? " " : "");
		kr__buf_str(out, kr__verbs[i]->name);
	}
	kr__buf_str(out, "\" -- \"$cur\")); return; fi\n  case $cur in\n  -*) case "
	                 "$verb in\n");
	for (size_t i = 0; kr__verbs[i]; i++) {
		kr__buf_str(out, "    ");
		kr__buf_str(out, kr__verbs[i]->name);
		kr__buf_str(out, ") COMPREPLY=($(compgen -W \"--help");
		for (const kr_opt *o = kr__verbs[i]->opts; o && o->name; o++) {
			kr__buf_str(out, " --");
			kr__buf_str(out, o->name);
		}
		kr__buf_str(out, "\" -- \"$cur\"));;\n");
	}
	kr__buf_str(out, "    esac;;\n  *) COMPREPLY=($(compgen -f -- "
	                 "\"$cur\"));;\n  esac\n}\ncomplete -F _kronik kronik\n");
}
