"""Sentences of the printed tables. Only characters whose width on a terminal is certain."""

TABLES: dict[str, tuple[str, str]] = {
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
        "if missed, mainly: {cause} ({share} of the days lost{above_all})",
        "未达标主因：{cause}（占损失天数{share}{above_all}）",
    ),
    "table.above_all": ("; above all: {cause}", "，首要为{cause}"),
    "table.as_planned": ("missed even if all goes as planned", "即使一切按计划进行也不能达标"),
    "table.beside_the_plan": (
        "on top of that, mainly: {cause} ({share} of the days lost{above_all})",
        "此外延误主因：{cause}（占损失天数{share}{above_all}）",
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
    "table.both": ("both {number}", "均为{number}"),
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
    "table.legend": ("How to read the table", "读表说明"),
    "table.legend.forecast": (
        "Forecast: the count on {deadline}; 8 runs in 10 lie between P10 and P90.",
        "预测值：{deadline}的数值；十次模拟中有八次落在P10与P90之间。",
    ),
    "table.legend.chance": (
        "Chance: the share of {replications} runs that meet the target; in brackets its 95% interval, which more runs "
        "would narrow. 0% and 100%: no run, every run; <1% and >99%: nearly so.",
        "达标概率：{replications}次模拟中达标的比例；括号内为模拟次数有限带来的95%区间。0%与100%表示无一次、每一次模拟达标，"
        "<1%与>99%表示接近于此。",
    ),
    "table.legend.margin": (
        "Margin: months to spare before the deadline (+) or months late (-). P10 is a bad case, as 1 run in 10 is "
        'worse; P50 is the middle; P90 is a good case. "{after}": not reached by then.',
        "工期余量：比期限提前（+）或延后（-）的月数。P10为较差情形（十次模拟中有一次更差），P50为中位情形，P90为较好情形；"
        "“{after}”表示届时仍未达到。",
    ),
    "table.legend.decides": (
        "Who decides: the city, with its districts and the companies it owns; the builders, such as network operators, "
        "the grid company and firms; or a body outside the city, whose decision the target needs.",
        "由谁决定：市级包括区（市）县及市属国企；建设单位包括通信运营商、电网公司和企业；市外指须由市外机构作出决定方能达标。",
    ),
    "table.legend.causes": (
        "Mainly: the kind of cause that most days are lost to in the runs that miss the target, each day put down to "
        "where it arose.",
        "主因：未达标的模拟中损失天数最多的一类原因，每一天均追溯至根本原因。",
    ),
    "table.legend.model": (
        "All scenarios have the same luck. These are results of a model, not promises.",
        "各情景使用相同的随机数。以上为模型结果，并非承诺。",
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
}
