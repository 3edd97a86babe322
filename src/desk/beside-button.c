/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/beside-button.h"

#include <glib/gi18n.h>

struct _BureauBesideButton
{
  GtkButton parent_instance;

  const char *kind;
  guint count;

  GtkImage *icon;
  GtkLabel *says;
};

G_DEFINE_FINAL_TYPE (BureauBesideButton, bureau_beside_button, GTK_TYPE_BUTTON)

enum
{
  PROP_KIND = 1,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static char *
say_questions (guint n)
{
  return g_strdup_printf (
      ngettext ("An agent asks you a question", "Agents ask you %u questions", n), n);
}

static char *
say_writing (guint n)
{
  return g_strdup_printf (
      ngettext ("An agent is writing a draft", "Agents are writing %u drafts", n), n);
}

static const struct
{
  const char *name;
  const char *icon;
  const char *tooltip;
  const char *action;
  char *(*say) (guint n);
} kinds[] = {
  { "questions", "dialog-question-symbolic", N_ ("Show the Questions"), "review.questions",
    say_questions },
  { "writing", "document-edit-symbolic", N_ ("Read Along"), "review.writing", say_writing },
};

static guint
find_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].name, name) == 0)
      return i;
  g_assert_not_reached ();
}

static void
show_kind (BureauBesideButton *self)
{
  guint i = find_kind (self->kind);

  gtk_image_set_from_icon_name (self->icon, kinds[i].icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ (kinds[i].tooltip));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), kinds[i].action);
}

static void
show_count (BureauBesideButton *self)
{
  g_autofree char *text = kinds[find_kind (self->kind)].say (self->count);

  gtk_label_set_label (self->says, text);
  gtk_widget_set_visible (GTK_WIDGET (self), self->count > 0);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_beside_button_set_property (GObject *object, guint id, const GValue *value,
                                   GParamSpec *pspec)
{
  BureauBesideButton *self = BUREAU_BESIDE_BUTTON (object);

  switch (id)
    {
    case PROP_KIND:
      self->kind = kinds[find_kind (g_value_get_string (value))].name;
      break;
    case PROP_COUNT:
      self->count = g_value_get_uint (value);
      show_count (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_beside_button_constructed (GObject *object)
{
  G_OBJECT_CLASS (bureau_beside_button_parent_class)->constructed (object);
  show_kind (BUREAU_BESIDE_BUTTON (object));
  show_count (BUREAU_BESIDE_BUTTON (object));
}

static void
bureau_beside_button_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_BESIDE_BUTTON);
  G_OBJECT_CLASS (bureau_beside_button_parent_class)->dispose (object);
}

static void
bureau_beside_button_class_init (BureauBesideButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bureau_beside_button_set_property;
  object_class->constructed = bureau_beside_button_constructed;
  object_class->dispose = bureau_beside_button_dispose;
  properties[PROP_KIND] = g_param_spec_string (
      "kind", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/beside-button.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauBesideButton, icon);
  gtk_widget_class_bind_template_child (widget_class, BureauBesideButton, says);
}

static void
bureau_beside_button_init (BureauBesideButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
