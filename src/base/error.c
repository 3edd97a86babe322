/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"

#define EXIT_NO 1
#define EXIT_USAGE 2
#define EXIT_WORKSPACE 3

G_DEFINE_QUARK (bureau - error - quark, bureau_error)

/**
 * bureau_error_exit_status:
 * @error: (nullable): why a command ended
 *
 * What a program's process returns for @error (design.md §9): 0 done, 1 the answer is no, 2 wrong
 * use, 3 the workspace is busy, damaged or otherwise not to be had.
 *
 * Returns: the exit status; 0 where @error is %NULL
 */
int
bureau_error_exit_status (const GError *error)
{
  if (error == NULL)
    return 0;
  if (error->domain != BUREAU_ERROR)
    return EXIT_NO;

  switch ((BureauError)error->code)
    {
    case BUREAU_ERROR_USAGE:
      return EXIT_USAGE;

    case BUREAU_ERROR_BUSY:
    case BUREAU_ERROR_DAMAGED:
    case BUREAU_ERROR_FOREIGN:
    case BUREAU_ERROR_NEWER:
    case BUREAU_ERROR_READ_ONLY:
    case BUREAU_ERROR_FULL:
      return EXIT_WORKSPACE;

    case BUREAU_ERROR_INVALID:
    case BUREAU_ERROR_NOT_FOUND:
    case BUREAU_ERROR_REFUSED:
    case BUREAU_ERROR_CONFLICT:
    case BUREAU_ERROR_LIMIT:
    case BUREAU_ERROR_UNAVAILABLE:
    default:
      return EXIT_NO;
    }
}
