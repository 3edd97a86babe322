/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/strange-element.h"

#include <glib/gi18n.h>

struct _BureauStrangeElement
{
  BureauElement parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauStrangeElement, bureau_strange_element, BUREAU_TYPE_ELEMENT)

static void
bureau_strange_element_set_up (BureauElement *element)
{
  const char *type = bureau_element_get_text (element, "type");
  g_autofree char *text = g_strdup_printf (_ ("This version of Bureau cannot show “%s” yet"), type);

  bureau_element_set_content (
      element,
      g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    "xalign", 0.0, "css-classes", (const char *const[]){ "dimmed", NULL }, NULL));
}

static void
bureau_strange_element_class_init (BureauStrangeElementClass *klass)
{
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_strange_element_set_up;
}

static void
bureau_strange_element_init (BureauStrangeElement *self)
{
}
