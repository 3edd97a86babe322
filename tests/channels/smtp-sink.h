/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

/* What the scripted server says; NULL is the usual answer, DROP closes, HANG says nothing. */
#define SINK_DROP "drop"
#define SINK_HANG "hang"

typedef struct
{
  const char *greeting;
  const char *ehlo;
  const char *auth;
  const char *mail;
  const char *rcpt[4]; /* in order; the last one that is set goes on */
  const char *data;
  const char *dot;
  gsize drop_after; /* closes once so many bytes were read; 0 for never */
} SinkScript;

typedef struct _Sink Sink;

Sink *sink_new (const SinkScript *script);
guint16 sink_get_port (Sink *self);
/* Waits until the connection is over; what follows is then the truth. */
void sink_finish (Sink *self);
guint sink_get_delivered (Sink *self);
const char *sink_get_message (Sink *self);
const char *sink_get_heard (Sink *self);
gsize sink_get_n_heard (Sink *self);
/* At any time: whether the end of a message has come in. */
gboolean sink_has_end (Sink *self);
void sink_free (Sink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sink, sink_free)
