/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "mails.h"
#include "providers/builtin.h"
#include "providers/classify-words.h"

static const char usual_labels[] = "[{\"name\":\"inquiry\"},{\"name\":\"invoice\"},{\"name\":"
                                   "\"newsletter\"},{\"name\":\"support\"},"
                                   "{\"name\":\"spam\"},{\"name\":\"job "
                                   "application\"},{\"name\":\"personal\"},{\"name\":\"other\"}]";

static JsonObject *
inputs_for (const char *labels, const char *subject, const char *text, const char *address)
{
  JsonObject *inputs = json_object_new ();
  JsonObject *source = json_object_new ();
  JsonObject *sender = json_object_new ();
  g_autoptr (JsonNode) list = bureau_json_parse (labels, -1, NULL);

  json_object_set_string_member (sender, "address", address);
  json_object_set_string_member (source, "subject", subject);
  json_object_set_string_member (source, "text", text);
  json_object_set_object_member (source, "sender", sender);
  json_object_set_object_member (inputs, "source", source);
  json_object_set_member (inputs, "labels", g_steal_pointer (&list));

  return inputs;
}

static JsonObject *
classify (JsonObject *inputs)
{
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_CLASSIFY, inputs, NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *answer = bureau_builtin_answer (task, &error);

  g_assert_no_error (error);

  return answer;
}

static const struct
{
  const char *label;
  const char *subject;
  const char *text;
  const char *address;
} mails[] = {
  { "inquiry", "Quote for a website",
    "Hello, we are looking for a new website. What would it cost?", "a@cafe.example" },
  { "inquiry", "Hello", "Do you offer photography for small weddings? Our date is 12 June.",
    "a@gmail.com" },
  { "inquiry", "Project", "Friends recommended you. Are you available in March? Our budget is 5k.",
    "a@cafe.example" },
  { "inquiry", "Anfrage",
    "Guten Tag, wir suchen jemanden für unsere Webseite und hätten gern ein Angebot.",
    "a@cafe.example" },
  { "inquiry", "Consulta", "Hola, buscamos un fotógrafo para una boda. ¿Cuánto costaría?",
    "a@cafe.example" },
  { "invoice", "Invoice 2026-114",
    "Please find attached the invoice. The amount due is payable within 14 days by bank transfer.",
    "billing@paper.example" },
  { "invoice", "Payment reminder",
    "Our records show that invoice 4711 is overdue. Please pay the balance due.",
    "accounts@paper.example" },
  { "invoice", "Ihre Rechnung",
    "Anbei die Rechnung mit der Rechnungsnummer 88. Der Rechnungsbetrag ist bis 30.11. fällig.",
    "a@paper.example" },
  { "invoice", "Factura 55",
    "Adjuntamos la factura. El importe pendiente vence el 30 de noviembre, por transferencia.",
    "a@paper.example" },
  { "newsletter", "This week's deals",
    "Our latest sale is on. Shop now! Unsubscribe: https://x.example/u", "news@shop.example" },
  { "newsletter", "Your weekly digest",
    "Read more on our blog. You are receiving this because you signed up. Unsubscribe",
    "no-reply@digest.example" },
  { "newsletter", "Unser Newsletter",
    "Jetzt sichern: 20 % Rabatt. Sie erhalten diese E-Mail, weil Sie sich angemeldet haben. "
    "Abmelden",
    "news@laden.example" },
  { "support", "Login not working",
    "The login does not work since yesterday. I get an error message.", "a@client.example" },
  { "support", "Problem",
    "The site you built is down again, please fix it. We are unable to take orders.",
    "a@client.example" },
  { "support", "Störung", "Das Formular funktioniert nicht, es kommt eine Fehlermeldung.",
    "a@client.example" },
  { "spam", "Dear beneficiary",
    "You have won the lottery. Claim your prize now with your bank account details.",
    "x@win.example" },
  { "spam", "SEO",
    "Guaranteed ranking on the first page of google, backlinks and guest post included. Act now!",
    "x@rank.example" },
  { "job application", "Application as designer",
    "I am applying for the position of designer. My CV and cover letter are attached.",
    "a@gmail.com" },
  { "job application", "Bewerbung",
    "Hiermit bewerbe mich um die Stelle. Mein Lebenslauf und Zeugnisse sind dabei.", "a@web.de" },
  { "job application", "Candidatura",
    "Adjunto mi currículum para el puesto de trabajo de diseñadora.", "a@gmail.com" },
  { "personal", "Sunday",
    "Happy birthday! Are we having dinner at mum's on the weekend? The kids ask for you. xx",
    "sis@gmail.com" },
  { "other", "Lights", "The lift will be serviced on Tuesday.", "house@landlord.example" },
};

