/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

/**
 * BureauOption:
 * @name: without dashes
 * @value: (nullable): what stands for its value in the help; %NULL is a flag
 * @meaning: one line
 */
typedef struct
{
  const char *name;
  const char *value;
  const char *meaning;
} BureauOption;

typedef enum
{
  BUREAU_OPEN_NOTHING,
  BUREAU_OPEN_READ,
  BUREAU_OPEN_WRITE,
  BUREAU_OPEN_ENGINE,
} BureauOpen;

/**
 * BureauCommandFunc:
 * @call: how it was called
 * @error: return location
 *
 * Runs a command, in a fiber of the main context.
 *
 * Returns: %FALSE with @error set, whose code decides the exit status
 */
typedef gboolean (*BureauCommandFunc) (BureauCall *call, GError **error);

/**
 * BureauCommand:
 * @name: one or two words
 * @usage: the arguments, for the help
 * @summary: one line
 * @run: the handler
 * @open: what it needs of the workspace
 * @least: how many arguments it takes at least
 * @most: how many arguments it takes at most
 * @options: (array zero-terminated=1) (nullable): options beside the common ones
 * @details: (nullable): a paragraph more, for its own help
 */
struct _BureauCommand
{
  const char *name;
  const char *usage;
  const char *summary;
  BureauCommandFunc run;
  BureauOpen open;
  guint least;
  guint most;
  const BureauOption *options;
  const char *details;
};

#define BUREAU_MANY_ARGUMENTS G_MAXUINT

/* What bureau_call_get_page() reads. */
#define BUREAU_PAGE_OPTIONS                                                                        \
  { "limit", "N", "At most so many, the newest (1000; with --json 10000)" },                       \
      { "before", "ID", "Only what came before this one" }

/* A group of commands, one file each; the last entry has no name. */
typedef struct
{
  const char *title;
  const BureauCommand *commands;
} BureauCommandGroup;

extern const BureauCommand bureau_workspace_commands[];
extern const BureauCommand bureau_review_commands[];
extern const BureauCommand bureau_decide_commands[];
extern const BureauCommand bureau_delivery_commands[];
extern const BureauCommand bureau_engine_commands[];
extern const BureauCommand bureau_run_commands[];
extern const BureauCommand bureau_usage_commands[];
extern const BureauCommand bureau_price_commands[];
extern const BureauCommand bureau_private_commands[];
extern const BureauCommand bureau_memory_commands[];
extern const BureauCommand bureau_find_commands[];
extern const BureauCommand bureau_flow_commands[];
extern const BureauCommand bureau_schema_commands[];
extern const BureauCommand bureau_view_commands[];
extern const BureauCommand bureau_direct_commands[];
extern const BureauCommand bureau_connect_commands[];
extern const BureauCommand bureau_provider_commands[];
extern const BureauCommand bureau_replay_commands[];
extern const BureauCommand bureau_safety_commands[];

extern const BureauOption bureau_common_options[];

const BureauCommand *bureau_command_find (const char *first, const char *second, GError **error);
char *bureau_command_help (const BureauCommand *command_or_null);

G_END_DECLS
