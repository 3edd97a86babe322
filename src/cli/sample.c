/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sample.h"

#include "base/error.h"

JsonObject *
bureau_sample_fill (BureauCall *call, GError **error)
{
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
                       "The agents are not built yet.");
  return NULL;
}
