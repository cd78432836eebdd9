"""Where late days went: the printed ledger and the chart of causes."""

LEDGER: dict[str, tuple[str, str]] = {
    "ledger.title.target": ("{scenario}: what late days cost a target: {target}", "{scenario}：{target}未达标的原因"),
    "ledger.title.networks": ("{scenario}: where late days go, by network", "{scenario}：各网络延误天数的去向"),
    "ledger.missed": (
        "Missed in {missed} of {replications} runs. In these its packages are late by {days} days in all{spread}.",
        "{replications}次模拟中有{missed}次未达标，此时所含项目合计延误{days}天{spread}。",
    ),
    "ledger.never_missed": ("Missed in no run: no day to account for.", "所有模拟均达标，无延误可计。"),
    "ledger.direct": ("Lost directly to", "直接原因"),
    "ledger.days": ("Days", "天数"),
    "ledger.interval": ("(95% interval)", "（95%区间）"),
    "ledger.share": ("Share", "占比"),
    "ledger.at_root": ("At the root, by where days arose", "根本原因，按延误起源"),
    "ledger.rest": ("{count} further causes", "其余{count}项原因"),
    "ledger.gained": ("made up", "追回"),
    "ledger.unused": (
        "planned for packages not finished, not used by the end of {horizon}",
        "未完工项目至{horizon}年底尚未用到的计划天数",
    ),
    "ledger.not_used": ("not used", "未用"),
    "ledger.elsewhere": (
        "At the root {share} of the days lost here arose in other networks: {names}.",
        "追溯根本原因，本网络损失的天数中{share}源于其他网络：{names}。",
    ),
    "ledger.nowhere_else": (
        "At the root all days lost here arose in this network.",
        "追溯根本原因，本网络损失的天数均源于本网络。",
    ),
    "ledger.start_made_up": (
        "Made up while waiting for the planned start: the plan lets packages and lots begin on stated days. What comes "
        "before such a day (reviews, queues, other packages) took longer than planned and stands above as lost; the "
        "wait for the day was shorter by as much, so that many of them made nothing late.",
        "等待计划开工时间一项的追回：计划规定各项目和批次的最早开工日。此前的审批、排队或其他项目比计划耗时更长，已在上面计为损失；"
        "等待该日的时间相应缩短，其中这些天数未造成延误。",
    ),
    "ledger.legend.target": (
        "Days: mean over the runs that miss the target, its packages together; share: of all days lost; "
        '"made up": earlier than planned, or taken up by slack. Directly, a wait for another package is one cause; at '
        "the root it gives way to what made that package late, and what the plan had in hand counts as slack. A "
        "result of a model.",
        "天数：未达标模拟的均值，所含项目合计；占比：占全部损失天数的比例；“追回”：比计划提前或由机动时间吸收的天数。"
        "直接原因把等待其他项目计为一项；根本原因则追溯到使该项目延误的原因，计划中的余量计为机动时间。以上为模型结果。",
    ),
    "ledger.legend.networks": (
        "Days: mean over all runs, the packages of a network together, open ones up to the end of {horizon}; share: "
        'of all days lost; "made up": earlier than planned, or taken up by slack. What arose elsewhere is told of the '
        "runs whose packages are kept. A result of a model.",
        "天数：全部模拟的均值，网络内项目合计，未完工项目计至{horizon}年底；占比：占全部损失天数的比例；"
        "“追回”：比计划提前或由机动时间吸收的天数。源于其他网络的比例取自保留项目明细的模拟。以上为模型结果。",
    ),
    "cause.group.works": ("works and rework", "施工与返工"),
    "cause.group.season": ("seasons and holidays", "季节与节假日"),
    "cause.group.shock": ("shocks", "突发冲击"),
    "cause.group.money": ("waiting for money", "等待资金"),
    "cause.group.review": ("reviews and papers", "审批与手续"),
    "cause.group.queue": ("queues at agencies", "排队待审"),
    "cause.group.crew": ("waiting for crews", "等待施工队伍"),
    "cause.group.outside": ("outside decisions", "外部决定"),
    "cause.group.slowed": ("partners not in service", "配套未投用"),
    "cause.group.other": ("other", "其他"),
    "causes_of_missing.title": (
        "{scenario}: when the targets for {names} are missed, more days are lost to {cause} than to anything else",
        "{scenario}：{names}未达标时，损失天数最多的原因是{cause}",
    ),
    "causes_of_missing.title.one": (
        "{scenario}: when the target for {names} is missed, more days are lost to {cause} than to anything else",
        "{scenario}：{names}未达标时，损失天数最多的原因是{cause}",
    ),
    "causes_of_missing.title.none": ("{scenario}: no run misses any target", "{scenario}：所有模拟均达成全部目标"),
    "causes_of_missing.subtitle": (
        "Days lost by all packages of a target in the runs that miss it by {deadline}, traced back to where they "
        "arose; at the right their mean with 95% interval",
        "各目标在{deadline}前未达标的模拟中全部所含项目损失的天数之和，追溯至根本原因；右侧为均值及95%区间",
    ),
    "causes_of_missing.axis": ("share of the days lost, %", "占损失天数的比例，%"),
    "causes_of_missing.days": ("days lost in a run that misses", "每次未达标模拟损失的天数"),
    "causes_of_missing.runs": ("missed in {missed} of {replications} runs", "{replications}次模拟中{missed}次未达标"),
}