static void
test_rules (void)
{
  guint wrong = 0;

  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      g_autoptr (JsonObject) inputs = inputs_for (usual_labels, mails[i].subject, mails[i].text,
                                                  mails[i].address);
      g_autoptr (JsonObject) answer = classify (inputs);
      double confidence = bureau_json_get_double (answer, "confidence", -1);

      if (g_strcmp0 (bureau_json_get_string (answer, "label"), mails[i].label) != 0)
        {
          g_test_message ("%s: %s, not %s: %s", mails[i].subject,
                          bureau_json_get_string (answer, "label"), mails[i].label,
                          bureau_json_get_string (answer, "why"));
          wrong++;
        }
      g_assert_true (confidence > 0 && confidence <= 1);
      g_assert_nonnull (bureau_json_get_string (answer, "why"));
    }
  g_assert_cmpuint (wrong, ==, 0);
}

/* Labels are the workspace's own: what they mean is told by name or description. */
static void
test_own_labels (void)
{
  static const char labels[] = "[{\"name\":\"A\",\"description\":\"Bills and receipts\"},"
                               "{\"name\":\"B\",\"description\":\"A lead: someone wants a quote\"},"
                               "{\"name\":\"C\",\"description\":\"Everything else\"}]";
  static const struct
  {
    const char *label;
    const char *text;
  } cases[] = {
    { "A", "Please find attached the invoice, payment due in 14 days." },
    { "B", "We are looking for a logo, what do you charge? Please send a quote." },
    { "C", "Sale! Shop now. Unsubscribe here." },
    { "C", "The lift will be serviced on Tuesday." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) inputs = inputs_for (labels, "", cases[i].text, "a@b.example");
      g_autoptr (JsonObject) answer = classify (inputs);

      g_assert_cmpstr (bureau_json_get_string (answer, "label"), ==, cases[i].label);
    }
}

/* What memory does with a confirmed message. */
static void
teach (JsonObject *learnt, JsonObject *source, const char *label)
{
  JsonObject *documents = bureau_json_get_object (learnt, "documents");
  JsonObject *words = bureau_json_get_object (learnt, "words");
  const char *address = bureau_json_get_string (bureau_json_get_object (source, "sender"),
                                                "address");
  g_auto (GStrv) list = bureau_classifier_words (bureau_json_get_string (source, "subject"),
                                                 bureau_json_get_string (source, "text"),
                                                 strchr (address, '@') + 1);

  json_object_set_int_member (documents, label, bureau_json_get_int (documents, label, 0) + 1);
  for (guint i = 0; list[i]; i++)
    {
      if (!json_object_has_member (words, list[i]))
        json_object_set_object_member (words, list[i], json_object_new ());
      JsonObject *counts = json_object_get_object_member (words, list[i]);
      json_object_set_int_member (counts, label, bureau_json_get_int (counts, label, 0) + 1);
    }
}

static const char *const nouns[] = { "pumps",   "valves", "gaskets", "bearings",
                                     "flanges", "hoses",  "seals",   "filters" };
static const char *const towns[] = { "Hull",  "Leeds",  "York",   "Ripon",
                                     "Selby", "Malton", "Whitby", "Goole" };

/* A kind of mail no rule knows: delivery notes, which read like inquiries. */
static JsonObject *
delivery_note (const char *labels, guint i)
{
  g_autofree char *text = g_strdup_printf (
      "Hello, we need to tell you that your consignment of %s left our depot in %s today. The "
      "tracking code and the "
      "pallet number are below. Would you be able to sign for it at the dock?",
      nouns[i % 8], towns[(i * 3) % 8]);

  return inputs_for (labels, "Consignment on its way", text, "dispatch@haulage.example");
}

static JsonObject *
real_inquiry (const char *labels, guint i)
{
  g_autofree char *text = g_strdup_printf (
      "Hello, we are looking for someone to design a catalogue for our %s in %s. Could you send us "
      "a quote? Our budget "
      "is %u00 EUR.",
      nouns[i % 8], towns[(i * 5) % 8], 10 + i);
  g_autofree char *address = g_strdup_printf ("owner@firm%u.example", i);

  return inputs_for (labels, "Catalogue", text, address);
}

