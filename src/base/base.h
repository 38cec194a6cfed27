// SPDX-License-Identifier: Apache-2.0
/* base: the head header. Everything below the news: memory, text, time, files. */
#ifndef KR_BASE_BASE_H
#define KR_BASE_BASE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/symbols.h"
#include "base/thread.h"
#include "base/utf8.h"
#include "base/view.h"

#endif
