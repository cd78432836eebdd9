"""What the files of a results folder hold, and its README."""

FILES: dict[str, tuple[str, str]] = {
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
    "file.milestones": (
        "each promise by replication: event, due day, day, whether kept on time",
        "每次模拟中各项承诺的完成标志、期限、完成日及是否按期",
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
        "late days of each package by cause, and whether it is still open, for the replications that are kept",
        "各项目延误天数、原因及期末是否未了（仅保留的模拟）",
    ),
    "file.causes": (
        "late days behind each missed target by cause, by replication",
        "每次模拟中未达标目标的延误天数及原因",
    ),
    "file.root_causes": (
        "the same traced back to the package where the days arose, for the replications that are kept",
        "同上，并追溯至延误起源的项目（仅保留的模拟）",
    ),
    "file.open_waits": (
        "what packages, lot by lot, still wait for or work on at the horizon, since when and for how long, by "
        "replication",
        "每次模拟中预测期末各项目（按批次）仍在等待或进行的事项、起始日及已历时天数",
    ),
    "file.causes_at_root": (
        "late days behind each missed target by cause and by the network where they arose, by replication",
        "每次模拟中未达标目标的延误天数，按根本原因及其所在网络",
    ),
    "file.unused_days": (
        "of the days below zero in causes, causes_at_root and networks, those of packages not finished by the horizon: "
        "planned days that they had not used, by replication",
        "表causes、causes_at_root和networks的负天数中，预测期末未完工项目尚未用到的计划天数",
    ),
    "file.delay_cost": (
        "cost of delay of each late package by account, component and payer, and days early, for the replications kept",
        "各延误项目的成本（按账目、构成和出资方）及提前天数（仅保留的模拟）",
    ),
    "file.delay_cost_sums": (
        "the same added up over packages, by network, target, account, component and payer, by replication",
        "每次模拟中延误成本按网络、目标、账目、构成和出资方的合计",
    ),
    "file.quarters": (
        "the four rates of each network at the end of each quarter to the deadline, by replication",
        "每次模拟中各网络各季末的开工率、投资完成率、资金到位率和形象进度",
    ),
    "file.four_rates": (
        "the four rates by network and quarter: mean with its interval, quantiles, planned",
        "各网络各季度四项率：均值及区间、分位数、计划值",
    ),
    "file.outcomes": (
        "what the programme brings at the end of each quarter and year, by replication",
        "每次模拟中各季末、年末的成效",
    ),
    "file.outcome_means": (
        "outcomes by quarter: mean with its interval, P10 and P90",
        "各季度成效：均值及区间、P10和P90",
    ),
    "file.cash": (
        "money that arrived, was paid, lapsed or stayed, by source, year and replication",
        "每次模拟中各资金来源逐年的到位、支付、失效和结余",
    ),
    "file.fiscal": (
        "what each payer draws, owes, pays back and leaves idle, by year and replication",
        "每次模拟中各出资方逐年的支付、应付、偿还和闲置资金",
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
    "file.chart.commitments": ("share of promises kept by commitment and scenario", "各情景下各类承诺的兑现比例"),
    "file.chart.milestones": ("chance of every milestone: {network}", "各里程碑按期兑现的概率：{network}"),
    "file.chart.causes_of_missing": (
        "what the days behind each missed target were lost to, at the root",
        "各未达标目标损失天数的根本原因",
    ),
    "file.chart.delay_cost": ("cost of delay by scenario", "各情景的延误成本"),
    "file.chart.exceedance": ("share of runs in which delay costs more than so much", "延误成本超过各金额的模拟占比"),
    "file.chart.outcomes": ("a few outcomes over time", "部分成效随时间的变化"),
    "file.chart.month_late": ("price of a month late by target", "各目标延误一个月的代价"),
}
