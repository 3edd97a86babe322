/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "base/progress.h"
#include "views/shown-rows.h"

G_BEGIN_DECLS

/**
 * BureauCsvWish:
 * @document: a checked view
 * @values: {"PARAM": value} as it is set
 * @source: of the view
 *
 * Which rows are written.
 */
typedef struct
{
  JsonObject *document;
  JsonObject *values;
  const char *source;
} BureauCsvWish;

DexFuture *bureau_view_save_csv (BureauMemory *memory, const BureauCsvWish *wish, const char *path,
                                 BureauProgress *progress) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_view_to_csv (BureauShownRows *rows) G_GNUC_WARN_UNUSED_RESULT;

/* For the writer of all rows. */
void bureau_csv_append_head (GString *csv, JsonObject *source);
void bureau_csv_append_row (GString *csv, BureauShownRows *rows, guint row);

G_END_DECLS
