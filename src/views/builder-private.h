/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/builder.h"

G_BEGIN_DECLS

/* What the value of a property can be. There is no kind for objects of the host, files, pictures,
 * actions, variants or expressions: what is not in this list cannot be said. */
typedef enum
{
  BUREAU_BUILDER_TEXT,
  BUREAU_BUILDER_BOOLEAN,
  BUREAU_BUILDER_FALSE, /* a switch that has to be off */
  BUREAU_BUILDER_NUMBER,
  BUREAU_BUILDER_WORD,
  BUREAU_BUILDER_CHILD, /* an object that stands in this one */
} BureauBuilderKind;

typedef struct
{
  const char *name;
  BureauBuilderKind kind;
  double least; /* of a number */
  double most;
  const char *const *words;
} BureauBuilderProperty;

typedef struct _BureauBuilder BureauBuilder;
typedef struct _BureauBuilderObject BureauBuilderObject;

/**
 * BureauBuilderClass:
 * @write: adds the object to the view, as rows of element ids to @rows
 */
typedef struct
{
  const char *name;
  const BureauBuilderProperty *properties;
  gboolean (*write) (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                     GError **error);
} BureauBuilderClass;

/* An object of the XML; the texts of its properties have been checked. */
struct _BureauBuilderObject
{
  const BureauBuilderClass *class;
  int line;
  char *id;
  char *label;            /* what it is called for those who do not see it */
  GHashTable *properties; /* name → text */
  GPtrArray *children;    /* BureauBuilderObject */
  GPtrArray *styles;      /* classes of style */
  GPtrArray *items;       /* texts */
};

/**
 * BureauBuilder:
 * @document: the view that grows; its sources, parameters and actions are what ids name
 * @n_groups: how many groups are open
 * @n_bound: what keeps tabs from standing here: groups, tabs, and what stands beside something
 *
 * A view being written.
 */
struct _BureauBuilder
{
  JsonObject *document;
  JsonArray *elements;
  JsonArray *layout;
  guint n_groups;
  guint n_bound;
};

/* Rows are lists of lists of ids. */
#define bureau_builder_rows_new() g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref)

/* builder-classes.c */
const BureauBuilderClass *bureau_builder_find_class (const char *name);
const char *bureau_builder_read_property (const BureauBuilderClass *class, const char *name,
                                          const char *text, int line, GError **error);
gboolean bureau_builder_is_child (const BureauBuilderClass *class, const char *name);
gboolean bureau_builder_is_style (const char *name);
gboolean bureau_builder_is_on (BureauBuilderObject *object, const char *name, gboolean otherwise);

/* builder-read.c */
BureauBuilderObject *bureau_builder_read (const char *xml, gsize length,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_builder_object_free (BureauBuilderObject *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauBuilderObject, bureau_builder_object_free)
void bureau_builder_refuse (GError **error, int line, const char *format, ...) G_GNUC_PRINTF (3, 4);

/* builder-layout.c: what holds others. */
gboolean bureau_builder_write_children (BureauBuilder *self, BureauBuilderObject *object,
                                        GPtrArray *rows, GError **error);
gboolean bureau_builder_write_box (BureauBuilder *self, BureauBuilderObject *object,
                                   GPtrArray *rows, GError **error);
gboolean bureau_builder_write_grid (BureauBuilder *self, BureauBuilderObject *object,
                                    GPtrArray *rows, GError **error);
gboolean bureau_builder_write_group (BureauBuilder *self, BureauBuilderObject *object,
                                     GPtrArray *rows, GError **error);
gboolean bureau_builder_write_tabs (BureauBuilder *self, BureauBuilderObject *object,
                                    GPtrArray *rows, GError **error);

void bureau_builder_add_rows (JsonArray *layout, GPtrArray *rows);

/* builder-words.c: what is words. */
gboolean bureau_builder_write_label (BureauBuilder *self, BureauBuilderObject *object,
                                     GPtrArray *rows, GError **error);
gboolean bureau_builder_write_words (BureauBuilder *self, BureauBuilderObject *object,
                                     GPtrArray *rows, GError **error);
void bureau_builder_add_words (BureauBuilder *self, const char *mark, const char *words,
                               GPtrArray *rows);

/* builder-element.c: what is any other element. */
void bureau_builder_set_source (JsonObject *element, JsonObject *source);
gboolean bureau_builder_write_row (BureauBuilder *self, BureauBuilderObject *object,
                                   GPtrArray *rows, GError **error);
gboolean bureau_builder_write_meter (BureauBuilder *self, BureauBuilderObject *object,
                                     GPtrArray *rows, GError **error);
gboolean bureau_builder_write_table (BureauBuilder *self, BureauBuilderObject *object,
                                     GPtrArray *rows, GError **error);
gboolean bureau_builder_write_list (BureauBuilder *self, BureauBuilderObject *object,
                                    GPtrArray *rows, GError **error);
gboolean bureau_builder_write_control (BureauBuilder *self, BureauBuilderObject *object,
                                       GPtrArray *rows, GError **error);
gboolean bureau_builder_write_button (BureauBuilder *self, BureauBuilderObject *object,
                                      GPtrArray *rows, GError **error);
gboolean bureau_builder_write_nothing (BureauBuilder *self, BureauBuilderObject *object,
                                       GPtrArray *rows, GError **error);
void bureau_builder_add_detail (BureauBuilder *self, BureauBuilderObject *object,
                                JsonObject *source, GPtrArray *rows);

/* builder-bind.c: what ids name. */
JsonObject *bureau_builder_find_source (BureauBuilder *self, BureauBuilderObject *object,
                                        const char **column, GError **error);
const char *bureau_builder_get (BureauBuilderObject *object, const char *property);
char *bureau_builder_dup_title (BureauBuilderObject *object) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_builder_has_style (BureauBuilderObject *object, const char *style);
JsonObject *bureau_builder_new_element (BureauBuilder *self, const char *type, GPtrArray *rows);

G_END_DECLS
