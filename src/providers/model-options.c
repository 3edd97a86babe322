/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/model-options.h"

#include <string.h>

/* In the order in which they are given up where a refusal does not say what is wrong. */
static const struct
{
  const char *name;
  gsize offset;
  gboolean without; /* what the option is once the server lacks it */
  const char *words[5];
} options[] = {
  { "members",
    G_STRUCT_OFFSET (BureauWireOptions, is_compatible),
    TRUE,
    { "max_completion_tokens", "max_tokens" } },
  { "usage",
    G_STRUCT_OFFSET (BureauWireOptions, with_usage),
    FALSE,
    { "stream_options", "include_usage" } },
  { "schema",
    G_STRUCT_OFFSET (BureauWireOptions, with_schema),
    FALSE,
    { "response_format", "json_schema", "output_config", "text.format", "schema" } },
  { "stream", G_STRUCT_OFFSET (BureauWireOptions, with_stream), FALSE, { "stream" } },
  { "tools", G_STRUCT_OFFSET (BureauWireOptions, with_tools), FALSE, { "tool", "function" } },
};

static gboolean *
get_option (BureauWireOptions *self, gsize i)
{
  return (gboolean *)(gpointer)((char *)self + options[i].offset);
}

static gboolean
is_meant (gsize i, const char *words)
{
  for (gsize j = 0; j < G_N_ELEMENTS (options[i].words) && options[i].words[j] != NULL; j++)
    if (strstr (words, options[i].words[j]) != NULL)
      return TRUE;
  return FALSE;
}

/**
 * bureau_model_options_begin:
 * @is_vendor: whether the server is the one that the wire is of; others know its older members
 * @lacks_or_null: what it was found to lack before
 *
 * Begins with all that a server may be able to do.
 */
void
bureau_model_options_begin (BureauWireOptions *self, gboolean is_vendor, JsonArray *lacks_or_null)
{
  *self = (BureauWireOptions){
    .with_schema = TRUE,
    .with_stream = TRUE,
    .with_usage = TRUE,
    .with_tools = TRUE,
    .is_compatible = !is_vendor,
  };
  for (guint i = 0; lacks_or_null != NULL && i < json_array_get_length (lacks_or_null); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (options); j++)
      if (g_strcmp0 (json_array_get_string_element (lacks_or_null, i), options[j].name) == 0)
        *get_option (self, j) = options[j].without;
}

/**
 * bureau_model_options_give_way:
 * @may_go_without_tools: whether tools were asked for and nothing was called yet
 * @words: how the server refused what was asked with these options
 *
 * Gives up what the words name, else what is most often missing.
 *
 * Returns: %FALSE where there is nothing more to give up
 */
gboolean
bureau_model_options_give_way (BureauWireOptions *self, gboolean may_go_without_tools,
                               const char *words)
{
  gssize chosen = -1;

  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    {
      gboolean *option = get_option (self, i);

      if (*option == options[i].without || (option == &self->with_tools && !may_go_without_tools))
        continue;
      if (is_meant (i, words))
        {
          chosen = (gssize)i;
          break;
        }
      if (chosen < 0 && i > 0)
        chosen = (gssize)i;
    }
  if (chosen < 0)
    return FALSE;
  *get_option (self, (gsize)chosen) = options[chosen].without;
  return TRUE;
}

/**
 * bureau_model_options_list_lacks:
 *
 * Returns: (transfer full): the names of what the server lacks
 */
JsonArray *
bureau_model_options_list_lacks (const BureauWireOptions *self, gboolean is_vendor)
{
  JsonArray *lacks = json_array_new ();
  BureauWireOptions whole;

  bureau_model_options_begin (&whole, is_vendor, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (options); i++)
    if (*get_option ((BureauWireOptions *)self, i) != *get_option (&whole, i))
      json_array_add_string_element (lacks, options[i].name);
  return lacks;
}
