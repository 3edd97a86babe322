/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/toast.h"

/* So many characters fit on a phone, beside a button. */
#define MAX_LINE 22
#define MAX_LINES 5

/* How long a message is seen, as the library has it. */
#define SECONDS 5

/* What a toast is, as its data. */
#define OFFER "bureau-offer"
#define UNDO "bureau-undo"

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

/* The toasts of an overlay in the order in which they are shown; the first is the one that is. */
static GQueue *
get_toasts (AdwToastOverlay *overlay)
{
  GQueue *toasts = g_object_get_data (G_OBJECT (overlay), "toasts");

  if (toasts == NULL)
    {
      toasts = g_queue_new ();
      g_object_set_data_full (G_OBJECT (overlay), "toasts", toasts, (GDestroyNotify)g_queue_free);
    }
  return toasts;
}

static void
dismissed_cb (AdwToastOverlay *overlay, AdwToast *toast)
{
  g_queue_remove (get_toasts (overlay), toast);
}

static void
line_up (AdwToastOverlay *overlay, AdwToast *toast)
{
  GQueue *toasts = get_toasts (overlay);

  g_signal_connect_object (toast, "dismissed", G_CALLBACK (dismissed_cb), overlay,
                           G_CONNECT_SWAPPED);
  if (adw_toast_get_priority (toast) == ADW_TOAST_PRIORITY_HIGH)
    g_queue_push_head (toasts, toast);
  else
    g_queue_push_tail (toasts, toast);
}

static gboolean
is_marked (AdwToast *toast, const char *mark)
{
  return g_object_get_data (G_OBJECT (toast), mark) != NULL;
}

static void
mark (AdwToast *toast, const char *as)
{
  g_object_set_data (G_OBJECT (toast), as, toast);
}

/* An offer stays, and would keep what is said next waiting; one that is still to be seen is seen
 * for as long as a message. Of what can be undone, the last is. */
static void
make_room (AdwToastOverlay *overlay, AdwToast *next)
{
  g_autoptr (GQueue) before = g_queue_copy (get_toasts (overlay));
  AdwToast *seen = g_queue_peek_head (before);

  for (GList *l = before->tail; l != NULL; l = l->prev)
    if ((is_marked (l->data, UNDO) && is_marked (next, UNDO))
        || (is_marked (l->data, OFFER) && l->data == seen))
      adw_toast_dismiss (l->data);
    else if (is_marked (l->data, OFFER))
      adw_toast_set_timeout (l->data, SECONDS);
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
    {
      make_room (overlay, kept);
      line_up (overlay, kept);
    }
  if (dialog != NULL)
    adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), g_steal_pointer (&kept));
  else if (overlay != NULL)
    adw_toast_overlay_add_toast (overlay, g_steal_pointer (&kept));
}

/**
 * bureau_toast_add_undo:
 * @from: a window, or a widget in it
 * @toast: (transfer full): says what was just done, and offers to take it back
 *
 * Shows it in the place of the one before: whoever presses Undo means what they did last.
 */
void
bureau_toast_add_undo (GtkWidget *from, AdwToast *toast)
{
  mark (toast, UNDO);
  bureau_toast_add (from, toast);
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

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  mark (toast, OFFER);
  bureau_toast_add (from, toast);
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
