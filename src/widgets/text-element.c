/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/text-element.h"

#include "views/cell.h"
#include "views/markdown.h"

#define INDENT 18

struct _BureauTextElement
{
  BureauElement parent_instance;

  GtkBox *box;
  GtkGrid *table; /* that the next cells belong to */
};

G_DEFINE_FINAL_TYPE (BureauTextElement, bureau_text_element, BUREAU_TYPE_ELEMENT)

static PangoAttribute *
make_attribute (BureauSpanKind kind)
{
  switch (kind)
    {
    case BUREAU_SPAN_BOLD:
      return pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    case BUREAU_SPAN_ITALIC:
      return pango_attr_style_new (PANGO_STYLE_ITALIC);
    case BUREAU_SPAN_CODE:
      return pango_attr_family_new ("monospace");
    case BUREAU_SPAN_STRUCK:
    default:
      return pango_attr_strikethrough_new (TRUE);
    }
}

static GtkWidget *
make_label (const BureauBlock *block)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (guint i = 0; i < block->spans->len; i++)
    {
      const BureauSpan *span = &g_array_index (block->spans, BureauSpan, i);
      PangoAttribute *attribute = make_attribute (span->kind);

      attribute->start_index = span->start;
      attribute->end_index = span->end;
      pango_attr_list_insert (attributes, attribute);
    }
  return g_object_new (GTK_TYPE_LABEL, "label", block->text, "attributes", attributes, "xalign",
                       0.0, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "selectable", TRUE,
                       NULL);
}

static void
add_heading (BureauTextElement *self, const BureauBlock *block)
{
  static const char *const css_classes[] = { "title-2", "title-3", "title-4", "heading" };
  GtkWidget *label = make_label (block);

  gtk_widget_add_css_class (label, css_classes[CLAMP (block->level, 1, 4) - 1]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LEVEL,
                                  block->level, -1);
  gtk_box_append (self->box, label);
}

static void
add_item (BureauTextElement *self, const BureauBlock *block)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *mark = block->number > 0 ? g_strdup_printf ("%d.", block->number)
                                            : g_strdup ("•");
  GtkWidget *label = make_label (block);

  gtk_widget_set_margin_start (line, INDENT * block->level);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line),
                  g_object_new (GTK_TYPE_LABEL, "label", mark, "valign", GTK_ALIGN_START, NULL));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (self->box, line);
}

static void
add_code (BureauTextElement *self, const BureauBlock *block)
{
  GtkWidget *label = make_label (block);

  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_add_css_class (label, "code");
  gtk_box_append (self->box, label);
}

static void
add_cell (BureauTextElement *self, const BureauBlock *block)
{
  GtkWidget *label = make_label (block);

  if (block->row == 0 && block->column == 0)
    {
      self->table = GTK_GRID (
          g_object_new (GTK_TYPE_GRID, "column-spacing", 18, "row-spacing", 6, NULL));
      gtk_box_append (self->box, GTK_WIDGET (self->table));
    }
  if (block->row == 0)
    gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (self->table, label, block->column, block->row, 1, 1);
}

static void
add_paragraph (BureauTextElement *self, const BureauBlock *block)
{
  gtk_box_append (self->box, make_label (block));
}

static void
add_rule (BureauTextElement *self, const BureauBlock *block)
{
  gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
}

static void (*const adders[]) (BureauTextElement *self, const BureauBlock *block) = {
  [BUREAU_BLOCK_PARAGRAPH] = add_paragraph, [BUREAU_BLOCK_HEADING] = add_heading,
  [BUREAU_BLOCK_ITEM] = add_item,           [BUREAU_BLOCK_CODE] = add_code,
  [BUREAU_BLOCK_CELL] = add_cell,           [BUREAU_BLOCK_RULE] = add_rule,
};

static void
fill (BureauTextElement *self, BureauShownRows *rows)
{
  const char *text = bureau_element_get_text (BUREAU_ELEMENT (self), "text");
  g_autofree char *words = rows != NULL ? bureau_cell_fill_markdown (rows, text) : g_strdup (text);
  g_autoptr (GPtrArray) blocks = bureau_markdown_parse (words);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < blocks->len; i++)
    {
      const BureauBlock *block = g_ptr_array_index (blocks, i);

      adders[block->kind](self, block);
    }
}

static void
bureau_text_element_show (BureauElement *element, BureauShownRows *rows)
{
  fill (BUREAU_TEXT_ELEMENT (element), rows);
}

static void
bureau_text_element_set_up (BureauElement *element)
{
  BureauTextElement *self = BUREAU_TEXT_ELEMENT (element);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 9));
  bureau_element_set_content (element, GTK_WIDGET (self->box));
  if (bureau_element_get_rows (element) == NULL)
    fill (self, NULL);
}

static void
bureau_text_element_class_init (BureauTextElementClass *klass)
{
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_text_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_text_element_show;
  BUREAU_ELEMENT_CLASS (klass)->is_bare = TRUE;
}

static void
bureau_text_element_init (BureauTextElement *self)
{
}
