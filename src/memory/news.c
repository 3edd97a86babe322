/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/news.h"

#include <gio/gio.h>

struct _BureauNews
{
  BureauNewsFunc func;
  gpointer data;
  DexPromise *next;
  GMutex mutex; /* guards what follows */
  gint64 told;
  gint64 newest;
  guint source;
};

/**
 * bureau_news_new:
 * @func: called on the main context with the newest entry of the journal
 * @data: for @func; outlives the news
 *
 * Returns: (transfer full): news that begin with the next commit
 */
BureauNews *
bureau_news_new (BureauNewsFunc func, gpointer data)
{
  BureauNews *self = g_new0 (BureauNews, 1);

  self->func = func;
  self->data = data;
  g_mutex_init (&self->mutex);
  return self;
}

void
bureau_news_free (BureauNews *self)
{
  bureau_news_close (self);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * bureau_news_start:
 * @newest: the entry up to which nothing is news
 */
void
bureau_news_start (BureauNews *self, gint64 newest)
{
  self->newest = self->told = newest;
}

static gboolean
take_newest (BureauNews *self, gint64 *newest)
{
  gboolean is_news;

  g_mutex_lock (&self->mutex);
  *newest = self->newest;
  is_news = self->newest > self->told;
  self->told = self->newest;
  self->source = 0;
  g_mutex_unlock (&self->mutex);
  return is_news;
}

/* Whoever hears of it may close the workspace: nothing of ours is touched after that. */
static gboolean
tell_cb (gpointer data)
{
  BureauNews *self = data;
  g_autoptr (DexPromise) next = NULL;
  gint64 newest;

  if (!take_newest (self, &newest))
    return G_SOURCE_REMOVE;
  next = g_steal_pointer (&self->next);
  self->func (newest, self->data);
  if (next != NULL)
    dex_promise_resolve_int64 (next, newest);
  return G_SOURCE_REMOVE;
}

/**
 * bureau_news_add:
 * @newest: the entry of a commit that is visible now
 *
 * From any thread. What is not newer than what was told is no news.
 */
void
bureau_news_add (BureauNews *self, gint64 newest)
{
  g_mutex_lock (&self->mutex);
  self->newest = MAX (self->newest, newest);
  if (self->source == 0 && self->newest > self->told)
    self->source = g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, self, NULL);
  g_mutex_unlock (&self->mutex);
}

/**
 * bureau_news_next:
 *
 * Returns: (transfer full): resolves to the newest entry, a #gint64, when commits are told next;
 * rejects with %G_IO_ERROR_CLOSED where there will be none
 */
DexFuture *
bureau_news_next (BureauNews *self)
{
  if (self->next == NULL)
    self->next = dex_promise_new ();
  return dex_ref (DEX_FUTURE (self->next));
}

/**
 * bureau_news_close:
 *
 * Nothing is told from now on. The threads that add news have ended before.
 */
void
bureau_news_close (BureauNews *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  if (self->next != NULL)
    dex_promise_reject (self->next, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                                         "The workspace is closed."));
  dex_clear (&self->next);
}
