"""Work clocks, against a walk from stretch to stretch in exact fractions."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest

from sim.model.clocks import FULL, Clock, clock_of
from sim.plan.programme import Programme, Season
from sim.plan.time import MICRO

DAY = MICRO
PROGRAMME = Programme(start=date(2020, 1, 1), deadline=date(2020, 6, 30), horizon=date(2020, 12, 31))
LAST = PROGRAMME.horizon_micro


def days(*numbers: int) -> list[date]:
    """Return dates by day number of the programme."""
    return [date.fromordinal(PROGRAMME.start.toordinal() + number) for number in numbers]


def a_season(rate: float, first: int, last: int) -> Season:
    """Return a season from one day to another, both included."""
    first_date, last_date = days(first, last)
    return Season(rate=rate, spans=((first_date, last_date),))


def random_clock(luck: Random) -> Clock:
    """Return a clock with seasons, days off and shocks at random, which may overlap."""
    seasons = [
        a_season(luck.choice([0, 0.3, 0.7]), first, first + luck.randint(0, 40))
        for first in luck.sample(range(300), luck.randint(0, 3))
    ]
    clock = clock_of(PROGRAMME, days(*luck.sample(range(366), luck.randint(0, 120))), seasons)
    for _ in range(luck.randint(0, 3)):
        start = luck.randrange(LAST)
        clock = clock.struck(start, start + luck.randrange(60 * DAY), luck.choice([0, 250, 333, 900]))
    return clock


def worked_by_walk(clock: Clock, pace: list[int], start: int, finish: int) -> Fraction:
    """Return the work between two days, one stretch after another."""
    ends = [*clock.times[1:], max(finish, clock.times[-1]) + 1]
    stretches = zip(clock.times, ends, pace, strict=True)
    return sum(
        (Fraction(max(min(end, finish) - max(begin, start), 0) * rate, FULL) for begin, end, rate in stretches),
        Fraction(0),
    )


def finish_by_walk(clock: Clock, start: int, work: int) -> int:
    """Return the first micro-day by which the work is done, found by halving."""
    low, high = start, max(start, clock.times[-1]) + work
    while low < high:
        middle = (low + high) // 2
        if worked_by_walk(clock, clock.pace, start, middle) >= work:
            high = middle
        else:
            low = middle + 1
    return low


@pytest.mark.parametrize("seed", range(40))
def test_a_finish_is_the_earliest_micro_day_by_which_the_work_is_done(seed: int) -> None:
    """On clocks with seasons, days off and shocks, from any start, the same as found by search."""
    luck = Random(seed)
    clock = random_clock(luck)
    for _ in range(10):
        start, work = luck.choice([luck.randrange(LAST), luck.randrange(366) * DAY]), luck.choice([0, 1, 30 * DAY])
        assert clock.finish(start, work) == finish_by_walk(clock, start, work)


@pytest.mark.parametrize("seed", range(40))
def test_what_seasons_holidays_and_shocks_took_and_the_work_add_up_exactly(seed: int) -> None:
    """Each takes of what the one before left, in that order, and with the work they are all the days."""
    luck = Random(1000 + seed)
    clock = random_clock(luck)
    for _ in range(10):
        start, work = luck.randrange(LAST), luck.randrange(60 * DAY)
        finish = clock.finish(start, work)
        season, holidays, shocks = clock.taken(start, finish)
        in_season, in_office, worked = (
            worked_by_walk(clock, pace, start, finish) for pace in (clock.season_pace, clock.office_pace, clock.pace)
        )
        assert min(season, holidays, shocks) >= 0
        assert finish - start - season - holidays - shocks == work
        assert abs(season - (finish - start - in_season)) < 1
        assert abs(holidays - (in_season - in_office)) < 1
        assert abs(shocks - (in_office - worked)) < 1


@pytest.mark.parametrize("seed", range(20))
def test_work_done_in_parts_ends_when_it_would_in_one(seed: int) -> None:
    """Two parts, the second from the finish of the first, end within a micro-day of both at once (each rounds up)."""
    luck = Random(2000 + seed)
    clock = random_clock(luck)
    start, first, second = luck.randrange(LAST), luck.randrange(20 * DAY), luck.randrange(1, 20 * DAY)
    apart, at_once = clock.finish(clock.finish(start, first), second), clock.finish(start, first + second)
    assert 0 <= worked_by_walk(clock, clock.pace, at_once, apart) <= 1
    assert at_once <= apart


@pytest.mark.parametrize("seed", range(20))
def test_who_starts_later_never_finishes_earlier(seed: int) -> None:
    """A clock lets nobody overtake."""
    luck = Random(3000 + seed)
    clock = random_clock(luck)
    starts = sorted(luck.randrange(LAST) for _ in range(50))
    finishes = [clock.finish(start, 15 * DAY) for start in starts]
    assert finishes == sorted(finishes)


def test_a_season_a_day_off_and_a_shock_on_the_same_days_are_taken_in_that_order() -> None:
    """From day 0, 2 days of work: a season at half pace to day 9, days 2 and 3 off, a shock at half from day 4 to 6."""
    clock = clock_of(PROGRAMME, days(2, 3), [a_season(0.5, 0, 9)]).struck(4 * DAY, 6 * DAY, 500)
    finish = clock.finish(0, 2 * DAY)
    assert finish == 7 * DAY  # halves on days 0 and 1, nothing on 2 and 3, quarters on 4 and 5, half on 6
    assert clock.taken(0, finish) == (7 * DAY // 2, DAY, DAY // 2)


def test_of_seasons_that_overlap_the_slower_holds() -> None:
    """Half pace and a tenth on the same days are a tenth."""
    clock = clock_of(PROGRAMME, (), [a_season(0.5, 0, 9), a_season(0.1, 0, 9)])
    assert clock.finish(0, DAY) == 10 * DAY


def test_shocks_that_overlap_slow_what_is_left_of_the_pace() -> None:
    """Half of a half is a quarter."""
    clock = clock_of(PROGRAMME, (), ()).struck(0, 8 * DAY, 500).struck(0, 8 * DAY, 500)
    assert clock.finish(0, 2 * DAY) == 8 * DAY


def test_a_strike_leaves_the_clock_it_strikes_as_it_was() -> None:
    """The base clock of a plan is not changed by a replication's shocks."""
    base = clock_of(PROGRAMME, days(5), ())
    before = (list(base.times), list(base.pace))
    struck = base.struck(DAY, 2 * DAY, 0)
    assert struck.finish(0, 3 * DAY) == 4 * DAY
    assert (base.times, base.pace) == before
    assert base.finish(0, 3 * DAY) == 3 * DAY


