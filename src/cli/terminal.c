/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include "base/text.h"
#include "base/time.h"
#include "cli/table.h"

#define MINUTE G_GINT64_CONSTANT (60000)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/* What moves the cursor, rings, or turns the direction of the line. */
static gboolean
is_unsafe (gunichar c)
{
  return (g_unichar_iscntrl (c) && c != '\n' && c != '\t') || (c >= 0x202a && c <= 0x202e)
         || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x2028
         || c == 0x2029;
}

/**
 * bureau_terminal_text:
 * @text: text from anywhere
 *
 * Takes out what would act on a terminal instead of being shown.
 *
 * Returns: (transfer full): valid UTF-8 with U+FFFD in place of each
 */
char *
bureau_terminal_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *safe = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter != '\r')
        g_string_append_unichar (safe, is_unsafe (letter) ? 0xfffd : letter);
    }
  return g_string_free (safe, FALSE);
}

static char *
format_span (gint64 span)
{
  if (span < HOUR)
    return g_strdup_printf ("%d min", (int)(span / MINUTE));
  if (span < DAY)
    return g_strdup_printf ("%d h", (int)(span / HOUR));
  return g_strdup_printf ("%d days", (int)(span / DAY));
}

/**
 * bureau_terminal_age:
 * @time_or_null: (nullable): a stored time
 *
 * Returns: (transfer full): how long ago it was or how soon it is, for a person; beyond a week the
 * date
 */
char *
bureau_terminal_age (const char *time_or_null)
{
  g_autofree char *span = NULL;
  gint64 at, age;

  if (time_or_null == NULL || !bureau_time_parse (time_or_null, &at))
    return g_strdup (time_or_null != NULL ? time_or_null : "");
  age = bureau_time_now () - at;
  if (llabs (age) < MINUTE)
    return g_strdup (age >= 0 ? "just now" : "in a moment");
  if (llabs (age) >= 7 * DAY)
    return g_strndup (time_or_null, 10);
  if (age >= DAY && age < 2 * DAY)
    return g_strdup ("yesterday");
  span = format_span (llabs (age));
  return age >= 0 ? g_strconcat (span, " ago", NULL) : g_strconcat ("in ", span, NULL);
}
