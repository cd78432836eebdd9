"""Every word and sentence that reports show, in English and Chinese.

Names of targets, networks, scenarios and agencies are not here: they come with the plan. Curly
brackets are filled in where the sentence is used. Words for printed tables use only characters
whose width on a terminal is certain.
"""

CATALOGUE: dict[str, tuple[str, str]] = {
    # Who decides
    "decides.city": ("the city decides", "由市级决定"),
    "decides.builders": ("the builders decide", "由建设单位决定"),
    "decides.outside": ("decided outside the city", "由市外决定"),
    "decides.group.city": ("The city decides", "由市级决定"),
    "decides.group.builders": ("The builders decide", "由建设单位决定"),
    "decides.group.outside": ("Decided outside the city", "由市外决定"),
    # Why a target is missed; `by` is a package, an agency, a source, a crew or an outside decision
    "cause.predecessor": ("waiting for {by} to be finished", "等待{by}完成"),
    "cause.slowed": ("slower works while {by} is not in service", "{by}未投用，施工放缓"),
    "cause.release": ("waiting for the planned start", "等待计划开工时间"),
    "cause.outside": ("an outside decision ({by})", "外部决定（{by}）"),
    "cause.queue": ("files queueing at {by}", "在{by}排队待审"),
    "cause.review": ("reviews at {by}", "{by}审批用时"),
    "cause.returned": ("files returned by {by}", "{by}退回补正"),
    "cause.money": ("waiting for money ({by})", "等待资金（{by}）"),
    "cause.crew": ("waiting for crews ({by})", "等待施工队伍（{by}）"),
    "cause.restart": ("restarting works that had stopped", "停工后复工"),
    "cause.work": ("works take longer than planned", "施工时间超出计划"),
    "cause.rework": ("rework", "返工"),
    "cause.season": ("seasonal stops of works", "季节性停工"),
    "cause.holiday": ("public holidays", "节假日停工"),
    "cause.shock": ("shocks such as extreme weather or an epidemic", "突发冲击（如极端天气、疫情）"),
    "cause.float": ("slack in the plan", "计划中的机动时间"),
    "cause.open": ("still waiting at the end of the forecast", "预测期末仍在等待"),
    "cause.other": ("{kind}: {by}", "{kind}：{by}"),
    "cause.other.alone": ("{kind}", "{kind}"),
    # Numbers
    "scale.large": ("billion {unit}", "亿{unit}"),
    "scale.medium": ("million {unit}", "万{unit}"),
    "money.large": ("CNY billion", "亿元"),
    "money.medium": ("CNY million", "万元"),
    "money.amount.large": ("CNY {amount} billion", "{amount}亿元"),
    "money.amount.medium": ("CNY {amount} million", "{amount}万元"),
    "after": ("after {year}", "{year}年后"),
    "range": ("{low} to {high}", "{low}至{high}"),
    "bracket": ("({text})", "（{text}）"),
    "beside": ("{left} {right}", "{left}{right}"),
    "quantity": ("{number} {unit}", "{number}{unit}"),
    "and": (" and ", "和"),
    "comma": (", ", "、"),
    "semicolon": ("; ", "；"),
    "colon": (": ", "："),
    "count.others": ("{count} others", "其余{count}项"),
    # Targets table
    "table.title": ("{scenario}: targets by {deadline}", "{scenario}：目标完成预测（截至{deadline}）"),
    "table.base": ("This is the base that the others are compared with.", "本情景为比较基准。"),
    "table.question": ("Question: {question}", "问题：{question}"),
    "table.target": ("Target", "目标"),
    "table.needed": ("Needed", "目标值"),
    "table.forecast": ("Forecast", "预测值"),
    "table.chance": ("Chance", "达标概率"),
    "table.margin": ("Margin, months", "工期余量（月）"),
    "table.quantiles": ("P10-P90", "P10-P90"),
    "table.interval": ("(95% interval)", "（95%区间）"),
    "table.three": ("P10 / P50 / P90", "P10/P50/P90"),
    "table.detail": ("{unit}; {who}; {why}", "{unit}；{who}；{why}"),
    "table.if_missed": (
        "if missed, mainly: {cause} ({share} of late days)",
        "未达标主因：{cause}（占延误天数{share}）",
    ),
    "table.never_missed": ("missed in no run", "所有模拟均达标"),
    "table.no_cause": ("no cause on record", "无原因记录"),
    "table.counts_from": (
        "{target}: the plan says {stated}; {needed} counts as met.",
        "{target}：方案为{stated}，达到{needed}即视为达标。",
    ),
    "table.joint": ("Chance of several targets together", "多项目标同时达标的概率"),
    "table.joint.all": ("all {count} targets", "全部{count}项目标"),
    "table.joint.city": ("the {count} that the city decides", "由市级决定的{count}项"),
    "table.joint.line": ("{which}: {chance}", "{which}：{chance}"),
    "table.joint.against": (
        "{which}: {chance}; against the base: {difference}",
        "{which}：{chance}；与基准相比：{difference}",
    ),
    "table.points": ("{points} points ({low} to {high})", "{points}个百分点（{low}至{high}）"),
    "table.cost": ("Cost of delay, present value", "延误成本（现值）"),
    "table.cost.line": ("{account}: {amount} ({low} to {high})", "{account}：{amount}（{low}至{high}）"),
    "table.cost.against": ("against the base: {difference}", "与基准相比：{difference}"),
    "table.cost.below_zero": (
        "Below zero: spending later is worth more here than the benefits that are lost.",
        "负值表示：推迟投入的价值大于损失的效益。",
    ),
    "table.changes": (
        "Chances that differ from the base, in percentage points",
        "与基准相比有变化的达标概率（百分点）",
    ),
    "table.changes.none": ("No difference seen in the chance of any target.", "各项目标的达标概率均未见差异。"),
    "table.changes.rest": ("No difference seen in the others.", "其余目标未见差异。"),
    "no_difference": ("no difference seen", "未见差异"),
    "table.legend": (
        "Forecast: the value on {deadline}; in 8 of 10 runs it lies between P10 and P90. Chance: share of runs "
        "that meet "
        "the target, with a 95% interval for the number of runs. Margin: months before (+) or after (-) the deadline; "
        'P10 is a bad case, P50 the middle, P90 a good case; "{after}": not reached by then. '
        "{replications} runs a scenario, the same luck in all. These are results of a model, not promises.",
        "预测值：{deadline}的数值，十次模拟中有八次落在P10与P90之间。达标概率：达标的模拟所占比例，括号内为"
        "模拟次数有限带来的95%区间。工期余量：比期限提前（+）或延后（-）的月数，P10为较差情形，P50为中位情形，P90为较好情形；"
        "“{after}”表示届时仍未达到。每个情景模拟{replications}次，各情景使用相同的随机数。以上为模型结果，并非承诺。",
    ),
    # Rates and cost tables
    "rates.title": ("{scenario}: construction rate by half-year", "{scenario}：各半年建设速度"),
    "rates.period": ("Months", "月份"),
    "rates.from_to": ("{first} to {last}", "{first}至{last}"),
    "rates.built": ("Built, P50", "建成P50"),
    "rates.band": ("P10-P90", "P10-P90"),
    "rates.planned": ("Planned", "计划"),
    "rates.needed": ("Needed", "所需"),
    "rates.works": ("Works, % of the network's works a month", "工程量，每月完成占该网络的%"),
    "rates.indicator": ("{name} (per month, {unit})", "{name}（每月，{unit}）"),
    "rates.legend": (
        "Means a month in each half-year. Built: the middle run (P50), and the range of 8 in 10 runs (P10-P90). "
        "Needed: "
        "what has to be added each month, from the start of the half-year to the deadline, to meet the target "
        "(middle run).",
        "各半年的月均值。建成：中位模拟（P50），以及十次模拟中八次所在的范围（P10-P90）。所需：自该半年初至期限为达标每月须新增的数量（中位模拟）。",
    ),
    "cost.title": ("Cost of delay by scenario, present value, {unit}", "各情景延误成本（现值），{unit}"),
    "cost.scenario": ("Scenario", "情景"),
    "cost.mean": ("Mean", "均值"),
    "cost.interval": ("(95% interval)", "（95%区间）"),
    "cost.p80": ("1 run in 5 above", "两成模拟高于"),
    "cost.against": ("Against the base", "与基准相比"),
    "cost.of_which": ("of which {component}", "其中{component}"),
    "cost.legend": (
        "Economic: benefits that come late, less the value of spending later. Financial: interest during construction. "
        "The two accounts look at the same delays and must not be added.",
        "经济账：推迟实现的效益，减去推迟投入的价值。财务账：建设期利息。两本账针对同一延误，不可相加。",
    ),
    "cost.month_late": (
        "Price of a month: each target 30 days late, all else as planned, {unit}",
        "延误一个月的代价：单项目标晚30天，其余按计划，{unit}",
    ),
    "cost.target": ("Target", "目标"),
    "account.economic": ("economic", "经济账"),
    "account.financial": ("financial", "财务账"),
    "account.economic.title": ("Economic account", "经济账"),
    "account.financial.title": ("Financial account", "财务账"),
    "component.benefits_forgone": ("benefits forgone", "损失的效益"),
    "component.deferred_capital": ("value of spending later", "推迟投入的价值"),
    "component.interest_during_construction": ("interest during construction", "建设期利息"),
    "component.net": ("net cost with 95% interval", "净成本及95%区间"),
    "component.net_alone": ("net cost", "净成本"),
    # Charts
    "chart.footer": (
        "Study {study} · {replications} replications a scenario · seed {seed} · chances are model results, see docs",
        "研究：{study} · 每个情景模拟{replications}次 · 随机种子{seed} · 概率为模型结果，见文档",
    ),
    "chart.missing": ("no data", "无数据"),
    "chances.subtitle": (
        "Chance of meeting each target by {deadline}, with 95% Wilson interval. Safe: at least 80%, likely "
        "missed: at most 20%, interval included",
        "各项目标在{deadline}前达标的概率及95%Wilson区间。稳妥：区间均不低于80%；多半落空：区间均不高于20%",
    ),
    "chances.axis": ("chance of meeting the target, %", "达标概率，%"),
    "chances.joint": ("All together", "同时达标"),
    "chances.joint.all": ("all {count} targets", "全部{count}项目标"),
    "chances.joint.city": ("the {count} the city decides", "由市级决定的{count}项"),
    "chances.title.safe": ("every scenario is safe for {names}", "各情景下{names}均稳妥达标"),
    "chances.title.missed": ("every scenario is likely to miss {names}", "各情景下{names}均多半落空"),
    "chances.title.safe_one": ("{scenario} is safe for {names}", "{scenario}：{names}稳妥达标"),
    "chances.title.missed_one": ("it is likely to miss {names}", "{names}多半落空"),
    "chances.title.missed_one_alone": ("{scenario} is likely to miss {names}", "{scenario}：{names}多半落空"),
    "chances.title.differ": ("they differ most on {name} ({low} to {high})", "差异最大的是{name}（{low}至{high}）"),
    "chances.title.differ_alone": (
        "no target is safe or lost in every scenario; they differ most on {name} ({low} to {high})",
        "没有目标在各情景下均稳妥或均落空；差异最大的是{name}（{low}至{high}）",
    ),
    "chances.title.same": (
        "the chances do not differ between scenarios beyond their intervals",
        "各情景的达标概率之差未超出区间",
    ),
    "chances.title.open": (
        "{scenario}: every target is open, none is safe and none is lost",
        "{scenario}：各项目标均有悬念，无一稳妥，也无一落空",
    ),
    "margins.subtitle": (
        "Months before or after {deadline}: P10 to P90 (thin), median (mark) and its 95% interval (thick); "
        "figures: P10 / P50 / P90",
        "相对{deadline}提前或延后的月数：P10至P90（细线）、中位数（标记）及其95%区间（粗线）；右侧数字：P10/P50/P90",
    ),
    "margins.axis": (
        "months after the deadline (negative) or before it (positive)",
        "比期限延后（负）或提前（正）的月数",
    ),
    "margins.late": ("late", "延后"),
    "margins.early": ("in time", "按期"),
    "margins.title.late": (
        "{scenario}: at the median {late} of {count} targets are late, {name} by most ({months} months)",
        "{scenario}：{count}项目标中有{late}项中位情形延后，最久的是{name}（{months}个月）",
    ),
    "margins.title.never": (
        "{scenario}: at the median {late} of {count} targets are late, and {names} only after {year}",
        "{scenario}：{count}项目标中有{late}项中位情形延后，其中{names}要到{year}年后",
    ),
    "margins.title.early": (
        "{scenario}: at the median all {count} targets are in time, with least room for {name} ({months} months)",
        "{scenario}：{count}项目标中位情形均按期达成，余量最小的是{name}（{months}个月）",
    ),
    "margins.title.later": (
        'under "{scenario}" {name} comes {months} months later',
        "“{scenario}”下{name}推迟{months}个月",
    ),
    "margins.title.sooner": (
        'under "{scenario}" {name} comes {months} months sooner',
        "“{scenario}”下{name}提前{months}个月",
    ),
    "indicators.subtitle": (
        "Stock at the end of each month; at the top right of each panel: chance of meeting the target by "
        "{deadline}, with 95% interval",
        "各月末存量；各小图右上角：{deadline}前达标的概率及95%区间",
    ),
    "indicators.title.some": (
        "{scenario}: at the deadline the median reaches {met} of {count} targets and falls short on {names}",
        "{scenario}：到期限时中位情形达成{count}项目标中的{met}项，未达成的是{names}",
    ),
    "indicators.title.all": (
        "{scenario}: at the deadline the median reaches all {count} targets, with least room on {name} ({share} "
        "of the target)",
        "{scenario}：到期限时中位情形达成全部{count}项目标，余地最小的是{name}（为目标的{share}）",
    ),
    "indicators.title.none": (
        "{scenario}: at the deadline the median falls short of all {count} targets, least on {name} ({share} of "
        "the target)",
        "{scenario}：到期限时中位情形{count}项目标均未达成，最接近的是{name}（为目标的{share}）",
    ),
    "line.target": ("target", "目标"),
    "line.deadline": ("deadline", "期限"),
    "line.median": ("built, median", "建成（中位数）"),
    "line.band": ("P10 to P90", "P10至P90"),
    "line.planned": ("planned", "计划"),
    "line.needed": ("needed from here, median", "自此所需（中位数）"),
    "network_rates.subtitle": (
        "Works done in each month, in % of the network's works (packages weighted by planned cost); at the top "
        "right: built by {deadline}, median (P10-P90)",
        "每月完成的工程量，占该网络的%（各项目按计划投资加权）；各小图右上角：截至{deadline}已建成，中位数（P10-P90）",
    ),
    "network_rates.unit": ("% of the network's works, per month", "占该网络工程量%，每月"),
    "network_rates.title.behind": (
        "{scenario}: by the deadline {name} has built {share} of what was planned by then, the least of {count} "
        "networks; {best} has built {best_share}",
        "{scenario}：到期限时{name}仅完成计划工程量的{share}，为{count}张网络中最低；{best}为{best_share}",
    ),
    "network_rates.title.one": (
        "{scenario}: by the deadline {name} has built {share} of what was planned by then",
        "{scenario}：到期限时{name}完成计划工程量的{share}",
    ),
    "network_rates.title.ahead": (
        "{scenario}: by the deadline every network has built what was planned by then",
        "{scenario}：到期限时各网络均完成计划工程量",
    ),
    "indicator_rates.subtitle": (
        "Added per month, mean of {months} months. At the top right: median pace to the deadline against the pace "
        "needed from the data date",
        "每月新增（{months}个月平均）。各小图右上角：到期限的中位速度与基准日起所需速度之比",
    ),
    "indicator_rates.unit": ("{unit}, per month", "{unit}，每月"),
    "indicator_rates.share": ("{share} of needed", "所需的{share}"),
    "indicator_rates.title.short": (
        "{scenario}: the median pace to the deadline is too slow for {names}; slowest is {name}, at {share} of "
        "the pace needed",
        "{scenario}：到期限的中位速度低于{names}所需；差距最大的是{name}，为所需的{share}",
    ),
    "indicator_rates.title.short_one": (
        "{scenario}: at the median only {name} is built too slowly for its target, at {share} of the pace needed",
        "{scenario}：中位情形下仅{name}建设速度不足，为所需的{share}",
    ),
    "indicator_rates.title.enough": (
        "{scenario}: at the median every indicator is built as fast as its target needs, or faster",
        "{scenario}：中位情形下各项指标的建设速度均不低于达标所需",
    ),
    "delay_cost.subtitle": (
        "Mean present value on {data_date}, by component, with 95% interval; below it: paired difference against "
        "the base",
        "平均现值（基准日{data_date}），按构成列示，附95%区间；下行为与基准的配对差异",
    ),
    "delay_cost.title.worst": (
        '{base}: delay costs {amount} ({spread}) in the economic account; "{scenario}" adds most, {difference}',
        "{base}：延误的经济成本为{amount}（{spread}）；“{scenario}”增加最多，{difference}",
    ),
    "delay_cost.title.same": (
        "{base}: delay costs {amount} ({spread}) in the economic account; no scenario is seen to add to it",
        "{base}：延误的经济成本为{amount}（{spread}）；未见任何情景使其增加",
    ),
    "delay_cost.title.saves": (
        "{base}: in the economic account spending later outweighs the benefits lost, by {amount} ({spread})",
        "{base}：经济账上推迟投入的价值超过损失的效益，净额{amount}（{spread}）",
    ),
    "delay_cost.title.alone": (
        "{base}: delay costs {amount} ({spread}) in the economic account",
        "{base}：延误的经济成本为{amount}（{spread}）",
    ),
    "month_late.subtitle": (
        "Each target's packages 30 days later than planned, nothing else changed; present value on {data_date}; "
        "computed from the plan, without luck",
        "单项目标所含项目比计划晚30天，其余不变；现值基准日{data_date}；由计划直接计算，不含随机性",
    ),
    "month_late.title": (
        "A month late costs most for {name}: {amount} in the economic account",
        "延误一个月代价最大的是{name}：经济成本{amount}",
    ),
    "month_late.title.none": ("A month late has no price in this plan", "本计划中延误一个月没有代价"),
    # Folder README
    "readme.title": ("Results of the study {study}", "研究{study}的结果"),
    "readme.about": (
        "{programme}: {count} scenarios, {replications} replications each, seed {seed}, data date {data_date}, "
        "deadline {deadline}, horizon {horizon}. The same luck is used in every scenario.",
        ""
        "{programme}：{count}个情景，每个情景模拟{replications}次，随机种子{seed}；基准日{data_date}，期限{deadline}，预测期末{horizon}。各情景使用相同的随机数。",
    ),
    "readme.scenarios": ("Scenarios", "情景"),
    "readme.base": ("base", "基准"),
    "readme.files": ("Files", "文件"),
    "readme.file": ("File", "文件"),
    "readme.holds": ("What it holds", "内容"),
    "readme.open": ("Open the tables", "读取表格"),
    "readme.finding": ("In short", "要点"),
    "readme.model": (
        "Chances and costs are results of a model with stated assumptions; intervals cover the number of "
        "replications only.",
        "概率和成本均为模型在既定假设下的结果；区间仅反映模拟次数有限带来的误差。",
    ),
    "file.study": ("the rows of the study as composed", "研究各行的完整设置"),
    "file.provenance": (
        "where the numbers come from: versions, seed, inputs, and the names of all nouns",
        "数字来源：版本、随机种子、输入及全部名称",
    ),
    "file.targets": (
        "value at the deadline, day attained and margin of each target, by replication",
        "每次模拟中各目标的到期数值、达成日和余量",
    ),
    "file.packages": (
        "start and finish of each package, for the replications that are kept",
        "各项目的开工与完工日（仅保留的模拟）",
    ),
    "file.progress": (
        "stock and rate of each indicator and network by month, by replication",
        "每次模拟中各指标、各网络的月末存量和当月新增",
    ),
    "file.ledger": (
        "late days of each package by cause, for the replications that are kept",
        "各项目延误天数及原因（仅保留的模拟）",
    ),
    "file.causes": (
        "late days behind each missed target by cause, by replication",
        "每次模拟中未达标目标的延误天数及原因",
    ),
    "file.delay_cost": (
        "cost of delay of each late package by account and component, by replication",
        "每次模拟中延误项目的成本，按账目和构成",
    ),
    "file.sources": (
        "money that arrived, was paid, lapsed or stayed, by source and replication",
        "每次模拟中各资金来源的到位、支付、失效和结余",
    ),
    "file.networks": ("late days of each network by cause, by replication", "每次模拟中各网络的延误天数及原因"),
    "file.failures": ("replications that failed, and why; empty when none did", "失败的模拟及原因；无失败则为空"),
    "file.estimates": ("chances, quantiles and means with 95% intervals", "概率、分位数和均值，附95%区间"),
    "file.differences": ("the same against the base, paired by replication", "与基准相比的配对差异"),
    "file.rates": (
        "construction rate: quantiles by month, network and indicator",
        "建设速度：按月、网络、指标的分位数",
    ),
    "file.month_late": ("price of each target 30 days late", "各目标晚30天的代价"),
    "file.chart.chances": ("chance of each target by scenario", "各情景下各目标的达标概率"),
    "file.chart.margins": ("months early or late by scenario", "各情景下提前或延后的月数"),
    "file.chart.indicators": ("each indicator over time against its target", "各指标随时间的变化与目标"),
    "file.chart.network_rates": ("construction rate of each network by month", "各网络逐月建设速度"),
    "file.chart.indicator_rates": ("construction rate of each indicator by month", "各指标逐月建设速度"),
    "file.chart.delay_cost": ("cost of delay by scenario", "各情景的延误成本"),
    "file.chart.month_late": ("price of a month late by target", "各目标延误一个月的代价"),
}
"""Key to (English, Chinese)."""
