"""What is said of public money: cash, the fiscal footprint, funding options, and the check of a results folder."""

MONEY_WORDS: dict[str, tuple[str, str]] = {
    # Cash
    "cash.title": ("{scenario}: money by source, {unit}", "{scenario}：各资金来源收支，{unit}"),
    "cash.together": ("All sources together", "全部来源合计"),
    "cash.arrived": ("Came in", "到位"),
    "cash.paid": ("Paid", "支付"),
    "cash.lapsed": ("Lapsed", "失效"),
    "cash.balance": ("Left at the end", "年末结余"),
    "cash.on_account": ("On account at year end", "年末账面结余"),
    "cash.may_be_called": ("May still be called", "尚可动用额度"),
    "cash.source": ("By source", "按来源"),
    "cash.paid_in": ("paid in", "支付"),
    "cash.later": ("later", "此后"),
    "cash.left": ("left", "结余"),
    "cash.on_account.head": ("on", "账面"),
    "cash.on_account.short": ("account", "结余"),
    "cash.may_be_called.head": ("to be", "尚可"),
    "cash.may_be_called.short": ("called", "动用"),
    "cash.lapsed.short": ("lapsed", "失效"),
    "cash.arrived.short": ("came in", "到位"),
    "cash.legend": (
        "Means over {replications} runs. What came in was paid, lapsed at the end of a year, or is left at the end of "
        "{horizon}: on account as money, or, of credit and of contracts with partners, as what may still be called; "
        "what came in of these is what may be called.",
        "为{replications}次模拟的均值。到位资金或已支付，或年末失效，或结余至{horizon}年末：账面结余为资金；"
        "信贷和合作合同的结余为尚可动用的额度，其到位额为可动用的额度。",
    ),
    # Fiscal footprint
    "fiscal.title": ("{scenario}: who pays, and when, {unit}", "{scenario}：各出资方逐年收支，{unit}"),
    "fiscal.drawn": ("paid for works", "支付项目"),
    "fiscal.borrowed": ("of it borrowed", "其中借款"),
    "fiscal.interest": ("interest", "利息"),
    "fiscal.repayment": ("paid back", "还本"),
    "fiscal.debt": ("debt, year end", "年末债务"),
    "fiscal.ppp_owed": ("owed to partners", "应付合作方"),
    "fiscal.idle": ("idle, year end", "年末闲置"),
    "fiscal.bond_raised": ("raised in bonds", "债券到位"),
    "fiscal.bond_service": ("bonds: service", "债券还本付息"),
    "fiscal.bond_revenue": ("bonds: revenue", "债券项目收入"),
    "payer.general_budget": ("General budget of the city", "市级一般公共预算"),
    "payer.fund_budget": ("Fund budget of the city", "市级政府性基金预算"),
    "payer.districts": ("Districts", "区（市）县"),
    "payer.province": ("Province", "省级"),
    "payer.centre": ("Central government", "中央"),
    "payer.builders": ("Builders", "建设单位"),
    "payer.private": ("Private partners and investors", "社会资本和投资机构"),
    "payer.": ("Payer not stated", "未注明出资方"),
    "fiscal.limits": ("Chance that a limit is broken, %", "突破限额的概率，%"),
    "limit.bond_quota": ("bond quota", "债券额度"),
    "limit.ppp_share": ("owed to partners", "合作支出上限"),
    "limit.cover": ("cover of bonds", "债券偿付覆盖"),
    "fiscal.city": ("The city's own money", "市级资金"),
    "fiscal.city.promised": ("Promised by the plan, present value", "方案承诺（现值）"),
    "fiscal.city.drawn": ("Drawn, present value", "实际支付（现值）"),
    "fiscal.city.peak_year": ("In its dearest year", "支出最高的年份"),
    "fiscal.city.deadline": ("Debt at the end of {year}", "{year}年末债务"),
    "fiscal.city.horizon": ("Debt at the end of {year}", "{year}年末债务"),
    "fiscal.years_left_out": (
        "Years after {year} are in the table of the folder.",
        "{year}年以后的数值见结果文件夹中的数据表。",
    ),
    "fiscal.legend": (
        "Means over {replications} runs. A year of a debt counts from the day the money was drawn; interest and "
        "repayment stand in the year in which they fall due. Owed to partners: the city's share of level payments "
        "from the opening on. Idle: what stands ready and is not called, credit and partners' contracts aside. Revenue "
        "of bonds: what packages in service earn, as far as bonds paid for them. Cover of bonds is broken where what "
        "packages earn over the term of the bonds drawn in the year is not the stated multiple of the bonds' service. "
        "The dearest year counts what passes through the city's two budgets: payments for works (borrowed money "
        "included), interest, repayment, and what is owed to partners.",
        "为{replications}次模拟的均值。债务按提款日起算，利息和还本记入到期年份。应付合作方：自投运起按等额支付计算的市级部分。"
        "年末闲置：已到位而未动用的资金，不含信贷和合作合同额度。债券项目收入：投运项目的收入中与债券出资比例相应的部分。"
        "债券偿付覆盖：当年所提债券在存续期内的项目收入达不到还本付息额的规定倍数。"
        "支出最高的年份：市级两本预算当年的项目支付（含借款）、利息、还本和应付合作方之和。",
    ),
    # Options
    "options.title": ("Ways of funding side by side, {unit}", "融资方案比较，{unit}"),
    "options.option": ("Option", "方案"),
    "options.all": ("All", "全部"),
    "options.city": ("City's", "市级"),
    "options.met": ("Met", "达标"),
    "options.margin": ("Margin", "余量"),
    "options.delay": ("Delay", "延误"),
    "options.money": ("City", "市级"),
    "options.peak": ("Peak", "峰值"),
    "options.debt": ("Debt", "债务"),
    "options.all.unit": ("chance", "概率"),
    "options.city.unit": ("chance", "概率"),
    "options.met.unit": ("of {targets}", "共{targets}项"),
    "options.margin.unit": ("months", "月"),
    "options.delay.unit": ("cost", "成本"),
    "options.money.unit": ("money", "资金"),
    "options.peak.unit": ("year", "年份"),
    "options.debt.unit": ("{year}", "{year}"),
    "options.mark": ("* {name}", "* {name}"),
    "options.no_mark": ("  {name}", "  {name}"),
    "options.against": ("against the base: {differences}", "与基准相比：{differences}"),
    "options.against.none": ("no difference seen from the base", "与基准相比未见差异"),
    "options.chance": ("chance of all {difference}", "全部达标概率{difference}"),
    "options.chance_city": ("chance of the city's {difference}", "市级目标达标概率{difference}"),
    "options.targets_met": ("targets met {number} ({low} to {high})", "达标项数{number}（{low}至{high}）"),
    "options.margin_days": ("margin {difference}", "余量{difference}"),
    "options.margin_amount": ("{days} days ({low} to {high})", "{days}天（{low}至{high}）"),
    "options.delay_cost": ("cost of delay {difference}", "延误成本{difference}"),
    "options.city_money": ("city money {difference}", "市级资金{difference}"),
    "options.broken": ("limits broken: {limits}", "突破限额：{limits}"),
    "options.broken.one": ("{limit} {chance}", "{limit}{chance}"),
    "options.unbeaten": (
        "no other option beats it in {share} of {resamples} resamples of the runs",
        "在对模拟的{resamples}次重抽样中，{share}未被其他方案超过",
    ),
    "options.cover": ("bond cover {times}", "债券偿付覆盖{times}倍"),
    "options.debt_beside": ("debt of builders and districts {amount}", "建设单位和区县债务{amount}"),
    "options.debt_moves": (
        "others owe more: builders and districts {more} in {year} against the base, which the city's money and debt do "
        "not show",
        "他方负债增加：{year}年建设单位和区县债务与基准相比{more}，市级资金和市级债务均不含此项",
    ),
    "options.broken.by_all": (
        "A limit that every option breaks alike: {limit}, in {chance} of the runs.",
        "所有方案同样突破的限额：{limit}（{chance}的模拟）。",
    ),
    "options.cover.range": (
        "Works earn {low} to {high} times the service of their bonds over the term; the limit asks {asked} times.",
        "债券存续期内，项目收入为还本付息额的{low}至{high}倍，限额要求{asked}倍。",
    ),
    "options.cover.range.unstated": (
        "Works earn {low} to {high} times the service of their bonds over the term.",
        "债券存续期内，项目收入为还本付息额的{low}至{high}倍。",
    ),
    "options.none_met": (
        "No run of any option meets all {targets} targets, so that this chance tells nothing apart: the mean number of "
        "targets met (Met) does. Between options of the same chance the star goes by cost of delay and city money.",
        "任何方案的任何一次模拟都未达成全部{targets}项目标，该概率无法区分方案，请看达标项数均值。概率相同时，星号由延误成本和市级资金决定。",
    ),
    "options.none_met.city_too": (
        "No run of any option meets all {targets} targets, nor all of those that the city decides, so that these "
        "chances tell nothing apart: the mean number of targets met (Met) does. Between options of the same chance the "
        "star goes by cost of delay and city money.",
        "任何方案的任何一次模拟都未达成全部{targets}项目标，也未达成全部由市级决定的目标，这两项概率无法区分方案，请看达标项数均值。"
        "概率相同时，星号由延误成本和市级资金决定。",
    ),
    "options.legend": (
        "Chance: all targets, and those that the city decides. Met: how many targets are met, the mean. Margin: mean "
        "of all targets, days as months before (+) or after (-) the deadline. Delay cost: economic account. City "
        "money: present value of what the option promises of the city's money. Peak year: what passes through the "
        "city's two budgets in the dearest year of a run, the mean. Debt: of these budgets at the end of {year}; that "
        "of builders and districts in the same year. Bond cover: what works earn over the term of the bonds that pay "
        "for them, in times of the bonds' service. A star: no other option has at least its chance of all targets, at "
        "most its cost of delay and at most its city money, and is better in one of them; resamples are drawn from the "
        "runs, the same runs in all options. {replications} runs each, the same luck in all.",
        "概率：全部目标、由市级决定的目标。达标：达标目标数的均值。余量：全部目标的平均，比期限提前（+）或延后（-）的月数。延误成本：经济账。"
        "市级资金：方案承诺的市级资金现值。峰值年份：每次模拟中市级两本预算支出最高的一年，取均值。债务：两本预算{year}年末的债务；建设单位和区县债务为同年末。"
        "债券偿付覆盖：债券存续期内由其出资的项目收入与还本付息额之比。"
        "星号：没有其他方案在全部达标概率、延误成本、市级资金三项上均不逊色且至少一项更优；重抽样自各次模拟中抽取，各方案抽取相同的模拟。"
        "每个方案模拟{replications}次，各方案使用相同的随机数。",
    ),
}
