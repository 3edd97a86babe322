/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/workspace-fixture.h"
#include "widgets/view-body.h"

G_BEGIN_DECLS

/* A view in a window, on the two clients Anna and Bo, and what a test does with it. */
typedef struct
{
  Workspace workspace;
  BureauShownView *view;
  GtkWidget *window;
  BureauViewBody *body;
  JsonObject *asked; /* the last that was asked for */
  int width;         /* of the window; 0 is a wide one */
} Shown;

void shown_set_up (Shown *self, gconstpointer document);
void shown_tear_down (Shown *self, gconstpointer document);
void shown_make (Shown *self, const char *document);
void shown_close (Shown *self);
gint64 shown_add_client (Shown *self, const char *name, gint64 fee);

GtkWidget *shown_find (Shown *self, const char *id);
GtkWidget *shown_find_type (GtkWidget *widget, GType type);
char *shown_dump (Shown *self, const char *id);
void shown_wait_for (Shown *self, const char *id, const char *text);

int shown_run (int argc, char **argv, void (*add_tests) (void));

G_END_DECLS
