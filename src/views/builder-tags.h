/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/builder-private.h"

G_BEGIN_DECLS

/* What stands open around the tag that is read. */
typedef struct
{
  const struct _BureauBuilderTag *tag;
  BureauBuilderObject *object; /* the innermost */
  char *name;                  /* of a property or class */
  gboolean has_object;         /* a property that holds one */
} BureauBuilderFrame;

typedef struct
{
  GMarkupParseContext *context;
  GArray *frames;
  BureauBuilderObject *root; /* the interface: its children are the objects at the top */
  GString *text;
  guint n_objects;
  guint depth;
} BureauBuilderReader;

typedef struct _BureauBuilderTag
{
  const char *name;
  const char *parents;    /* words with spaces between them; NULL for the whole */
  const char *attributes; /* as parents */
  const char *needed;     /* the attribute without which it means nothing */
  gboolean (*enter) (BureauBuilderReader *self, BureauBuilderFrame *frame, const char *value,
                     const char *id, GError **error);
  gboolean (*leave) (BureauBuilderReader *self, BureauBuilderFrame *frame, GError **error);
} BureauBuilderTag;

int bureau_builder_reader_get_line (BureauBuilderReader *self);
BureauBuilderFrame *bureau_builder_reader_get_frame (BureauBuilderReader *self);
BureauBuilderObject *bureau_builder_object_new (const BureauBuilderClass *class, int line,
                                                const char *id);
const BureauBuilderTag *bureau_builder_find_tag (BureauBuilderReader *self, const char *name,
                                                 const char **attributes, GError **error);
gboolean bureau_builder_tag_holds_text (const BureauBuilderFrame *frame);

G_END_DECLS
