/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mails.h"

#include <string.h>

#include "base/json.h"
#include "providers/builtin.h"

static const char *const services
    = "Website design, Logo design, Brand identity, Print design, Photography, Video production, "
      "Packaging design, Translation, Catering, Workshops, SEO, Bookkeeping, App development";

static const char *const fields
    = "[{\"name\":\"name\",\"type\":\"person\"},{\"name\":\"email\",\"type\":\"email\"},"
      "{\"name\":\"phone\",\"type\":\"phone\"},{\"name\":\"company\",\"type\":\"company\"},"
      "{\"name\":\"service\",\"type\":\"text\"},{\"name\":\"budget\",\"type\":\"money\"},"
      "{\"name\":\"budget_low\",\"type\":\"money\"},{\"name\":\"budget_high\",\"type\":\"money\"},"
      "{\"name\":\"budget_words\",\"type\":\"text\"},"
      "{\"name\":\"deadline\",\"type\":\"date\"},{\"name\":\"start\",\"type\":\"date\"},"
      "{\"name\":\"date\",\"type\":\"date\"},{\"name\":\"urgency\",\"type\":\"text\"},"
      "{\"name\":\"questions\",\"type\":\"list\"},{\"name\":\"website\",\"type\":\"url\"},"
      "{\"name\":\"summary\",\"type\":\"text\"}]";

JsonObject *
test_parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonObject *object = bureau_json_parse_object (json, -1, &error);

  g_assert_no_error (error);

  return object;
}

static void
mail_free (gpointer data)
{
  TestMail *self = data;

  g_free (self->name);
  g_clear_pointer (&self->source, json_object_unref);
  g_clear_pointer (&self->known, json_object_unref);
  g_clear_pointer (&self->expected, g_ptr_array_unref);
  g_free (self);
}

static void
set_known (TestMail *self, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, ", ", -1);
  JsonArray *array = json_array_new ();

  for (guint i = 0; list[i]; i++)
    if (*list[i])
      json_array_add_string_element (array, list[i]);
  json_object_set_array_member (self->known, "services", array);
}

static void
set_sender (TestMail *self, const char *from)
{
  JsonObject *sender = json_object_new ();
  const char *bracket = strchr (from, '<');
  g_autofree char *name = bracket ? g_strstrip (g_strndup (from, (gsize)(bracket - from)))
                                  : g_strdup ("");
  g_autofree char *address = bracket ? g_strndup (bracket + 1, strlen (bracket) - 2)
                                     : g_strdup (from);

  if (*name == '"')
    {
      memmove (name, name + 1, strlen (name));
      name[strlen (name) - 1] = '\0';
    }
  json_object_set_string_member (sender, "name", name);
  json_object_set_string_member (sender, "address", address);
  json_object_set_object_member (self->source, "sender", sender);
}

static void
set_header (TestMail *self, const char *line)
{
  g_autofree char *value = g_strstrip (g_strdup (strchr (line, ':') + 1));

  if (g_str_has_prefix (line, "From:"))
    set_sender (self, value);
  else if (g_str_has_prefix (line, "Date:"))
    json_object_set_string_member (self->source, "date", value);
  else if (g_str_has_prefix (line, "Subject:"))
    json_object_set_string_member (self->source, "subject", value);
  else if (g_str_has_prefix (line, "Known:"))
    set_known (self, value);
  else if (g_str_has_prefix (line, "Expect:"))
    g_ptr_array_add (self->expected, g_steal_pointer (&value));
  else
    g_error ("No such header: %s", line);
}

static TestMail *
mail_new (const char *record)
{
  TestMail *self = g_new0 (TestMail, 1);
  const char *blank = strstr (record, "\n\n");
  g_autofree char *head = g_strndup (record, (gsize)(blank - record));
  g_auto (GStrv) lines = g_strsplit (head, "\n", -1);

  self->name = g_strdup (lines[0]);
  self->source = json_object_new ();
  self->known = json_object_new ();
  self->expected = g_ptr_array_new_with_free_func (g_free);
  json_object_set_string_member (self->known, "currency", "EUR");
  set_known (self, services);
  json_object_set_string_member (self->source, "text", blank + 2);
  for (guint i = 1; lines[i]; i++)
    set_header (self, lines[i]);

  return self;
}

/* The mails of one language. */
GPtrArray *
test_mails_load (const char *language)
{
  g_autofree char *path = g_strdup_printf ("%s/tests/providers/mails/%s.txt",
                                           g_getenv ("BUREAU_SOURCE_DIR"), language);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *mails = g_ptr_array_new_with_free_func (mail_free);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  g_auto (GStrv) records = g_strsplit (text, "\n=== ", -1);
  for (guint i = 1; records[i]; i++)
    g_ptr_array_add (mails, mail_new (records[i]));

  return mails;
}

JsonObject *
test_mail_extract_inputs (TestMail *self)
{
  JsonObject *inputs = json_object_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) list = bureau_json_parse (fields, -1, &error);

  g_assert_no_error (error);
  json_object_set_object_member (inputs, "source", json_object_ref (self->source));
  json_object_set_object_member (inputs, "known", json_object_ref (self->known));
  json_object_set_array_member (inputs, "fields", json_array_ref (json_node_get_array (list)));

  return inputs;
}

/* What the rules are asked about a mail, whatever the task. */
JsonObject *
test_mail_task_inputs (TestMail *mail, const char *subject, const char *text, const char *name)
{
  JsonObject *inputs = test_mail_extract_inputs (mail);
  JsonObject *source = json_object_new ();
  JsonObject *sender = json_object_new ();
  g_autoptr (JsonNode) labels = bureau_json_parse ("[{\"name\":\"inquiry\"},{\"name\":\"other\"}]",
                                                   -1, NULL);
  g_autoptr (JsonNode) choices = bureau_json_parse ("[\"yes\"]", -1, NULL);

  json_object_set_string_member (sender, "name", name);
  json_object_set_string_member (sender, "address", "a.b@firm-name.example");
  json_object_set_string_member (source, "subject", subject);
  json_object_set_string_member (source, "text", text);
  json_object_set_string_member (source, "date", "2026-11-22");
  json_object_set_object_member (source, "sender", sender);
  json_object_set_object_member (inputs, "source", source);
  json_object_set_string_member (inputs, "question", text);
  json_object_set_member (inputs, "labels", g_steal_pointer (&labels));
  json_object_set_member (inputs, "choices", g_steal_pointer (&choices));

  return inputs;
}

/* Every task is answered or refused, and what is answered is text. */
void
test_mail_answer_all (JsonObject *inputs)
{
  for (BureauTaskKind kind = BUREAU_TASK_EXTRACT; kind <= BUREAU_TASK_DECIDE; kind++)
    {
      g_autoptr (BureauTask) task = bureau_task_new (kind, inputs, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) answer = bureau_builtin_answer (task, &error);

      g_assert_true ((answer == NULL) != (error == NULL));
      if (answer == NULL)
        continue;
      g_autofree char *text = bureau_json_print_object (answer);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}
