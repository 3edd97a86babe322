/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauSetupStep:
 * @name: its name, which stays
 * @title: what it asks; for gettext
 * @description: why; for gettext
 * @make: makes the widget that asks; it writes what it is told into the answers at once
 * @say_obstacle: (nullable): why one cannot go on with these answers, or %NULL
 *
 * One step of setting up one's own business. The answers are
 * {"firm","identity":{"name","address","signature"},"folder"?,"template"?,
 * "model"?:{"name","config","secret_env","key","limit"}}; a later step adds its
 * own member, and application/beginning.c puts it into the new workspace.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *description;
  GtkWidget *(*make) (JsonObject *answers);
  char *(*say_obstacle) (JsonObject *answers);
} BureauSetupStep;

const BureauSetupStep *bureau_setup_list (guint *n_steps);

G_END_DECLS
