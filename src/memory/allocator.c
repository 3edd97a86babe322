/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite counts the memory it takes behind one lock, for which our threads would queue at each of
 * its many allocations. Here each thread counts its own, which is what a wall of the guard asks. */
#include "memory/allocator.h"

#include <malloc.h>
#include <sqlite3.h>
#include <stdlib.h>

static gboolean is_installed = FALSE;
static _Thread_local gint64 used = 0;

static int
size_of (void *memory)
{
  return (int)malloc_usable_size (memory);
}

static void *
count (void *memory)
{
  used += size_of (memory);
  return memory;
}

static void *
allocate (int size)
{
  return count (malloc ((size_t)size));
}

static void
let_go (void *memory)
{
  used -= size_of (memory);
  free (memory);
}

static void *
resize (void *memory, int size)
{
  int before = size_of (memory);
  void *after = realloc (memory, (size_t)size);

  if (after != NULL)
    used += size_of (after) - before;
  return after;
}

static int
round_up (int size)
{
  return (size + 7) & ~7;
}

static int
start (void *data)
{
  return SQLITE_OK;
}

static void
end (void *data)
{
}

/**
 * bureau_allocator_install:
 *
 * Gives SQLite this allocator. Before the first connection of the process; later it has no effect.
 */
void
bureau_allocator_install (void)
{
  static const sqlite3_mem_methods methods = {
    .xMalloc = allocate,
    .xFree = let_go,
    .xRealloc = resize,
    .xSize = size_of,
    .xRoundup = round_up,
    .xInit = start,
    .xShutdown = end,
  };

  is_installed = sqlite3_config (SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK
                 && sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0) == SQLITE_OK;
}

/**
 * bureau_allocator_get_used:
 *
 * Returns: how many bytes SQLite has taken on this thread and not given back; meant for differences
 */
gint64
bureau_allocator_get_used (void)
{
  return is_installed ? used : sqlite3_memory_used ();
}
