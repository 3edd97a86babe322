/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The classes that GtkBuilder's XML may name, and what may be said of each. What only says how a
 * thing looks (margins, alignment) is checked and left to the host, as everywhere in a view. */
#include "views/builder-private.h"

#include <string.h>

#define TEXT(property_name) { .name = (property_name), .kind = BUREAU_BUILDER_TEXT }
#define BOOLEAN(property_name) { .name = (property_name), .kind = BUREAU_BUILDER_BOOLEAN }
#define PLAIN { .name = "use-markup", .kind = BUREAU_BUILDER_FALSE }
#define CHILD(property_name) { .name = (property_name), .kind = BUREAU_BUILDER_CHILD }
#define NUMBER(property_name, lower, upper)                                                        \
  { .name = (property_name), .kind = BUREAU_BUILDER_NUMBER, .least = (lower), .most = (upper) }
#define WORD(property_name, list)                                                                  \
  { .name = (property_name), .kind = BUREAU_BUILDER_WORD, .words = (list) }

#define MAX_PIXELS 4000
#define MAX_FIGURE 1e15

/* Words in the order of GTK's enumerations: a number stands for one of them. */
static const char *const aligns[] = { "fill",          "start",           "end",      "center",
                                      "baseline-fill", "baseline-center", "baseline", NULL };
static const char *const orientations[] = { "horizontal", "vertical", NULL };
static const char *const policies[] = { "always", "automatic", "never", "external", NULL };
static const char *const ellipses[] = { "none", "start", "middle", "end", NULL };
static const char *const wraps[] = { "word", "char", "word-char", "none", NULL };
static const char *const justifications[] = { "left", "right", "center", "fill", NULL };
static const char *const selections[] = { "none", "single", "browse", "multiple", NULL };

static const BureauBuilderProperty any_properties[] = {
  BOOLEAN ("visible"),
  BOOLEAN ("sensitive"),
  BOOLEAN ("hexpand"),
  BOOLEAN ("vexpand"),
  WORD ("halign", aligns),
  WORD ("valign", aligns),
  NUMBER ("margin-top", 0, MAX_PIXELS),
  NUMBER ("margin-bottom", 0, MAX_PIXELS),
  NUMBER ("margin-start", 0, MAX_PIXELS),
  NUMBER ("margin-end", 0, MAX_PIXELS),
  NUMBER ("width-request", -1, MAX_PIXELS),
  NUMBER ("height-request", -1, MAX_PIXELS),
  TEXT ("tooltip-text"),
  { NULL },
};

static const BureauBuilderProperty box_properties[] = {
  WORD ("orientation", orientations),
  NUMBER ("spacing", 0, MAX_PIXELS),
  BOOLEAN ("homogeneous"),
  { NULL },
};
static const BureauBuilderProperty grid_properties[] = {
  NUMBER ("row-spacing", 0, MAX_PIXELS),
  NUMBER ("column-spacing", 0, MAX_PIXELS),
  BOOLEAN ("row-homogeneous"),
  BOOLEAN ("column-homogeneous"),
  { NULL },
};
static const BureauBuilderProperty wrap_properties[] = {
  NUMBER ("child-spacing", 0, MAX_PIXELS),
  NUMBER ("line-spacing", 0, MAX_PIXELS),
  { NULL },
};
static const BureauBuilderProperty bin_properties[] = {
  CHILD ("child"),
  NUMBER ("maximum-size", 0, MAX_PIXELS),
  NUMBER ("tightening-threshold", 0, MAX_PIXELS),
  WORD ("hscrollbar-policy", policies),
  WORD ("vscrollbar-policy", policies),
  BOOLEAN ("propagate-natural-height"),
  BOOLEAN ("propagate-natural-width"),
  BOOLEAN ("activatable"),
  BOOLEAN ("selectable"),
  { NULL },
};
static const BureauBuilderProperty list_box_properties[] = {
  WORD ("selection-mode", selections),
  BOOLEAN ("show-separators"),
  { NULL },
};
static const BureauBuilderProperty page_properties[]
    = { TEXT ("title"), TEXT ("name"), BOOLEAN ("use-underline"), CHILD ("child"), { NULL } };
static const BureauBuilderProperty stack_properties[]
    = { BOOLEAN ("hhomogeneous"), BOOLEAN ("vhomogeneous"), { NULL } };
static const BureauBuilderProperty group_properties[] = {
  TEXT ("title"), TEXT ("description"), TEXT ("label"),       TEXT ("name"),
  PLAIN,          CHILD ("child"),      BOOLEAN ("expanded"), { NULL },
};
static const BureauBuilderProperty label_properties[] = {
  TEXT ("label"),
  PLAIN,
  BOOLEAN ("use-underline"),
  BOOLEAN ("wrap"),
  WORD ("wrap-mode", wraps),
  WORD ("ellipsize", ellipses),
  WORD ("justify", justifications),
  NUMBER ("xalign", 0, 1),
  NUMBER ("yalign", 0, 1),
  NUMBER ("lines", -1, 1000),
  NUMBER ("width-chars", -1, 1000),
  NUMBER ("max-width-chars", -1, 1000),
  BOOLEAN ("selectable"),
  { NULL },
};
static const BureauBuilderProperty words_properties[]
    = { TEXT ("title"), TEXT ("description"), PLAIN, { NULL } };
