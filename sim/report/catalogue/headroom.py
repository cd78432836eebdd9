"""What the study of headroom says: its table, its chart, its finding."""

HEADROOM: dict[str, tuple[str, str]] = {
    "headroom.heading": ("Headroom: how far it is to a chance of 80%", "余地：距80%的概率还有多远"),
    "headroom.held": (
        "{count} of {targets} targets hold a chance of 80% as published",
        "按公布方案，{targets}项目标中有{count}项达标概率不低于80%",
    ),
    "headroom.held.one": (
        "1 of {targets} targets holds a chance of 80% as published",
        "按公布方案，{targets}项目标中有1项达标概率不低于80%",
    ),
    "headroom.held.none": (
        "None of {targets} targets holds a chance of 80% as published",
        "按公布方案，{targets}项目标中没有一项达标概率不低于80%",
    ),
    "headroom.unclear": (
        "{count} cannot be told from 80% in {runs} runs: {names}",
        "{count}项在{runs}次模拟中尚不能与80%区分：{names}",
    ),
    "headroom.brought": (
        "one lever alone could bring {count} more there: {names}",
        "单独调整一项因素还可使{count}项达到80%：{names}",
    ),
    "headroom.brought.none": (
        "no lever alone brings another there",
        "单独调整任何一项因素都不能使其他目标达到80%",
    ),
    "headroom.lever": ("Lever", "因素"),
    "headroom.range": ("Range", "范围"),
    "headroom.shipped": ("Shipped", "现设"),
    "headroom.answer": ("The chance (95% interval of the level)", "达标概率（水平的95%区间）"),
    "headroom.target": ("{target}: {chance} as published", "{target}：按公布方案{chance}"),
    "headroom.target.unclear": (
        "{target}: {chance} as published, cannot be told from 80% in {runs} runs",
        "{target}：按公布方案{chance}，{runs}次模拟中尚不能与80%区分",
    ),
    "headroom.none_alone": ("no lever alone reaches 80%", "单独调整任何一项因素都达不到80%"),
    "headroom.label": ("{target} ({chance})", "{target}（{chance}）"),
    "headroom.level": ("{level} {unit}", "{level}{unit}"),
    "headroom.falls": ("falls to 80% at {level}", "在{level}时降至80%"),
    "headroom.reached": ("comes to 80% at {level}", "在{level}时升至80%"),
    "headroom.never_in_range": ("above 80% over the whole range", "在整个范围内均高于80%"),
    "headroom.already_below": ("below 80% over the whole range", "在整个范围内均低于80%"),
    "headroom.legend": (
        "A target holds 80% where the whole 95% interval of its chance as published lies there. Each lever is moved "
        "alone, all else as published, at nine levels on the same luck. Chances are fitted so that they never fall in "
        "the direction that is meant to help. Interval: of the level, by bootstrap over {replications} runs; < and >: "
        "beyond the range.",
        "按公布方案的达标概率的95%区间全部不低于80%的，视为保持80%。每次只调整一项因素，其余不变；每项因素取九个水平，使用相同的随机数。各水平的概率按“有利方向不下降”拟合。"
        "区间：水平的自助法区间（{replications}次模拟）；<和>表示超出范围。",
    ),
    "headroom.subtitle": (
        "Each lever moved alone over its range, all else as published; the point at which the chance is 80%, with "
        "95% interval; in brackets: the chance as published",
        "每次只调整一项因素，其余不变；圆点为达标概率等于80%的水平，附95%区间；括号内为按公布方案的达标概率",
    ),
    "headroom.key.met": ("chance 80% or more", "概率不低于80%"),
    "headroom.key.below": ("less", "低于80%"),
    "headroom.key.shipped": ("as published", "按公布方案"),
    "headroom.key.level": ("80%, with interval", "80%水平及区间"),
    "file.headroom": (
        "level of each lever at which the chance of each target is 80%",
        "各目标达标概率等于80%时各因素的水平",
    ),
    "file.chart.headroom": ("how far each lever is from 80%", "各因素距80%的余地"),
}
