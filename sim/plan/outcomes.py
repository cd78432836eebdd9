"""What some outcomes are counted by, where the plan's nouns do not say it themselves."""

from sim.plan.noun import Named


class Outcomes(Named):
    """Lists of what outcomes count.

    `backbone` names indicators of backbone capacity; `energy_security` and `seamless_transfer` name
    packages whose service makes supply safe and changing trains easy.
    """

    backbone: tuple[str, ...] = ()
    energy_security: tuple[str, ...] = ()
    seamless_transfer: tuple[str, ...] = ()
