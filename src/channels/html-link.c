/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/html-link.h"

#include <string.h>

#include "base/text.h"

#define MAX_TARGET_BYTES 400

/**
 * bureau_html_link_bare:
 * @target: a link's target, or words that may be one
 *
 * Returns: (transfer full): it without what two writings of it may differ in
 */
char *
bureau_html_link_bare (const char *target)
{
  static const char *const PREFIXES[] = { "mailto:", "tel:", "https://", "http://", "www." };
  g_autofree char *lower = g_utf8_strdown (target, -1);
  const char *start = lower;
  for (gsize i = 0; i < G_N_ELEMENTS (PREFIXES); i++)
    if (g_str_has_prefix (start, PREFIXES[i]))
      start += strlen (PREFIXES[i]);
  char *bare = g_strdup (start);
  gsize length = strlen (bare);
  if (length > 0 && bare[length - 1] == '/')
    bare[length - 1] = '\0';
  return bare;
}

/**
 * bureau_html_link_dup_target:
 * @token: a start tag
 *
 * Returns: (transfer full) (nullable): the target a reader may follow; "#top" and "javascript:"
 * lead nowhere
 */
char *
bureau_html_link_dup_target (const BureauHtmlToken *token)
{
  static const char *const SCHEMES[] = { "http://", "https://", "mailto:", "tel:" };
  g_autofree char *value = bureau_html_token_dup (token, "href");
  if (value == NULL)
    return NULL;
  g_strstrip (value);
  for (gsize i = 0; i < G_N_ELEMENTS (SCHEMES); i++)
    if (g_ascii_strncasecmp (value, SCHEMES[i], strlen (SCHEMES[i])) == 0)
      return bureau_text_shorten (value, MAX_TARGET_BYTES);
  return NULL;
}