static const BureauBuilderProperty row_properties[] = { TEXT ("title"),
                                                        TEXT ("subtitle"),
                                                        PLAIN,
                                                        BOOLEAN ("use-underline"),
                                                        BOOLEAN ("activatable"),
                                                        NUMBER ("title-lines", 0, 100),
                                                        NUMBER ("subtitle-lines", 0, 100),
                                                        { NULL } };
static const BureauBuilderProperty meter_properties[] = {
  NUMBER ("min-value", 0, 0),
  NUMBER ("max-value", 0, MAX_FIGURE),
  NUMBER ("value", 0, MAX_FIGURE),
  NUMBER ("fraction", 0, 1),
  BOOLEAN ("show-text"),
  BOOLEAN ("inverted"),
  WORD ("orientation", orientations),
  { NULL },
};
static const BureauBuilderProperty rows_properties[] = { BOOLEAN ("show-row-separators"),
                                                         BOOLEAN ("show-column-separators"),
                                                         BOOLEAN ("show-separators"),
                                                         { NULL } };
static const BureauBuilderProperty column_properties[] = { TEXT ("title"),
                                                           BOOLEAN ("expand"),
                                                           BOOLEAN ("resizable"),
                                                           NUMBER ("fixed-width", -1, MAX_PIXELS),
                                                           { NULL } };
static const BureauBuilderProperty control_properties[] = {
  TEXT ("title"),
  TEXT ("subtitle"),
  PLAIN,
  BOOLEAN ("use-underline"),
  TEXT ("label"),
  TEXT ("placeholder-text"),
  BOOLEAN ("enable-search"),
  NUMBER ("digits", 0, 20),
  CHILD ("model"),
  { NULL },
};
static const BureauBuilderProperty button_properties[]
    = { TEXT ("label"), BOOLEAN ("use-underline"), BOOLEAN ("has-frame"), { NULL } };
static const BureauBuilderProperty separator_properties[] = { WORD ("orientation", orientations),
                                                              { NULL } };
static const BureauBuilderProperty no_properties[] = { { NULL } };

static const BureauBuilderClass classes[] = {
  { "GtkBox", box_properties, bureau_builder_write_box },
  { "GtkGrid", grid_properties, bureau_builder_write_grid },
  { "AdwWrapBox", wrap_properties, bureau_builder_write_children },
  { "GtkScrolledWindow", bin_properties, bureau_builder_write_children },
  { "GtkViewport", bin_properties, bureau_builder_write_children },
  { "AdwBin", bin_properties, bureau_builder_write_children },
  { "AdwClamp", bin_properties, bureau_builder_write_children },
  { "GtkListBox", list_box_properties, bureau_builder_write_list },
  { "GtkListBoxRow", bin_properties, bureau_builder_write_children },
  { "AdwPreferencesPage", group_properties, bureau_builder_write_children },
  { "AdwPreferencesGroup", group_properties, bureau_builder_write_group },
  { "GtkFrame", group_properties, bureau_builder_write_group },
  { "GtkExpander", group_properties, bureau_builder_write_group },
  { "GtkStack", stack_properties, bureau_builder_write_tabs },
  { "AdwViewStack", stack_properties, bureau_builder_write_tabs },
  { "GtkStackPage", page_properties, bureau_builder_write_children },
  { "AdwViewStackPage", page_properties, bureau_builder_write_children },
  { "GtkLabel", label_properties, bureau_builder_write_label },
  { "AdwStatusPage", words_properties, bureau_builder_write_words },
  { "AdwActionRow", row_properties, bureau_builder_write_row },
  { "GtkLevelBar", meter_properties, bureau_builder_write_meter },
  { "GtkProgressBar", meter_properties, bureau_builder_write_meter },
  { "GtkColumnView", rows_properties, bureau_builder_write_table },
  { "GtkColumnViewColumn", column_properties, bureau_builder_write_nothing },
  { "GtkListView", rows_properties, bureau_builder_write_list },
  { "GtkSearchEntry", control_properties, bureau_builder_write_control },
  { "GtkEntry", control_properties, bureau_builder_write_control },
  { "GtkSpinButton", control_properties, bureau_builder_write_control },
  { "GtkSwitch", control_properties, bureau_builder_write_control },
  { "GtkCheckButton", control_properties, bureau_builder_write_control },
  { "GtkDropDown", control_properties, bureau_builder_write_control },
  { "AdwEntryRow", control_properties, bureau_builder_write_control },
  { "AdwComboRow", control_properties, bureau_builder_write_control },
  { "AdwSwitchRow", control_properties, bureau_builder_write_control },
  { "AdwSpinRow", control_properties, bureau_builder_write_control },
  { "GtkStringList", no_properties, bureau_builder_write_nothing },
  { "GtkButton", button_properties, bureau_builder_write_button },
  { "GtkSeparator", separator_properties, bureau_builder_write_nothing },
};

