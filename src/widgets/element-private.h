/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/element.h"

G_BEGIN_DECLS

/* What the files of an element share. */

typedef struct
{
  BureauShownView *view;
  JsonObject *shape;
  BureauShownRows *rows; /* of its source */
  char *sort;            /* as a person wants it, in the place of the view's */
  gboolean is_shown;     /* rows were shown once */
  gboolean lacks;        /* a column that it cannot do without */
  GHashTable *doing;     /* printed intents that change something and are not answered yet */

  GtkBox *head;
  GtkLabel *title;
  GtkImage *stale;
  GtkMenuButton *menu;
  AdwViewStack *states;
  GtkLabel *nothing_title;
  GtkLabel *nothing_hint;
  GtkButton *nothing_act;
  GtkLabel *problem;
  AdwBin *content;
  GtkLabel *note;
} BureauElementPrivate;

BureauElementPrivate *bureau_element_get_private (BureauElement *self);

/* element-state.c */
void bureau_element_show_state (BureauElement *self, gboolean are_new);

/* element-pick.c */
const char *bureau_element_get_pick_param (BureauElement *self);

/* element-ask.c */
void bureau_element_install_acts (GtkWidgetClass *widget_class);

G_END_DECLS
