"""What outcomes and the four rates are called."""

OUTCOME_WORDS: dict[str, tuple[str, str]] = {
    "outcomes.title": ("{scenario}: outcomes, means", "{scenario}：成效（均值）"),
    "outcomes.city": ("Whole city", "全市"),
    "outcomes.lost": ("Service lost to lateness by {year}", "截至{year}年因延误损失的服务"),
    "outcomes.lost.unit": ("{name}, discounted unit-years, {unit}", "{name}（折现服务年，{unit}）"),
    "outcomes.districts": ("Districts in {year}, share in service", "{year}年各区投用比例"),
    "outcomes.legend": (
        "Means over {replications} runs; in brackets, at the deadline, what 8 in 10 runs lie between. What each "
        "counts, and what it rests on: docs/outcomes.md.",
        "为{replications}次模拟的均值，期限一栏括号内为十次中八次所在的范围。公式及依据见docs/outcomes.md。",
    ),
    "outcome.target_attainment": ("targets attained, mean share", "目标完成度均值"),
    "outcome.targets_attained": ("targets attained, number", "已达成目标数"),
    "outcome.integration_index": ("integration of the networks", "四网融合指数"),
    "outcome.service_in_use": ("in service", "投用比例"),
    "outcome.service_worth": ("worth of what is in service, a year", "在用服务年价值"),
    "outcome.investment": ("paid for works so far", "累计完成投资"),
    "outcome.zones_complete": ("zones with all networks", "四网齐备的功能区"),
    "outcome.networks_per_zone": ("networks in service per zone", "功能区网络投用比例"),
    "outcome.spatial_balance": ("spread between districts", "区域间差距"),
    "outcome.backbone_capacity": ("backbone capacity by target", "骨干网能力达标度"),
    "outcome.energy_security": ("works for safe supply in service", "能源保障工程投用比例"),
    "outcome.fields_in_use": ("fields with 5G in use", "5G应用领域数"),
    "outcome.seamless_transfer": ("places for easy transfer in service", "便捷换乘设施投用比例"),
    "outcome.items_won": ("items won from above", "争取事项获批比例"),
    "outcome.slippage": ("works behind the plan", "工程量落后计划"),
    "outcome.private_share": ("private share of money", "社会资金占比"),
    "outcome.queueing": ("days lost in queues at agencies", "审批排队天数"),
    "outcomes.chart.title": (
        "{scenario}: at the deadline {share} of the links between networks work, {later} by the end of {year}",
        "{scenario}：到期限时网络间联系有{share}可用，到{year}年末为{later}",
    ),
    "outcomes.chart.subtitle": (
        "Mean over runs with its 95% interval (dark) and P10 to P90 (light), at the end of each quarter to {deadline} "
        "and of each year after it",
        "均值及95%区间（深色）、P10至P90（浅色）；{deadline}前为季末，此后为年末",
    ),
    "outcomes.chart.mean": ("mean with 95% interval", "均值及95%区间"),
    "outcomes.unit.zones": ("zones", "个功能区"),
    "outcomes.unit.fields": ("fields", "个领域"),
    "outcomes.unit.targets": ("targets", "项"),
    "outcomes.unit.days": ("days", "天"),
    "four_rates.title": (
        "{scenario}: the four rates, %, mean(P10-P90)/planned",
        "{scenario}：四项率（%），均值（P10-P90）/计划",
    ),
    "four_rates.quarter": ("Quarter", "季度"),
    "four_rates.started": ("Started", "开工率"),
    "four_rates.invested": ("Invested", "投资完成率"),
    "four_rates.in_place": ("In place", "资金到位率"),
    "four_rates.progress": ("Progress", "形象进度"),
    "four_rates.cell": ("{mean}({low}-{high})/{planned}", "{mean}({low}-{high})/{planned}"),
    "four_rates.legend": (
        "Started: packages whose works have begun, of all. Invested: works done in the year so far, at planned cost, "
        "of the annual plan. In place: money that has reached packages, of all that is planned for them. Progress: "
        "works done, of all works. Over {replications} runs.",
        "开工率：已开工项目占全部项目。投资完成率：当年累计完成工程量（按计划投资）占年度计划。资金到位率：已到位资金占计划资金总额。"
        "形象进度：已完成工程量占全部工程量。共{replications}次模拟。",
    ),
}
