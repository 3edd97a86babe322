/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/html-style.h"

#include <stdlib.h>
#include <string.h>

/* Colours nearer than this, summed over the channels, cannot be told apart by a reader. */
#define SAME_COLOUR 30
#define FAR_AWAY (-500.0)

static const struct
{
  const char *name;
  gint32 colour;
} COLOURS[] = {
  { "white", 0xffffff },       { "snow", 0xfffafa },
  { "ivory", 0xfffff0 },       { "ghostwhite", 0xf8f8ff },
  { "floralwhite", 0xfffaf0 }, { "mintcream", 0xf5fffa },
  { "azure", 0xf0ffff },       { "whitesmoke", 0xf5f5f5 },
  { "black", 0x000000 },       { "gray", 0x808080 },
  { "grey", 0x808080 },        { "silver", 0xc0c0c0 },
  { "red", 0xff0000 },         { "maroon", 0x800000 },
  { "yellow", 0xffff00 },      { "olive", 0x808000 },
  { "lime", 0x00ff00 },        { "green", 0x008000 },
  { "aqua", 0x00ffff },        { "cyan", 0x00ffff },
  { "teal", 0x008080 },        { "blue", 0x0000ff },
  { "navy", 0x000080 },        { "fuchsia", 0xff00ff },
  { "magenta", 0xff00ff },     { "purple", 0x800080 },
  { "orange", 0xffa500 },      { "transparent", BUREAU_HTML_COLOUR_NONE },
};

static gint32
parse_hex (const char *digits)
{
  gsize n = strspn (digits, "0123456789abcdefABCDEF");
  if (digits[n] != '\0' || (n != 3 && n != 4 && n != 6 && n != 8))
    return BUREAU_HTML_COLOUR_UNKNOWN;
  gboolean is_short = n < 6;
  gint32 colour = 0;
  for (guint i = 0; i < 3; i++)
    {
      int high = g_ascii_xdigit_value (digits[is_short ? i : 2 * i]);
      int low = g_ascii_xdigit_value (digits[is_short ? i : 2 * i + 1]);
      colour = colour << 8 | high << 4 | low;
    }
  const char *alpha = n == 4 ? digits + 3 : n == 8 ? digits + 6 : "f";
  return strspn (alpha, "0") == strlen (alpha) ? BUREAU_HTML_COLOUR_NONE : colour;
}

/* "rgb(255, 255, 255)" and "rgba(0,0,0,0)". */
static gint32
parse_rgb (const char *arguments)
{
  double parts[4] = { 0, 0, 0, 1 };
  const char *at = arguments;
  guint n = 0;
  while (n < 4)
    {
      char *end = NULL;
      double part = g_ascii_strtod (at, &end);
      if (end == at)
        break;
      parts[n++] = part;
      at = end + strspn (end, " ,/");
    }
  if (n < 3)
    return BUREAU_HTML_COLOUR_UNKNOWN;
  if (parts[3] <= 0.05)
    return BUREAU_HTML_COLOUR_NONE;
  gint32 colour = 0;
  for (guint i = 0; i < 3; i++)
    colour = colour << 8 | (gint32)CLAMP (parts[i], 0, 255);
  return colour;
}

/**
 * bureau_html_colour_parse:
 * @text: a colour of HTML or CSS
 *
 * Returns: it as 0xrrggbb, or one of the two marks where it is unknown or lets everything through
 */
gint32
bureau_html_colour_parse (const char *text)
{
  g_autofree char *value = g_ascii_strdown (text, -1);
  g_strstrip (value);
  if (*value == '#')
    return parse_hex (value + 1);
  if (g_str_has_prefix (value, "rgb(") || g_str_has_prefix (value, "rgba("))
    return parse_rgb (strchr (value, '(') + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (COLOURS); i++)
    if (g_str_equal (value, COLOURS[i].name))
      return COLOURS[i].colour;
  return parse_hex (value);
}

static void
apply_display (BureauHtmlStyle *self, const char *value)
{
  if (g_str_has_prefix (value, "none"))
    self->is_hidden = TRUE;
}

static void
apply_visibility (BureauHtmlStyle *self, const char *value)
{
  if (g_str_has_prefix (value, "hidden") || g_str_has_prefix (value, "collapse"))
    self->is_hidden = TRUE;
}

static void
apply_opacity (BureauHtmlStyle *self, const char *value)
{
  char *end = NULL;
  double opacity = g_ascii_strtod (value, &end);
  if (end != value && opacity <= (*end == '%' ? 5 : 0.05))
    self->is_hidden = TRUE;
}

