/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a statement as they come and go. */
#include "views/origin-private.h"

static void
term_free (gpointer data)
{
  BureauOriginTerm *self = data;

  g_free (self->name);
  g_free (self->alias);
  g_clear_pointer (&self->inner, bureau_origin_statement_free);
  g_free (self);
}

static void
filter_clear (gpointer data)
{
  BureauOriginFilter *self = data;

  g_free (self->condition);
}

static void
select_free (gpointer data)
{
  BureauOriginSelect *self = data;

  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->are_added_up, g_array_unref);
  g_clear_pointer (&self->filters, g_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->terms, g_ptr_array_unref);
  g_clear_pointer (&self->inner, g_ptr_array_unref);
  g_free (self);
}

static void
named_free (gpointer data)
{
  BureauOriginNamed *self = data;

  g_free (self->name);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->statement, bureau_origin_statement_free);
  g_free (self);
}

void
bureau_origin_statement_free (BureauOriginStatement *self)
{
  g_free (self->text);
  g_clear_pointer (&self->named, g_ptr_array_unref);
  g_clear_pointer (&self->selects, g_ptr_array_unref);
  g_free (self);
}

BureauOriginSelect *
bureau_origin_select_new (void)
{
  BureauOriginSelect *self = g_new0 (BureauOriginSelect, 1);

  self->items = g_ptr_array_new_with_free_func (g_free);
  self->are_added_up = g_array_new (FALSE, FALSE, sizeof (gboolean));
  self->filters = g_array_new (FALSE, FALSE, sizeof (BureauOriginFilter));
  g_array_set_clear_func (self->filters, filter_clear);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->terms = g_ptr_array_new_with_free_func (term_free);
  self->inner = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_origin_statement_free);
  return self;
}

BureauOriginStatement *
bureau_origin_statement_new (void)
{
  BureauOriginStatement *self = g_new0 (BureauOriginStatement, 1);

  self->named = g_ptr_array_new_with_free_func (named_free);
  self->selects = g_ptr_array_new_with_free_func (select_free);
  return self;
}
