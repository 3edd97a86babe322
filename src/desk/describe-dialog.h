/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/describe-subject.h"
#include "memory/memory.h"

G_BEGIN_DECLS

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
