# SPDX-License-Identifier: GPL-3.0-or-later
"""Models that obey the mails they read, and models that harm by themselves, get nothing done."""
import attacks
import tap


def run(model):
    cases = [text for text in attacks.texts() for _ in attacks.CARRIERS]
    with attacks.attacked(model, cases, "bureauctl-hostile") as (desk, server, connects, before):
        n_drafts = attacks.check(desk, server, connects, before, len(cases))
    tap.note(f"{model}: {len(cases)} cases in {len(attacks.CARRIERS)} carriers, {n_drafts} drafts, 0 outward acts, 0 changed recipients, 0 connections")


def test_obedient():
    run("obedient")


def test_malicious():
    run("malicious")


tap.main(test_obedient, test_malicious)
