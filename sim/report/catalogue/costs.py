"""What is said of the cost of delay: its accounts and components, and who bears it."""

COSTS: dict[str, tuple[str, str]] = {
    "cost.title": ("Cost of delay by scenario, present value, {unit}", "各情景延误成本（现值），{unit}"),
    "cost.mean": ("Mean", "均值"),
    "cost.interval": ("(95% interval)", "（95%区间）"),
    "cost.p50": ("P50", "P50分位"),
    "cost.p80": ("P80", "P80分位"),
    "cost.p95": ("P95", "P95分位"),
    "cost.of_which": ("of which {component}", "其中{component}"),
    "cost.without": ("without {component}", "不计{component}"),
    "cost.alone": ("{component} alone", "仅计{component}"),
    "cost.after_met": (
        "A target bears all packages that count to its indicator, also those that come after it is met.",
        "目标的成本包括计入其指标的全部项目，达标之后的项目也在内。",
    ),
    "cost.after_met.named": (
        "A target bears all packages that count to its indicator, also those that come after it is met. Met on time in "
        "the median and yet with a tenth of the cost or more: {names}.",
        "目标的成本包括计入其指标的全部项目，达标之后的项目也在内。按中位数可如期达标而成本仍占一成以上：{names}。",
    ),
    "cost.legend": (
        "Economic: service that comes late, works that drag on or stand, prices of works that grow faster than others, "
        "less the value of spending later. Financial: what payers pay more in interest, prices, prolonged and stopped "
        "works, less the damages that builders owe for what is their own doing. Without, alone: sums of the same "
        "parts, as what works cost that stand for money rests on a judged rate and a judged limit of months. The two "
        "accounts look at the same delays and must not be added. P50, P80, P95: 5, 8, 9.5 in 10 runs cost no more; "
        "quantiles of parts do not add up, means do.",
        "经济账：推迟实现的服务、拖长或停滞的施工、施工价格的超额上涨，减去推迟投入的价值。财务账：出资方多付的利息、涨价、"
        "工期延长和停工费用，减去施工方因自身原因延误所付的违约金。“不计”“仅计”两行为同样各部分之和，因为缺资金停工的费率和月数上限出自判断。"
        "两本账针对同一延误，不可相加。"
        "P50、P80、P95：十次模拟中有5次、8次、9.5次不超过该值；各部分的均值可加，分位数不可加。",
    ),
    "cost.parts": ("{scenario}: where it falls", "{scenario}：成本落在何处"),
    "cost.by_network": ("By network", "按网络"),
    "cost.by_target": ("By target that the package serves", "按项目所服务的目标"),
    "cost.by_payer": ("By payer", "按出资方"),
    "cost.no_target": ("no target", "不服务于目标"),
    "cost.month_late": (
        "Price of a month: each target 30 days late, all else as planned, {unit}",
        "延误一个月的代价：单项目标晚30天，其余按计划，{unit}",
    ),
    "cost.target": ("Target", "目标"),
    "account.economic": ("economic", "经济账"),
    "account.financial": ("financial", "财务账"),
    "account.assessment": ("assessment", "考核"),
    "account.economic.title": ("Economic account", "经济账"),
    "account.financial.title": ("Financial account", "财务账"),
    "account.assessment.title": ("Assessment of missed targets, apart", "未达标考核（另计）"),
    "cost.most_of_it": ("most of it: {parts}", "主要来自：{parts}"),
    "component.benefits_forgone": ("benefits forgone", "损失的效益"),
    "component.deferred_capital": ("value of spending later", "推迟投入的价值"),
    "component.interest_during_construction": ("interest during construction", "建设期利息"),
    "component.escalation": ("dearer prices", "价格上涨"),
    "component.prolongation": ("works that take longer", "工期延长"),
    "component.stop_start": ("works stopped for money", "缺资金停工"),
    "component.damages_received": ("damages from builders", "施工方违约金"),
    "component.net": ("net cost with 95% interval", "净成本及95%区间"),
    "component.net_alone": ("net cost", "净成本"),
    "exceedance.subtitle": (
        "Share of runs that cost more than the amount below; dots: mean with its 95% interval; dotted: P80 and P95 "
        "of the base with theirs; band: 95% interval of the base's share",
        "延误成本超过横轴金额的模拟占比；圆点：均值及95%区间；竖虚线：基准的P80和P95及其95%区间；色带："
        "基准占比的95%区间",
    ),
    "exceedance.axis": ("runs that cost more, %", "超过该金额的模拟占比，%"),
    "exceedance.title": (
        "{base}: in 1 run in 5 delay costs more than {p80} in the economic account, in 1 in 20 more than {p95}",
        "{base}：经济账上，五次模拟中有一次延误成本超过{p80}，二十次中有一次超过{p95}",
    ),
}
