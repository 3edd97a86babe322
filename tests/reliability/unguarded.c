/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/delivery.h"

#include <string.h>

/* bureauctl with the guard of the outbox taken out: the phase "end" is not committed before the
 * last bytes leave. The linker puts this before the real function (-Wl,--wrap), so that the program
 * itself knows nothing of it. Test only, never installed: it proves that the test of sending can
 * fail. */
gboolean __real_bureau_attempt_set_phase (BureauTransaction *transaction, gint64 attempt,
                                          const char *phase, const char *reply, GError **error);
gboolean __wrap_bureau_attempt_set_phase (BureauTransaction *transaction, gint64 attempt,
                                          const char *phase, const char *reply, GError **error);

gboolean
__wrap_bureau_attempt_set_phase (BureauTransaction *transaction, gint64 attempt, const char *phase,
                                 const char *reply, GError **error)
{
  if (strcmp (phase, "end") == 0)
    return TRUE;
  return __real_bureau_attempt_set_phase (transaction, attempt, phase, reply, error);
}
