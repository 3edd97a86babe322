/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauDescribeSubject:
 * @view: (nullable): the name of the view that is to be changed
 * @element: (nullable): the id of the one of its elements that is meant
 * @words: (nullable): what is asked at once
 * @opened_from: (nullable): what the window shows, which “this” means
 *
 * What a description begins with.
 */
typedef struct
{
  const char *view;
  const char *element;
  const char *words;
  JsonObject *opened_from;
} BureauDescribeSubject;

BureauDescribeSubject *
bureau_describe_subject_copy (const BureauDescribeSubject *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_describe_subject_free (BureauDescribeSubject *self);
JsonObject *bureau_describe_subject_to_args (const BureauDescribeSubject *self,
                                             const char *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
