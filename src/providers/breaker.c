/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/breaker.h"

#define MOST_FAILURES 5
#define FIRST_PAUSE_MS (30 * 1000)
#define LONGEST_PAUSE_MS (10 * 60 * 1000)
#define PROBE_MS 1000

/**
 * bureau_breaker_enter:
 *
 * Asks to make a call. Whoever was let in ends it with one of the other three.
 *
 * Returns: 0 to go on; else for how many milliseconds the provider is left alone
 */
gint64
bureau_breaker_enter (BureauBreaker *self, gint64 now)
{
  if (self->pause == 0)
    return 0;
  if (now < self->open_until)
    return self->open_until - now;
  if (self->is_probing)
    return PROBE_MS;
  self->is_probing = TRUE;
  return 0;
}

/**
 * bureau_breaker_succeed:
 *
 * The provider answered, if only to refuse what was asked.
 */
void
bureau_breaker_succeed (BureauBreaker *self)
{
  *self = (BureauBreaker){ 0 };
}

/**
 * bureau_breaker_fail:
 *
 * The provider did not answer, or said that it cannot now.
 */
void
bureau_breaker_fail (BureauBreaker *self, gint64 now)
{
  self->failures++;
  if (self->failures < MOST_FAILURES)
    return;
  if (self->pause == 0)
    self->pause = FIRST_PAUSE_MS;
  else if (self->is_probing)
    self->pause = MIN (self->pause * 2, LONGEST_PAUSE_MS);
  self->is_probing = FALSE;
  self->open_until = now + self->pause;
}

/**
 * bureau_breaker_abandon:
 *
 * The call was given up before it told anything.
 */
void
bureau_breaker_abandon (BureauBreaker *self)
{
  self->is_probing = FALSE;
}
