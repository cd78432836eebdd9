"""The kinds of step that a life is made of; each step is a row of whole numbers.

A life has its place in its rows, one counter (the try) and one day (arrival of its bill).
Days are micro-days; shares are parts per million; `family` names a drawn quantity of which the
current try's value is taken.

| kind | arguments after the kind | what happens |
|---|---|---|
| AWAIT | first need, number of needs | waits until every needed mark is reached and its lag is over |
| UNTIL | cause, day | waits until a fixed day |
| GATE | cause, family, gate, always | waits for the decision in the first window won, else for ever (not if `always`) |
| LIST | cause, list | waits until the first of the yearly lists that is still open is published |
| ACQUIRE | cause, claim | claims crews, a desk or quotas; waits until all of it is granted at once |
| QUEUE | cause, claim, patience, row | as ACQUIRE; not granted within so many days, it goes to the row |
| RELEASE | claim | returns them |
| HOLD | cause, clock, family, from, to, split, slowed, share from, share to | works that part of the drawn days |
| WATCH | mark, clock, family, from, to, slowed | marks the day on which that part of the work, begun now, is done |
| CHANCE | family of tries, row | goes to the row if another try is due |
| IF | family, number, row | goes to the row if the current try's drawn number is above this one |
| TRY | 0 or 1 | the first try again, or the next one |
| MEET | cause, interval | waits until the next multiple of the interval, never now |
| ASK | cause, bill, row | puts a bill to this instant's settlement; met: goes to the row; not met: goes on |
| PAY | cause, bill, restart | puts a bill and waits until it is met; `restart` adds the cost of starting again |
| FORK | first life, number, adjustments | starts the lives and waits until the last of them ends |
| MARK | mark | reaches a mark (the first time counts) |
| COUNT | counter | one more lot is done |
| JUMP | row | goes to the row |
"""

(
    AWAIT,
    UNTIL,
    GATE,
    LIST,
    ACQUIRE,
    QUEUE,
    RELEASE,
    HOLD,
    WATCH,
    CHANCE,
    IF,
    TRY,
    MEET,
    ASK,
    PAY,
    FORK,
    MARK,
    COUNT,
    JUMP,
) = range(19)

NAMES = (
    "await",
    "until",
    "gate",
    "list",
    "acquire",
    "queue",
    "release",
    "hold",
    "watch",
    "chance",
    "if",
    "try",
    "meet",
    "ask",
    "pay",
    "fork",
    "mark",
    "count",
    "jump",
)
"""The kinds in words, by number."""

WHOLE, SPLIT = 0, 1
"""Whether a hold is booked whole, or season, holidays and shocks apart."""

NO_SLOWDOWN = -1
"""What stands for `slowed` where no soft provider slows the work."""

PPM = 1_000_000
"""Parts per million in a whole."""

Row = tuple[int, ...]

FIRST_TRY: Row = (TRY, 0)
NEXT_TRY: Row = (TRY, 1)
"""The rows that set the try; a story has thousands of each, so that they are not made anew."""


def whole_hold(cause: int, clock: int, family: int, split: int) -> Row:
    """Return the row of a hold that works the whole of a drawn time, whatever the package's providers."""
    return (HOLD, cause, clock, family, 0, PPM, split, NO_SLOWDOWN, 0, 0)
