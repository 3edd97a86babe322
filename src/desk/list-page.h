/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/list-source.h"
#include "desk/live-list.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauListPage:
 *
 * A page that shows the rows of a source. Its template has an #AdwViewStack `states` with the pages
 * `loading`, `empty`, `rows` and, where it can be narrowed, `none`, and a `selection` which it
 * fills. Properties `memory`, set once, and `count`, how many rows ask for a
 * person's eye.
 */
#define BUREAU_TYPE_LIST_PAGE (bureau_list_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (BureauListPage, bureau_list_page, BUREAU, LIST_PAGE, AdwBin)

/**
 * BureauListPageClass:
 * @attach: puts the rows into the template and gives the model that is seen in the end; by default
 *   the #GtkNoSelection `selection`
 * @is_narrow: whether some rows are left out because a person wants it so
 */
struct _BureauListPageClass
{
  AdwBinClass parent_class;

  GListModel *(*attach) (BureauListPage *self, BureauLiveList *list);
  gboolean (*is_narrow) (BureauListPage *self);

  /*< private >*/
  const BureauListSource *source;
};

void bureau_list_page_class_set_up (BureauListPageClass *klass, const char *template,
                                    const BureauListSource *source);
BureauMemory *bureau_list_page_get_memory (BureauListPage *self);
BureauLiveList *bureau_list_page_get_list (BureauListPage *self);
void bureau_list_page_update (BureauListPage *self);
void bureau_list_page_set_where (BureauListPage *self, const char *where);
void bureau_list_page_ask (BureauListPage *self, const char *kind, JsonObject *args);

G_END_DECLS
