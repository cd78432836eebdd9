"""Titles, subtitles and axes of the charts."""

CHARTS: dict[str, tuple[str, str]] = {
    "chart.footer": (
        "Study: {study} · {replications} replications a scenario · seed {seed} · chances are model results, see docs",
        "研究：{study} · 每个情景模拟{replications}次 · 随机种子{seed} · 概率为模型结果，见文档",
    ),
    "chart.missing": ("no data", "无数据"),
    "calibration.title": (
        "Of {count} things seen by the end of 2020, {inside} lie in the 90% range once calibrated, {before} before",
        "2020年末所见{count}项中，落入90%区间的，校准后有{inside}项，校准前有{before}项",
    ),
    "calibration.subtitle": (
        "Central 90% of model and stated discrepancy (thin), central 50% (thick), median (ring); red: what was seen",
        "模拟值加既定模型偏差：中间90%（细线）、中间50%（粗线）、中位数（圆圈）；红线：实际所见",
    ),
    "calibration.never": ("after {day}", "晚于{day}"),
    "calibration.before": ("before", "校准前"),
    "calibration.after": ("after", "校准后"),
    "calibration.footer": (
        "{replications} replications each · seed {seed} · charging piles and share of investment are assumed figures",
        "各模拟{replications}次 · 随机种子{seed} · 充电桩数与投资完成率为假定值",
    ),
    "chances.subtitle": (
        "Chance of meeting each target by {deadline}, with 95% Wilson interval. Safe: {whole} at 80% or more; likely "
        "missed: at 20% or less",
        "各项目标在{deadline}前达标的概率及95%Wilson区间。稳妥：{whole}均不低于80%；多半落空：均不高于20%",
    ),
    "chances.whole": ("all the interval", "区间"),
    "chances.whole.bounds": ("all the interval and the base's band", "区间及基准的灰色带"),
    "chances.axis": ("chance of meeting the target, %", "达标概率，%"),
    "chances.joint": ("All together", "同时达标"),
    "chances.joint.all": ("all {count} targets", "全部{count}项目标"),
    "chances.joint.city": ("the {count} the city decides", "由市级决定的{count}项"),
    "chances.title.safe": ("the targets for {names} are safe in every scenario", "各情景下{names}均稳妥达标"),
    "chances.title.safe.one": ("the target for {names} is safe in every scenario", "各情景下{names}均稳妥达标"),
    "chances.title.missed": (
        "the targets for {names} are likely missed in every scenario",
        "各情景下{names}均多半落空",
    ),
    "chances.title.missed.one": (
        "the target for {names} is likely missed in every scenario",
        "各情景下{names}均多半落空",
    ),
    "chances.title.safe_one": ("the targets for {names} are safe", "{names}稳妥达标"),
    "chances.title.safe_one.one": ("the target for {names} is safe", "{names}稳妥达标"),
    "chances.title.missed_one": ("the targets for {names} are likely missed", "{names}多半落空"),
    "chances.title.missed_one.one": ("the target for {names} is likely missed", "{names}多半落空"),
    "chances.title.of_one": ("{scenario}: {said}", "{scenario}：{said}"),
    "chances.title.differ": (
        "scenarios differ most on {name} ({low} to {high})",
        "各情景差异最大的是{name}（{low}至{high}）",
    ),
    "chances.title.differ_alone": (
        "no target is safe, or likely missed, in every scenario; scenarios differ most on {name} ({low} to {high})",
        "没有目标在各情景下均稳妥或均多半落空；各情景差异最大的是{name}（{low}至{high}）",
    ),
    "chances.title.same": (
        "no target is safe, or likely missed, in every scenario, and no chance is seen to differ between scenarios",
        "没有目标在各情景下均稳妥或均多半落空，也未见各情景的达标概率有差异",
    ),
    "chances.title.open": (
        "no target is safe, and none is likely missed",
        "各项目标均有悬念，无一稳妥，也无一多半落空",
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
    "margins.early": ("on time", "按期"),
    "margins.title.late": (
        "{scenario}: at the median {late} of {count} targets are late, most of all {name} (by {months} months)",
        "{scenario}：{count}项目标中有{late}项中位情形延后，最久的是{name}（{months}个月）",
    ),
    "margins.title.late.one": (
        "{scenario}: at the median 1 of {count} targets is late, {name} (by {months} months)",
        "{scenario}：{count}项目标中有1项中位情形延后，即{name}（{months}个月）",
    ),
    "margins.title.never": (
        "{scenario}: at the median {late} of {count} targets are late; not met before the end of {year}: {names}",
        "{scenario}：{count}项目标中有{late}项中位情形延后，其中{names}到{year}年末仍未达成",
    ),
    "margins.title.never.one": (
        "{scenario}: at the median 1 of {count} targets is late, {names}, which is not met before the end of {year}",
        "{scenario}：{count}项目标中有1项中位情形延后，即{names}，到{year}年末仍未达成",
    ),
    "margins.title.early": (
        "{scenario}: at the median all {count} targets are on time, with least room for {name} ({months} months)",
        "{scenario}：{count}项目标中位情形均按期达成，余量最小的是{name}（{months}个月）",
    ),
    "margins.title.later": (
        'under "{scenario}" the target for {name} is met {months} months later',
        "“{scenario}”下{name}推迟{months}个月",
    ),
    "margins.title.sooner": (
        'under "{scenario}" the target for {name} is met {months} months sooner',
        "“{scenario}”下{name}提前{months}个月",
    ),
    "indicators.subtitle": (
        "Stock at the end of each month; at the top right of each panel: chance of meeting the target by {deadline}, "
        "with 95% interval, and the target",
        "各月末存量；各小图右上角：{deadline}前达标的概率及95%区间，以及目标值",
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
    "line.target.at": ("target {target}", "目标{target}"),
    "line.deadline": ("deadline", "期限"),
    "line.median": ("built, median", "建成（中位数）"),
    "line.band": ("P10 to P90", "P10至P90"),
    "line.planned": ("planned", "计划"),
    "line.needed": ("needed from here, median", "自此所需（中位数）"),
    "network_rates.subtitle": (
        "Works done in each month, in % of the network's works (packages weighted by planned cost); needed: to have "
        "built by {deadline} what was planned by then; at the top right: built by then in % of what was planned by "
        "then, median (P10-P90)",
        "每月完成的工程量，占该网络的%（各项目按计划投资加权）；“所需”以{deadline}前完成计划工程量为准；各小图右上角：届时已建成占届时计划的%，中位数（P10-P90）",
    ),
    "network_rates.unit": ("% of the network's works, per month", "占该网络工程量%，每月"),
    "network_rates.share": ("{share} of planned", "计划的{share}"),
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
        "{scenario}: at the median the pace is too slow for one target only, {name}, at {share} of the pace needed",
        "{scenario}：中位情形下仅{name}建设速度不足，为所需的{share}",
    ),
    "indicator_rates.title.enough": (
        "{scenario}: at the median every indicator is built as fast as its target needs, or faster",
        "{scenario}：中位情形下各项指标的建设速度均不低于达标所需",
    ),
    "quoted": ('"{text}"', "“{text}”"),
    "commitments.subtitle": (
        "Share of the plan's promises kept by {deadline} or their own due date; in brackets how many were open on "
        "{data_date}, and how many had been kept before",
        "方案承诺在{deadline}或各自期限前兑现的比例；括号内为{data_date}时待兑现的项数及此前已兑现的项数",
    ),
    "commitments.axis": ("% of promises kept on time", "按期兑现的承诺占比（%）"),
    "commitments.row": ("{commitment} ({count})", "{commitment}（{count}）"),
    "commitments.row.already": ("{commitment} ({count}; {already} before)", "{commitment}（{count}；此前{already}）"),
    "commitments.title": (
        "{scenario}: promises to {best} are kept most ({best_share}), those to {worst} least ({worst_share})",
        "{scenario}：承诺{best}的事项兑现最多（{best_share}），承诺{worst}的最少（{worst_share}）",
    ),
    "commitments.title.several": (
        "{scenario}: of commitments with at least {several} promises, those to {best} are kept most ({best_share}), "
        "those to {worst} least ({worst_share})",
        "{scenario}：在至少有{several}项承诺的类别中，{best}兑现最多（{best_share}），{worst}最少（{worst_share}）",
    ),
    "commitments.title.alike": (
        "{scenario}: {best_share} of the promises are kept on time, however strongly they were made",
        "{scenario}：各类承诺按期兑现的比例均为{best_share}",
    ),
    "milestones.subtitle": (
        "Chance that each promise is kept by {deadline} or its own due date, with 95% interval; in the plan's order. "
        "Safe: the whole interval at 80% or more; likely broken: at 20% or less",
        "各项承诺在{deadline}或其自身期限前兑现的概率及95%区间；按方案顺序。稳妥：区间均不低于80%；多半落空："
        "区间均不高于20%",
    ),
    "milestones.title": ("{scenario}: {said}", "{scenario}：{said}"),
    "milestones.title.network": ("{scenario}, {network}: {said}", "{scenario}：{network}{said}"),
    "milestones.said": ("of {count} promises {safe}, {broken} and {open}", "{count}项承诺中，{safe}，{broken}，{open}"),
    "milestones.all.safe": ("all {count} promises are safe", "{count}项承诺全部稳妥"),
    "milestones.all.broken": ("all {count} promises are likely broken", "{count}项承诺全部多半落空"),
    "milestones.all.open": ("all {count} promises are open", "{count}项承诺全部尚有悬念"),
    "milestones.safe": ("{count} are safe", "{count}项稳妥"),
    "milestones.safe.one": ("1 is safe", "1项稳妥"),
    "milestones.safe.none": ("none is safe", "无一稳妥"),
    "milestones.broken": ("{count} are likely broken", "{count}项多半落空"),
    "milestones.broken.one": ("1 is likely broken", "1项多半落空"),
    "milestones.broken.none": ("none is likely broken", "无一多半落空"),
    "milestones.open": ("{count} are open", "{count}项尚有悬念"),
    "milestones.open.one": ("1 is open", "1项尚有悬念"),
    "milestones.open.none": ("none is open", "无一悬而未决"),
    "milestones.axis": ("chance that the promise is kept on time, %", "按期兑现的概率，%"),
    "milestones.safeguards": ("Safeguards", "保障措施"),
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
        "Works of each target's packages take 30 days longer by the owner's doing, nothing else changed; present value "
        "on {data_date}; computed from the plan, without luck",
        "单项目标所含项目因建设方原因施工延长30天，其余不变；现值基准日{data_date}；由计划直接计算，不含随机性",
    ),
    "month_late.title": (
        "A month late costs most for {name}: {amount} in the economic account",
        "延误一个月代价最大的是{name}：经济成本{amount}",
    ),
    "month_late.title.none": ("A month late has no price in this plan", "本计划中延误一个月没有代价"),
}
