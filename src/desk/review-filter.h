/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BureauReviewFilter:
 *
 * Which of the drafts are shown: by state, by agent and by kind. Its menu has the agents and kinds
 * that there are.
 */
typedef struct _BureauReviewFilter BureauReviewFilter;

typedef void (*BureauReviewFilterFunc) (gpointer data);

BureauReviewFilter *bureau_review_filter_new (BureauReviewFilterFunc func,
                                              gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bureau_review_filter_free (BureauReviewFilter *self);
GtkFilter *bureau_review_filter_get (BureauReviewFilter *self);
GActionGroup *bureau_review_filter_get_actions (BureauReviewFilter *self);
GMenuModel *bureau_review_filter_get_menu (BureauReviewFilter *self);
void bureau_review_filter_follow (BureauReviewFilter *self, GListModel *drafts);
void bureau_review_filter_changed (BureauReviewFilter *self);
void bureau_review_filter_reset (BureauReviewFilter *self);
gboolean bureau_review_filter_is_narrow (BureauReviewFilter *self);

G_END_DECLS
