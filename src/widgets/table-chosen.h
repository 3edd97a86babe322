/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-rows.h"

G_BEGIN_DECLS

/* At most so many rows are chosen at once. */
#define BUREAU_BULK_MOST 200

/**
 * BureauTableChosen:
 *
 * The rows of a table that a person chose, each as it was then. They stay chosen wherever they
 * move, until they are gone.
 */
typedef struct _BureauTableChosen BureauTableChosen;

BureauTableChosen *bureau_table_chosen_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_table_chosen_free (BureauTableChosen *self);
guint bureau_table_chosen_get_n (BureauTableChosen *self);
gboolean bureau_table_chosen_has (BureauTableChosen *self, BureauShownRows *rows, guint row);
void bureau_table_chosen_add (BureauTableChosen *self, BureauShownRows *rows, guint row);
void bureau_table_chosen_add_all (BureauTableChosen *self, BureauShownRows *rows);
void bureau_table_chosen_remove (BureauTableChosen *self, BureauShownRows *rows, guint row);
void bureau_table_chosen_remove_all (BureauTableChosen *self);
void bureau_table_chosen_remove_gone (BureauTableChosen *self, BureauShownRows *rows);
GPtrArray *bureau_table_chosen_list (BureauTableChosen *self,
                                     BureauShownRows *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
