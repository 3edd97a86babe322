/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/scene-view.h"

#include <adwaita.h>

#include "views/joined.h"
#include "widgets/scene-paint.h"

#define WIDTH 240

/* So many figures stand in the description; "Show as table" has all. */
#define MOST_FIGURES 60

struct _BureauSceneView
{
  GtkWidget parent_instance;

  BureauSceneLayOut lay_out;
  gpointer data;
  int height;
  char *summary;
  int picked;

  BureauScene *scene;
  BureauSceneMark *pointed; /* of the scene */
  BureauSceneMark *focus;   /* of the scene */
};

G_DEFINE_FINAL_TYPE (BureauSceneView, bureau_scene_view, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
say (const BureauSceneMark *mark)
{
  return bureau_joined_pair (mark->label, mark->figure);
}

/* The scene --------------------------------------------------------------------------------------
 */

static void
describe (BureauSceneView *self)
{
  g_autoptr (GString) text = g_string_new (self->summary);
  guint n = 0;

  for (guint i = 0; i < self->scene->marks->len && n < MOST_FIGURES; i++)
    {
      const BureauSceneMark *mark = g_ptr_array_index (self->scene->marks, i);
      g_autofree char *line = NULL;

      if (mark->label == NULL)
        continue;
      line = bureau_joined_pair (mark->label, mark->figure);
      g_string_append_printf (text, "\n%s", line);
      n++;
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text->str, -1);
}

static void
forget (BureauSceneView *self)
{
  self->pointed = NULL;
  self->focus = NULL;
  g_clear_pointer (&self->scene, bureau_scene_free);
}

static void
make_scene (BureauSceneView *self)
{
  if (self->scene != NULL || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;
  self->scene = self->lay_out (GTK_WIDGET (self), gtk_widget_get_width (GTK_WIDGET (self)),
                               gtk_widget_get_height (GTK_WIDGET (self)), self->data);
  describe (self);
}

/* Pointing ---------------------------------------------------------------------------------------
 */

static void
point (BureauSceneView *self, BureauSceneMark *mark)
{
  if (self->pointed == mark)
    return;
  self->pointed = mark;
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (BureauSceneView *self, double x, double y)
{
  point (self, self->scene != NULL ? bureau_scene_find (self->scene, x, y) : NULL);
}

static void
leave_cb (BureauSceneView *self)
{
  point (self, NULL);
}

static void
activate (BureauSceneView *self, const BureauSceneMark *mark)
{
  if (mark != NULL && mark->row >= 0)
    g_signal_emit (self, signals[ACTIVATED], 0, mark->row);
}

static void
released_cb (BureauSceneView *self, int n_press, double x, double y)
{
  activate (self, self->scene != NULL ? bureau_scene_find (self->scene, x, y) : NULL);
}

static gboolean
bureau_scene_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean is_keyboard,
                                 GtkTooltip *tooltip)
{
  BureauSceneView *self = BUREAU_SCENE_VIEW (widget);
  BureauSceneMark *mark = is_keyboard ? self->focus : self->pointed;
  g_autofree char *text = mark != NULL && mark->label != NULL ? say (mark) : NULL;

  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* The keyboard -----------------------------------------------------------------------------------
 */

static void
move_focus (BureauSceneView *self, BureauSceneMark *mark)
{
  g_autofree char *text = mark != NULL && mark->label != NULL ? say (mark) : NULL;

  self->focus = mark;
  if (text != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), NULL);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static const struct
{
  guint key;
  int across;
  int down;
} steps[] = {
  { GDK_KEY_Left, -1, 0 },
  { GDK_KEY_Right, 1, 0 },
  { GDK_KEY_Up, 0, -1 },
  { GDK_KEY_Down, 0, 1 },
};

static gboolean
key_cb (BureauSceneView *self, guint key)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (self->scene == NULL)
    return FALSE;
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_space)
    {
      activate (self, self->focus);
      return self->focus != NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].key == key)
      {
        move_focus (self,
                    bureau_scene_step (self->scene, self->focus,
                                       is_rtl ? -steps[i].across : steps[i].across, steps[i].down));
        return TRUE;
      }
  return FALSE;
}

static void
focus_left_cb (BureauSceneView *self)
{
  self->focus = NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_scene_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  gboolean is_width = orientation == GTK_ORIENTATION_HORIZONTAL;

  double height = BUREAU_SCENE_VIEW (widget)->height;

  /* Larger texts take more room, and leave the marks theirs. */
  *minimum = *natural = is_width ? WIDTH
                                 : (int)adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, height, NULL);
}

static void
bureau_scene_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BureauSceneView *self = BUREAU_SCENE_VIEW (widget);

  if (self->scene != NULL
      && ((int)self->scene->width != width || (int)self->scene->height != height))
    forget (self);
  make_scene (self);
}

static void
bureau_scene_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BureauSceneView *self = BUREAU_SCENE_VIEW (widget);
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  BureauScenePaint paint = {
    .scene = self->scene,
    .is_dark = adw_style_manager_get_dark (style),
    .is_high_contrast = adw_style_manager_get_high_contrast (style),
    .pointed = self->focus != NULL ? self->focus : self->pointed,
    .is_focused = self->focus != NULL,
    .picked = self->picked,
  };

  if (self->scene != NULL)
    bureau_scene_paint (&paint, snapshot, widget);
}

static void
bureau_scene_view_finalize (GObject *object)
{
  BureauSceneView *self = BUREAU_SCENE_VIEW (object);

  forget (self);
  g_free (self->summary);
  G_OBJECT_CLASS (bureau_scene_view_parent_class)->finalize (object);
}

static void
bureau_scene_view_class_init (BureauSceneViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_scene_view_finalize;
  widget_class->measure = bureau_scene_view_measure;
  widget_class->size_allocate = bureau_scene_view_size_allocate;
  widget_class->snapshot = bureau_scene_view_snapshot;
  widget_class->query_tooltip = bureau_scene_view_query_tooltip;
  signals[ACTIVATED] = g_signal_new ("activated", BUREAU_TYPE_SCENE_VIEW, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "scene");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (BureauSceneView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (focus_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
style_changed_cb (BureauSceneView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
bureau_scene_view_init (BureauSceneView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->picked = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bureau_scene_view_new:
 * @lay_out: gives the scene when its room is known
 * @data: for @lay_out; lives as long as the widget
 * @height: in px, with texts of the usual size
 *
 * Returns: (transfer floating): a chart that shows nothing before bureau_scene_view_update()
 */
GtkWidget *
bureau_scene_view_new (BureauSceneLayOut lay_out, gpointer data, int height)
{
  BureauSceneView *self = g_object_new (BUREAU_TYPE_SCENE_VIEW, NULL);

  self->lay_out = lay_out;
  self->data = data;
  self->height = height;
  return GTK_WIDGET (self);
}

/**
 * bureau_scene_view_update:
 * @summary: (nullable): what it says, in a sentence
 * @picked: the row that is selected, or -1
 *
 * What it shows changed.
 */
void
bureau_scene_view_update (BureauSceneView *self, const char *summary, int picked)
{
  g_set_str (&self->summary, summary);
  self->picked = picked;
  forget (self);
  make_scene (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * bureau_scene_view_get_scene:
 *
 * Returns: (transfer none) (nullable): what is shown, once there is room for it
 */
BureauScene *
bureau_scene_view_get_scene (BureauSceneView *self)
{
  return self->scene;
}
