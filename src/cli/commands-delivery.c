/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/input.h"
#include "cli/table.h"
#include "memory/delivery.h"

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_array (result, bureau_delivery_list (database, data, error));
}

/* What a person asks of a delivery: when it goes on, or what the server last said. */
static char *
describe (JsonObject *delivery)
{
  JsonArray *attempts = bureau_json_get_array (delivery, "attempts");
  guint n = attempts != NULL ? json_array_get_length (attempts) : 0;
  JsonObject *last = n > 0 ? json_array_get_object_element (attempts, n - 1) : NULL;
  const char *next = bureau_json_get_string (delivery, "next_try");
  const char *failure = bureau_json_get_string (delivery, "error");
  g_autofree char *when = bureau_terminal_age (next);

  if (next != NULL)
    return g_strdup_printf ("next try %s%s%s", when, failure != NULL ? ": " : "",
                            failure != NULL ? failure : "");
  if (failure != NULL)
    return g_strdup (failure);
  return g_strdup (last != NULL ? bureau_json_get_string (last, "reply") : NULL);
}

static void
print_deliveries (BureauCall *call, JsonArray *deliveries)
{
  g_autoptr (BureauTable) table = bureau_table_new ("ID", "STATE", "DRAFT", "TRIES", "WHAT", NULL);

  for (guint i = 0; i < json_array_get_length (deliveries); i++)
    {
      JsonObject *delivery = json_array_get_object_element (deliveries, i);
      JsonArray *attempts = bureau_json_get_array (delivery, "attempts");
      g_autofree char *tries = g_strdup_printf (
          "%u", attempts != NULL ? json_array_get_length (attempts) : 0);
      g_autofree char *what = describe (delivery);

      bureau_table_add (table, bureau_json_get_string (delivery, "id"),
                        bureau_json_get_string (delivery, "state"),
                        bureau_json_get_string (delivery, "draft"), tries, what != NULL ? what : "",
                        NULL);
    }
  if (bureau_table_get_length (table) > 0)
    bureau_table_print (table, call->out);
  else
    bureau_call_print (call, "Nothing was approved yet.\n");
}

static gboolean
run_deliveries (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) deliveries = NULL;
  BureauPage page;

  if (!bureau_call_get_page (call, &page, error))
    return FALSE;
  deliveries = bureau_call_read_array (call, list_cb, &page, error);
  if (deliveries == NULL)
    return FALSE;
  if (call->json)
    {
      bureau_call_print_array (call, deliveries);
      return TRUE;
    }
  print_deliveries (call, deliveries);
  bureau_call_print_before (call, &page, deliveries);
  return TRUE;
}

static const char *
find_sentence (const char *word)
{
  static const struct
  {
    const char *word;
    const char *sentence;
  } sentences[] = {
    { "sent", "Noted: it arrived." },
    { "again", "It will be sent again, with the same Message-ID." },
    { "discard", "Discarded; it will not be sent." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (sentences[i].word, word))
      return sentences[i].sentence;
  return NULL;
}

static gboolean
print_resolved (BureauCall *call, gint64 id, const char *sentence, GError **error)
{
  g_autoptr (JsonArray) rows = dex_await_boxed (
      bureau_memory_rows (call->memory, "SELECT state FROM bureau_delivery WHERE id = ?", "i", id),
      error);

  if (rows == NULL)
    return FALSE;
  bureau_call_print_done (call, id,
                          bureau_json_get_string (json_array_get_object_element (rows, 0), "state"),
                          sentence);
  return TRUE;
}

static gboolean
run_resolve (BureauCall *call, GError **error)
{
  const char *word = bureau_call_get_argument (call, 1);
  const char *sentence = find_sentence (word);
  gint64 id;

  if (!bureau_call_get_id (call, 0, &id, error))
    return FALSE;
  if (sentence == NULL)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "Say what became of it: sent, again or discard, not “%s”.",
                   bureau_text_clip (word, (char[BUREAU_TEXT_CLIP]){ 0 }));
      return FALSE;
    }
  return dex_await (bureau_delivery_resolve (call->memory, &bureau_call_cause, id, word), error)
         && print_resolved (call, id, sentence, error);
}

static const BureauOption list_options[] = { BUREAU_PAGE_OPTIONS, { NULL } };

const BureauCommand bureau_delivery_commands[] = {
  { "deliveries", "", "List approved drafts on their way", run_deliveries, BUREAU_OPEN_READ, 0, 0,
    list_options },
  { "delivery resolve", "ID sent|again|discard", "Say what became of one in doubt", run_resolve,
    BUREAU_OPEN_WRITE, 2, 2, NULL,
    "After a crash or a lost connection it may be unknown whether the server took a message.\n"
    "It is never sent again on a guess: look into the Sent folder or ask the recipient, then\n"
    "say so here." },
  { NULL },
};
