"""Every word and sentence that reports show, in English and Chinese.

Names of targets, networks, scenarios and agencies are not here: they come with the plan. Curly
brackets are filled in where the sentence is used.
"""

from sim.report.catalogue.amounts import AMOUNTS
from sim.report.catalogue.charts import CHARTS
from sim.report.catalogue.costs import COSTS
from sim.report.catalogue.doubt import DOUBT
from sim.report.catalogue.files import FILES
from sim.report.catalogue.headroom import HEADROOM
from sim.report.catalogue.ledger import LEDGER
from sim.report.catalogue.money import MONEY_WORDS
from sim.report.catalogue.nouns import NOUNS
from sim.report.catalogue.open_waits import OPEN_WAITS
from sim.report.catalogue.outcomes import OUTCOME_WORDS
from sim.report.catalogue.studies import STUDIES
from sim.report.catalogue.tables import TABLES

CATALOGUE: dict[str, tuple[str, str]] = {
    **NOUNS,
    **AMOUNTS,
    **TABLES,
    **CHARTS,
    **FILES,
    **STUDIES,
    **MONEY_WORDS,
    **HEADROOM,
    **LEDGER,
    **OPEN_WAITS,
    **DOUBT,
    **COSTS,
    **OUTCOME_WORDS,
}
