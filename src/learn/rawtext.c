// SPDX-License-Identifier: Apache-2.0
/*
 * Problem: training reads its corpora as they were published, packed or not.
 *
 * Idea: unpack in memory with zlib (files of training are small), read JSON
 * Lines with json-c. Addresses and mark-up inside the text stay; whoever counts
 * words takes no harm from them.
 *
 * Limits: the whole file is held in memory; 4 GiB at most.
 */
#include "learn/rawtext.h"

#include <json-c/json.h>
#include <string.h>
#include <zlib.h>

#include "base/err.h"
#include "base/file.h"

enum { CHUNK = 1 << 20 };

static kr_status unpack(kr_view in, kr_buf *out)
{
	z_stream z;
	memset(&z, 0, sizeof z);
	if (in.len > UINT32_MAX || inflateInit2(&z, 15 + 16) != Z_OK)
		return KR_ENOMEM;
	z.next_in = (Bytef *)(uintptr_t)in.ptr;
	z.avail_in = (uInt)in.len;
	int rc = Z_OK;
	while (rc == Z_OK || (rc == Z_STREAM_END && z.avail_in > 0)) {
		if (rc == Z_STREAM_END)
			inflateReset(&z);
		if (!kr__buf_reserve(out, CHUNK))
			break;
		z.next_out = (Bytef *)out->ptr + out->len;
		z.avail_out = CHUNK;
		rc = inflate(&z, Z_NO_FLUSH);
		out->len += CHUNK - z.avail_out;
	}
	inflateEnd(&z);
	if (out->failed)
		return out->failed;
	return rc == Z_STREAM_END ? KR_OK : KR_EINPUT;
}

static void add_field(json_object *o, const char *key, kr_buf *out)
{
	json_object *v;
	if (!json_object_object_get_ex(o, key, &v) ||
	    !json_object_is_type(v, json_type_string))
		return;
	kr_view text = { json_object_get_string(v),
		         (size_t)json_object_get_string_len(v) };
	kr__buf_add(out, text);
	kr__buf_chr(out, '\n');
}

static kr_status json_lines(kr_view lines, kr_buf *out, const char *path,
                            kr_err *err)
{
	struct json_tokener *tok = json_tokener_new();
	if (!tok)
		return KR_ENOMEM;
	kr_view line;
	kr_status status = KR_OK;
	for (int64_t n = 1; kr__view_next_line(&lines, &line); n++) {
		if (kr__view_trim(line).len == 0)
			continue;
		json_tokener_reset(tok);
		json_object *o = line.len > INT32_MAX
			? NULL
			: json_tokener_parse_ex(tok, line.ptr, (int)line.len);
		if (!o || !json_object_is_type(o, json_type_object)) {
			json_object_put(o);
			status = kr__err_set(err, KR_EINPUT, path, n, "not a JSON object");
			break;
		}
		add_field(o, "title", out);
		add_field(o, "text", out);
		json_object_put(o);
	}
	json_tokener_free(tok);
	return status == KR_OK ? out->failed : status;
}

kr_status kr__rawtext_read(const char *path, kr_buf *out, kr_err *err)
{
	kr_view name = kr__view_of(path);
	bool packed = kr__view_ends(name, KR_V(".gz"));
	if (packed)
		name.len -= 3;
	bool json = kr__view_ends(name, KR_V(".jsonl"));
	kr_buf file, plain;
	kr__buf_init(&file, NULL);
	kr__buf_init(&plain, NULL);
	kr_status status = kr__file_read(path, 0, &file, err);
	if (status == KR_OK && packed) {
		status = unpack(kr__buf_view(&file), &plain);
		if (status == KR_EINPUT)
			kr__err_set(err, status, path, -1, "gzip data is damaged");
	}
	kr_view text = kr__buf_view(packed ? &plain : &file);
	if (status == KR_OK && json) {
		status = json_lines(text, out, path, err);
	} else if (status == KR_OK) {
		kr__buf_add(out, text);
		status = out->failed;
	}
	kr__buf_drop(&plain);
	kr__buf_drop(&file);
	return status;
}
