/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/extract.h"

/* Letters and digits only, so that “Studio Lindholm” is “studiolindholm” of its domain. */
static char *
squeeze (const char *name)
{
  g_autofree char *folded = bureau_text_fold (name);
  GString *result = g_string_new (NULL);

  for (const char *c = folded; *c; c++)
    if (g_ascii_isalnum (*c) || (guchar)*c >= 0x80)
      g_string_append_c (result, *c);

  return g_string_free (result, FALSE);
}

/**
 * bureau_extraction_is_own_firm:
 *
 * Returns: whether a name is that of the workspace's own firm, which no sender belongs to
 */
gboolean
bureau_extraction_is_own_firm (BureauExtraction *self, const char *name)
{
  const char *firm = self->known ? bureau_json_get_string (self->known, "firm") : NULL;

  if (firm == NULL)
    return FALSE;

  g_autofree char *own = squeeze (firm), *other = squeeze (name);
  return *own && g_str_has_prefix (other, own);
}

/* The spelling of the text where it writes the domain's words apart: “Bright Paws” for
 * brightpaws.com. */
static char *
spelling_in_text (const BureauSource *source, const char *label)
{
  for (guint i = 0; i + 1 < source->tokens->len; i++)
    {
      const BureauToken *token = bureau_source_token (source, i);
      gsize joined = 0;
      if (!token->capital || g_ascii_tolower (source->text[token->start]) != label[0])
        continue;
      for (guint n = 0; n < 4 && i + n < source->tokens->len; n++)
        {
          const BureauToken *part = bureau_source_token (source, i + n);
          if (part->kind != BUREAU_TOKEN_WORD || strlen (label) < joined + part->length
              || g_ascii_strncasecmp (label + joined, source->text + part->start, part->length)
                     != 0)
            break;
          joined += part->length;
          if (label[joined] == '\0')
            return bureau_source_span (source, i, n + 1);
        }
    }

  return NULL;
}

/* The part of a domain that somebody chose: “bright-paws” of “mail.bright-paws.co.uk”. */
static char *
chosen_label (const char *domain)
{
  g_auto (GStrv) labels = g_strsplit (domain, ".", 8);
  guint n = g_strv_length (labels);

  if (n < 2)
    return NULL;
  guint at = n - 2;
  if (at > 0 && strlen (labels[n - 1]) == 2
      && (strlen (labels[at]) <= 2 || g_str_equal (labels[at], "com")
          || g_str_equal (labels[at], "org")))
    at--;

  return g_ascii_strdown (labels[at], -1);
}

/**
 * bureau_extract_company_of_domain:
 *
 * Finds the name of last resort: who writes from a firm's own domain belongs to it.
 */
void
bureau_extract_company_of_domain (BureauExtraction *self)
{
  const char *address = self->source->sender_address;
  const char *domain = address ? strrchr (address, '@') : NULL;

  if (domain == NULL
      || bureau_dictionary_find (self->source->dictionary, BUREAU_PHRASE_FREE_MAIL, domain + 1))
    return;

  g_autofree char *label = chosen_label (domain + 1);
  if (label == NULL || strlen (label) < 2 || bureau_extraction_is_own_firm (self, label))
    return;

  g_auto (GStrv) parts = g_strsplit (label, "-", 6);
  g_autofree char *joined = g_strjoinv ("", parts);
  char *spelt = spelling_in_text (self->source, joined);
  if (spelt)
    bureau_extraction_add_text (self, "company", 56, spelt);
  else
    {
      g_autofree char *words = g_strdelimit (g_strdup (label), "-", ' ');
      g_autofree char *title = bureau_name_capitalize (words);
      bureau_extraction_add (self, (BureauFinding){
                                       .name = "company",
                                       .rank = 40,
                                       .value = bureau_text_node (title),
                                       .evidence = g_strdup (domain + 1),
                                   });
    }
}