static const char *const styles[] = { "title-1",
                                      "title-2",
                                      "title-3",
                                      "title-4",
                                      "heading",
                                      "body",
                                      "caption",
                                      "dim-label",
                                      "dimmed",
                                      "numeric",
                                      "accent",
                                      "success",
                                      "warning",
                                      "error",
                                      "card",
                                      "boxed-list",
                                      "boxed-list-separate",
                                      "linked",
                                      "toolbar",
                                      "pill",
                                      "flat",
                                      "circular",
                                      "suggested-action",
                                      "destructive-action",
                                      "background",
                                      "view",
                                      "frame",
                                      "data-table",
                                      "rich-list",
                                      "spacer",
                                      "monospace",
                                      "large-title",
                                      "caption-heading",
                                      "navigation-sidebar",
                                      NULL };

/**
 * bureau_builder_find_class:
 *
 * Returns: (nullable): what may be said of that class; %NULL where nothing may
 */
const BureauBuilderClass *
bureau_builder_find_class (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (g_str_equal (classes[i].name, name))
      return &classes[i];
  return NULL;
}

gboolean
bureau_builder_is_style (const char *name)
{
  return g_strv_contains (styles, name);
}

/* Properties -------------------------------------------------------------------------------------
 */

static const BureauBuilderProperty *
find_in (const BureauBuilderProperty *properties, const char *name)
{
  for (; properties->name != NULL; properties++)
    if (g_str_equal (properties->name, name))
      return properties;
  return NULL;
}

static const BureauBuilderProperty *
find_property (const BureauBuilderClass *class, const char *name)
{
  const BureauBuilderProperty *own = find_in (class->properties, name);

  return own != NULL ? own : find_in (any_properties, name);
}

gboolean
bureau_builder_is_child (const BureauBuilderClass *class, const char *name)
{
  const BureauBuilderProperty *property = find_property (class, name);

  return property != NULL && property->kind == BUREAU_BUILDER_CHILD;
}

/* As GtkBuilder reads them: 1 if it is one, 0 if it is the other, -1 where it is neither. */
static int
parse_boolean (const char *text)
{
  static const char *const yes[] = { "true", "t", "yes", "y", "1", NULL };
  static const char *const no[] = { "false", "f", "no", "n", "0", NULL };
  g_autofree char *folded = g_ascii_strdown (text, -1);

  return g_strv_contains (yes, folded) ? 1 : g_strv_contains (no, folded) ? 0 : -1;
}

gboolean
bureau_builder_is_on (BureauBuilderObject *object, const char *name, gboolean otherwise)
{
  const char *text = g_hash_table_lookup (object->properties, name);

  return text != NULL ? parse_boolean (text) == 1 : otherwise;
}

static gboolean
is_number (const BureauBuilderProperty *property, const char *text)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  /* The comparison also refuses what is no number. */
  return end != text && *end == '\0' && number >= property->least && number <= property->most;
}

static const char *
find_word (const BureauBuilderProperty *property, const char *text)
{
  guint64 number;

  if (g_ascii_string_to_unsigned (text, 10, 0, g_strv_length ((char **)property->words) - 1,
                                  &number, NULL))
    return property->words[number];
  return g_strv_contains (property->words, text) ? text : NULL;
}

/* What @text says, or NULL where it says nothing that the property can be. */
static const char *
read_value (const BureauBuilderProperty *property, const char *text)
{
  switch (property->kind)
    {
    case BUREAU_BUILDER_TEXT:
      return text;
    case BUREAU_BUILDER_BOOLEAN:
      return parse_boolean (text) >= 0 ? text : NULL;
    case BUREAU_BUILDER_FALSE:
      return parse_boolean (text) == 0 ? text : NULL;
    case BUREAU_BUILDER_NUMBER:
      return is_number (property, text) ? text : NULL;
    case BUREAU_BUILDER_WORD:
      return find_word (property, text);
    case BUREAU_BUILDER_CHILD:
      return *text == '\0' ? text : NULL;
    default:
      return NULL;
    }
}

/**
 * bureau_builder_read_property:
 * @text: the value as it stands in the XML
 * @error: return location; says the line and the reason
 *
 * Returns: (transfer none): what the property is then; %NULL where an object of @class cannot have
 *   it
 */
const char *
bureau_builder_read_property (const BureauBuilderClass *class, const char *name, const char *text,
                              int line, GError **error)
{
  const BureauBuilderProperty *property = find_property (class, name);
  const char *value = property != NULL ? read_value (property, text) : NULL;

  if (property == NULL)
    bureau_builder_refuse (error, line, "a view’s %s has no property ‘%s’", class->name, name);
  else if (value == NULL)
    bureau_builder_refuse (error, line, "‘%s’ cannot be ‘%.40s’", name, text);
  return value;
}
