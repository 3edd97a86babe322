/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/inquiry.h"

#include "base/json.h"
#include "desk/decision.h"
#include "memory/request.h"

typedef DexFuture *(*Withdraw) (BureauMemory *memory, const BureauCause *cause, gint64 request,
                                const char *why);

/* One question, from asking to its end. */
typedef struct
{
  grefcount references;
  BureauInquiry *inquiry; /* NULL once it was taken back */
  BureauMemory *memory;
  char *kind;
  JsonObject *args;
  gint64 request;    /* 0 until it is stored */
  Withdraw withdraw; /* how it was taken back */
  char *why;
} Question;

struct _BureauInquiry
{
  GObject parent_instance;

  Question *question; /* that is waited for, or NULL */
};

G_DEFINE_FINAL_TYPE (BureauInquiry, bureau_inquiry, G_TYPE_OBJECT)

static guint answered_signal;

static void
question_unref (gpointer data)
{
  Question *self = data;

  if (!g_ref_count_dec (&self->references))
    return;
  g_clear_object (&self->memory);
  g_clear_pointer (&self->args, json_object_unref);
  g_free (self->kind);
  g_free (self->why);
  g_free (self);
}

static void
take_back (Question *self)
{
  if (self->withdraw != NULL)
    dex_future_disown (
        self->withdraw (self->memory, &bureau_decision_cause, self->request, self->why));
}

/* The inquiry may go while it tells. */
static void
tell (Question *self, JsonObject *row, const GError *error)
{
  g_autoptr (BureauInquiry) inquiry = g_object_ref (self->inquiry);
  gboolean ok = row != NULL && g_strcmp0 (bureau_json_get_string (row, "state"), "done") == 0;
  const char *failure = row != NULL ? bureau_json_get_string (row, "error") : error->message;
  const char *problem = failure != NULL ? failure : "";

  g_clear_pointer (&inquiry->question, question_unref);
  g_signal_emit (inquiry, answered_signal, 0, ok ? bureau_json_get_string (row, "result") : NULL,
                 ok ? NULL : problem);
}

static DexFuture *
ask_fiber (gpointer data)
{
  Question *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) row = NULL;

  self->request = dex_await_int64 (
      bureau_request_ask (self->memory, &bureau_decision_cause, self->kind, self->args), &error);
  if (error == NULL && self->inquiry == NULL)
    take_back (self);
  else if (error == NULL)
    row = dex_await_boxed (bureau_request_wait (self->memory, self->request), &error);
  if (self->inquiry != NULL)
    tell (self, row, error);
  return dex_future_new_true ();
}

/* What is not stored yet is taken back as soon as it is. */
static void
end (BureauInquiry *self, Withdraw withdraw, const char *why)
{
  Question *question = g_steal_pointer (&self->question);

  if (question == NULL)
    return;
  question->inquiry = NULL;
  question->withdraw = withdraw;
  question->why = g_strdup (why);
  if (question->request != 0)
    take_back (question);
  question_unref (question);
}

static void
bureau_inquiry_dispose (GObject *object)
{
  BureauInquiry *self = BUREAU_INQUIRY (object);

  if (self->question != NULL)
    self->question->inquiry = NULL;
  g_clear_pointer (&self->question, question_unref);
  G_OBJECT_CLASS (bureau_inquiry_parent_class)->dispose (object);
}

static void
bureau_inquiry_class_init (BureauInquiryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_inquiry_dispose;
  answered_signal = g_signal_new ("answered", BUREAU_TYPE_INQUIRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
bureau_inquiry_init (BureauInquiry *self)
{
}

/**
 * bureau_inquiry_new:
 *
 * Returns: (transfer full): where nothing was asked yet
 */
BureauInquiry *
bureau_inquiry_new (void)
{
  return g_object_new (BUREAU_TYPE_INQUIRY, NULL);
}

/**
 * bureau_inquiry_ask:
 * @kind: of the request
 * @args: what the kind takes
 *
 * Asks it, in place of what was asked before.
 */
void
bureau_inquiry_ask (BureauInquiry *self, BureauMemory *memory, const char *kind, JsonObject *args)
{
  Question *question = g_new0 (Question, 1);

  bureau_inquiry_withdraw (self, "It was cancelled.");
  g_ref_count_init (&question->references);
  question->inquiry = self;
  question->memory = g_object_ref (memory);
  question->kind = g_strdup (kind);
  question->args = json_object_ref (args);
  self->question = question;
  g_ref_count_inc (&question->references);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, ask_fiber, question, question_unref));
}

/**
 * bureau_inquiry_withdraw:
 * @why: one sentence, for whoever looks at the request later
 *
 * Takes back what is asked, also where the engine is at it.
 */
void
bureau_inquiry_withdraw (BureauInquiry *self, const char *why)
{
  end (self, bureau_request_withdraw, why);
}

/**
 * bureau_inquiry_leave:
 * @why: one sentence
 *
 * Whoever asked does not wait any more: what was not begun is taken back, what was goes on.
 */
void
bureau_inquiry_leave (BureauInquiry *self, const char *why)
{
  end (self, bureau_request_withdraw_unbegun, why);
}

/**
 * bureau_inquiry_get_request:
 *
 * Returns: the request that is waited for; 0 where none is, or it is not stored yet
 */
gint64
bureau_inquiry_get_request (BureauInquiry *self)
{
  return self->question != NULL ? self->question->request : 0;
}
