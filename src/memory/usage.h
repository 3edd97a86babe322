/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "memory/price.h"

G_BEGIN_DECLS

/* From this share of a limit on, in percent, the operator is told. */
#define BUREAU_USAGE_WARN_AT 80

/**
 * BureauLimits:
 * @run: of one run
 * @agent_day: of the agent in a day
 * @agent_month: of the agent in a month
 * @day: of all agents in a day
 * @month: of all agents in a month
 *
 * The most that may be spent, in micros; -1 is no limit.
 */
typedef struct
{
  gint64 run;
  gint64 agent_day;
  gint64 agent_month;
  gint64 day;
  gint64 month;
} BureauLimits;

/**
 * BureauReservation:
 * @run: the run that asks
 * @step: its step
 * @agent: who asks
 * @provider: who is asked
 * @model: (nullable): which of its models
 * @day: today in the business's time zone, as "2026-11-22"
 * @currency: what is counted in
 * @worst: the most that the call can cost, in micros; -1 where nobody knows
 * @limits: what holds
 *
 * A call of a provider before it is made.
 */
typedef struct
{
  gint64 run;
  const char *step;
  const char *agent;
  const char *provider;
  const char *model;
  const char *day;
  const char *currency;
  gint64 worst;
  BureauLimits limits;
} BureauReservation;

/**
 * BureauSettlement:
 * @model: (nullable): the model that answered
 * @is_known: whether the provider said what was used; else the worst case stays counted
 * @tokens: what was used
 * @cost: what that costs in micros, or -1 where nobody knows
 *
 * A call of a provider after it was made.
 */
typedef struct
{
  const char *model;
  gboolean is_known;
  BureauTokens tokens;
  gint64 cost;
} BureauSettlement;

gboolean bureau_usage_reserve (BureauTransaction *transaction, const BureauReservation *reservation,
                               gint64 *id, GError **error);
gboolean bureau_usage_settle (BureauTransaction *transaction, gint64 id,
                              const BureauSettlement *settlement, GError **error);
DexFuture *bureau_usage_correct (BureauMemory *memory, const BureauCause *cause, gint64 id,
                                 gint64 cost) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_usage_recover (BureauTransaction *transaction, GError **error);

char *bureau_usage_today (const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_usage_tomorrow (const char *time_zone) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_usage_report (BureauDatabase *database, const char *by, const char *month,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_usage_limits (BureauDatabase *database, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
