/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values that an axis names: round ones, a few, and all told apart. */
#include <math.h>

#include "base/json.h"
#include "base/money.h"
#include "views/chart-private.h"
#include "views/format.h"

#define FROM_COMPACT 10000.0
#define BEYOND_WORDS 1e15

/* The steps of seconds that people count in. */
static const double duration_steps[] = { 60,    120,   300,   600,   900,    1800,   3600,  7200,
                                         10800, 21600, 43200, 86400, 172800, 432000, 864000 };

/* 1, 2 or 5 times a power of ten, at least so large. */
static double
round_up (double step)
{
  double power = pow (10, floor (log10 (step)));
  double head = step / power;

  return (head <= 1.0000001 ? 1 : head <= 2.0000001 ? 2 : head <= 5.0000001 ? 5 : 10) * power;
}

/**
 * bureau_chart_find_ticks:
 * @most: at most so many steps, at least one
 * @least_step: 0, or what no step is smaller than
 *
 * Finds round values around @low and @high.
 */
void
bureau_chart_find_ticks (double low, double high, guint most, double least_step,
                         BureauChartTicks *ticks)
{
  double span = high - low > 0 ? high - low : MAX (fabs (high), 1);
  double step = round_up (MAX (span / MAX (most, 1), 1e-12));

  step = MAX (step, least_step);
  for (guint i = 0; least_step == 60 && i < G_N_ELEMENTS (duration_steps); i++)
    if (duration_steps[i] * MAX (most, 1) >= span)
      {
        step = duration_steps[i];
        break;
      }
  ticks->step = step;
  ticks->low = floor (low / step + 1e-9) * step;
  ticks->high = ceil (high / step - 1e-9) * step;
  if (ticks->high <= ticks->low)
    ticks->high = ticks->low + step;
  ticks->n = (guint)CLAMP (round ((ticks->high - ticks->low) / step) + 1, 2, 100);
}

/* What is counted has no halves. */
double
bureau_chart_least_step (const char *type)
{
  if (g_strcmp0 (type, "int") == 0 || g_strcmp0 (type, "days") == 0)
    return 1;
  return g_strcmp0 (type, "duration") == 0 ? 60 : 0;
}

static JsonNode *
node_for (double value)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  if (fabs (value) < 9e15 && (double)(gint64)value == value)
    json_node_set_int (node, (gint64)value);
  else
    json_node_set_double (node, value);
  return node;
}

static gboolean
are_distinct (char **texts)
{
  for (guint i = 0; texts[i] != NULL && texts[i + 1] != NULL; i++)
    if (g_str_equal (texts[i], texts[i + 1]))
      return FALSE;
  return TRUE;
}

static char **
say_all (const BureauChartTicks *ticks, double divisor, const BureauFormat *how)
{
  char **texts = g_new0 (char *, ticks->n + 1);

  for (guint i = 0; i < ticks->n; i++)
    {
      double value = (ticks->low + i * ticks->step) / divisor;
      /* Zero is zero, whatever was lost on the way. */
      g_autoptr (JsonNode) node = node_for (fabs (value) < ticks->step / divisor / 1e6 ? 0 : value);

      texts[i] = bureau_format_cell (node, how);
    }
  return texts;
}

/**
 * bureau_chart_say_ticks:
 *
 * Amounts of money are said without their currency, large figures in thousands or millions where
 * all can still be told apart.
 *
 * Returns: (transfer full): a text for each tick, %NULL at the end
 */
char **
bureau_chart_say_ticks (const BureauChart *self, const char *type, const char *currency,
                        const BureauChartTicks *ticks)
{
  gboolean is_money = g_strcmp0 (type, "money") == 0;
  double divisor = is_money ? pow (10, bureau_money_exponent (currency)) : 1;
  double largest = MAX (fabs (ticks->low), fabs (ticks->high)) / divisor;
  gboolean is_whole = fmod (ticks->step / divisor, 1) == 0 && largest < 9e15;
  BureauFormat how = { .type = is_money ? (is_whole ? "int" : "number") : type };
  gboolean is_plain = is_money || type == NULL || g_str_equal (type, "int")
                      || g_str_equal (type, "number");
  g_auto (GStrv) compact = NULL;

  if (is_plain && !is_money && is_whole)
    how.type = "int";
  if (!is_plain || largest < FROM_COMPACT || largest >= BEYOND_WORDS)
    return say_all (ticks, divisor, &how);
  how.format = "compact";
  compact = say_all (ticks, divisor, &how);
  if (are_distinct (compact))
    return g_steal_pointer (&compact);
  how.format = NULL;
  return say_all (ticks, divisor, &how);
}
