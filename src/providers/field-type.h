/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/extract.h"

G_BEGIN_DECLS

/**
 * BureauFieldType:
 * @name: as collections call it
 * @convert: makes a value of this type of a finding; %NULL where it cannot be one
 * @fitting: (nullable): the findings that can, with spaces between; any where it is %NULL
 * @usual: (nullable): what a field of that type means whose name says nothing fitting
 *
 * A type that fields have.
 */
typedef struct
{
  const char *name;
  JsonNode *(*convert) (const BureauFinding *finding);
  const char *fitting;
  const char *usual;
} BureauFieldType;

const BureauFieldType *bureau_field_type_of (JsonObject *field);
gboolean bureau_field_type_fits (const BureauFieldType *self, const char *meaning);

G_END_DECLS
