/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "providers/extract.h"

/* Mail from a machine's address says nothing about who wrote. */
static gboolean
is_machine (const char *address)
{
  static const char *const prefixes[] = {
    "no-reply",   "noreply",    "no_reply", "donotreply", "do-not-reply", "mailer-daemon",
    "postmaster", "wordpress@", "form@",    "forms@",     "webform",
  };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (address, prefixes[i], strlen (prefixes[i])) == 0)
      return TRUE;

  return FALSE;
}

/**
 * bureau_extract_email:
 *
 * Finds the address that wrote; one in the text only where that is a machine's. It is a value like
 * any other: no answer is ever addressed by it.
 */
void
bureau_extract_email (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  const char *sender = source->sender_address;

  if (sender && strchr (sender, '@'))
    bureau_extraction_add_text (self, "email", is_machine (sender) ? 10 : 80, g_strdup (sender));

  for (guint i = 0; i < source->tokens->len; i++)
    if (bureau_source_token (source, i)->kind == BUREAU_TOKEN_EMAIL)
      {
        gboolean signed_with = bureau_source_part (source, i) == BUREAU_PART_SIGNATURE;
        bureau_extraction_add_text (self, "email", signed_with ? 50 : 40,
                                    bureau_source_span (source, i, 1));
      }
}
