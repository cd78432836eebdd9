"""What the studies of coordination, safeguards and common causes say, and the charts of money."""

STUDIES: dict[str, tuple[str, str]] = {
    # Measures, as differences
    "measure.all": ("All networks together", "四网合计"),
    "measure.chance.head": ("Chance", "达标概率"),
    "measure.chance.unit": ("points", "百分点"),
    "measure.chance.amount": ("{number} points", "{number}个百分点"),
    "measure.met.head": ("Targets met", "达标项数"),
    "measure.met.unit": ("mean", "均值"),
    "measure.met.amount": ("{number} targets", "{number}项目标"),
    "measure.never.all": (
        "Chance of all targets: 0% in every row, no run meets all of them; how many are met is shown instead.",
        "全部目标同时达标的概率：各行均为0%，没有一次模拟全部达标；故改列达标项数。",
    ),
    "measure.never.network": (
        "Chance: 0% in every row, no run meets all targets of this network.",
        "达标概率：各行均为0%，没有一次模拟使该网络目标全部达标。",
    ),
    "measure.margin.head": ("Mean margin", "平均余量"),
    "measure.margin.unit": ("days", "天"),
    "measure.margin.amount": ("{number} days", "{number}天"),
    "measure.economic.head": ("Economic cost", "经济成本"),
    "measure.financial.head": ("Financial cost", "财务成本"),
    # The same so that more is better
    "gain.chance.head": ("Chance", "达标概率"),
    "gain.met.head": ("Targets met", "达标项数"),
    "gain.margin.head": ("Mean margin", "平均余量"),
    "gain.economic.head": ("Economic, saved", "节省经济成本"),
    "gain.financial.head": ("Financial, saved", "节省财务成本"),
    "gain.chance.noun": ("the chance", "达标概率"),
    "gain.met.noun": ("the number of targets met", "达标项数"),
    "gain.margin.noun": ("the margin", "工期余量"),
    "gain.economic.noun": ("the economic cost of delay", "延误的经济成本"),
    "gain.financial.noun": ("the financial cost of delay", "延误的财务成本"),
    "gain.chance.of": ("{amount} of the chance of all targets", "全部目标同时达标概率{amount}"),
    "gain.met.of": ("{amount} met on average", "平均{amount}达标"),
    "gain.margin.of": ("{amount} of mean margin", "平均余量{amount}"),
    "gain.economic.of": ("{amount} of economic cost of delay", "延误的经济成本{amount}"),
    "gain.financial.of": ("{amount} of financial cost of delay", "延误的财务成本{amount}"),
    # Coordination
    "silos.heading": (
        "The price of silos: money equal, only coordination differs",
        "条块分割的代价：资金相同，仅协调方式不同",
    ),
    "silos.base": (
        "Compared with the base ({way}). Plus is more than in the base, minus less.",
        "以基准（{way}）为比较对象；正值表示高于基准，负值表示低于基准。",
    ),
    "silos.way": ("Way of review", "审批方式"),
    "silos.way.series": ("in series", "串联审批"),
    "silos.way.joint": ("joint {share}", "并联{share}"),
    "silos.way.task_force": ("task force {share}", "专班{share}"),
    "silos.legend": (
        "In series: one agency after another, no task force. Joint: this share of the files of several agencies goes "
        "to all of them at once. Task force: the same, looked over before, and decided at its meetings when stuck. "
        "The share is assumed, so what silos cost is a range over it. Chance: that all targets of the network are "
        "met. Mean margin: mean of days before the deadline over the targets, a target not reached by the end of the "
        "forecast counted as reached on that day. Cost of delay: mean present value of the network's packages; the "
        "two accounts must not be added. In brackets: 95% interval of the paired difference; where it holds 0, no "
        "difference is seen. {replications} runs a row, the same luck in all.",
        "串联：各部门依次审批，无专班。并联：涉及多部门的事项中有该比例同时送各部门审批。专班：同上，另加预审，卡住的事项在专班会议上决定。"
        "该比例为假设，因此条块分割的代价是随之变化的区间。达标概率：该网络全部目标同时达标的概率。平均余量：各目标比期限提前的天数的均值，"
        "预测期末仍未达到的按期末当日达到计。延误成本：该网络项目的平均现值，两本账不可相加。括号内为配对差异的95%区间，含0即未见差异。"
        "每行模拟{replications}次，各行使用相同的随机数。",
    ),
    "silos.title.chance": (
        "Reviews in series instead of a task force cost {network} most chance: {price}",
        "以串联审批代替专班，达标概率损失最大的是{network}：{price}",
    ),
    "silos.title.met": (
        "Reviews in series instead of a task force leave {network} with fewer targets met: {price}",
        "以串联审批代替专班，{network}的达标项数减少：{price}",
    ),
    "silos.title.margin": (
        "Reviews in series instead of a task force cost {network} most margin: {price}; no chance is seen to fall",
        "以串联审批代替专班，工期余量损失最大的是{network}：{price}；达标概率未见下降",
    ),
    "silos.title.economic": (
        "Reviews in series instead of a task force add most to the economic cost of {network}: {price}; neither "
        "chance nor margin is seen to change",
        "以串联审批代替专班，经济成本增加最多的是{network}：{price}；达标概率和余量未见变化",
    ),
    "silos.title.financial": (
        "Reviews in series instead of a task force add most to the financial cost of {network}: {price}; nothing "
        "else is seen to change",
        "以串联审批代替专班，财务成本增加最多的是{network}：{price}；其余未见变化",
    ),
    "silos.price.at": (
        "{amount} ({low} to {high}) with {share} of files reviewed jointly",
        "并联比例{share}时为{amount}（{low}至{high}）",
    ),
    "silos.price.at_most": ("{amount} ({low} to {high}) with {share}", "并联比例{share}时为{amount}（{low}至{high}）"),
    "silos.price.gain": ("a gain of {amount}", "反而改善{amount}"),
    "silos.price.range": ("{low} to {high} over all shares", "各比例之间为{low}至{high}"),
    "silos.unmoved.panel": (
        "No difference in {measure}\nat any share",
        "任何并联比例下\n{measure}均未见差异",
    ),
    "silos.never.panel": ("0% in every row", "各行均为0%"),
    "silos.noun.chance": ("the chance", "达标概率"),
    "silos.noun.met": ("targets met", "达标项数"),
    "silos.noun.margin": ("the margin", "余量"),
    "silos.noun.economic": ("economic cost", "经济成本"),
    "silos.noun.financial": ("financial cost", "财务成本"),
    "silos.title.none": (
        "No price of silos is seen: reviews in series differ from the task force nowhere beyond the intervals",
        "未见条块分割的代价：串联审批与专班的差异均未超出区间",
    ),
    "silos.title.ways": ("What other ways of review change against the base", "其他审批方式与基准相比的变化"),
    "silos.subtitle": (
        "Difference to the base (dot) by assumed share of joint review; bands: 95% interval of the paired difference",
        "与基准（圆点）的差异，随假设的并联比例变化；色带为配对差异的95%区间",
    ),
    "silos.key.series": ("reviews in series", "串联审批"),
    "silos.key.joint": ("joint reviews", "并联审批"),
    "silos.key.task_force": ("task force", "工作专班"),
    "silos.key.base": ("base", "基准"),
    "silos.axis": ("share of joint review, %", "并联比例，%"),
    # Safeguards
    "safeguards.heading": (
        "The six safeguards: what each is worth and what it costs",
        "六项保障措施：各值多少、代价几何",
    ),
    "safeguards.name": ("{short} {name}", "{short}{name}"),
    "safeguards.column": ("Safeguard", "保障措施"),
    "safeguards.all": ("All safeguards", "全部保障措施"),
    "safeguards.worth": ("worth", "价值"),
    "safeguards.price": ("price", "代价"),
    "safeguards.part.sum_of_single": ("sum of single", "单项之和"),
    "safeguards.part.interaction": ("interaction", "相互作用"),
    "safeguards.chart.sum_of_single": ("Sum of each alone", "单项之和"),
    "safeguards.chart.interaction": ("Together, beyond the sum", "合计超出单项之和"),
    "safeguards.hurts": (
        "{safeguard} hurts here: without it {measures} would be better.",
        "{safeguard}在此有害：没有它，{measures}会更好。",
    ),
    "safeguards.dearer": (
        "Dearer here with {safeguard}: without it {measure} would be {amount} lower",
        "{safeguard}在此使成本增加：没有它，{measure}会少{amount}",
    ),
    "safeguards.without": ("without it, {reason}", "没有它时，{reason}"),
    "silos.cheaper": (
        "Cheaper here in series than in the base, {account}: {amount}; {reason}.",
        "串联审批在此比基准便宜（{account}）：{amount}；{reason}。",
    ),
    "silos.dearer": (
        "Dearer here in series than in the base, {account}: {amount}; {reason}.",
        "串联审批在此比基准更贵（{account}）：{amount}；{reason}。",
    ),
    "safeguards.legend": (
        "More is better in every column. Worth: all on less all but this one, its price paid. Price: what would be "
        "gained if it cost nothing (meeting slots, hours of the same desks, drafting and tender time, haste, those "
        "who are passed). Interaction: what all do together less the sum of what each does alone. Chance: that all "
        "targets are met. Mean margin: mean of days before the deadline, a target not reached by the end of the "
        "forecast counted as reached on that day. Saved: mean present value of delay costs avoided; the two accounts "
        "must not be added. In brackets: 95% interval of the paired difference; where it holds 0, no difference is "
        "seen. That one hurts or makes dearer is said only where its interval still leaves out 0 when all worths "
        "of this page are looked at together (Holm's correction). {replications} runs a row, the same luck in all.",
        "各列均为数值越大越好。价值：全部实施减去仅缺该项（已含其代价）。代价：若该项不费任何代价可多得的部分（会议名额、同一窗口的工时、"
        "编制与招标时间、赶工、被插队者）。相互作用：全部实施的效果减去单项效果之和。达标概率：全部目标同时达标的概率。平均余量：各目标比期限提前的天数的均值，"
        "预测期末仍未达到的按期末当日达到计。节省：避免的延误成本平均现值，两本账不可相加。括号内为配对差异的95%区间，含0即未见差异。"
        "仅当本页全部价值一并检验（霍尔姆校正）后区间仍不含0，才称其有害或使成本增加。每行模拟{replications}次，各行使用相同的随机数。",
    ),
    "safeguards.title.together": ("all safeguards together are worth {amount}", "全部保障措施合计值{amount}"),
    "safeguards.title.together_hurts": ("all safeguards together cost {amount}", "全部保障措施合计反而失去{amount}"),
    "safeguards.title.most.margin": (
        "most in days: {safeguard} ({amount})",
        "{safeguard}在天数上价值最大（{amount}）",
    ),
    "safeguards.title.most.economic": (
        "most in money: {safeguard} ({amount})",
        "{safeguard}在资金上价值最大（{amount}）",
    ),
    "safeguards.title.most.financial": (
        "most in money: {safeguard} ({amount})",
        "{safeguard}在资金上价值最大（{amount}）",
    ),
    "safeguards.title.hurt": ("some measures would be better without {names}", "没有{names}，有的指标会更好"),
    "safeguards.title.none": ("No safeguard is seen to change anything", "未见任何保障措施带来变化"),
    "safeguards.subtitle": (
        "All networks together. Worth: what is lost when this safeguard alone is taken away; price: what would be "
        "gained if it cost nothing; right of 0 is better; 95% intervals",
        "四网合计。价值：仅去除该项时的损失；代价：若该项不费任何代价可多得的部分；0以右为更好；附95%区间",
    ),
    "safeguards.networks.subtitle": (
        "By network. Worth: what is lost when this safeguard alone is taken away; price: what would be gained if it "
        "cost nothing; right of 0 is better; 95% intervals",
        "分网络。价值：仅去除该项时的损失；代价：若该项不费任何代价可多得的部分；0以右为更好；附95%区间",
    ),
    "safeguards.networks.title": (
        "{safeguard} is worth most to {network}: {amount}",
        "{safeguard}对{network}价值最大：{amount}",
    ),
    "safeguards.networks.title.none": (
        "No safeguard is seen to be worth anything to any network",
        "未见任何保障措施对任一网络有价值",
    ),
    "gain.network.chance.of": ("{amount} of its chance", "达标概率{amount}"),
    "gain.network.margin.of": ("{amount} of margin", "余量{amount}"),
    "gain.network.economic.of": ("{amount} of economic cost of delay saved", "节省延误的经济成本{amount}"),
    # Common causes
    "drivers.heading": ("Common causes: how far targets stand or fall together", "共同因素：各目标在多大程度上同进退"),
    "drivers.chance": ("Joint chance", "同时达标概率"),
    "drivers.independent": ("If independent", "若相互独立"),
    "drivers.difference": ("Against the base, points", "与基准相比，百分点"),
    "drivers.joint": ("{name} ({count} targets)", "{name}（{count}项目标）"),
    "drivers.without": ("without: {name}", "去除：{name}"),
    "drivers.without.all_drivers": ("without any common driver", "去除全部共同驱动因素"),
    "drivers.without.some_drivers": ("without {count} common drivers", "去除{count}个共同驱动因素"),
    "drivers.without.all_shocks": ("without any shock", "去除全部冲击"),
    "drivers.without.some_shocks": ("without {count} shocks", "去除{count}种冲击"),
    "drivers.without.both": ("without common drivers and shocks", "去除共同驱动因素和冲击"),
    "drivers.plan": ("plan allows {times} times the days needed", "计划工期为所需的{times}倍"),
    "drivers.group.drivers": ("Common drivers", "共同驱动因素"),
    "drivers.group.shocks": ("Shocks", "冲击"),
    "drivers.group.both": ("Both", "两者"),
    "drivers.group.plan": ("Caution of the plan", "计划的保守程度"),
    "drivers.group.other": ("Others", "其他"),
    "drivers.rest": ("No difference seen in the other {count} rows.", "其余{count}行未见差异。"),
    "drivers.legend": (
        "Joint chance: that all these targets are met in the same run. If independent: the product of their single "
        "chances, what the joint chance would be if they had nothing in common. A driver that is away keeps its "
        "planned value. Against the base: paired, with 95% interval; where it holds 0, no difference is seen. "
        "{replications} runs a row, the same luck in all.",
        "同时达标概率：同一次模拟中这些目标全部达标的概率。若相互独立：单项概率之积，即各目标毫无共同因素时的同时达标概率。被去除的因素取计划值。"
        "与基准相比：配对差异及95%区间，含0即未见差异。每行模拟{replications}次，各行使用相同的随机数。",
    ),
    "drivers.title.most": (
        "{row}: the joint chance of {name} is {after} instead of {before} ({points} points, {low} to {high})",
        "{row}：{name}的同时达标概率由{before}变为{after}（{points}个百分点，{low}至{high}）",
    ),
    "drivers.title.spread": (
        "{row}: the number met of {name} has a standard deviation of {after} instead of {before} (difference {low} "
        "to {high})",
        "{row}：{name}的达标项数标准差由{before}变为{after}（差异{low}至{high}）",
    ),
    "drivers.met": ("Targets met", "达标项数"),
    "drivers.spread": ("Spread", "离散度"),
    "drivers.spread.panel": ("Targets met, spread\n{name}", "达标项数的标准差\n{name}"),
    "drivers.met.panel": ("Targets met, mean\n{name}", "达标项数均值\n{name}"),
    "drivers.spread.axis": ("standard deviation, targets", "标准差，项"),
    "drivers.met.axis": ("mean, targets", "均值，项"),
    "drivers.more": ("Against the base", "与基准相比"),
    "drivers.never": (
        "Joint chance: 0% in every row, no run meets all of these.",
        "同时达标概率：各行均为0%，没有一次模拟全部达标。",
    ),
    "drivers.never.chart": (
        "not drawn, since the joint chance is 0% in every row: {names}",
        "未画（各行同时达标概率均为0%）：{names}",
    ),
    "drivers.spread.none": (
        "As many of them are met in every run of a row ({count} in the base).",
        "同一行各次模拟的达标项数均相同（基准为{count}项）。",
    ),
    "drivers.spread.legend": (
        "Spread: standard deviation of the number of these targets that are met in a run. If independent: what the "
        "same single chances would give with nothing in common; what lies above is common to them.",
        "离散度：一次模拟中达标项数的标准差。若相互独立：各目标单项概率不变而毫无共同因素时的标准差，超出部分即共同因素所致。",
    ),
    "drivers.title.none": (
        "Neither common drivers nor shocks are seen to move the chance that targets are met together",
        "未见共同驱动因素或冲击改变各目标同时达标的概率",
    ),
    "drivers.subtitle": (
        "How many targets are met and how far that varies from run to run; joint chance: that all of a group are met "
        "in the same run; 95% intervals; filled where a paired difference to the base (line) is seen",
        "达标项数均值与标准差；同时达标概率：一组目标在同一次模拟中全部达标的概率；附95%区间；与基准（竖线）"
        "的配对差异可见者为实心",
    ),
    "drivers.axis": ("joint chance, %", "同时达标概率，%"),
    # Charts of money
    "money.interval": ("95% interval of the sum", "合计的95%区间"),
    "city_money.subtitle": (
        "What passes through the city's two budgets each year: payments for works (borrowed money included), interest, "
        "repayment, and what is owed to partners; means over the replications. Beside it in grey, not in the sum: what "
        "the districts pay",
        "市级两本预算每年的支出：项目支付（含借款）、利息、还本和应付合作方；各次模拟的均值。灰色为区县支出，不计入合计",
    ),
    "city_money.beside": ("Districts, not in the sum", "区县（不计入合计）"),
    "city_money.title": (
        "{base}: in their costliest year, most often {year}, the city's two budgets pay {amount}; of all options "
        'they pay most in {other_year} under "{scenario}" ({other_amount})',
        "{base}：市级两本预算支出最高的一年（多为{year}年）为{amount}；"
        "所有方案中最高的是“{scenario}”的{other_year}年（{other_amount}）",
    ),
    "city_money.title.base": (
        "{base}: in their costliest year, most often {year}, the city's two budgets pay {amount}; no other option is "
        "seen to have a costlier year",
        "{base}：市级两本预算支出最高的一年（多为{year}年）为{amount}；未见其他方案有更高的年份",
    ),
    "city_debt.subtitle": (
        "Debt of the city's two budgets at the end of each year, by option",
        "市级两本预算各年末的债务，按方案",
    ),
    "city_debt.mean": ("mean", "均值"),
    "city_debt.interval": ("its 95% interval", "均值的95%区间"),
    "city_debt.band": ("8 in 10 runs", "十次模拟中的八次"),
    "city_debt.title": (
        'At the end of {year} the city owes {amount} under "{base}", most under "{most}" ({high}) and least '
        'under "{least}" ({low})',
        "{year}年末市级债务：“{base}”为{amount}；最多的是“{most}”（{high}），最少的是“{least}”（{low}）",
    ),
    "city_debt.title.alike": (
        "At the end of {year} the city owes {amount}, whichever option is taken",
        "{year}年末市级债务：各方案均为{amount}",
    ),
    "city_debt.title.none": ("No option leaves the city a debt", "各方案均未留下市级债务"),
    "options_plane.subtitle": (
        "Each option by the city money it promises, with 95% intervals; those that promise as much as the base stand "
        "one beside another at the right, the base in both; filled: no other option is at least as good in all three "
        "and better in one",
        "各方案按所承诺的市级资金排列，附95%区间；与基准资金相同的方案并列于右侧（基准两处均有）；"
        "实心：没有其他方案在三项上均不逊色且至少一项更优",
    ),
    "options_plane.same": ("the same city money as the base: {amount}", "与基准相同的市级资金：{amount}"),
    "options_plane.chance": ("Chance of all targets", "全部目标同时达标概率"),
    "options_plane.targets_met_mean": ("Targets met, mean", "达标项数均值"),
    "options_plane.delay_cost_mean": ("Cost of delay, economic account", "延误的经济成本"),
    "options_plane.axis": ("city money promised, present value, {unit}", "承诺的市级资金现值，{unit}"),
    "options_plane.title": (
        "Of {options} options {count} are beaten on chance, cost of delay and city money together; not beaten: {names}",
        "{options}个方案中有{count}个在达标概率、延误成本和市级资金上均被超过；未被超过的是：{names}",
    ),
    "options_plane.title.one": (
        "Of {options} options 1 is beaten on chance, cost of delay and city money together; not beaten: {names}",
        "{options}个方案中有1个在达标概率、延误成本和市级资金上均被超过；未被超过的是：{names}",
    ),
    "options_plane.title.none": (
        "None of {options} options is beaten on chance, cost of delay and city money together",
        "{options}个方案在达标概率、延误成本和市级资金上均未被超过",
    ),
    "options_plane.never": (
        "No option meets all {targets} targets in any run; on cost of delay and city money {said}",
        "没有方案在任何一次模拟中达成全部{targets}项目标；就延误成本和市级资金而言，{said}",
    ),
    "options_plane.never.beaten": (
        "{count} of {options} options are beaten, all but {names}",
        "{options}个方案中有{count}个被超过，未被超过的是：{names}",
    ),
    "options_plane.never.beaten.one": (
        "1 of {options} options is beaten, all others are not",
        "{options}个方案中有1个被超过，其余均未被超过",
    ),
    "options_plane.never.beaten.none": ("no option is beaten", "各方案均未被超过"),
    # Charts in the README of a results folder
    "file.interaction": (
        "what all safeguards do together, the sum of what each does alone, and the rest",
        "全部保障措施的合计效果、单项效果之和及其差额",
    ),
    "file.spread": (
        "mean and spread of the number of targets met, by row, and what independence would give",
        "各行达标项数的均值与标准差，以及相互独立时的标准差",
    ),
    "file.silos": (
        "each share of a task force less reviews in series, paired: what silos cost",
        "各并联比例的专班减去串联审批（配对）：条块分割的代价",
    ),
    "file.unbeaten": (
        "in what share of resamples of the replications no other option beats each",
        "对各次模拟重抽样时，各方案未被其他方案超过的比例",
    ),
    "file.chart.silos": (
        "what each way of review changes, by share of joint review",
        "各审批方式的影响，随并联比例变化",
    ),
    "file.chart.safeguards": ("worth and price of each safeguard", "各项保障措施的价值与代价"),
    "file.chart.safeguards_by_network": ("the same by network", "分网络的价值与代价"),
    "file.chart.common_causes": ("joint chances with and without common causes", "有无共同因素时的同时达标概率"),
    "file.chart.city_money": ("city money by year and payer", "市级资金：按年份和出资方"),
    "file.chart.city_debt": ("the city's debt over time", "市级债务的变化"),
    "file.chart.options_plane": (
        "options by city money, chance and cost of delay",
        "各方案的市级资金、达标概率与延误成本",
    ),
}
