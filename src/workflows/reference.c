/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/reference.h"

#include <string.h>

#include "base/text.h"

static const char *const message_parts[] = {
  "sender", "text", "subject", "label", "sent_at", "received_at", NULL,
};

static BureauReferenceKind
kind_of (const char *head)
{
  if (g_str_equal (head, "message"))
    return BUREAU_REFERENCE_MESSAGE;
  if (g_str_equal (head, "record"))
    return BUREAU_REFERENCE_RECORD;
  return g_str_equal (head, "settings") ? BUREAU_REFERENCE_SETTING : BUREAU_REFERENCE_STEP;
}

/**
 * bureau_reference_parse:
 * @text: a reference as written
 * @reference: (out caller-allocates): its parts
 *
 * Takes a reference apart. Whether what it names exists is for the check to say.
 *
 * Returns: %FALSE where @text is no reference
 */
gboolean
bureau_reference_parse (const char *text, BureauReference *reference)
{
  const char *dot = strchr (text, '.');
  g_autofree char *head = dot != NULL ? g_strndup (text, dot - text) : g_strdup (text);
  const char *member = dot != NULL ? dot + 1 : NULL;

  if (!bureau_text_is_name (head) || (member != NULL && !bureau_text_is_name (member)))
    return FALSE;
  reference->kind = kind_of (head);
  if (reference->kind == BUREAU_REFERENCE_SETTING && member == NULL)
    return FALSE;
  g_strlcpy (reference->step, reference->kind == BUREAU_REFERENCE_STEP ? head : "",
             sizeof reference->step);
  g_strlcpy (reference->member, member != NULL ? member : "", sizeof reference->member);
  return TRUE;
}

const char *const *
bureau_reference_list_message_parts (void)
{
  return message_parts;
}
