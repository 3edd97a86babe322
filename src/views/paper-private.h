/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/paper.h"

G_BEGIN_DECLS

/* What an element is written from, and where to. */
typedef struct
{
  JsonObject *document;
  JsonObject *values;
  GHashTable *rows; /* element → BureauShownRows */
  const BureauPaperWriter *writer;
  gpointer data;
} BureauPaperCall;

/* paper-element.c */
gboolean bureau_paper_has_element (const BureauPaperCall *call, JsonObject *element);
void bureau_paper_write_element (const BureauPaperCall *call, JsonObject *element);

G_END_DECLS
