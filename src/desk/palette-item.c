/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/palette-item.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"

struct _BureauPaletteItem
{
  GObject parent_instance;

  const BureauCommand *command;
  char *words; /* of a wish */
  gint64 id;
  char *title;
  char *detail;
};

G_DEFINE_FINAL_TYPE (BureauPaletteItem, bureau_palette_item, G_TYPE_OBJECT)

enum
{
  PROP_TITLE = 1,
  PROP_DETAIL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
bureau_palette_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauPaletteItem *self = BUREAU_PALETTE_ITEM (object);
  const char *texts[] = { NULL, self->title, self->detail };

  g_value_set_string (value, texts[id]);
}

static void
bureau_palette_item_finalize (GObject *object)
{
  BureauPaletteItem *self = BUREAU_PALETTE_ITEM (object);

  g_free (self->words);
  g_free (self->title);
  g_free (self->detail);
  G_OBJECT_CLASS (bureau_palette_item_parent_class)->finalize (object);
}

static void
bureau_palette_item_class_init (BureauPaletteItemClass *klass)
{
  static const char *const names[] = { NULL, "title", "detail" };

  G_OBJECT_CLASS (klass)->get_property = bureau_palette_item_get_property;
  G_OBJECT_CLASS (klass)->finalize = bureau_palette_item_finalize;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_string (names[i], NULL, NULL, NULL,
                                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
bureau_palette_item_init (BureauPaletteItem *self)
{
}

static char *
say_keys (const BureauCommand *command)
{
  GdkModifierType modifiers;
  guint key;

  if (command->keys == NULL || !gtk_accelerator_parse (command->keys, &key, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (key, modifiers);
}

/**
 * bureau_palette_item_new_command:
 *
 * Returns: (transfer full): the line of a command, with its keys
 */
BureauPaletteItem *
bureau_palette_item_new_command (const BureauCommand *command)
{
  BureauPaletteItem *self = g_object_new (BUREAU_TYPE_PALETTE_ITEM, NULL);

  self->command = command;
  self->title = g_strdup (_ (command->title));
  self->detail = say_keys (command);
  return self;
}

/**
 * bureau_palette_item_new_ask:
 * @words: what was typed
 *
 * Returns: (transfer full): the line that asks for it in plain words
 */
BureauPaletteItem *
bureau_palette_item_new_ask (const char *words)
{
  BureauPaletteItem *self = g_object_new (BUREAU_TYPE_PALETTE_ITEM, NULL);

  self->words = g_strdup (words);
  self->title = bureau_text_visible (words, NULL);
  self->detail = g_strdup (_ ("Show This as a View"));
  return self;
}

/**
 * bureau_palette_item_get_words:
 *
 * Returns: (transfer none) (nullable): what is wished for; %NULL for any other line
 */
const char *
bureau_palette_item_get_words (BureauPaletteItem *self)
{
  return self->words;
}

/**
 * bureau_palette_item_new_found:
 * @found: {"id","collection","title","snippet"}, as bureau_search_words() gives it
 *
 * Returns: (transfer full): the line of what was found
 */
BureauPaletteItem *
bureau_palette_item_new_found (JsonObject *found)
{
  BureauPaletteItem *self = g_object_new (BUREAU_TYPE_PALETTE_ITEM, NULL);
  const char *title = bureau_json_get_string (found, "title");
  const char *snippet = bureau_json_get_string (found, "snippet");

  self->id = bureau_json_get_id (found, "id");
  self->title = bureau_text_visible (title != NULL ? title : "", NULL);
  self->detail = bureau_text_visible (snippet != NULL ? snippet : "", NULL);
  return self;
}

/**
 * bureau_palette_item_get_command:
 *
 * Returns: (transfer none) (nullable): the command, %NULL for what was found
 */
const BureauCommand *
bureau_palette_item_get_command (BureauPaletteItem *self)
{
  return self->command;
}

/**
 * bureau_palette_item_get_id:
 *
 * Returns: the id of what was found, 0 for a command
 */
gint64
bureau_palette_item_get_id (BureauPaletteItem *self)
{
  return self->id;
}
