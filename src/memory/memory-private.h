/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/lock.h"
#include "memory/memory.h"
#include "memory/news.h"
#include "memory/reader.h"
#include "memory/watch.h"
#include "memory/writer.h"

G_BEGIN_DECLS

#define BUREAU_MEMORY_READERS 2

struct _BureauMemory
{
  GObject parent_instance;

  char *path;
  BureauLock *lock;
  int engine_pid; /* as it was last looked */
  char *trouble;
  BureauWriter *writer;
  BureauReader *readers[BUREAU_MEMORY_READERS];
  BureauReader *guard;
  BureauWatch *watch;
  BureauNews *news;
  gboolean looking;
};

G_END_DECLS
