"""A transaction that must give way is tried again; within a caller's it is refused at once."""

import pytest
from django.db import OperationalError, connection

from wagtail_ngo.models import District
from wagtail_ngo.services.registration import transactions
from wagtail_ngo.services.registration.transactions import BusyError, patient


class LostError(Exception):
    """As psycopg tells it."""

    def __init__(self, sqlstate):
        self.sqlstate = sqlstate


def failing(times: int, error: Exception):
    """A patient function that writes a row, fails that many times, then returns; and its calls."""
    calls = []

    @patient
    def act(value, *, more=0):
        """Words of the function."""
        calls.append(value)
        District.objects.create(name=f"{len(calls)}")
        if len(calls) <= times:
            raise error
        return value + more

    return act, calls


@pytest.fixture
def no_pause(monkeypatch):
    """The pauses, unslept."""
    pauses = []
    monkeypatch.setattr(transactions.time, "sleep", pauses.append)
    return pauses


LOCKED = OperationalError("database is locked")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_is_tried_until_it_is_done_and_only_the_last_try_counts(no_pause):
    act, calls = failing(transactions.ATTEMPTS - 1, LOCKED)

    assert act(1, more=2) == 3

    assert calls == [1] * 8
    assert list(District.objects.values_list("name", flat=True)) == ["8"]
    assert len(no_pause) == 7
    assert all(0.01 <= pause <= 0.2 for pause in no_pause)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_after_the_last_try_nothing_was_changed(no_pause):
    act, calls = failing(transactions.ATTEMPTS, LOCKED)

    with pytest.raises(BusyError) as busy:
        act(1)

    assert busy.value.__cause__ is LOCKED
    assert (len(calls), len(no_pause), District.objects.count()) == (8, 7, 0)


@pytest.mark.django_db
def test_within_a_transaction_of_the_caller_nothing_is_tried_again(no_pause):
    act, calls = failing(1, LOCKED)
    assert connection.in_atomic_block

    with pytest.raises(BusyError):
        act(1)

    assert (calls, no_pause, District.objects.count()) == ([1], [], 0)
    assert act(5) == 5


@pytest.mark.django_db
def test_other_faults_are_not_hidden(no_pause):
    for error in (OperationalError("no such table: x"), ValueError("x")):
        act, calls = failing(1, error)

        with pytest.raises(type(error)) as raised:
            act(1)

        assert (raised.value, calls) == (error, [1])


@pytest.mark.parametrize(
    ("error", "gives_way"),
    [
        (OperationalError("Database Table Is Locked"), True),
        (OperationalError(1205, "Lock wait timeout exceeded"), True),
        (OperationalError(1213, "Deadlock found"), True),
        (OperationalError(1020, "Record has changed"), True),
        (OperationalError(1049, "Unknown database"), False),
        (OperationalError("disk I/O error"), False),
        (OperationalError(), False),
    ],
)
def test_what_gives_way_on_sqlite_and_mariadb(error, gives_way):
    assert transactions._gives_way(error) is gives_way


@pytest.mark.parametrize(
    ("state", "gives_way"),
    [("40001", True), ("40P01", True), ("55P03", True), ("57P01", False), (None, False)],
)
def test_what_gives_way_on_postgresql(state, gives_way):
    error = OperationalError("could not finish")
    error.__cause__ = LostError(state)

    assert transactions._gives_way(error) is gives_way


def test_a_patient_function_keeps_its_name_and_words():
    act, _calls = failing(0, LOCKED)

    assert (act.__name__, act.__doc__) == ("act", "Words of the function.")
