/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define BUREAU_CSV_MAX_COLUMNS 500
#define BUREAU_CSV_MAX_CELL_BYTES (256 * 1024)
#define BUREAU_CSV_MAX_BYTES (50 * 1000 * 1000)

/**
 * BureauCsv:
 * @header: (array zero-terminated=1): the names of the columns, each once
 * @n_columns: how many
 * @rows: (element-type GStrv): each row with exactly @n_columns cells
 *
 * A table that was read from text. Immutable.
 */
typedef struct
{
  char **header;
  guint n_columns;
  GPtrArray *rows;
} BureauCsv;

BureauCsv *bureau_csv_parse (const char *bytes, gsize length,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_csv_free (BureauCsv *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauCsv, bureau_csv_free)

G_END_DECLS
