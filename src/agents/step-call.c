/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/step.h"
#include "base/error.h"

/**
 * bureau_step_call:
 *
 * Tools need a connection to a tool server, which this version does not have.
 *
 * Returns: %FALSE with @error set, always
 */
gboolean
bureau_step_call (BureauStepContext *context, GError **error)
{
  g_set_error (
      error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
      "Calling the tool “%s” is not available yet; take the step “%s” out of the workflow.",
      bureau_step_get_argument (context, "tool"), context->step->id);

  return FALSE;
}
