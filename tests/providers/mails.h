/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One record of tests/providers/mails/LANGUAGE.txt. */
typedef struct
{
  char *name;
  JsonObject *source;
  JsonObject *known;
  GPtrArray *expected; /* "field = value" */
} TestMail;

GPtrArray *test_mails_load (const char *language);
JsonObject *test_mail_extract_inputs (TestMail *self);
JsonObject *test_parse (const char *json);

JsonObject *test_mail_task_inputs (TestMail *mail, const char *subject, const char *text,
                                   const char *name) G_GNUC_WARN_UNUSED_RESULT;
void test_mail_answer_all (JsonObject *inputs);

G_END_DECLS
