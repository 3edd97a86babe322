/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours of scenes: each stands out from the ground, and neighbours from each other, also for
 * who sees no red or green. */
#include <math.h>
#include <stdio.h>

#include "views/scene.h"

static const char *const light[BUREAU_SCENE_COLORS]
    = { "#1c71d8", "#c64600", "#26814c", "#9141ac", "#9a6700", "#c01c6a",
        "#007c89", "#6b5b4b", "#4b55c4", "#a51d2d", "#5a7500", "#5e5c64" };
static const char *const dark[BUREAU_SCENE_COLORS] = { "#62a0ea", "#ff9e5c", "#57e389", "#dc8add",
                                                       "#f8e45c", "#ff7bac", "#5bc8d4", "#cdab8f",
                                                       "#a6adff", "#ff938c", "#b5d46b", "#c0bfbc" };

/**
 * bureau_scene_color:
 * @series: as of a mark
 *
 * Returns: its colour
 */
const char *
bureau_scene_color (guint series, gboolean is_dark)
{
  if (series >= BUREAU_SCENE_COLORS)
    return is_dark ? "#9a9996" : "#77767b";
  return is_dark ? dark[series] : light[series];
}

/**
 * bureau_scene_ink:
 *
 * Returns: the colour of words and of the line at zero
 */
const char *
bureau_scene_ink (gboolean is_dark)
{
  return is_dark ? "#ffffff" : "#241f31";
}

/**
 * bureau_scene_faint_ink:
 *
 * Returns: the colour of words beside an axis
 */
const char *
bureau_scene_faint_ink (gboolean is_dark)
{
  return is_dark ? "#c0bfbc" : "#5e5c64";
}

/**
 * bureau_scene_grid_color:
 *
 * Returns: the colour of lines that only guide the eye
 */
const char *
bureau_scene_grid_color (gboolean is_dark)
{
  return is_dark ? "#4a4a4d" : "#deddda";
}

/**
 * bureau_scene_ground:
 *
 * Returns: the colour that a chart stands on
 */
const char *
bureau_scene_ground (gboolean is_dark)
{
  return is_dark ? "#242428" : "#ffffff";
}

static guint
mix (const char *ground, const char *color, double share, int at)
{
  char one[3] = { ground[at], ground[at + 1], '\0' };
  char other[3] = { color[at], color[at + 1], '\0' };
  double from = (double)g_ascii_strtoull (one, NULL, 16);
  double to = (double)g_ascii_strtoull (other, NULL, 16);

  return (guint)round (from + (to - from) * share);
}

/**
 * bureau_scene_share_color:
 * @share: from -1 to 1
 *
 * Returns: (transfer full): the colour of a cell: the first series' for what is above zero, the
 *   second's for what is below
 */
char *
bureau_scene_share_color (double share, gboolean is_dark)
{
  const char *color = bureau_scene_color (share < 0 ? 1 : 0, is_dark);
  const char *ground = bureau_scene_ground (is_dark);
  /* Even nothing is seen to be there. */
  double strength = 0.08 + 0.92 * CLAMP (fabs (share), 0, 1);

  return g_strdup_printf ("#%02x%02x%02x", mix (ground, color, strength, 1),
                          mix (ground, color, strength, 3), mix (ground, color, strength, 5));
}

/* How bright a colour is (WCAG 2.2, relative luminance). */
static double
brightness (const char *color)
{
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (int i = 0; i < 3; i++)
    {
      double part = mix (color, color, 0, 1 + 2 * i) / 255.0;

      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/**
 * bureau_scene_ink_on:
 * @share: of the cell that the words stand on
 *
 * Returns: black or white, whichever can be read there
 */
const char *
bureau_scene_ink_on (double share, gboolean is_dark)
{
  g_autofree char *ground = bureau_scene_share_color (share, is_dark);

  /* Where both contrasts are the same. */
  return brightness (ground) > 0.179 ? "#000000" : "#ffffff";
}
