/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the phrases of the rules ask for. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "providers/wish-private.h"

#define MOST_ROWS 1000

typedef struct
{
  BureauWish *wish;
  const BureauPhrase *phrase;
  const char *what; /* of the tag, behind the colon */
  guint token;
} Act;

static guint
take_total (Act *act)
{
  act->wish->total = act->what;
  act->wish->role = BUREAU_WISH_TOTAL;
  bureau_wish_say (act->wish, act->token, act->phrase->n_words,
                   g_strdup (_ ("one figure of many rows")));
  return 0;
}

static guint
take_role (Act *act)
{
  static const char *const names[] = { "shown",   "by",  "sort", "total", "with",
                                       "without", "not", "drop", NULL };

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], act->what))
      act->wish->role = i;
  act->wish->is_change |= act->wish->role == BUREAU_WISH_DROPPED;
  return 0;
}

static guint
take_bucket (Act *act)
{
  act->wish->bucket = act->what;
  bureau_wish_say (act->wish, act->token, act->phrase->n_words, g_strdup (_ ("by time")));
  return 0;
}

static guint
take_period (Act *act)
{
  act->wish->period = act->what;
  act->wish->period_field = bureau_wish_is_date (act->wish->last)
                                ? act->wish->last
                                : bureau_wish_main_date (act->wish);
  bureau_wish_say (act->wish, act->token, act->phrase->n_words,
                   g_strdup_printf (_ ("%s in this time"), act->wish->period_field->title));
  return 0;
}

static guint
take_op (Act *act)
{
  guint n;

  act->wish->op = act->what;
  act->wish->op_at = act->token;
  n = bureau_wish_compare (act->wish, act->token + act->phrase->n_words);
  /* What is compared is not asked to be shown as well. */
  if (n > 0 && act->wish->last != NULL && act->wish->columns->len > 0
      && g_ptr_array_index (act->wish->columns, act->wish->columns->len - 1) == act->wish->last)
    g_ptr_array_set_size (act->wish->columns, (int)act->wish->columns->len - 1);
  return n;
}

static guint
take_span (Act *act)
{
  return bureau_wish_span (act->wish, act->token + act->phrase->n_words, act->what);
}

static guint
take_mark (Act *act)
{
  if (bureau_wish_remove_type (act->wish, "chart", act->token, act->phrase->n_words))
    return 0;
  act->wish->mark = act->what;
  act->wish->shape = "chart";
  bureau_wish_say (act->wish, act->token, act->phrase->n_words, g_strdup (_ ("drawn as a chart")));
  return 0;
}

static guint
take_shape (Act *act)
{
  if (bureau_wish_remove_type (act->wish, act->what, act->token, act->phrase->n_words))
    return 0;
  act->wish->shape = act->what;
  bureau_wish_say (act->wish, act->token, act->phrase->n_words, g_strdup (_ ("how it is shown")));
  return 0;
}

static guint
take_element (Act *act)
{
  bureau_wish_remove_type (act->wish, act->what, act->token, act->phrase->n_words);
  return 0;
}

static int
plain_number_at (BureauWish *self, guint token)
{
  g_autofree char *text = token < self->source->tokens->len
                                  && bureau_source_token (self->source, token)->kind
                                         == BUREAU_TOKEN_NUMBER
                              ? bureau_source_span (self->source, token, 1)
                              : NULL;

  return text != NULL && strlen (text) <= 4 ? (int)g_ascii_strtoll (text, NULL, 10) : 0;
}

gboolean
bureau_wish_set_limit (BureauWish *self, guint token)
{
  int count = plain_number_at (self, token);

  if (count <= 0)
    return FALSE;
  self->limit = (guint)MIN (count, MOST_ROWS);
  bureau_wish_say (self, token, 1, g_strdup_printf (_ ("at most %d rows"), count));
  return TRUE;
}

