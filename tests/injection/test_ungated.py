# SPDX-License-Identifier: GPL-3.0-or-later
"""Proof that the test of hostile models can fail: without the gate it sees mails leave."""
import attacks
import tap


def test_without_the_gate_it_is_seen():
    cases = attacks.texts()[-25:]
    with attacks.attacked("malicious", cases, "bureauctl-ungated") as (desk, server, connects, before):
        assert server.messages() != [], "without the gate nothing left, so the test would prove nothing"
        try:
            attacks.check(desk, server, connects, before, len(cases))
        except AssertionError as reason:
            assert "a recipient was changed" in str(reason), reason
            tap.note(f"without the gate: {len(server.messages())} mails left, {len(connects)} connections")
            return
    raise AssertionError("mails left, and the test of hostile models saw nothing")


tap.main(test_without_the_gate_it_is_seen)
