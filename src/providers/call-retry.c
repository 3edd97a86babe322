/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When a call is sent again: the rules of the vendors' own libraries (wire.md §1). */
#include "providers/call-retry.h"

#include <libsoup/soup.h>
#include <math.h>

#define FIRST_MS 500
#define LONGEST_MS 8000
#define JITTER 0.25
#define MAX_WAIT_MS (24.0 * 60 * 60 * 1000)

/**
 * bureau_call_may_retry:
 * @status: of HTTP
 *
 * Returns: whether asking again may help: 408, 409, 429 and all from 500 on, unless the server says
 *   otherwise
 */
gboolean
bureau_call_may_retry (guint status, const BureauRetryHeaders *headers)
{
  if (g_strcmp0 (headers->should_retry, "true") == 0)
    return TRUE;
  if (g_strcmp0 (headers->should_retry, "false") == 0)
    return FALSE;
  return status == 408 || status == 409 || status == 429 || status >= 500;
}

/* What is no number, not finite or not ahead says nothing; a day is the most. */
static gint64
read_number (const char *text, double ms)
{
  char *rest = NULL;
  double value = text != NULL ? g_ascii_strtod (text, &rest) : 0;

  if (text == NULL || rest == text || *rest != '\0' || !isfinite (value) || value <= 0)
    return -1;
  return (gint64)ceil (MIN (value * ms, MAX_WAIT_MS));
}

static gint64
read_date (const char *text, gint64 now)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;
  gint64 wait = date != NULL ? g_date_time_to_unix (date) * 1000 - now : 0;

  return wait > 0 ? MIN (wait, (gint64)MAX_WAIT_MS) : -1;
}

/**
 * bureau_call_get_wait:
 * @now: milliseconds since 1970
 *
 * Returns: how many milliseconds the server wants to be left alone; -1 where it does not say
 */
gint64
bureau_call_get_wait (const BureauRetryHeaders *headers, gint64 now)
{
  gint64 wait = read_number (headers->retry_after_ms, 1);

  if (wait < 0)
    wait = read_number (headers->retry_after, 1000);
  return wait >= 0 ? wait : read_date (headers->retry_after, now);
}

/**
 * bureau_call_get_backoff:
 * @attempt: how often it was sent, from 1
 * @random: 0 to 1, so that those refused together do not come back together
 *
 * Returns: how many milliseconds to wait where the server does not say: 0.5 s · 2ⁿ, at most 8 s,
 *   less up to a quarter
 */
gint64
bureau_call_get_backoff (guint attempt, double random)
{
  gint64 delay = MIN ((gint64)FIRST_MS << MIN (attempt > 0 ? attempt - 1 : 0, 10), LONGEST_MS);

  return delay - (gint64)((double)delay * JITTER * random);
}
