/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of a chart, and how large they are. */
#include <string.h>

#include "views/chart-private.h"

/* A text fits into a width that was computed from its own. */
#define ROUNDING 0.01

/* The size of each font in px, where nobody measures; an export writes the same. */
static const double sizes[] = {
  [BUREAU_SCENE_FONT_TICK] = 11,  [BUREAU_SCENE_FONT_TITLE] = 12, [BUREAU_SCENE_FONT_LEGEND] = 12,
  [BUREAU_SCENE_FONT_VALUE] = 12, [BUREAU_SCENE_FONT_TOTAL] = 20,
};

/**
 * bureau_scene_font_size:
 *
 * Returns: the font's size in px, as exports have it
 */
double
bureau_scene_font_size (BureauSceneFont font)
{
  return sizes[font];
}

/* About as wide as sans-serif letters are, a little too wide rather than too narrow. */
static double
letter_width (gunichar letter)
{
  if (g_unichar_iswide (letter))
    return 1;
  if (g_unichar_iszerowidth (letter))
    return 0;
  if (letter < 128 && strchr ("iljft.,:;'|!()[] I", (int)letter) != NULL)
    return 0.38;
  return g_unichar_isupper (letter) || letter == 'm' || letter == 'w' || letter == '%' ? 0.78
                                                                                       : 0.63;
}

static void
estimate (const char *text, BureauSceneFont font, double *width, double *height)
{
  double sum = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    sum += letter_width (g_utf8_get_char (p));
  *width = sum * sizes[font];
  *height = sizes[font] * 1.35;
}

void
bureau_chart_measure (const BureauChart *self, const char *text, BureauSceneFont font,
                      double *width, double *height)
{
  if (self->wish->measure != NULL)
    self->wish->measure (text, font, width, height, self->wish->measure_data);
  else
    estimate (text, font, width, height);
}

double
bureau_chart_text_width (const BureauChart *self, const char *text, BureauSceneFont font)
{
  double width, height;

  bureau_chart_measure (self, text, font, &width, &height);
  return width;
}

double
bureau_chart_line_height (const BureauChart *self, BureauSceneFont font)
{
  double width, height;

  bureau_chart_measure (self, "0", font, &width, &height);
  return height;
}

/* The longest beginning that fits, with dots after it; NULL where not even one letter does. */
static char *
shorten (const BureauChart *self, const char *text, BureauSceneFont font, double most)
{
  glong fits = 0, too_long = g_utf8_strlen (text, -1);

  if (bureau_chart_text_width (self, text, font) <= most + ROUNDING)
    return g_strdup (text);
  while (too_long - fits > 1)
    {
      glong middle = (fits + too_long) / 2;
      g_autofree char *head = g_utf8_substring (text, 0, middle);
      g_autofree char *tried = g_strconcat (head, "…", NULL);

      if (bureau_chart_text_width (self, tried, font) <= most)
        fits = middle;
      else
        too_long = middle;
    }
  if (fits > 0)
    {
      g_autofree char *head = g_utf8_substring (text, 0, fits);

      return g_strconcat (g_strchomp (head), "…", NULL);
    }
  return NULL;
}

/**
 * bureau_chart_write:
 * @x: as #BureauSceneText has it
 * @most: how wide it may be; what is longer is shortened
 *
 * Returns: (transfer none) (nullable): the text, or %NULL where nothing of it has room
 */
BureauSceneText *
bureau_chart_write (BureauChart *self, const char *text, BureauSceneFont font,
                    BureauSceneAlign align, double x, double y, double most)
{
  g_autofree char *shown = shorten (self, text, font, most);
  BureauSceneText *added;

  if (shown == NULL)
    return NULL;
  added = bureau_scene_add_text (self->scene, shown, font, align, x, y);
  bureau_chart_measure (self, shown, font, &added->width, &added->height);
  return added;
}
