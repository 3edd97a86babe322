/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauDescribeSubject:
 * @view: (nullable): the name of the view that is to be changed
 * @words: (nullable): what is asked at once
 * @opened_from: (nullable): what the window shows, which “this” means
 *
 * What a description begins with.
 */
typedef struct
{
  const char *view;
  const char *words;
  JsonObject *opened_from;
} BureauDescribeSubject;

/**
 * BureauDescribeDialog:
 *
 * A view described in plain words, or what is to change of one: what was understood, what is
 * different, and the view on real rows before it is kept.
 *
 * Signal `added (const char *name)`: it is kept, and the dialog closed; signal `written`: a person
 * wants to write the document instead.
 */
#define BUREAU_TYPE_DESCRIBE_DIALOG (bureau_describe_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BureauDescribeDialog, bureau_describe_dialog, BUREAU, DESCRIBE_DIALOG,
                      AdwDialog)

BureauDescribeDialog *
bureau_describe_dialog_new (BureauMemory *memory,
                            const BureauDescribeSubject *subject) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
