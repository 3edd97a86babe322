/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/toast.h"

/* So many characters fit on a phone, beside a button. */
#define MAX_LINE 22
#define MAX_LINES 5

/* A window has its overlay inside it, a page is inside its window's. */
static AdwToastOverlay *
find_overlay (GtkWidget *from)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (from, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL && ADW_IS_APPLICATION_WINDOW (from))
    overlay = adw_application_window_get_content (ADW_APPLICATION_WINDOW (from));
  return ADW_IS_TOAST_OVERLAY (overlay) ? ADW_TOAST_OVERLAY (overlay) : NULL;
}

/* A row gives a text that could be on one line the whole of its width, and its button what is left:
 * how high it may be does not say how wide this is. */
static void
measure_title (GtkWidget *title, GtkOrientation orientation, int for_size, int *minimum,
               int *natural, int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (title), orientation,
                      orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
allocate_title (GtkWidget *title, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (title), width, height, baseline, NULL);
}

static GtkSizeRequestMode
get_title_mode (GtkWidget *title)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A toast says its title on one line and cuts it off; a sentence may need more of them. */
static void
let_wrap (AdwToast *toast, AdwToastOverlay *overlay_or_null)
{
  g_autofree char *text = g_strdup (adw_toast_get_title (toast));
  GtkWidget *label, *title;

  if (text == NULL || g_utf8_strlen (text, -1) <= MAX_LINE)
    return;
  label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                        PANGO_WRAP_WORD_CHAR, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE, "xalign",
                        0.0, "lines", MAX_LINES, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_widget_add_css_class (label, "heading");
  title = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (title), label);
  gtk_widget_set_layout_manager (
      title, gtk_custom_layout_new (get_title_mode, measure_title, allocate_title));
  adw_toast_set_custom_title (toast, title);
  if (overlay_or_null != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (overlay_or_null), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* An offer stays, and would keep what is said next waiting. */
static void
end_offer (AdwToastOverlay *overlay)
{
  g_autoptr (AdwToast) offer = g_object_steal_data (G_OBJECT (overlay), "offer");

  if (offer != NULL)
    adw_toast_dismiss (offer);
}

/**
 * bureau_toast_add:
 * @from: a window, or a widget in it
 * @toast: (transfer full): says what was just done, and may offer to undo it
 *
 * Shows it in the window; where that was closed meanwhile, nobody is told.
 */
void
bureau_toast_add (GtkWidget *from, AdwToast *toast)
{
  g_autoptr (AdwToast) kept = toast;
  GtkWidget *dialog = gtk_widget_get_ancestor (from, ADW_TYPE_PREFERENCES_DIALOG);
  AdwToastOverlay *overlay = find_overlay (from);

  let_wrap (kept, overlay);
  if (overlay != NULL)
    end_offer (overlay);
  if (dialog != NULL)
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), g_steal_pointer (&kept));
  else if (overlay != NULL)
    adw_toast_overlay_add_toast (overlay, g_steal_pointer (&kept));
}

/**
 * bureau_toast_say:
 * @from: a window, or a widget in it
 * @text: a sentence, never markup
 */
void
bureau_toast_say (GtkWidget *from, const char *text)
{
  bureau_toast_add (from, g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", text, NULL));
}

/**
 * bureau_toast_offer:
 * @from: a window, or a widget in it
 * @text: one sentence
 * @label: of the button, as "_Undo"
 * @action: what the button does, an action that the window reaches
 * @target: (nullable): its parameter; sunk
 *
 * Says what was done and offers something about it, until it is closed or something else is said:
 * nobody has to hurry.
 */
void
bureau_toast_offer (GtkWidget *from, const char *text, const char *label, const char *action,
                    GVariant *target)
{
  AdwToast *toast = g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", text, "timeout", 0,
                                  NULL);
  g_autoptr (AdwToast) kept = g_object_ref (toast);
  AdwToastOverlay *overlay = find_overlay (from);

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  bureau_toast_add (from, toast);
  if (overlay != NULL)
    g_object_set_data_full (G_OBJECT (overlay), "offer", g_steal_pointer (&kept), g_object_unref);
}

static DexFuture *
done_cb (DexFuture *future, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!dex_await (dex_ref (future), &error))
    bureau_toast_say (data, error->message);
  return NULL;
}

/**
 * bureau_toast_follow:
 * @from: a window, or a widget in it
 * @act: (transfer full): something that a person asked for
 *
 * Says why it could not be done.
 */
void
bureau_toast_follow (GtkWidget *from, DexFuture *act)
{
  dex_future_disown (dex_future_finally (act, done_cb, g_object_ref (from), g_object_unref));
}

/**
 * bureau_toast_problem:
 * @from: a window, or a widget in it
 * @text: what went wrong and what to do, never markup
 *
 * Stays until it is closed.
 */
void
bureau_toast_problem (GtkWidget *from, const char *text)
{
  bureau_toast_add (from, g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", text,
                                        "priority", ADW_TOAST_PRIORITY_HIGH, "timeout", 0, NULL));
}