def test_after_the_horizon_every_day_is_worked() -> None:
    """Works under way at the horizon end a day of work later for each day, whatever the calendar."""
    clock = clock_of(PROGRAMME, days(*range(366)), [a_season(0, 0, 365)])
    assert clock.finish(0, 5 * DAY) == LAST + 5 * DAY


def test_a_season_of_every_year_may_span_the_new_year() -> None:
    """From 20 December to 10 January nothing is worked at either end of the programme."""
    clock = clock_of(PROGRAMME, (), [Season(rate=0, every_year=("12-20", "01-10"))])
    assert clock.finish(0, DAY) == 11 * DAY
    assert clock.finish(LAST - 12 * DAY, DAY) == LAST + DAY


def test_no_work_is_done_at_once() -> None:
    """Nothing to do ends when it begins, on a day off too."""
    clock = clock_of(PROGRAMME, days(0, 1), ())
    assert clock.finish(DAY // 2, 0) == DAY // 2


@pytest.mark.parametrize("seed", range(20))
def test_one_look_gives_what_two_give(seed: int) -> None:
    """`run` is `finish` and `taken` at once, on clocks with seasons, days off and shocks at random."""
    luck = Random(seed)
    clock = random_clock(luck)
    for _ in range(50):
        start, work = luck.randrange(LAST), luck.choice([0, 1, DAY, luck.randrange(90 * DAY)])
        finish = clock.finish(start, work)
        assert clock.run(start, work) == (finish, *clock.taken(start, finish))