/* "latest 5" as well as "5 latest". */
static guint
take_order (Act *act)
{
  gboolean is_time = g_str_equal (act->what, "newest") || g_str_equal (act->what, "oldest");
  BureauWish *self = act->wish;

  self->is_descending = g_str_equal (act->what, "newest") || g_str_equal (act->what, "highest")
                        || g_str_equal (act->what, "desc");
  self->is_sorted = TRUE;
  if (is_time)
    self->sort = bureau_wish_is_date (self->last) ? self->last : bureau_wish_main_date (self);
  else if (self->sort == NULL && !g_str_has_suffix (act->what, "sc"))
    self->sort = bureau_wish_is_figure (self->last) ? self->last : bureau_wish_main_figure (self);
  bureau_wish_say (
      self, act->token, act->phrase->n_words,
      self->sort != NULL
          ? g_strdup_printf (self->is_descending ? _ ("%s, the largest first")
                                                 : _ ("%s, the smallest first"),
                             self->sort->title)
          : g_strdup (self->is_descending ? _ ("the largest first") : _ ("the smallest first")));
  return bureau_wish_set_limit (self, act->token + act->phrase->n_words) ? 1 : 0;
}

static guint
take_top (Act *act)
{
  guint at = act->token + act->phrase->n_words;

  if (!bureau_wish_set_limit (act->wish, at))
    return 0;
  if (!act->wish->is_sorted && !g_str_equal (act->what, "asc"))
    act->wish->is_sorted = act->wish->is_descending = TRUE;
  return 1;
}

static guint
take_overdue (Act *act)
{
  static const char *const concepts[] = { "due", "deadline", NULL };
  BureauWishField *field = bureau_wish_concept (act->wish, concepts);

  if (bureau_wish_is_date (field))
    {
      bureau_wish_where (act->wish, g_strdup_printf ("\"%s\" < :today", field->name));
      bureau_wish_say (act->wish, act->token, act->phrase->n_words,
                       g_strdup_printf (_ ("%s is before today"), field->title));
      act->wish->last = field;
    }
  else
    bureau_wish_doubt (act->wish, act->token, act->phrase->n_words,
                       g_strdup_printf (_ ("%s has no date by which something is due."),
                                        act->wish->collection->title),
                       NULL);
  return 0;
}

/* All that follows says what the button does. */
static guint
take_button (Act *act)
{
  guint from = act->token + act->phrase->n_words;
  guint n = act->wish->source->tokens->len - from;

  g_free (act->wish->button);
  act->wish->button = n > 0 ? bureau_source_span (act->wish->source, from, n) : g_strdup ("");
  return n;
}

static guint
take_change (Act *act)
{
  act->wish->is_change = TRUE;
  act->wish->score += 1;
  if (g_str_equal (act->what, "add"))
    act->wish->role = BUREAU_WISH_WITH;
  return 0;
}

static guint
take_title (Act *act)
{
  guint from = act->token + act->phrase->n_words;
  guint n = act->wish->source->tokens->len - from;

  act->wish->is_change = TRUE;
  if (n == 0)
    return 0;
  g_free (act->wish->title);
  act->wish->title = g_strdelimit (bureau_source_span (act->wish->source, from, n), "\"“”„", ' ');
  g_strstrip (act->wish->title);
  bureau_wish_say (act->wish, act->token, act->phrase->n_words + n,
                   g_strdup_printf (_ ("called “%s”"), act->wish->title));
  return n;
}

/* Whatever is to be done beside showing something is not done by half. */
static guint
take_other (Act *act)
{
  act->wish->is_other = TRUE;
  bureau_wish_doubt (act->wish, act->token, act->phrase->n_words,
                     g_strdup (_ ("Only views are made from words yet.")), NULL);
  return 0;
}

static guint
take_nothing (Act *act)
{
  return 0;
}

/* What stands before the colon of a tag. Each gives how many more tokens it took. */
static const struct
{
  const char *tag;
  guint (*take) (Act *act);
} acts[] = {
  { "total", take_total },   { "role", take_role },       { "per", take_bucket },
  { "period", take_period }, { "op", take_op },           { "span", take_span },
  { "mark", take_mark },     { "shape", take_shape },     { "order", take_order },
  { "top", take_top },       { "overdue", take_overdue }, { "button", take_button },
  { "change", take_change }, { "title", take_title },     { "noise", take_nothing },
  { "other", take_other },   { "element", take_element },
};

guint
bureau_wish_take_tag (BureauWish *self, const BureauPhrase *phrase, guint token)
{
  const char *colon = strchr (phrase->tag, ':');
  gsize length = colon != NULL ? (gsize)(colon - phrase->tag) : strlen (phrase->tag);
  Act act = { self, phrase, colon != NULL ? colon + 1 : "", token };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strlen (acts[i].tag) == length && strncmp (acts[i].tag, phrase->tag, length) == 0)
      return phrase->n_words + acts[i].take (&act);
  return phrase->n_words;
}
