/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "views/shown-view.h"

G_BEGIN_DECLS

/**
 * BureauElement:
 *
 * An element of a view: its title, its menu, and what is said while its rows are not there, where
 * there are none, and where they cannot be read. A type of element derives from it.
 *
 * Signal `asked` (#JsonObject): a person asked for something by it, as views/intent.h has it, or
 * {"do":"where","element"}, {"do":"change","element"}, or
 * {"do":"several","label","intents":[…],"lines":[…]}, the same for several rows, with what each is
 * called, or
 * {"do":"choose_record","element","title","collection","field"?}, which bureau_element_chosen()
 * answers.
 */
#define BUREAU_TYPE_ELEMENT (bureau_element_get_type ())
G_DECLARE_DERIVABLE_TYPE (BureauElement, bureau_element, BUREAU, ELEMENT, AdwBin)

/**
 * BureauElementClass:
 * @least_width: in application pixels: with less it does not stand beside another
 * @is_bare: whether it has no frame and no menu of its own
 * @is_windowed: whether it can show any number of rows
 * @needs_rows: whether without a row it says that there is nothing
 * @set_up: makes what does not depend on rows, once
 * @show: shows rows that read differently than before; not called for an element without a source
 * @answered: what it asked for with an “element” is done, or a problem says why not
 * @chosen: a record was chosen that it asked for, for one of its fields or for itself
 * @filled: some of any number of rows read differently, or totals over them where there are no ids
 */
struct _BureauElementClass
{
  AdwBinClass parent_class;

  int least_width;
  gboolean is_bare;
  gboolean is_windowed;
  gboolean needs_rows;
  void (*set_up) (BureauElement *self);
  void (*show) (BureauElement *self, BureauShownRows *rows);
  void (*answered) (BureauElement *self, const char *problem);
  void (*chosen) (BureauElement *self, const char *field, gint64 id);
  void (*filled) (BureauElement *self, BureauShownRows *rows, GHashTable *ids);
};

void bureau_element_start (BureauElement *self, BureauShownView *view, JsonObject *shape);
BureauShownView *bureau_element_get_view (BureauElement *self);
JsonObject *bureau_element_get_shape (BureauElement *self);
const char *bureau_element_get_text (BureauElement *self, const char *member);
const char *bureau_element_get_title (BureauElement *self);
BureauShownRows *bureau_element_get_rows (BureauElement *self);
void bureau_element_set_content (BureauElement *self, GtkWidget *content);
void bureau_element_make_part (BureauElement *self);
void bureau_element_set_note (BureauElement *self, const char *note);
void bureau_element_set_sort (BureauElement *self, const char *sort);
void bureau_element_follow (BureauElement *self, BureauShownRows *rows);

/* What a person does with it. */
void bureau_element_answer (BureauElement *self, JsonObject *intent, const char *problem);
void bureau_element_choose_record (BureauElement *self, const char *title, const char *collection,
                                   const char *field);
void bureau_element_chosen (BureauElement *self, const char *field, gint64 id);
void bureau_element_ask (BureauElement *self, JsonObject *intent);
void bureau_element_act (BureauElement *self, const char *action, guint row);
void bureau_element_act_with (BureauElement *self, const char *action, guint row,
                              JsonObject *fields, JsonNode *target);
gboolean bureau_element_open (BureauElement *self, JsonObject *open, guint row);
gboolean bureau_element_can_pick (BureauElement *self);
void bureau_element_pick (BureauElement *self, guint row);
gboolean bureau_element_is_picked (BureauElement *self, guint row);
guint bureau_element_find_pick (BureauElement *self);
gboolean bureau_element_has_pick (BureauElement *self);

#define BUREAU_ELEMENT_NO_ROW G_MAXUINT

G_END_DECLS
