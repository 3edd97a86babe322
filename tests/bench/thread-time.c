/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "thread-time.h"

#include <time.h>

/**
 * thread_time_worked:
 *
 * Returns: how long this thread has run, in milliseconds
 */
double
thread_time_worked (void)
{
  struct timespec used;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &used);
  return (double)used.tv_sec * 1000 + (double)used.tv_nsec / 1e6;
}

/**
 * thread_time_queued:
 *
 * Returns: how long this thread was ready to run while others had the cores, in milliseconds; 0
 *   where the kernel does not count it
 */
double
thread_time_queued (void)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  if (!g_file_get_contents ("/proc/thread-self/schedstat", &text, NULL, NULL))
    return 0;
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtod (words[1], NULL) / 1e6;
}
