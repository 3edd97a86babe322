/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/pdf-strip.h"

#include "widgets/scene-draw.h"

/* One of the three stands on it. */
typedef struct
{
  BureauSceneRect box;
  BureauPdfText text;
  BureauScene *scene;
  double scale;
  guint gray;
} Thing;

static void
thing_free (gpointer data)
{
  Thing *self = data;

  g_free (self->text.text);
  g_clear_pointer (&self->text.marks, pango_attr_list_unref);
  g_clear_pointer (&self->scene, bureau_scene_free);
  g_free (self);
}

BureauPdfStrip *
bureau_pdf_strip_new (PangoContext *context, double width)
{
  BureauPdfStrip *self = g_new0 (BureauPdfStrip, 1);

  self->context = g_object_ref (context);
  self->width = width;
  self->things = g_ptr_array_new_with_free_func (thing_free);
  self->cuts = g_array_new (FALSE, FALSE, sizeof (double));
  self->heads = g_array_new (FALSE, FALSE, sizeof (BureauPdfHead));
  return self;
}

void
bureau_pdf_strip_free (BureauPdfStrip *self)
{
  g_clear_object (&self->context);
  g_clear_pointer (&self->things, g_ptr_array_unref);
  g_clear_pointer (&self->cuts, g_array_unref);
  g_clear_pointer (&self->heads, g_array_unref);
  g_free (self);
}

/* What was drawn so far may end a page. */
void
bureau_pdf_strip_allow_cut (BureauPdfStrip *self)
{
  g_array_append_val (self->cuts, self->y);
}

/* Things -----------------------------------------------------------------------------------------
 */

static Thing *
add_thing (BureauPdfStrip *self)
{
  Thing *thing = g_new0 (Thing, 1);

  g_ptr_array_add (self->things, thing);
  return thing;
}

/* Made for measuring and again for drawing: a table has tens of thousands, and none is kept. */
static PangoLayout *
make_layout (PangoContext *context, const BureauPdfText *text)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autoptr (PangoFontDescription) face = pango_font_description_from_string ("Sans");

  pango_font_description_set_absolute_size (face, text->size * PANGO_SCALE);
  pango_font_description_set_weight (face, text->weight != 0 ? text->weight : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, face);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, text->alignment);
  pango_layout_set_attributes (layout, text->marks);
  if (text->width >= 0)
    pango_layout_set_width (layout, (int)(text->width * PANGO_SCALE));
  pango_layout_set_text (layout, text->text, -1);
  return layout;
}

/**
 * bureau_pdf_measure:
 *
 * Returns: how wide the words are, in points
 */
double
bureau_pdf_measure (PangoContext *context, const BureauPdfText *text)
{
  g_autoptr (PangoLayout) layout = make_layout (context, text);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  return (double)width / PANGO_SCALE;
}

/**
 * bureau_pdf_strip_add_text:
 * @text: whose texts the strip takes
 *
 * Returns: how high the words are, in points
 */
double
bureau_pdf_strip_add_text (BureauPdfStrip *self, BureauPdfText *text, double x, double y)
{
  Thing *thing = add_thing (self);
  g_autoptr (PangoLayout) layout = make_layout (self->context, text);
  int height;

  pango_layout_get_size (layout, NULL, &height);
  thing->text = *text;
  thing->box = (BureauSceneRect){ x, y, text->width, (double)height / PANGO_SCALE };
  return thing->box.height;
}

void
bureau_pdf_strip_add_box (BureauPdfStrip *self, const BureauSceneRect *box, guint gray)
{
  Thing *thing = add_thing (self);

  thing->box = *box;
  thing->gray = gray;
}

/**
 * bureau_pdf_strip_add_scene:
 * @scene: (transfer full):
 * @scale: how many points a px is
 *
 * Adds a chart at the end.
 */
void
bureau_pdf_strip_add_scene (BureauPdfStrip *self, BureauScene *scene, double scale)
{
  Thing *thing = add_thing (self);

  thing->scene = scene;
  thing->scale = scale;
  thing->box = (BureauSceneRect){ 0, self->y, scene->width * scale, scene->height * scale };
  self->y += thing->box.height;
}

/* Drawing ----------------------------------------------------------------------------------------
 */

static void
set_gray (cairo_t *cr, guint gray)
{
  cairo_set_source_rgb (cr, gray / 255.0, gray / 255.0, gray / 255.0);
}

static void
draw_text (BureauPdfStrip *self, const BureauPdfText *text, cairo_t *cr)
{
  g_autoptr (PangoLayout) layout = make_layout (self->context, text);

  set_gray (cr, text->gray);
  cairo_move_to (cr, 0, 0);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_thing (BureauPdfStrip *self, const Thing *thing, cairo_t *cr)
{
  cairo_save (cr);
  cairo_translate (cr, thing->box.x, thing->box.y);
  if (thing->text.text != NULL)
    draw_text (self, &thing->text, cr);
  else if (thing->scene != NULL)
    {
      cairo_scale (cr, thing->scale, thing->scale);
      bureau_scene_draw (thing->scene, cr, self->context);
    }
  else
    {
      set_gray (cr, thing->gray);
      cairo_rectangle (cr, 0, 0, thing->box.width, thing->box.height);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/**
 * bureau_pdf_strip_draw:
 *
 * Draws what stands between @from and @to, with @from at the origin of @cr.
 */
void
bureau_pdf_strip_draw (BureauPdfStrip *self, cairo_t *cr, double from, double to)
{
  cairo_translate (cr, 0, -from);
  for (guint i = 0; i < self->things->len; i++)
    {
      const Thing *thing = g_ptr_array_index (self->things, i);

      if (thing->box.y < to && thing->box.y + thing->box.height > from)
        draw_thing (self, thing, cr);
    }
}