/* 0 and 1px hide; a child that sets a readable size shows again (containers of MJML do that). */
static void
apply_font_size (BureauHtmlStyle *self, const char *value)
{
  char *end = NULL;
  double size = g_ascii_strtod (value, &end);
  gboolean in_pixels = g_str_has_prefix (end, "px") || g_str_has_prefix (end, "pt");
  if (end != value)
    self->is_tiny = size <= (in_pixels ? 1 : 0.1);
  else if (!g_str_has_prefix (value, "inherit"))
    self->is_tiny = FALSE;
}

static void
apply_max_height (BureauHtmlStyle *self, const char *value)
{
  char *end = NULL;
  double height = g_ascii_strtod (value, &end);
  if (end != value && height <= 0)
    self->is_hidden = TRUE;
}

static void
apply_offset (BureauHtmlStyle *self, const char *value)
{
  if (g_ascii_strtod (value, NULL) <= FAR_AWAY)
    self->is_hidden = TRUE;
}

static void
apply_colour (BureauHtmlStyle *self, const char *value)
{
  if (!g_str_has_prefix (value, "inherit"))
    self->colour = bureau_html_colour_parse (value);
}

/* A picture, a gradient or an unknown word may be of any colour: nothing on it counts as hidden. */
static void
apply_background (BureauHtmlStyle *self, const char *value)
{
  if (g_str_has_prefix (value, "none") || g_str_has_prefix (value, "inherit")
      || g_str_has_prefix (value, "initial"))
    return;
  if (strstr (value, "url(") != NULL || strstr (value, "gradient(") != NULL)
    {
      self->background = BUREAU_HTML_COLOUR_UNKNOWN;
      return;
    }
  gint32 colour = bureau_html_colour_parse (value);
  if (colour == BUREAU_HTML_COLOUR_UNKNOWN && strchr (value, '(') == NULL)
    {
      g_autofree char *first = g_strndup (value, strcspn (value, " "));
      colour = bureau_html_colour_parse (first);
    }
  if (colour != BUREAU_HTML_COLOUR_NONE)
    self->background = colour;
}

static const struct
{
  const char *name;
  void (*apply) (BureauHtmlStyle *self, const char *value);
} PROPERTIES[] = {
  { "display", apply_display },
  { "visibility", apply_visibility },
  { "opacity", apply_opacity },
  { "font-size", apply_font_size },
  { "max-height", apply_max_height },
  { "text-indent", apply_offset },
  { "left", apply_offset },
  { "top", apply_offset },
  { "margin-left", apply_offset },
  { "color", apply_colour },
  { "background", apply_background },
  { "background-color", apply_background },
  { "background-image", apply_background },
};

static void
apply_declaration (BureauHtmlStyle *self, char *declaration)
{
  char *colon = strchr (declaration, ':');
  if (colon == NULL)
    return;
  *colon = '\0';
  const char *name = g_strstrip (declaration);
  const char *value = g_strstrip (colon + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (PROPERTIES); i++)
    if (g_str_equal (name, PROPERTIES[i].name))
      {
        PROPERTIES[i].apply (self, value);
        return;
      }
}

/**
 * bureau_html_style_apply:
 * @self: what the element inherits
 * @declarations: the value of its style attribute
 *
 * Reads from CSS only what can hide text.
 */
void
bureau_html_style_apply (BureauHtmlStyle *self, const char *declarations)
{
  g_autofree char *lower = g_ascii_strdown (declarations, -1);
  g_auto (GStrv) each = g_strsplit (lower, ";", 200);
  for (gsize i = 0; each[i] != NULL; i++)
    apply_declaration (self, each[i]);
}

static int
distance (gint32 one, gint32 other)
{
  int sum = 0;
  for (int shift = 0; shift <= 16; shift += 8)
    sum += ABS ((one >> shift & 0xff) - (other >> shift & 0xff));
  return sum;
}

/**
 * bureau_html_style_hides:
 * @self: the style of a piece of text
 *
 * Returns: whether a reader of the original could not see it
 */
gboolean
bureau_html_style_hides (const BureauHtmlStyle *self)
{
  if (self->is_hidden || self->is_tiny || self->colour == BUREAU_HTML_COLOUR_NONE)
    return TRUE;
  return self->colour >= 0 && self->background >= 0
         && distance (self->colour, self->background) <= SAME_COLOUR;
}
