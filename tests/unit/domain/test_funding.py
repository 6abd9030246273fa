"""What is said of a funding call, as stored editions of the bulletin hold it."""

from wagtail_ngo.domain.funding import CallItem


def test_a_call_says_nothing_that_was_not_given():
    call = CallItem(title="Mikrogranty", areas=("Sport",))

    assert (call.kind, call.title, call.areas) == ("call", "Mikrogranty", ("Sport",))
    assert (call.deadline, call.paper_deadline, call.takes_remarks) == (None, None, False)
    assert {call.funder, call.amount, call.own_contribution, call.eligible, call.call_url} == {""}
