/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the agents work out for an item, bare: the rules answer what the engine asked of them, and
 * memory is asked for what is like the inquiry and what such work cost. */
typedef struct _Thinking Thinking;

Thinking *thinking_new (void);
void thinking_note_begin (Thinking *self);
void thinking_note_end (Thinking *self);
void thinking_open (Thinking *self, const char *path, const char *noted_in);
void thinking_do (Thinking *self, int item);
void thinking_free (Thinking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Thinking, thinking_free)

G_END_DECLS
