/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "thinking.h"

#include "base/json.h"
#include "base/resource.h"
#include "memory/search.h"
#include "providers/builtin-provider.h"
#include "providers/builtin.h"

#define N_RECALLED 5

#define INQUIRIES                                                                                  \
  "SELECT concat_ws(' ', contact, company, service, questions, summary) AS words, service,"        \
  " currency FROM inquiries ORDER BY id"

struct _Thinking
{
  GPtrArray *tasks;     /* of BureauTask, as the engine asked them */
  JsonArray *inquiries; /* [{"words","service","currency"}] */
  char *price;          /* the template's own statement */
  BureauDatabase *database;
};

/* Noting what the engine asks */

static Thinking *noting;
static DexFuture *(*answer_rules) (BureauProvider *self, BureauTask *task, BureauReply *reply);

static DexFuture *
noted_answer (BureauProvider *self, BureauTask *task, BureauReply *reply)
{
  g_ptr_array_add (noting->tasks, bureau_task_ref (task));

  return answer_rules (self, task, reply);
}

static BureauProviderInterface *
get_rules (void)
{
  return g_type_interface_peek (g_type_class_ref (BUREAU_TYPE_BUILTIN_PROVIDER),
                                BUREAU_TYPE_PROVIDER);
}

/* From here on until thinking_note_end() what is asked of the rules is kept, and answered. */
void
thinking_note_begin (Thinking *self)
{
  BureauProviderInterface *rules = get_rules ();

  noting = self;
  answer_rules = rules->answer;
  rules->answer = noted_answer;
}

void
thinking_note_end (Thinking *self)
{
  get_rules ()->answer = answer_rules;
  noting = NULL;
}

/* Doing it again */

static const char *
find_price (JsonObject *template)
{
  JsonArray *workflows = bureau_json_get_array (template, "workflows");

  for (guint i = 0; i < json_array_get_length (workflows); i++)
    {
      JsonObject *workflow = json_array_get_object_element (workflows, i);
      JsonArray *steps = bureau_json_get_array (workflow, "steps");

      for (guint k = 0; k < json_array_get_length (steps); k++)
        {
          JsonObject *step = json_array_get_object_element (steps, k);

          if (g_str_equal (bureau_json_get_string (step, "id"), "price"))
            return bureau_json_get_string (step, "sql");
        }
    }
  g_assert_not_reached ();
}

static char *
load_price (void)
{
  g_autoptr (GBytes) bytes = bureau_resource_load ("templates/lead-intake/template.json", NULL);
  g_autoptr (JsonObject) template = bureau_json_parse_object (
      g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes), NULL);

  return g_strdup (find_price (template));
}

Thinking *
thinking_new (void)
{
  Thinking *self = g_new0 (Thinking, 1);

  self->tasks = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_task_unref);
  self->price = load_price ();

  return self;
}

static BureauDatabase *
open_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  BureauDatabase *database = bureau_database_open (path, BUREAU_DATABASE_READ, &error);

  g_assert_no_error (error);

  return database;
}

/* @path: where memory is asked; @noted_in: where the inquiries stand that were read */
void
thinking_open (Thinking *self, const char *path, const char *noted_in)
{
  g_autoptr (GError) error = NULL;
  BureauDatabase *noted = open_file (noted_in);

  self->inquiries = bureau_database_rows (noted, &error, INQUIRIES, "");
  g_assert_no_error (error);
  bureau_database_close (noted);
  self->database = open_file (path);
}

static void
recall (Thinking *self, JsonObject *inquiry)
{
  static const char *const collections[] = { "clients", "projects", "drafts", NULL };
  const BureauSearchOptions options
      = { .collections = collections, .limit = N_RECALLED, .sent_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) found = bureau_search_like (
      self->database, bureau_json_get_string (inquiry, "words"), &options, &error);

  g_assert_no_error (error);
  g_assert_nonnull (found);
}

static void
bind (BureauStatement *statement, const char *name, JsonObject *inquiry)
{
  g_autofree char *parameter = g_strconcat (":", name, NULL);
  int index = sqlite3_bind_parameter_index (bureau_statement_get_handle (statement), parameter);

  bureau_statement_bind_text (statement, index, bureau_json_get_string (inquiry, name));
}

static void
price (Thinking *self, JsonObject *inquiry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauStatement) row = bureau_database_prepare (self->database, self->price, &error);
  g_autoptr (JsonObject) fees = NULL;

  g_assert_no_error (error);
  bind (row, "service", inquiry);
  bind (row, "currency", inquiry);
  g_assert_true (bureau_statement_step (row, &error));
  fees = bureau_statement_object (row);
}

static void
answer (Thinking *self, int item, int n_samples)
{
  guint n = self->tasks->len / (guint)n_samples;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) answer = bureau_builtin_answer (
          g_ptr_array_index (self->tasks, (guint)item * n + i), &error);

      g_assert_no_error (error);
    }
}

/* Items beyond those that were noted begin again with the first. */
void
thinking_do (Thinking *self, int item)
{
  int n_samples = (int)json_array_get_length (self->inquiries);
  JsonObject *inquiry = json_array_get_object_element (self->inquiries, (guint)(item % n_samples));

  answer (self, item % n_samples, n_samples);
  recall (self, inquiry);
  price (self, inquiry);
}

void
thinking_free (Thinking *self)
{
  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->inquiries, json_array_unref);
  g_clear_pointer (&self->database, bureau_database_close);
  g_free (self->price);
  g_free (self);
}
