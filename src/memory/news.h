/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* What this process knows of commits, its own and others': told on the main context, those between
 * two turns of the main loop as one. */
typedef struct _BureauNews BureauNews;

typedef void (*BureauNewsFunc) (gint64 newest, gpointer data);

BureauNews *bureau_news_new (BureauNewsFunc func, gpointer data);
void bureau_news_free (BureauNews *self);
void bureau_news_start (BureauNews *self, gint64 newest);
void bureau_news_add (BureauNews *self, gint64 newest);
DexFuture *bureau_news_next (BureauNews *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_news_close (BureauNews *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauNews, bureau_news_free)

G_END_DECLS
