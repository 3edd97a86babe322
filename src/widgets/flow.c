/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/flow.h"

#define SPACING 12

struct _BureauFlow
{
  GtkWidget parent_instance;

  GArray *items;
};

G_DEFINE_FINAL_TYPE (BureauFlow, bureau_flow, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *child;
  int least;
  int weight;
  int width; /* as it was shared out last */
} Item;

static Item *
get_item (BureauFlow *self, guint i)
{
  return &g_array_index (self->items, Item, i);
}

static gboolean
is_there (const Item *item)
{
  return gtk_widget_should_layout (item->child);
}

static int
get_minimum (const Item *item)
{
  int minimum;

  gtk_widget_measure (item->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
get_need (const Item *item)
{
  return MAX (get_minimum (item), item->least);
}

/* Lines ------------------------------------------------------------------------------------------
 */

/* Where the line that begins with @first ends; @needed is what its items need at least. */
static guint
find_end (BureauFlow *self, guint first, int width, int *needed)
{
  int sum = -SPACING;
  guint i;

  *needed = 0;
  for (i = first; i < self->items->len; i++)
    {
      const Item *item = get_item (self, i);
      int need = is_there (item) ? get_need (item) + SPACING : 0;

      if (need > 0 && sum > -SPACING && sum + need > width)
        break;
      sum += need;
    }
  *needed = MAX (sum, 0);
  return i;
}

/* What is left over what all need is shared by weight. */
static void
share_line (BureauFlow *self, guint first, guint end, int width, int needed)
{
  int left = MAX (width - needed, 0);
  int weights = 0;

  for (guint i = first; i < end; i++)
    weights += is_there (get_item (self, i)) ? get_item (self, i)->weight : 0;
  for (guint i = first; i < end; i++)
    {
      Item *item = get_item (self, i);
      int part;

      if (!is_there (item))
        continue;
      part = weights > 0 ? left * item->weight / weights : 0;
      item->width = MAX (MIN (get_need (item), width), get_minimum (item)) + part;
      left -= part;
      weights -= item->weight;
    }
}

static int
measure_line (BureauFlow *self, guint first, guint end)
{
  int height = 0;

  for (guint i = first; i < end; i++)
    {
      const Item *item = get_item (self, i);
      int natural = 0;

      if (is_there (item))
        gtk_widget_measure (item->child, GTK_ORIENTATION_VERTICAL, item->width, NULL, &natural,
                            NULL, NULL);
      height = MAX (height, natural);
    }
  return height;
}

static void
allocate_line (BureauFlow *self, guint first, guint end, int y, int height)
{
  gboolean is_reversed = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = is_reversed ? gtk_widget_get_width (GTK_WIDGET (self)) : 0;

  for (guint i = first; i < end; i++)
    {
      const Item *item = get_item (self, i);
      int width = item->width;

      if (!is_there (item))
        continue;
      if (is_reversed)
        x -= width;
      gtk_widget_size_allocate (item->child, &(GtkAllocation){ x, y, width, height }, -1);
      x += is_reversed ? -SPACING : width + SPACING;
    }
}

/* Goes through the lines, and puts the children in their places where @is_allocating. */
static int
lay_out (BureauFlow *self, int width, gboolean is_allocating)
{
  guint first = 0;
  int y = 0;

  while (first < self->items->len)
    {
      int needed, height;
      guint end = find_end (self, first, width, &needed);

      share_line (self, first, end, width, needed);
      height = measure_line (self, first, end);
      if (is_allocating)
        allocate_line (self, first, end, y, height);
      y += height > 0 ? height + SPACING : 0;
      first = end;
    }
  return MAX (y - SPACING, 0);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static GtkSizeRequestMode
bureau_flow_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (BureauFlow *self, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = get_item (self, i);
      int own;

      if (!is_there (item))
        continue;
      gtk_widget_measure (item->child, GTK_ORIENTATION_HORIZONTAL, -1, &own, NULL, NULL, NULL);
      *minimum = MAX (*minimum, own);
      *natural += MAX (own, item->least) + SPACING;
    }
  *natural = MAX (*minimum, *natural - SPACING);
}

static void
bureau_flow_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                     int *natural, int *minimum_baseline, int *natural_baseline)
{
  BureauFlow *self = BUREAU_FLOW (widget);
  int least, wished;

  measure_width (self, &least, &wished);
  *minimum = least;
  *natural = wished;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = lay_out (self, for_size < 0 ? wished : for_size, FALSE);
}

static void
bureau_flow_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  lay_out (BUREAU_FLOW (widget), width, TRUE);
}

static void
bureau_flow_dispose (GObject *object)
{
  GtkWidget *child;

  g_array_set_size (BUREAU_FLOW (object)->items, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bureau_flow_parent_class)->dispose (object);
}

static void
bureau_flow_finalize (GObject *object)
{
  g_clear_pointer (&BUREAU_FLOW (object)->items, g_array_unref);
  G_OBJECT_CLASS (bureau_flow_parent_class)->finalize (object);
}

static void
bureau_flow_class_init (BureauFlowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_flow_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_flow_finalize;
  widget_class->get_request_mode = bureau_flow_get_request_mode;
  widget_class->measure = bureau_flow_measure;
  widget_class->size_allocate = bureau_flow_size_allocate;
}

static void
bureau_flow_init (BureauFlow *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
}

/**
 * bureau_flow_new:
 *
 * Returns: (transfer floating): a flow without children
 */
GtkWidget *
bureau_flow_new (void)
{
  return g_object_new (BUREAU_TYPE_FLOW, NULL);
}

/**
 * bureau_flow_append:
 * @least_width: in application pixels: with less it does not stand beside another
 * @weight: its part of what is left, against the others of its line
 */
void
bureau_flow_append (BureauFlow *self, GtkWidget *child, int least_width, int weight)
{
  Item item = { child, least_width, weight, 0 };

  g_array_append_val (self->items, item);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * bureau_flow_remove:
 * @child: one of its widgets
 */
void
bureau_flow_remove (BureauFlow *self, GtkWidget *child)
{
  for (guint i = 0; i < self->items->len; i++)
    if (get_item (self, i)->child == child)
      {
        g_array_remove_index (self->items, i);
        gtk_widget_unparent (child);
        return;
      }
}
