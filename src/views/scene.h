/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A chart laid out: what is drawn where, in px from the top left, without a word about how. A
 * widget paints it, an export writes it as SVG, a test compares it as JSON. */

/**
 * BureauSceneFont:
 * @BUREAU_SCENE_FONT_TICK: beside an axis
 * @BUREAU_SCENE_FONT_TITLE: over an axis
 * @BUREAU_SCENE_FONT_LEGEND: beside a key
 * @BUREAU_SCENE_FONT_VALUE: on or in a mark
 * @BUREAU_SCENE_FONT_TOTAL: large, in the middle of a ring
 */
typedef enum
{
  BUREAU_SCENE_FONT_TICK,
  BUREAU_SCENE_FONT_TITLE,
  BUREAU_SCENE_FONT_LEGEND,
  BUREAU_SCENE_FONT_VALUE,
  BUREAU_SCENE_FONT_TOTAL,
} BureauSceneFont;

/* How large a line of text is, in px. */
typedef void (*BureauSceneMeasure) (const char *text, BureauSceneFont font, double *width,
                                    double *height, gpointer data);

typedef enum
{
  BUREAU_SCENE_START,
  BUREAU_SCENE_MIDDLE,
  BUREAU_SCENE_END,
} BureauSceneAlign;

/**
 * BureauSceneShape:
 * @BUREAU_SCENE_RECT: the box
 * @BUREAU_SCENE_CELL: the box, coloured by its share
 * @BUREAU_SCENE_LINE: through the points
 * @BUREAU_SCENE_AREA: between the points, which go there and back; what lies below may show through
 * @BUREAU_SCENE_POLYGON: between the points
 * @BUREAU_SCENE_ARC: a part of the ring in the box
 * @BUREAU_SCENE_POINT: round, in the box
 */
typedef enum
{
  BUREAU_SCENE_RECT,
  BUREAU_SCENE_CELL,
  BUREAU_SCENE_LINE,
  BUREAU_SCENE_AREA,
  BUREAU_SCENE_POLYGON,
  BUREAU_SCENE_ARC,
  BUREAU_SCENE_POINT,
} BureauSceneShape;

typedef enum
{
  BUREAU_SCENE_GRID,   /* a value of the axis */
  BUREAU_SCENE_AXIS,   /* zero, or the foot of the chart */
  BUREAU_SCENE_TARGET, /* the value to reach */
} BureauSceneRuleKind;

typedef struct
{
  double x, y, width, height;
} BureauSceneRect;

typedef struct
{
  double x, y;
} BureauScenePoint;

/* The colour of what belongs to no series of its own. */
#define BUREAU_SCENE_REST 99

/* So many series have a colour. */
#define BUREAU_SCENE_COLORS 12

/**
 * BureauSceneMark:
 * @series: which colour: 0…11, or %BUREAU_SCENE_REST
 * @share: of a cell: how much of the largest value, from -1 to 1
 * @box: what it covers; of an arc the whole circle
 * @inner: of an arc: px from the middle to the ring
 * @from: of an arc: where it begins, in radians clockwise from above
 * @to: of an arc: where it ends
 * @points: of a line, an area or a polygon
 * @is_quiet: drawn only while it is pointed at or has the focus
 * @label: (nullable): what it is; without it, it takes no focus
 * @figure: (nullable): its value as a person reads it
 * @row: the row of the source; -1 where it is several
 * @place: where it stands along the axis, counted from 0
 *
 * Something that shows a value.
 */
typedef struct
{
  BureauSceneShape shape;
  guint series;
  double share;
  BureauSceneRect box;
  double inner, from, to;
  BureauScenePoint *points;
  guint n_points;
  gboolean is_quiet;
  char *label;
  char *figure;
  int row;
  guint place;
} BureauSceneMark;

/**
 * BureauSceneText:
 * @x: of its beginning, middle or end, as @align says
 * @y: of its upper edge
 * @width: how wide it is
 * @on_share: what it stands on: a cell's share, or 0 for the ground of the chart
 */
typedef struct
{
  char *text;
  BureauSceneFont font;
  BureauSceneAlign align;
  double x, y, width, height;
  double on_share;
} BureauSceneText;

typedef struct
{
  BureauSceneRuleKind kind;
  double x1, y1, x2, y2;
} BureauSceneRule;

/**
 * BureauSceneKey:
 * @shape: a rect, or a cell of the scale of a heatmap
 * @series: as of a mark
 * @share: as of a mark
 * @box: the small field in its colour
 *
 * An entry of the legend; its words stand among the texts.
 */
typedef struct
{
  BureauSceneShape shape;
  guint series;
  double share;
  BureauSceneRect box;
} BureauSceneKey;

/**
 * BureauScene:
 * @plot: where the marks stand
 * @marks: (element-type BureauSceneMark): in the order of painting and of the keyboard
 * @texts: (element-type BureauSceneText)
 * @rules: (element-type BureauSceneRule): below the marks, but for a target's
 * @keys: (element-type BureauSceneKey)
 * @note: (nullable): what of the rows is not drawn, in a sentence
 * @description: what is drawn, in a sentence
 */
typedef struct
{
  double width, height;
  BureauSceneRect plot;
  GPtrArray *marks;
  GPtrArray *texts;
  GArray *rules;
  GArray *keys;
  char *note;
  char *description;
} BureauScene;

BureauScene *bureau_scene_new (double width, double height) G_GNUC_WARN_UNUSED_RESULT;
void bureau_scene_free (BureauScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauScene, bureau_scene_free)

BureauSceneMark *bureau_scene_add_mark (BureauScene *self, BureauSceneShape shape, guint series);
void bureau_scene_add_rule (BureauScene *self, BureauSceneRuleKind kind, double x1, double y1,
                            double x2, double y2);
BureauSceneText *bureau_scene_add_text (BureauScene *self, const char *text, BureauSceneFont font,
                                        BureauSceneAlign align, double x, double y);
void bureau_scene_add_key (BureauScene *self, BureauSceneShape shape, guint series, double share,
                           BureauSceneRect box);
void bureau_scene_mirror (BureauScene *self);
double bureau_scene_font_size (BureauSceneFont font);

/* scene-find.c */
BureauSceneMark *bureau_scene_find (BureauScene *self, double x, double y);
BureauSceneMark *bureau_scene_step (BureauScene *self, BureauSceneMark *mark, int across, int down);

/* scene-json.c */
JsonObject *bureau_scene_to_json (BureauScene *self) G_GNUC_WARN_UNUSED_RESULT;

/* scene-color.c: the colours of series, as "#rrggbb". */
const char *bureau_scene_color (guint series, gboolean is_dark);
char *bureau_scene_share_color (double share, gboolean is_dark) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_scene_ink (gboolean is_dark);
const char *bureau_scene_faint_ink (gboolean is_dark);
const char *bureau_scene_grid_color (gboolean is_dark);
const char *bureau_scene_ground (gboolean is_dark);
const char *bureau_scene_ink_on (double share, gboolean is_dark);

/* scene-svg.c */
char *bureau_scene_to_svg (BureauScene *self, const char *title,
                           gboolean is_dark) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