static guint
count_right (JsonObject *learnt, JsonObject *(*make) (const char *, guint), const char *label)
{
  static const char labels[]
      = "[{\"name\":\"inquiry\"},{\"name\":\"delivery\"},{\"name\":\"other\"}]";
  guint right = 0;

  for (guint i = 100; i < 120; i++)
    {
      g_autoptr (JsonObject) inputs = make (labels, i);
      json_object_set_object_member (inputs, "learnt", json_object_ref (learnt));
      g_autoptr (JsonObject) answer = classify (inputs);
      right += g_str_equal (bureau_json_get_string (answer, "label"), label);
    }

  return right;
}

/* Corrections win soon, and do not pull the other kinds with them. */
static void
test_learning_curve (void)
{
  g_autoptr (JsonObject) learnt = test_parse ("{\"documents\":{},\"words\":{}}");
  guint curve[9];

  for (guint taught = 0; taught < G_N_ELEMENTS (curve); taught++)
    {
      curve[taught] = count_right (learnt, delivery_note, "delivery");
      g_test_message ("after %u corrections: %u of 20 delivery notes, %u of 20 inquiries", taught,
                      curve[taught], count_right (learnt, real_inquiry, "inquiry"));
      g_assert_cmpuint (count_right (learnt, real_inquiry, "inquiry"), >=, 19);
      g_autoptr (JsonObject) note = delivery_note (usual_labels, taught);
      teach (learnt, bureau_json_get_object (note, "source"), "delivery");
      if (taught % 2 == 0)
        {
          g_autoptr (JsonObject) inquiry = real_inquiry (usual_labels, taught);
          teach (learnt, bureau_json_get_object (inquiry, "source"), "inquiry");
        }
    }
  g_assert_cmpuint (curve[0], ==, 0);
  g_assert_cmpuint (curve[3], >=, 18);
  g_assert_cmpuint (curve[8], ==, 20);
}

/* Corrections of one kind alone, with nothing confirmed of the others, leave those to the rules. */
static void
test_one_sided (void)
{
  g_autoptr (JsonObject) learnt = test_parse ("{\"documents\":{},\"words\":{}}");

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (JsonObject) note = delivery_note (usual_labels, i);
      teach (learnt, bureau_json_get_object (note, "source"), "delivery");
      g_assert_cmpuint (count_right (learnt, real_inquiry, "inquiry"), >=, 19);
    }
}

static void
test_why_names_words (void)
{
  g_autoptr (JsonObject) learnt = test_parse ("{\"documents\":{},\"words\":{}}");
  static const char labels[] = "[{\"name\":\"inquiry\"},{\"name\":\"delivery\"}]";

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (JsonObject) note = delivery_note (labels, i);
      teach (learnt, bureau_json_get_object (note, "source"), "delivery");
    }
  g_autoptr (JsonObject) inputs = delivery_note (labels, 50);
  json_object_set_object_member (inputs, "learnt", json_object_ref (learnt));
  g_autoptr (JsonObject) answer = classify (inputs);

  g_assert_cmpstr (bureau_json_get_string (answer, "why"), ==,
                   "It has “domain:haulage.example”, “consignment”, “way”, “need”, as confirmed "
                   "messages (5) and rules do");
}

static void
test_words (void)
{
  g_auto (GStrv) words = bureau_classifier_words (
      "Ein Logo für München",
      "Guten Tag,\n\nwir möchten ein Logo, ein LOGO!\n> altes Zitat\n\n"
      "Mit freundlichen Grüßen\nAnna",
      "Cafe.Example");
  g_autofree char *joined = g_strjoinv (" ", words);

  g_assert_cmpstr (joined, ==, "domain:cafe.example logo munchen mochten");
}

static void
test_words_bounded (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "word%c%c%c ", (int)('a' + i % 26), (int)('a' + i / 26 % 26),
                            (int)('a' + i / 676));
  g_auto (GStrv) words = bureau_classifier_words (NULL, text->str, NULL);
  g_auto (GStrv) none = bureau_classifier_words (NULL, NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (g_strv_length (words), ==, BUREAU_CLASSIFIER_MAX_WORDS);
  for (guint i = 0; words[i]; i++)
    g_assert_true (g_hash_table_add (seen, words[i]));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/providers/classify/rules", test_rules);
  g_test_add_func ("/providers/classify/own-labels", test_own_labels);
  g_test_add_func ("/providers/classify/learning-curve", test_learning_curve);
  g_test_add_func ("/providers/classify/one-sided", test_one_sided);
  g_test_add_func ("/providers/classify/why-names-words", test_why_names_words);
  g_test_add_func ("/providers/classify/words", test_words);
  g_test_add_func ("/providers/classify/words-bounded", test_words_bounded);

  return g_test_run ();
}
