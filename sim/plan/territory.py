"""Where and in what the programme shows: districts, functional zones with their ecosystems, fields of use."""

from sim.plan.noun import Named, NotNegative


class District(Named):
    """A district, city, county or functional area with its own desks.

    `agency` reviews the files of its packages (`own_district` in a permit). `innovation_space_m2`
    is the share of the target that the plan allots to it, 0 where it names none.
    """

    agency: str = ""
    innovation_space_m2: NotNegative = 0


class Ecosystem(Named):
    """One of the industrial ecosystems, as far as the plan names them."""

    clause: str = ""
    quote: str = ""


class Zone(Named):
    """A functional zone that the plan names, with the packages that bring it each network."""

    clause: str = ""
    quote: str = ""
    district: str = ""
    ecosystem: str = ""
    packages: tuple[str, ...] = ()


class FieldOfUse(Named):
    """A field in which 5G is to be used, with the packages that put it to use there."""

    clause: str = ""
    quote: str = ""
    packages: tuple[str, ...] = ()
