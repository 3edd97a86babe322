/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../memory/workspace-fixture.h"
#include "agents/engine.h"

G_BEGIN_DECLS

/* A collection `notes` and whatever workflows a test wants. */
#define BENCH_NOTES(workflows)                                                                     \
  "{\"collections\":[{\"collection\":\"notes\",\"title\":\"Notes\",\"fields\":["                   \
  "{\"name\":\"text\",\"type\":\"text\"},{\"name\":\"state\",\"type\":\"text\"},"                  \
  "{\"name\":\"n\",\"type\":\"int\"},{\"name\":\"due\",\"type\":\"datetime\"}]}],"                 \
  "\"agents\":[{\"agent\":\"clerk\",\"instructions\":\"Be brief.\",\"reads\":[\"notes\"],"         \
  "\"writes\":[\"notes\"]},{\"agent\":\"lost\",\"instructions\":\"-\",\"provider\":\"nowhere\"}]," \
  "\"workflows\":[" workflows "]}"

/* A workspace with a running engine. */
typedef struct
{
  Workspace workspace;
  BureauEngine *engine;
} Bench;

void bench_set_up (Bench *self, gconstpointer data);
void bench_set_up_lead_intake (Bench *self, gconstpointer data);
void bench_tear_down (Bench *self, gconstpointer data);

void bench_start (Bench *self);
void bench_stop (Bench *self);
void bench_settle (Bench *self);
void bench_reopen (Bench *self);

void bench_install (Bench *self, const char *template_json);
void bench_set (Bench *self, const char *key, const char *value_json);
gint64 bench_add_message (Bench *self, const char *fields_json);
gint64 bench_add_inquiry (Bench *self, guint number);
void bench_feed_inquiry (Bench *self, guint number);
void bench_add_projects (Bench *self, guint n);
gint64 bench_add_record (Bench *self, const char *collection, const char *fields_json);
gint64 bench_number (Bench *self, const char *sql);
char *bench_text (Bench *self, const char *sql);
JsonObject *bench_ask (Bench *self, const char *kind, const char *args_json);

#define bench_assert_number(self, sql, expected)                                                   \
  g_assert_cmpint (bench_number (self, sql), ==, expected)
#define bench_assert_text(self, sql, expected)                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *bench_got = bench_text (self, sql);                                           \
    g_assert_cmpstr (bench_got, ==, expected);                                                     \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
