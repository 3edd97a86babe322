/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "memory/guard-private.h"
#include "memory/sql-scan.h"

gboolean
bureau_guard_refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, sentence);
  return FALSE;
}

/* "clients has id, name; projects has …" for the open names that occur in the statement. */
static char *
describe_columns (BureauGuard *self, const char *sql)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  BureauSqlToken token;

  while (bureau_sql_next (&sql, &token))
    {
      g_autofree char *name = bureau_sql_token_dup (&token);
      BureauExposed *exposed = bureau_guard_exposed_find (self, name);
      g_autofree char *columns = NULL;

      if (exposed == NULL || !g_hash_table_add (seen, exposed))
        continue;
      g_ptr_array_add (exposed->columns, NULL);
      columns = g_strjoinv (", ", (char **)exposed->columns->pdata);
      g_ptr_array_set_size (exposed->columns, exposed->columns->len - 1);
      g_string_append_printf (text, "%s%s has %s", text->len > 0 ? "; " : "", exposed->name,
                              columns);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
set_sql_error (BureauGuard *self, const char *sql, const char *message, GError **error)
{
  g_autofree char *more = NULL;

  if (strstr (message, "no such table") != NULL)
    {
      g_autofree char *names = bureau_guard_exposed_names (self);

      more = g_strdup_printf ("; open are %s", names);
    }
  else if (strstr (message, "no such column") != NULL)
    {
      g_autofree char *columns = describe_columns (self, sql);

      more = *columns != '\0' ? g_strdup_printf ("; %s", columns) : NULL;
    }
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The query does not work: %s%s.", message,
               more != NULL ? more : "");
}

static void
set_interrupted (BureauGuard *self, GError **error)
{
  if (self->is_late)
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                         "The query took too long and was stopped; let it read fewer rows.");
  else if (self->is_large)
    g_set_error_literal (
        error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
        "The query needed too much memory and was stopped; let it read fewer rows.");
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The query was stopped.");
}

static const struct
{
  int status;
  BureauError code;
  const char *sentence;
} plain_errors[] = {
  { SQLITE_TOOBIG, BUREAU_ERROR_LIMIT,
    "The query makes or holds a text that is longer than allowed; shorten it." },
  { SQLITE_NOMEM, BUREAU_ERROR_LIMIT, "The query is too large to run; make it smaller." },
  { SQLITE_BUSY, BUREAU_ERROR_BUSY, "The workspace is busy; try again." },
  { SQLITE_CORRUPT, BUREAU_ERROR_DAMAGED, "The workspace file is damaged; restore a snapshot." },
  { SQLITE_NOTADB, BUREAU_ERROR_FOREIGN, "The file is not a workspace." },
};

/**
 * bureau_guard_take_error:
 *
 * Turns what stopped the last call on the connection into one sentence: a wall's own first, then
 * the limits, then what SQLite says.
 */
void
bureau_guard_take_error (BureauGuard *self, const char *sql, GError **error)
{
  int status = sqlite3_errcode (self->handle);

  if (self->is_late || self->is_large || status == SQLITE_INTERRUPT)
    {
      set_interrupted (self, error);
      return;
    }
  if (self->denial != NULL)
    {
      bureau_guard_refuse (error, self->denial);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (plain_errors); i++)
    if (plain_errors[i].status == status)
      {
        g_set_error_literal (error, BUREAU_ERROR, plain_errors[i].code, plain_errors[i].sentence);
        return;
      }
  set_sql_error (self, sql, sqlite3_errmsg (self->handle), error);
}
