"""Words of what stands beside a chance and of how far assumed inputs move the answer."""

DOUBT: dict[str, tuple[str, str]] = {
    # Beside the chance
    "beside.title": ("{scenario}: beside the chance", "{scenario}：达标概率的参照"),
    "beside.chance": ("Chance", "达标概率"),
    "beside.base_rate": ("Base rate (95%)", "基准率（95%）"),
    "beside.trend": ("Trend", "趋势"),
    "beside.planned": ("Plan's date", "计划日期"),
    "beside.no_trend": ("not known", "未知"),
    "beside.trend.met": ("{stock}, met", "{stock}，达标"),
    "beside.trend.missed": ("{stock}, missed", "{stock}，未达标"),
    "beside.trend.since": ("trend: pace since {month}", "趋势：{month}以来的速度"),
    "beside.apart": (
        "in the same {runs} runs {chance} against a base rate of {rate}; most of the difference: {mechanism} (without: "
        "{without})",
        "同样{runs}次模拟中达标概率{chance}，基准率{rate}；差异主要因为：{mechanism}（若不计：{without}）",
    ),
    "beside.apart.none": (
        "in the same {runs} runs {chance} against a base rate of {rate}; no mechanism alone is seen to make the "
        "difference",
        "同样{runs}次模拟中达标概率{chance}，基准率{rate}；未见任何单一机制足以解释",
    ),
    "beside.legend": (
        "Base rate: the chance if works took the times of their class, with money and reviews without limit and "
        "without length; crews, outside decisions, shocks and dependencies as they are. Trend: the stock at the "
        "deadline if the pace from an earlier count to {data_date} went on; not known without such a count. Plan's "
        "date: months before (+) or after (-) the deadline in the planned run, where nothing is scarce and nothing "
        "goes wrong. Base rates are of {replications} runs a row, the same luck in all; chances are of all runs, so on "
        "these {replications} they may differ. Where the two are more than 20 points apart on the same runs, a line "
        "says so and names the mechanism whose leaving out moves the chance most towards the base rate.",
        "基准率：工程按同类工期进行、资金和审批不受限且不占时间时的达标概率；施工队伍、外部决策、冲击和相互依赖照旧。趋势：从此前某次统计到{data_date}"
        "的速度延续至期限的存量；没有此前统计的为未知。计划日期：资源不稀缺、诸事顺利的计划运行中比期限提前（+）或延后（-）的月数。"
        "基准率每行模拟{replications}次，各行使用相同的随机数；达标概率取自全部模拟，因此与这{replications}次中的可能不同。"
        "同样各次模拟中两者相差20个百分点以上时，下行列出，并注明排除后最使概率趋近基准率的机制。",
    ),
    "mechanism.money": ("waiting for money", "等待资金"),
    "mechanism.reviews": ("reviews by agencies", "部门审批"),
    "mechanism.crews": ("scarce crews", "施工队伍紧缺"),
    "mechanism.decisions": ("outside decisions", "外部决策"),
    "mechanism.shocks": ("shocks and seasons", "冲击与季节"),
    "mechanism.dependencies": ("dependencies between packages", "项目间依赖"),
    "chances.key.base_rate": ("base rate", "基准率"),
    "chances.key.trend": (
        "trend (met: 100, missed: 0)",
        "趋势（达标为100，未达标为0）",
    ),
    # Assumed inputs
    "assumed.row": ("over the assumed inputs: {between}", "随假设参数变动：{between}"),
    "assumed.target": ("over the assumed inputs: chance {between}{margin}", "随假设参数变动：概率{between}{margin}"),
    "assumed.margin": ("; margin P50 in months {between}", "；余量P50（月）{between}"),
    "assumed.middle": (", middle {middle}", "，中位{middle}"),
    "assumed.better": (" (as shipped better than nearly all other values)", "（现设优于几乎所有其他取值）"),
    "assumed.worse": (" (as shipped worse than nearly all other values)", "（现设劣于几乎所有其他取值）"),
    "assumed.beyond": ("beyond the horizon", "晚于预测期末"),
    "assumed.note": (
        "Over the assumed inputs: P5 to P95 of the estimate when all of them move at once within their ranges, and the "
        "middle, which half of the settings exceed. The range need not hold the estimate: inputs often reach further "
        "to the worse side, so what is shipped may do better than nearly all other values.",
        "随假设参数变动：全部假设参数在各自范围内同时变动时估计值的P5至P95，以及中位值（半数取值组合高于它）。该区间不一定包含估计值："
        "参数范围往往偏向不利一侧，现设因此可能优于几乎所有其他取值。",
    ),
    "assumed.key": ("base over the assumed inputs, P5 to P95", "基准随假设参数变动，P5至P95"),
    "assumed.why": (
        ". Grey band: the base's estimate when all assumed inputs move at once; it need not hold the estimate, as "
        "their ranges often reach further to the worse side",
        "。灰色带：全部假设参数同时变动时的基准估计值；因参数范围往往偏向不利一侧，该带不一定包含估计值",
    ),
    "assumed.title": (
        "How much of the doubt rests on assumed inputs",
        "不确定性中有多少源于假设参数",
    ),
    "assumed.finding": (
        "Of the variance of {name} {first} rests on assumed inputs alone, {total} with all they take part in.",
        "{name}的方差中，{first}仅源于假设参数，计入其共同作用为{total}。",
    ),
    "assumed.nothing": ("No headline varies.", "各主要结果均无变化。"),
    "assumed.measure": ("Measure", "指标"),
    "assumed.first": ("Alone (95%)", "单独（95%）"),
    "assumed.total": ("In all (95%)", "合计（95%）"),
    "assumed.between": ("P5 to P95", "P5至P95"),
    "assumed.median": ("Middle", "中位"),
    "assumed.of.chance": ("Whether met", "是否达标"),
    "assumed.of.margin": ("Margin, months (P50)", "工期余量，月（P50）"),
    "assumed.of.delay_cost": ("Cost of delay, {unit}", "延误成本，{unit}"),
    "assumed.none": ("no variance", "无变化"),
    "assumed.legend": (
        "{settings} settings of {inputs} assumed inputs, each within its stated range, {replications} runs each, the "
        "same luck in all. Alone: share of the variance of one run that comes from the inputs; in all: with what "
        "they do together with luck. P5 to P95: the range of the estimate over the settings, the scatter of few "
        "runs taken out, and its middle. It says nothing of mechanisms that the model lacks.",
        "{inputs}项假设参数在各自给定范围内取{settings}组，每组模拟{replications}次，各组使用相同的随机数。单独：单次模拟的方差中源于参数的份额；"
        "合计：再计入参数与随机因素的共同作用。P5至P95：估计值在各组间的范围，已扣除模拟次数少造成的离散，并列出中位值。模型未包含的机制不在其内。",
    ),
    "file.assumptions": (
        "share of the variance of each headline that rests on assumed inputs, with intervals",
        "各主要结果的方差中源于假设参数的份额及区间",
    ),
    "file.settings": (
        "what each run says in each setting of the assumed inputs (0: as shipped)",
        "假设参数各组取值下每次模拟的结果（0为现设）",
    ),
    "file.left_out": (
        "targets by replication in rows of the base in which mechanisms are left out",
        "基准情景排除各机制后每次模拟的目标结果",
    ),
}
