/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/trouble.h"

#include "base/json.h"
#include "base/log.h"
#include "memory/presence.h"

#define INSERT                                                                                     \
  "INSERT INTO bureau_request (id, created_at, updated_at, kind, args, \"by\", state, error)"      \
  " VALUES (?1, ?2, ?2, ?3, ?4, 'system', 'failed', ?5)"

/* Of trouble that comes and goes a row an hour is enough. */
#define TOLD                                                                                       \
  "SELECT EXISTS (SELECT 1 FROM bureau_request WHERE kind = ?1 AND error = ?2"                     \
  " AND \"by\" = 'system' AND state = 'failed'"                                                    \
  " AND julianday(created_at) > julianday(?3) - 1 / 24.0)"

/* The requests that could not be done, as the window names them. */
static const char *const kinds[BUREAU_N_TROUBLES] = {
  [BUREAU_TROUBLE_WORK] = "work",       [BUREAU_TROUBLE_FILES] = "take-in",
  [BUREAU_TROUBLE_RUNS] = "keep-run",   [BUREAU_TROUBLE_REQUESTS] = "keep-answer",
  [BUREAU_TROUBLE_SENDING] = "deliver",
};

struct _BureauTroubles
{
  BureauMemory *memory;
  char *sentences[BUREAU_N_TROUBLES]; /* NULL where nothing is wrong */
  char *owed[BUREAU_N_TROUBLES];      /* what no row tells yet */
  gboolean is_writing;
  gboolean is_closed;
  grefcount refs; /* a write under way holds one */
};

typedef struct
{
  BureauTroubles *troubles;
  char *sentences[BUREAU_N_TROUBLES];
} Sheet;

static void
troubles_unref (BureauTroubles *self)
{
  if (!g_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < BUREAU_N_TROUBLES; i++)
    {
      g_free (self->sentences[i]);
      g_free (self->owed[i]);
    }
  g_clear_object (&self->memory);
  g_free (self);
}

static void
sheet_free (gpointer data)
{
  Sheet *self = data;

  for (guint i = 0; i < BUREAU_N_TROUBLES; i++)
    g_free (self->sentences[i]);
  troubles_unref (self->troubles);
  g_free (self);
}

/**
 * bureau_trouble_write:
 * @kind: of the request that could not be done
 * @about: (nullable): the file or document in question
 * @sentence: what is wrong and what to do
 *
 * A failure that nobody asked for becomes a request of the system that failed.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_trouble_write (BureauTransaction *transaction, const char *kind, const char *about,
                      const char *sentence, GError **error)
{
  gint64 id = bureau_transaction_new_id (transaction);
  g_autoptr (JsonObject) args = json_object_new ();
  g_autofree char *text = NULL;

  if (about != NULL)
    bureau_json_set_string (args, "file", about);
  text = bureau_json_print_object (args);
  bureau_transaction_add_fact (transaction, "bureau_request", id, "failed");

  return bureau_database_run (bureau_transaction_get_database (transaction), error, INSERT, "issss",
                              id, bureau_transaction_get_time (transaction), kind, text, sentence);
}

static gboolean
write_once (BureauTransaction *transaction, const char *kind, const char *sentence, GError **error)
{
  gint64 is_told = 0;

  return bureau_database_int (bureau_transaction_get_database (transaction), &is_told, error, TOLD,
                              "sss", kind, sentence, bureau_transaction_get_time (transaction))
         && (is_told || bureau_trouble_write (transaction, kind, NULL, sentence, error));
}

static gboolean
write_sheet (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Sheet *self = data;

  for (guint i = 0; i < BUREAU_N_TROUBLES; i++)
    if (self->sentences[i] != NULL
        && !write_once (transaction, kinds[i], self->sentences[i], error))
      return FALSE;

  return TRUE;
}

static void
forget_owed (BureauTroubles *self, Sheet *sheet)
{
  for (guint i = 0; i < BUREAU_N_TROUBLES; i++)
    if (sheet->sentences[i] != NULL && g_strcmp0 (self->owed[i], sheet->sentences[i]) == 0)
      g_clear_pointer (&self->owed[i], g_free);
}

static DexFuture *
write_fiber (gpointer data)
{
  Sheet *sheet = data;
  BureauTroubles *self = sheet->troubles;
  const BureauCause cause = { "system", "trouble" };
  g_autoptr (GError) error = NULL;

  /* Where it fails, the next begin or end tries again. */
  if (dex_await (bureau_memory_write (self->memory, &cause, write_sheet, sheet, NULL), &error))
    forget_owed (self, sheet);
  self->is_writing = FALSE;

  return dex_future_new_true ();
}

static void
write_owed (BureauTroubles *self)
{
  Sheet *sheet;
  guint n = 0;

  if (self->is_writing || self->is_closed)
    return;
  for (guint i = 0; i < BUREAU_N_TROUBLES; i++)
    n += self->owed[i] != NULL;
  if (n == 0)
    return;
  sheet = g_new0 (Sheet, 1);
  sheet->troubles = self;
  g_ref_count_inc (&self->refs);
  for (guint i = 0; i < BUREAU_N_TROUBLES; i++)
    sheet->sentences[i] = g_strdup (self->owed[i]);
  self->is_writing = TRUE;
  dex_future_disown (dex_scheduler_spawn (NULL, 0, write_fiber, sheet, sheet_free));
}

static void
tell_presence (BureauTroubles *self)
{
  const char *first = NULL;

  for (guint i = 0; i < BUREAU_N_TROUBLES && first == NULL; i++)
    first = self->sentences[i];
  bureau_presence_set_trouble (self->memory, first);
}

/**
 * bureau_troubles_new:
 *
 * Returns: (transfer full): no trouble yet
 */
BureauTroubles *
bureau_troubles_new (BureauMemory *memory)
{
  BureauTroubles *self = g_new0 (BureauTroubles, 1);

  g_ref_count_init (&self->refs);
  self->memory = g_object_ref (memory);

  return self;
}

void
bureau_troubles_free (BureauTroubles *self)
{
  self->is_closed = TRUE;
  troubles_unref (self);
}

/**
 * bureau_troubles_begin:
 * @sentence: what is wrong and what to do
 *
 * To be told whenever it went wrong; as often as it is tried.
 */
void
bureau_troubles_begin (BureauTroubles *self, BureauTroubleKind kind, const char *sentence)
{
  bureau_log_event ("agents", "trouble", "kind", kinds[kind], "error", sentence, NULL);
  if (g_set_str (&self->sentences[kind], sentence))
    g_set_str (&self->owed[kind], sentence);
  tell_presence (self);
  write_owed (self);
}

/**
 * bureau_troubles_end:
 *
 * To be told whenever it went well.
 */
void
bureau_troubles_end (BureauTroubles *self, BureauTroubleKind kind)
{
  if (g_set_str (&self->sentences[kind], NULL))
    tell_presence (self);
  write_owed (self);
}
