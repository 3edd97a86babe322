/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/template.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/resource.h"
#include "base/text.h"

#define FOLDER "templates"

/* A name from outside becomes part of a path: it may not lead anywhere else. */
static char *
build_path (const char *name, const char *file, GError **error)
{
  if (*name != '\0' && strchr (name, '/') == NULL && strstr (name, "..") == NULL
      && strstr (file, "..") == NULL)
    return g_strjoin ("/", FOLDER, name, file, NULL);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "There is no template “%s”; “bureauctl templates” lists them.",
               bureau_text_clip (name, (char[BUREAU_TEXT_CLIP]){ 0 }));
  return NULL;
}

static JsonObject *
load_object (const char *name, const char *file, GError **error)
{
  g_autofree char *path = build_path (name, file, error);
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL)
    return NULL;
  bytes = bureau_resource_load (path, NULL);
  if (bytes != NULL)
    return bureau_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                     error);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "There is no template “%s”; “bureauctl templates” lists them.",
               bureau_text_clip (name, (char[BUREAU_TEXT_CLIP]){ 0 }));
  return NULL;
}

/* What a person chooses by: the template without its documents. */
static JsonObject *
summarize (JsonObject *template)
{
  static const char *const members[]
      = { "template", "title", "description", "needs", "never", NULL };
  JsonObject *summary = json_object_new ();

  for (guint i = 0; members[i] != NULL; i++)
    json_object_set_member (summary, members[i],
                            json_node_copy (json_object_get_member (template, members[i])));
  return summary;
}

/**
 * bureau_template_list:
 * @error: return location
 *
 * Returns: (transfer full): [{"template","title","description","needs":[…],"never":[…]}], by name
 */
JsonArray *
bureau_template_list (GError **error)
{
  g_auto (GStrv) names = bureau_resource_list (FOLDER, error);
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (names[i], strcspn (names[i], "/"));
      g_autoptr (JsonObject) template = bureau_template_load (name, error);

      if (template == NULL)
        return NULL;
      json_array_add_object_element (list, summarize (template));
    }
  return names != NULL ? g_steal_pointer (&list) : NULL;
}

/**
 * bureau_template_load:
 * @name: a template's name
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the template's document (data/schemas/template.json)
 */
JsonObject *
bureau_template_load (const char *name, GError **error)
{
  return load_object (name, "template.json", error);
}

/**
 * bureau_template_load_sample:
 * @name: a template's name
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): {"settings":{…},"records":{COLLECTION:[{FIELD:
 * value}]},"messages":[FILE], "ends":{FILE:"waiting|answered|closed|ignored"}}. A ref is given as
 * the text of the first field of the record it points to, which stands in an earlier collection.
 * `ends` says what becomes of each message in the demo: its draft waits, was sent, was declined, or
 * there is none
 */
JsonObject *
bureau_template_load_sample (const char *name, GError **error)
{
  return load_object (name, "sample.json", error);
}

/**
 * bureau_template_load_message:
 * @name: a template's name
 * @file: one of the sample's "messages"
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): the mail as it would arrive
 */
GBytes *
bureau_template_load_message (const char *name, const char *file, GError **error)
{
  g_autofree char *folder = build_path (name, "sample", error);
  g_autofree char *path = folder != NULL ? g_strjoin ("/", folder, file, NULL) : NULL;

  return path != NULL ? bureau_resource_load (path, error) : NULL;
}
