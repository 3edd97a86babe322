/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/retry.h"

#include "base/error.h"

#define FIRST_MS (15 * 1000)
#define LONGEST_MS (60 * 60 * 1000)
#define FIRST_DELIVERY_MS (300 * 1000)
#define LONGEST_DELIVERY_MS (4000 * 1000)

/* What to do about an error that Bureau cannot help by trying again. */
static const struct
{
  BureauError code;
  const char *advice;
} advices[] = {
  { BUREAU_ERROR_USAGE, "Correct the workflow, then retry the run." },
  { BUREAU_ERROR_INVALID, "Look at the step's input and the workflow, correct what is wrong, then "
                          "retry the run." },
  { BUREAU_ERROR_NOT_FOUND, "Add what is missing or correct its name, then retry the run." },
  { BUREAU_ERROR_REFUSED,
    "Allow it in the agent or the workflow, then retry the run; or cancel it." },
  { BUREAU_ERROR_CONFLICT, "Retry the run: it will work on what stands there now." },
  { BUREAU_ERROR_LIMIT, "Raise the limit or shorten the input, then retry the run." },
  { BUREAU_ERROR_UNAVAILABLE, "Check the connection, then retry the run." },
  { BUREAU_ERROR_FULL, "Free some disk space, then retry the run." },
};

/**
 * bureau_retry_is_worthwhile:
 * @attempt: how often it was tried, this time included
 *
 * Trying again helps against what passes by itself: a server, the network, a busy or full disk. A
 * rule that was broken stays broken.
 *
 * Returns: whether it is to be tried again
 */
gboolean
bureau_retry_is_worthwhile (const GError *error, guint attempt)
{
  if (attempt >= BUREAU_RETRY_ATTEMPTS)
    return FALSE;
  if (error->domain != BUREAU_ERROR)
    return TRUE;

  switch ((BureauError)error->code)
    {
    case BUREAU_ERROR_UNAVAILABLE:
    case BUREAU_ERROR_CONFLICT:
    case BUREAU_ERROR_BUSY:
    case BUREAU_ERROR_FULL:
      return TRUE;
    case BUREAU_ERROR_USAGE:
    case BUREAU_ERROR_INVALID:
    case BUREAU_ERROR_NOT_FOUND:
    case BUREAU_ERROR_REFUSED:
    case BUREAU_ERROR_LIMIT:
    case BUREAU_ERROR_DAMAGED:
    case BUREAU_ERROR_FOREIGN:
    case BUREAU_ERROR_NEWER:
    case BUREAU_ERROR_READ_ONLY:
    default:
      return FALSE;
    }
}

static gint64
doubled (gint64 first, guint times, gint64 longest)
{
  return MIN (first << MIN (times, 20), longest);
}

/**
 * bureau_retry_delay:
 * @attempt: how often it was tried, from 1
 * @random: 0 to 1, so that what failed together is not tried together
 *
 * Returns: milliseconds until the next attempt: min(15 s · 2ⁿ, 1 h) ± 20 % (reliability.md §4.5)
 */
gint64
bureau_retry_delay (guint attempt, double random)
{
  gint64 delay = doubled (FIRST_MS, attempt > 0 ? attempt - 1 : 0, LONGEST_MS);

  return delay + (gint64)(delay * 0.4 * (random - 0.5));
}

/**
 * bureau_retry_delivery_delay:
 * @tries: how often the delivery was tried, from 1
 *
 * Returns: milliseconds until the next try: from 300 s up to 4,000 s, as Postfix does
 */
gint64
bureau_retry_delivery_delay (guint tries)
{
  return doubled (FIRST_DELIVERY_MS, tries > 0 ? tries - 1 : 0, LONGEST_DELIVERY_MS);
}

/**
 * bureau_retry_advice:
 *
 * Returns: one sentence that says what a person can do about @error
 */
char *
bureau_retry_advice (const GError *error)
{
  if (error->domain == BUREAU_ERROR)
    for (guint i = 0; i < G_N_ELEMENTS (advices); i++)
      if ((BureauError)error->code == advices[i].code)
        return g_strdup (advices[i].advice);

  return g_strdup ("Retry the run; if it fails again, look at its steps in Activity.");
}
