/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/when.h"

/* What the date is for: the word right before it, articles and “on” between. */
static const char *
role_before (const BureauSource *source, guint token)
{
  for (guint i = 0; i < 4; i++)
    {
      const BureauPhrase *role = bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE, token);
      if (role)
        return role->tag;
      const BureauPhrase *between = bureau_source_phrase_before (source, BUREAU_PHRASE_ON, token);
      if (between == NULL)
        between = bureau_source_phrase_before (source, BUREAU_PHRASE_ARTICLE, token);
      if (between == NULL && !bureau_source_is_mark (source, token - 1, ":"))
        return NULL;
      token -= between ? between->n_words : 1;
    }

  return NULL;
}

static void
add (BureauExtraction *self, const char *name, guint rank, guint token, const BureauWhen *when)
{
  char text[16];

  g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (&when->date),
              (int)g_date_get_month (&when->date), g_date_get_day (&when->date));
  bureau_extraction_add (self, (BureauFinding){
                                   .name = name,
                                   .rank = rank,
                                   .value = bureau_text_node (text),
                                   .evidence = bureau_source_span (self->source, token, when->n),
                               });
}

static guint
rank_of (const BureauSource *source, const char *role, const BureauWhen *when)
{
  guint rank = g_strcmp0 (role, "deadline") == 0 ? 80 : role ? 70 : 55;

  if (when->precision)
    rank -= 20;
  if (g_date_valid (&source->date) && g_date_compare (&when->date, &source->date) < 0)
    rank -= 30;

  return rank;
}

/**
 * bureau_when_at:
 *
 * Looks for a date, however it is said.
 *
 * Returns: %FALSE where there is none at this token
 */
gboolean
bureau_when_at (BureauExtraction *self, guint token, BureauWhen *when)
{
  return bureau_when_written_at (self, token, when) || bureau_when_feast_at (self, token, when)
         || bureau_when_week_at (self, token, when) || bureau_when_counted_at (self, token, when)
         || bureau_when_said_at (self, token, when) || bureau_when_named_at (self, token, when);
}

/* What a date found says, under each name that it goes by. */
static void
add_all (BureauExtraction *self, guint token, const BureauWhen *when)
{
  const char *role = token > 0 ? role_before (self->source, token) : NULL;
  guint rank = rank_of (self->source, role, when);

  add (self, "date", rank, token, when);
  if (role)
    add (self, g_str_equal (role, "deadline") ? "deadline" : "start", rank, token, when);
  if (when->precision)
    bureau_extraction_add (self, (BureauFinding){
                                     .name = "date_precision",
                                     .rank = rank,
                                     .value = bureau_text_node (when->precision),
                                     .evidence = bureau_source_span (self->source, token, when->n),
                                 });
}

/**
 * bureau_extract_date:
 *
 * Finds dates, with “deadline” and “start” where a word says so. Relative ones count from the
 * message's own date: the same mail means the same day whenever it is read.
 */
void
bureau_extract_date (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  BureauWhen when;

  for (guint i = 0; i < source->tokens->len;)
    {
      if (bureau_source_part (source, i) == BUREAU_PART_SIGNATURE
          || !bureau_when_at (self, i, &when))
        {
          i++;
          continue;
        }
      if (g_date_valid (&when.date))
        add_all (self, i, &when);
      i += when.n;
    }
}
