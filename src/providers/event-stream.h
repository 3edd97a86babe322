/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BureauEventStream:
 *
 * Cuts a body of `text/event-stream` into events, however it comes in pieces (WHATWG HTML §9.2).
 * Only a blank line ends an event: what is left at the end of a body was cut off.
 */
typedef struct _BureauEventStream BureauEventStream;

/**
 * BureauEventFunc:
 * @name: the event's name; "message" where it has none
 * @data: its data, valid UTF-8; several lines are joined by a line feed
 * @length: of @data in bytes
 *
 * Takes one event.
 *
 * Returns: %FALSE with @error set to stop: nothing after it is read
 */
typedef gboolean (*BureauEventFunc) (const char *name, const char *data, gsize length,
                                     gpointer user_data, GError **error);

/* The longest event. A model's longest delta is far below it. */
#define BUREAU_EVENT_MAX_BYTES (4 * 1024 * 1024)

BureauEventStream *bureau_event_stream_new (BureauEventFunc func, gpointer user_data);
void bureau_event_stream_free (BureauEventStream *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauEventStream, bureau_event_stream_free)

gboolean bureau_event_stream_feed (BureauEventStream *self, const char *bytes, gsize length,
                                   GError **error);
gboolean bureau_event_stream_end (BureauEventStream *self, GError **error);
guint bureau_event_stream_get_count (BureauEventStream *self);

G_END_DECLS
