/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/catalog.h"
#include "agents/provider-shelf.h"
#include "agents/reply-board.h"
#include "agents/trouble.h"

G_BEGIN_DECLS

/**
 * BureauEnvironment:
 * @memory: the workspace
 * @catalog: what is in force; replaced as a whole when it changes
 * @providers: what answers tasks
 * @board: shows what they are saying
 * @troubles: tells what keeps the engine from its work
 * @services: (element-type utf8 JsonArray): the names of services by the agent that knows them
 * @forms: (element-type utf8 JsonObject): what is asked of whoever reads a source, by what is read
 *
 * What everything in the engine works with. Belongs to the engine and its thread.
 */
typedef struct
{
  BureauMemory *memory;
  BureauCatalog *catalog;
  BureauProviderShelf *providers;
  BureauReplyBoard *board;
  BureauTroubles *troubles;
  GHashTable *services;
  GHashTable *forms;
} BureauEnvironment;

void bureau_environment_init (BureauEnvironment *self, BureauMemory *memory);
void bureau_environment_clear (BureauEnvironment *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauEnvironment, bureau_environment_clear)
void bureau_environment_set_catalog (BureauEnvironment *self, BureauCatalog *catalog);
void bureau_environment_notice (BureauEnvironment *self, const char *table);

G_END_DECLS
