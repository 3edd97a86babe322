/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/again-banner.h"

#include <glib/gi18n.h>

#include "base/json.h"

/* What the button does. */
typedef enum
{
  DOES_NOTHING,
  CLOSES,
  MAKES_WHOLE,
} Does;

struct _BureauAgainBanner
{
  AdwBin parent_instance;

  AdwBanner *banner;
  gint64 shown; /* the request that it is about */
  gint64 told;  /* the one whose answer the person has read */
  Does does;
};

G_DEFINE_FINAL_TYPE (BureauAgainBanner, bureau_again_banner, ADW_TYPE_BIN)

enum
{
  WHOLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
say (BureauAgainBanner *self, JsonObject *thread)
{
  JsonObject *asked = bureau_json_get_object (thread, "asked");
  JsonObject *draft = bureau_json_get_object (thread, "draft");
  const char *state = asked != NULL ? bureau_json_get_string (asked, "state") : NULL;
  gboolean is_over = g_strcmp0 (state, "refused") == 0 || g_strcmp0 (state, "failed") == 0;

  self->does = DOES_NOTHING;
  if (g_strcmp0 (state, "asked") == 0 || g_strcmp0 (state, "doing") == 0)
    return g_strdup_printf (_ ("The agent writes it again: “%s”"),
                            bureau_json_get_string (asked, "note"));
  if (is_over && self->shown != self->told)
    {
      self->does = CLOSES;
      return g_strdup (bureau_json_get_string (asked, "error"));
    }
  if (bureau_json_get_boolean (bureau_json_get_object (draft, "meta"), "partial"))
    {
      self->does = MAKES_WHOLE;
      return g_strdup (_ ("You stopped the agent here. Finish the text, or use it as it is."));
    }
  return NULL;
}

static const char *
say_button (BureauAgainBanner *self)
{
  switch (self->does)
    {
    case CLOSES:
      return _ ("_Close");
    case MAKES_WHOLE:
      return _ ("_Use as It Is");
    case DOES_NOTHING:
    default:
      return NULL;
    }
}

static void
clicked_cb (BureauAgainBanner *self)
{
  if (self->does == MAKES_WHOLE)
    {
      g_signal_emit (self, signals[WHOLE], 0);
      return;
    }
  self->told = self->shown;
  adw_banner_set_revealed (self->banner, FALSE);
}

static void
bureau_again_banner_class_init (BureauAgainBannerClass *klass)
{
  signals[WHOLE] = g_signal_new ("whole", BUREAU_TYPE_AGAIN_BANNER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
bureau_again_banner_init (BureauAgainBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

/**
 * bureau_again_banner_show:
 * @thread: of the draft, as bureau_draft_thread_load() gives it
 *
 * Says how it stands with the draft; nothing where there is nothing to say.
 */
void
bureau_again_banner_show (BureauAgainBanner *self, JsonObject *thread)
{
  JsonObject *asked = bureau_json_get_object (thread, "asked");
  g_autofree char *text = NULL;

  self->shown = asked != NULL ? bureau_json_get_id (asked, "id") : 0;
  text = say (self, thread);
  g_object_set (self->banner, "title", text != NULL ? text : "", NULL);
  adw_banner_set_button_label (self->banner, say_button (self));
  adw_banner_set_revealed (self->banner, text != NULL);
}
