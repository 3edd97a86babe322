/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-read.h"
#include "views/shown-window.h"

G_BEGIN_DECLS

/**
 * BureauShownState:
 * @BUREAU_SHOWN_LOADING: not read yet
 * @BUREAU_SHOWN_WAITING: for a parameter that has to be set first, or there is no time before
 * @BUREAU_SHOWN_READY: as memory has them
 * @BUREAU_SHOWN_STALE: the last good ones, while they are read again or cannot be
 * @BUREAU_SHOWN_ERROR: they could never be read
 */
typedef enum
{
  BUREAU_SHOWN_LOADING,
  BUREAU_SHOWN_WAITING,
  BUREAU_SHOWN_READY,
  BUREAU_SHOWN_STALE,
  BUREAU_SHOWN_ERROR,
} BureauShownState;

/**
 * BureauShownRows:
 *
 * The rows of a source as the elements of a shown view see them. A row's values stand under the
 * names of the source's columns.
 *
 * Signal `changed (gboolean are_new)`: the state moved; @are_new says that the rows, too, read
 * differently.
 * Signal `filled (GHashTable *ids)`: of any number of rows, those of a set of ids read differently;
 * none where only totals do.
 * Signal `wanted`: for the shown view.
 */
#define BUREAU_TYPE_SHOWN_ROWS (bureau_shown_rows_get_type ())
G_DECLARE_FINAL_TYPE (BureauShownRows, bureau_shown_rows, BUREAU, SHOWN_ROWS, GObject)

BureauShownRows *bureau_shown_rows_new (JsonObject *source,
                                        const BureauShownWish *wish) G_GNUC_WARN_UNUSED_RESULT;
const BureauShownWish *bureau_shown_rows_get_wish (BureauShownRows *self);
JsonObject *bureau_shown_rows_get_source (BureauShownRows *self);
BureauShownState bureau_shown_rows_get_state (BureauShownRows *self);
const char *bureau_shown_rows_get_problem (BureauShownRows *self);
const char *bureau_shown_rows_get_today (BureauShownRows *self);
const char *bureau_shown_rows_get_currency (BureauShownRows *self);
gboolean bureau_shown_rows_has_more (BureauShownRows *self);
gboolean bureau_shown_rows_are_reduced (BureauShownRows *self);
gboolean bureau_shown_rows_rest_on (BureauShownRows *self, JsonArray *tables);
JsonArray *bureau_shown_rows_get_tables (BureauShownRows *self);
JsonArray *bureau_shown_rows_get_gone (BureauShownRows *self);
JsonArray *bureau_shown_rows_get_needs (BureauShownRows *self);

guint bureau_shown_rows_get_n (BureauShownRows *self);
JsonArray *bureau_shown_rows_get_all (BureauShownRows *self);
JsonObject *bureau_shown_rows_get_column (BureauShownRows *self, const char *column);
const char *bureau_shown_rows_get_label (BureauShownRows *self, const char *column);
const char *bureau_shown_rows_get_type_of (BureauShownRows *self, const char *column);
JsonNode *bureau_shown_rows_get_value (BureauShownRows *self, guint row, const char *column);
double bureau_shown_rows_get_number (BureauShownRows *self, guint row, const char *column,
                                     gboolean *is_there);
char *bureau_shown_rows_dup_text (BureauShownRows *self, guint row, const char *column,
                                  const char *format) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_shown_rows_say (BureauShownRows *self, guint row, const char *column, double number,
                             const char *format) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_shown_rows_say_in (BureauShownRows *self, const char *column, const char *currency,
                                double number, const char *format) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_shown_rows_get_totals (BureauShownRows *self, const char *column);
gint64 bureau_shown_rows_get_id (BureauShownRows *self, guint row);
GArray *bureau_shown_rows_dup_order (BureauShownRows *self) G_GNUC_WARN_UNUSED_RESULT;
BureauShownWindow *bureau_shown_rows_get_window (BureauShownRows *self);
gboolean bureau_shown_rows_is_read (BureauShownRows *self, guint row);
JsonObject *bureau_shown_rows_dup_row (BureauShownRows *self, guint row) G_GNUC_WARN_UNUSED_RESULT;

/* For the shown view. */
void bureau_shown_rows_begin (BureauShownRows *self);
void bureau_shown_rows_take (BureauShownRows *self, JsonObject *answer);
void bureau_shown_rows_take_order (BureauShownRows *self, GArray *ids);
void bureau_shown_rows_take_more (BureauShownRows *self, JsonArray *rows, guint generation);
void bureau_shown_rows_take_totals (BureauShownRows *self, JsonObject *totals);
void bureau_shown_rows_fail (BureauShownRows *self, const char *problem);

G_END_DECLS
