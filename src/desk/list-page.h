/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauListPage:
 *
 * A page that shows the rows of one statement. Its template has an #AdwViewStack `states` with the
 * pages `loading`, `empty` and `rows`, and a #GtkNoSelection `selection` which it fills. Properties
 * `memory`, set once, and `count`, what the sidebar shows.
 */
#define BUREAU_TYPE_LIST_PAGE (bureau_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (BureauListPage, bureau_list_page, BUREAU, LIST_PAGE, AdwBin)

/**
 * BureauListPageClass:
 * @is_counted: whether a row asks for a person's eye, by its state
 */
struct _BureauListPageClass
{
  AdwBinClass parent_class;

  gboolean (*is_counted) (const char *state);

  /*< private >*/
  GType item_type;
  const char *sql;
};

void bureau_list_page_class_set_up (BureauListPageClass *klass, const char *template,
                                    GType item_type, const char *sql);
BureauMemory *bureau_list_page_get_memory (BureauListPage *self);
void bureau_list_page_follow (BureauListPage *self, DexFuture *act);

G_END_DECLS
