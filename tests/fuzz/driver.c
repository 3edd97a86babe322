/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include <gio/gio.h>
#include <string.h>
#include <time.h>

/* Stands in for libFuzzer where there is none: driver SEEDS RUNS, the seeds a folder of the
 * corpora, or one of ours under "tests/". Mends and breaks a seed by the same random sequence every
 * time; one input may not take two seconds. The long form tries twenty times as many. */

#define MAX_INPUT_BYTES (256 * 1024)
#define MAX_SECONDS 2
#define LONG_TIMES 20

static const char *const PIECES[] = {
  "\n",
  "\r\n",
  "\n\n",
  "--",
  "=?utf-8?q?",
  "?=",
  "<",
  ">",
  "\"",
  ",",
  ";",
  ":",
  "@",
  "(",
  ")",
  "\\",
  "=",
  "%",
  "&#x",
  "&lt;",
  "<!--",
  "-->",
  "<p style='",
  "<a href=",
  "</",
  "boundary=",
  "\nFrom ",
  "\n>From ",
  "multipart/mixed; ",
  "message/rfc822",
  "base64",
  "charset=",
  "\377\376",
  "\357\273\277",
  "\303",
  "\342\200\213",
  "Content-Type: ",
  "a@b.example",
  "data: ",
  "\nevent: a\n",
  "\n\ndata:x\r\n\r\n",
  "{\"",
  "[[",
  "null",
  "\0",
};

static void
collect (GPtrArray *seeds, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      collect (seeds, child);
    }
  char *data = NULL;
  gsize length = 0;
  if (dir == NULL && g_file_get_contents (path, &data, &length, NULL))
    g_ptr_array_add (seeds, g_bytes_new_take (data, length));
}

static GPtrArray *
load_seeds (const char *relative)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  const char *root = g_getenv ("BUREAU_CORPORA");
  g_autofree char *beside = g_build_filename (g_getenv ("BUREAU_SOURCE_DIR"), "..", "shared",
                                              "corpora", NULL);
  const char *home = root != NULL ? root : beside;
  if (g_str_has_prefix (relative, "tests/"))
    home = g_getenv ("BUREAU_SOURCE_DIR");
  g_autofree char *path = g_build_filename (home, relative, NULL);
  collect (seeds, path);
  if (seeds->len == 0)
    g_ptr_array_add (seeds,
                     g_bytes_new_static ("From: a@b.example\nSubject: x\n\n<p>x, y</p>\n", 41));
  return seeds;
}

static gsize
somewhere (GRand *rand, gsize length)
{
  return length == 0 ? 0 : (gsize)g_rand_int (rand) % length;
}

static void
mutate (GByteArray *input, GRand *rand, GBytes *other)
{
  gsize at = somewhere (rand, input->len);
  gsize wish = somewhere (rand, 64);
  gsize run = MIN (wish, input->len - at);
  const char *piece = PIECES[g_rand_int_range (rand, 0, G_N_ELEMENTS (PIECES))];
  g_autoptr (GByteArray) tail = g_byte_array_new ();
  g_byte_array_append (tail, input->data + at, input->len - (guint)at);
  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
      if (input->len > 0)
        input->data[at] ^= (guint8)(1 << g_rand_int_range (rand, 0, 8));
      break;
    case 1:
      if (run > 0)
        g_byte_array_remove_range (input, (guint)at, (guint)run);
      break;
    case 2:
      g_byte_array_append (input, tail->data, (guint)run);
      break;
    case 3:
      g_byte_array_set_size (input, (guint)at);
      g_byte_array_append (input, (const guint8 *)piece, (guint)strlen (piece));
      g_byte_array_append (input, tail->data, tail->len);
      break;
    case 4:
      g_byte_array_set_size (input, (guint)at);
      g_byte_array_append (input, g_bytes_get_data (other, NULL), (guint)g_bytes_get_size (other));
      break;
    default:
      g_byte_array_set_size (input, (guint)at);
      break;
    }
  if (input->len > MAX_INPUT_BYTES)
    g_byte_array_set_size (input, MAX_INPUT_BYTES);
}

static GBytes *
any_seed (GPtrArray *seeds, GRand *rand)
{
  return g_ptr_array_index (seeds, (guint)g_rand_int_range (rand, 0, (gint32)seeds->len));
}

static gint64
cpu_time (void)
{
  struct timespec now;
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static gint64
run_once (GPtrArray *seeds, GRand *rand)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();
  GBytes *seed = any_seed (seeds, rand);
  g_byte_array_append (input, g_bytes_get_data (seed, NULL), (guint)g_bytes_get_size (seed));
  for (gint n = g_rand_int_range (rand, 0, 8); n > 0; n--)
    mutate (input, rand, any_seed (seeds, rand));
  gint64 start = cpu_time ();
  /* A copy of just this size, so that a sanitizer sees a read behind it. */
  g_autofree guint8 *exact = g_memdup2 (input->data, input->len);
  LLVMFuzzerTestOneInput (exact, input->len);
  return cpu_time () - start;
}

int
main (int argc, char *argv[])
{
  g_assert_cmpint (argc, ==, 3);
  const char *wish = g_getenv ("BUREAU_TEST_LONG");
  guint64 times = wish != NULL && *wish != '\0' ? LONG_TIMES : 1;
  guint64 n = times * g_ascii_strtoull (argv[2], NULL, 10);
  g_autoptr (GPtrArray) seeds = load_seeds (argv[1]);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261122);
  gint64 slowest = 0;
  for (guint64 i = 0; i < n; i++)
    {
      gint64 taken = run_once (seeds, rand);
      slowest = MAX (slowest, taken);
    }
  g_print ("1..1\n# %" G_GUINT64_FORMAT " inputs from %u seeds, the slowest took %" G_GINT64_FORMAT
           " ms\n",
           n, seeds->len, slowest / 1000);
  g_print ("%s 1 %s\n", slowest < MAX_SECONDS * G_USEC_PER_SEC ? "ok" : "not ok", argv[1]);
  return 0;
}
