# SPDX-License-Identifier: GPL-3.0-or-later
"""Mails of our own writing, as many as a test wants, each different."""
import email.message
import email.utils

PEOPLE = ("Nora Feld", "Ivo Brandl", "Grace Amadi", "Teun Visser", "Paula Ortega", "Anselm Kern")
FIRMS = ("Feld Ceramics", "Brandl Optics", "Amadi Events", "Visser Bicycles", "Ortega Wines",
         "Kern Timber")
WORK = ("a new website", "a brand identity", "packaging design", "an annual report",
        "signage for two floors", "illustration for a calendar")

TEXT = """\
Hello,

we are {firm} and we need {work}. Our budget is between EUR {low},000 and EUR {high},000,
and it should be ready by 30 April 2027.

Do you have time for this, and what would it cost?

Kind regards
{person}
{firm}
Phone: +44 20 7946 0{number:03}
"""


def message_id(number):
    return f"letter-{number}@example.org"


def sender(number):
    return f"person{number}@example.org"


def text(number):
    """What the n-th inquiry says."""
    return TEXT.format(person=PEOPLE[number % len(PEOPLE)], firm=FIRMS[number // 2 % len(FIRMS)],
                       work=WORK[number // 3 % len(WORK)], low=4 + number % 5, high=9 + number % 7,
                       number=number % 1000)


def inquiry(number, words=None):
    """The bytes of the n-th inquiry, or of one with other @words."""
    firm, work = FIRMS[number // 2 % len(FIRMS)], WORK[number // 3 % len(WORK)]
    mail = email.message.EmailMessage()
    mail["From"] = email.utils.formataddr((PEOPLE[number % len(PEOPLE)], sender(number)))
    mail["To"] = "Studio <hello@example.com>"
    mail["Subject"] = f"Inquiry {number}: {work} for {firm}"
    mail["Date"] = f"Mon, 16 Nov 2026 09:{number % 60:02}:00 +0000"
    mail["Message-ID"] = f"<{message_id(number)}>"
    mail.set_content(words or text(number))
    return mail.as_bytes()


def write(folder, numbers):
    """One .eml file each; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:04}.eml" for number in numbers]
    for path, number in zip(paths, numbers):
        path.write_bytes(inquiry(number))
    return paths


def write_mbox(path, numbers):
    """All of them in one file."""
    mails = (b"From person Mon Nov 16 09:00:00 2026\n" + inquiry(number) + b"\n"
             for number in numbers)
    path.write_bytes(b"".join(mails))
    return path
