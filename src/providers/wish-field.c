/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a field or a value that is named is for. */
#include <glib/gi18n-lib.h>

#include "providers/wish-private.h"

#define IS_EXACT 1

static void
add_column (GPtrArray *columns, BureauWishField *field)
{
  if (!g_ptr_array_find (columns, field, NULL))
    g_ptr_array_add (columns, field);
}

/* What is counted by a date is counted by its months. */
static void
set_group (BureauWish *self, BureauWishField *field, guint token, guint n)
{
  BureauWishField **place = self->group == NULL ? &self->group : &self->series;

  if (bureau_wish_is_figure (field))
    {
      self->sort = field;
      self->is_sorted = self->is_descending = TRUE;
      if (self->measure == NULL)
        self->measure = field;
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("sorted by %s"), field->title));
      return;
    }
  if (bureau_wish_is_date (field))
    {
      self->bucket = self->bucket != NULL ? self->bucket : "month";
      self->bucket_field = field;
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("by the time of %s"), field->title));
      return;
    }
  *place = field;
  bureau_wish_say (self, token, n, g_strdup_printf (_ ("by %s"), field->title));
}

static void
set_presence (BureauWish *self, BureauWishField *field, gboolean is_there, guint token, guint n)
{
  gboolean is_bool = g_strcmp0 (field->type, "bool") == 0;

  if (is_bool)
    bureau_wish_where (
        self, g_strdup_printf (is_there ? "\"%s\"" : "NOT coalesce(\"%s\", 0)", field->name));
  else
    bureau_wish_where (
        self, g_strdup_printf (is_there ? "\"%s\" IS NOT NULL" : "\"%s\" IS NULL", field->name));
  bureau_wish_say (
      self, token, n,
      g_strdup_printf (is_there ? _ ("only with %s") : _ ("only without %s"), field->title));
}

void
bureau_wish_take_field (BureauWish *self, BureauWishField *field, guint token, guint n)
{
  gboolean is_bool = g_strcmp0 (field->type, "bool") == 0;

  self->last = field;
  self->score += bureau_wish_is_exact (self, field, token, n) ? IS_EXACT : 0;
  if (self->role == BUREAU_WISH_GROUP)
    set_group (self, field, token, n);
  else if (self->role == BUREAU_WISH_SORT)
    {
      self->sort = field;
      self->is_sorted = TRUE;
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("sorted by %s"), field->title));
      self->role = BUREAU_WISH_SHOWN;
    }
  else if (self->role == BUREAU_WISH_TOTAL && (bureau_wish_is_figure (field) || is_bool))
    {
      self->measure = field;
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("the figure is %s"), field->title));
      self->role = BUREAU_WISH_SHOWN;
    }
  else if (self->role == BUREAU_WISH_WITHOUT || self->role == BUREAU_WISH_NOT
           || (is_bool && self->role == BUREAU_WISH_SHOWN))
    {
      set_presence (self, field, self->role == BUREAU_WISH_SHOWN, token, n);
      self->role = BUREAU_WISH_SHOWN;
    }
  else if (self->role == BUREAU_WISH_DROPPED)
    {
      add_column (self->dropped, field);
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("without the column %s"), field->title));
    }
  else
    {
      add_column (self->columns, field);
      bureau_wish_say (self, token, n, g_strdup_printf (_ ("the column %s"), field->title));
    }
}

void
bureau_wish_take_value (BureauWish *self, BureauWishField *field, const char *value, guint token,
                        guint n)
{
  g_auto (GStrv) parts = g_strsplit (value, "'", -1);
  g_autofree char *quoted = g_strjoinv ("''", parts);
  gboolean is_not = self->role == BUREAU_WISH_NOT || self->role == BUREAU_WISH_WITHOUT;
  g_autofree char *name = bureau_wish_expression (self, field);

  bureau_wish_where (self, is_not ? g_strdup_printf ("coalesce(%s, '') <> '%s'", name, quoted)
                                  : g_strdup_printf ("%s = '%s'", name, quoted));
  bureau_wish_say (
      self, token, n,
      g_strdup_printf (is_not ? _ ("%s is not “%s”") : _ ("%s is “%s”"), field->title, value));
  if (is_not)
    self->role = BUREAU_WISH_SHOWN;
}
