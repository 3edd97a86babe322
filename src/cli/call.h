/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/table.h"
#include "memory/memory.h"

G_BEGIN_DECLS

typedef struct _BureauCommand BureauCommand;

/**
 * BureauCall:
 * @command: which command
 * @workspace: the workspace's file
 * @json: whether one JSON document is wanted instead of text
 * @arguments: (array zero-terminated=1): what was given beside the options
 * @memory: (nullable): the open workspace, as the command's table says
 * @out: what goes to the standard output once the command has ended
 * @status: the exit status where there is no error
 *
 * One call of a command, from the parsed command line to its output.
 */
typedef struct
{
  const BureauCommand *command;
  char *workspace;
  gboolean json;
  gboolean help;
  gboolean version;
  char **arguments;
  GHashTable *options;
  BureauMemory *memory;
  GString *out;
  int status;
} BureauCall;

BureauCall *bureau_call_new (void);
void bureau_call_free (BureauCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauCall, bureau_call_free)

/* Options by their name without dashes. */
gboolean bureau_call_has_option (BureauCall *self, const char *name);
const char *bureau_call_get_option (BureauCall *self, const char *name);
const char *const *bureau_call_list_option (BureauCall *self, const char *name);
void bureau_call_add_option (BureauCall *self, const char *name, const char *value);
gboolean bureau_call_get_int_option (BureauCall *self, const char *name, gint64 *value,
                                     GError **error);

/* Arguments; NULL or 0 where there are not so many. */
const char *bureau_call_get_argument (BureauCall *self, guint index);
gboolean bureau_call_get_id (BureauCall *self, guint index, gint64 *id, GError **error);
gboolean bureau_call_get_page (BureauCall *self, BureauPage *page, GError **error);
char *bureau_call_join_arguments (BureauCall *self, guint first);

/* Who acts: the operator at the terminal. */
extern const BureauCause bureau_call_cause;

/* Reading: a callback ends with one of the first two; the others await it. */
gboolean bureau_result_array (GValue *result, JsonArray *array);
gboolean bureau_result_object (GValue *result, JsonObject *object);
JsonArray *bureau_call_read_array (BureauCall *self, BureauReadFunc func, gpointer data,
                                   GError **error);
JsonObject *bureau_call_read_object (BureauCall *self, BureauReadFunc func, gpointer data,
                                     GError **error);

/* Output. */
void bureau_call_print (BureauCall *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
void bureau_call_print_array (BureauCall *self, JsonArray *array);
void bureau_call_follow_trouble (BureauCall *self);
void bureau_call_print_list (BureauCall *self, JsonArray *list, BureauTable *table,
                             const char *none);
void bureau_call_print_object (BureauCall *self, JsonObject *object);
void bureau_call_print_before (BureauCall *self, const BureauPage *page, JsonArray *list);
void bureau_call_print_done (BureauCall *self, gint64 id, const char *state, const char *sentence);

G_END_DECLS
