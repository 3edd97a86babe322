/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of any number of rows those that stick out, in one pass: nobody knows before how far they reach.
 */
#include "memory/guard-private.h"

#include "base/json.h"

#include <math.h>
#include <string.h>

/* So many stretches at most, and at least half as many once the rows reach far. */
#define STRETCHES 1000
#define OWN_COLUMNS 2 /* where a row stands and its value, before the row itself */

typedef struct
{
  JsonArray *least;
  JsonArray *most;
  double low;
  double high;
} Stretch;

typedef struct
{
  Stretch stretches[STRETCHES];
  double first; /* where the first stretch begins */
  double width; /* of each; 0 while all rows stand in one place */
  gboolean is_begun;
} Reach;

static void
stretch_clear (Stretch *self)
{
  g_clear_pointer (&self->least, json_array_unref);
  g_clear_pointer (&self->most, json_array_unref);
}

static void
reach_free (Reach *self)
{
  for (guint i = 0; i < STRETCHES; i++)
    stretch_clear (&self->stretches[i]);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reach, reach_free)

/* Each keeps what sticks out furthest of both. */
static void
merge (Stretch *into, Stretch *from)
{
  if (from->least != NULL && (into->least == NULL || from->low < into->low))
    {
      g_clear_pointer (&into->least, json_array_unref);
      into->least = g_steal_pointer (&from->least);
      into->low = from->low;
    }
  if (from->most != NULL && (into->most == NULL || from->high > into->high))
    {
      g_clear_pointer (&into->most, json_array_unref);
      into->most = g_steal_pointer (&from->most);
      into->high = from->high;
    }
  stretch_clear (from);
}

/* Two stretches become one; the others are free, behind them or before. */
static void
widen (Reach *self, gboolean is_before)
{
  Stretch before[STRETCHES];
  guint offset = is_before ? STRETCHES / 2 : 0;

  memcpy (before, self->stretches, sizeof before);
  memset (self->stretches, 0, sizeof self->stretches);
  for (guint i = 0; i < STRETCHES; i++)
    merge (&self->stretches[offset + i / 2], &before[i]);
  if (is_before)
    self->first -= self->width * STRETCHES;
  self->width *= 2;
}

static Stretch *
find (Reach *self, double at)
{
  if (!self->is_begun)
    {
      self->is_begun = TRUE;
      self->first = at;
    }
  if (self->width <= 0 && at > self->first)
    self->width = (at - self->first) / (STRETCHES / 2);
  else if (self->width <= 0 && at < self->first)
    {
      /* What stood in the one place stands in the middle now. */
      self->width = (self->first - at) / (STRETCHES / 2);
      merge (&self->stretches[STRETCHES / 2], &self->stretches[0]);
      self->first -= self->width * (STRETCHES / 2);
    }
  while (self->width > 0 && (at < self->first || at >= self->first + self->width * STRETCHES))
    widen (self, at < self->first);
  return &self->stretches[self->width > 0
                              ? MIN ((guint)((at - self->first) / self->width), STRETCHES - 1)
                              : 0];
}

static gboolean
take (Reach *self, sqlite3_stmt *statement, GError **error)
{
  double at = sqlite3_column_double (statement, 0);
  double value = sqlite3_column_double (statement, 1);
  Stretch *stretch;
  gsize bytes = 0;

  if (sqlite3_column_type (statement, 0) == SQLITE_NULL
      || sqlite3_column_type (statement, 1) == SQLITE_NULL || !isfinite (at) || !isfinite (value))
    return TRUE;
  stretch = find (self, at);
  if (stretch->least == NULL || value < stretch->low)
    {
      g_clear_pointer (&stretch->least, json_array_unref);
      stretch->least = bureau_guard_row (statement, OWN_COLUMNS, &bytes, error);
      stretch->low = value;
      if (stretch->least == NULL)
        return FALSE;
    }
  if (stretch->most == NULL || value > stretch->high)
    {
      g_clear_pointer (&stretch->most, json_array_unref);
      stretch->most = bureau_guard_row (statement, OWN_COLUMNS, &bytes, error);
      stretch->high = value;
    }
  return stretch->most != NULL;
}

static JsonArray *
list_rows (Reach *self)
{
  JsonArray *rows = json_array_new ();

  for (guint i = 0; i < STRETCHES; i++)
    {
      Stretch *stretch = &self->stretches[i];
      gboolean is_one = stretch->least != NULL && json_array_equal (stretch->least, stretch->most);

      if (stretch->least != NULL)
        json_array_add_array_element (rows, g_steal_pointer (&stretch->least));
      if (stretch->most != NULL && !is_one)
        json_array_add_array_element (rows, g_steal_pointer (&stretch->most));
    }
  return rows;
}

static gpointer
read_extremes (BureauGuard *self, sqlite3_stmt *statement, const BureauGuardLimits *limits,
               GError **error)
{
  g_autoptr (Reach) reach = g_new0 (Reach, 1);
  const char *sql = sqlite3_sql (statement);
  gboolean is_row = TRUE;
  JsonObject *result;

  while (is_row)
    if (!bureau_guard_step (self, statement, sql, &is_row, error)
        || (is_row && !take (reach, statement, error)))
      return NULL;
  result = json_object_new ();
  json_object_set_array_member (result, "rows", list_rows (reach));
  json_object_set_boolean_member (result, "truncated", FALSE);
  json_object_set_boolean_member (result, "reduced", TRUE);
  return result;
}

/**
 * bureau_guard_extremes:
 * @sql: as for bureau_guard_query(); its first column says where a row stands and its second what
 * it is worth, both numbers, and the others are the row
 * @params: (nullable): as for bureau_guard_query()
 *
 * Reads any number of rows once and keeps of each of a thousand stretches at most the row with the
 * least and the one with the largest value.
 *
 * Returns: (transfer full): {"rows":[[…]],"truncated":false,"reduced":true}, the rows in the order
 * of where they stand; or %NULL with the errors of bureau_guard_query()
 */
JsonObject *
bureau_guard_extremes (BureauGuard *self, const char *sql, JsonObject *params, GError **error)
{
  const BureauGuardQuestion question = { sql, params, NULL, read_extremes };

  return bureau_guard_ask (self, &question, error);
}
