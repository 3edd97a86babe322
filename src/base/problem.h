/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* No document is told more at once: who mends twenty checks again. */
#define BUREAU_MAX_PROBLEMS 20

/* Collects what is wrong with a document, with where and how to mend it; full after
 * BUREAU_MAX_PROBLEMS. It knows where the check stands: entering a member lengthens the path. */
typedef struct _BureauProblems BureauProblems;

BureauProblems *bureau_problems_new (void);
void bureau_problems_free (BureauProblems *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauProblems, bureau_problems_free)
JsonArray *bureau_problems_to_json (BureauProblems *self) G_GNUC_WARN_UNUSED_RESULT;
guint bureau_problems_get_count (BureauProblems *self);
GError *bureau_problems_to_error (const char *name, JsonArray *problems);

void bureau_problems_enter (BureauProblems *self, const char *member);
void bureau_problems_enter_item (BureauProblems *self, guint index);
void bureau_problems_leave (BureauProblems *self);
char *bureau_problems_set_element (BureauProblems *self, const char *element);

void bureau_problems_add (BureauProblems *self, const char *code, const char *got,
                          const char *hint_format, ...) G_GNUC_PRINTF (4, 5);
void bureau_problems_add_unknown (BureauProblems *self, const char *code, const char *got,
                                  const char *const *expected, const char *hint);
void bureau_problems_add_unknown_key (BureauProblems *self, const char *code, const char *key,
                                      const char *const *expected, const char *hint);
void bureau_problems_set_text (BureauProblems *self, const char *text);

G_END_DECLS
