/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/search.h"

/* A database of schema 1 in a folder of its own with the collections clients (name, email, notes)
 * and case_notes (text), written to directly. */
BureauDatabase *search_fixture_new (void);
void search_fixture_remove (void);

void search_fixture_message (BureauDatabase *database, gint64 id, const char *subject,
                             const char *text);
void search_fixture_draft (BureauDatabase *database, gint64 id, const char *subject,
                           const char *body);
void search_fixture_client (BureauDatabase *database, gint64 id, const char *name,
                            const char *email, const char *notes, const char *meta);
void search_fixture_run (BureauDatabase *database, const char *sql);

/* The few messages, drafts, records and runs that the tests look for, ids 11 to 51. */
void search_fixture_fill (BureauDatabase *database);
/* The ids of the results in their order, "31 41". */
char *search_fixture_ids (JsonArray *results);
