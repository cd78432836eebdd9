"""Numbers with their units, and how lists are joined."""

AMOUNTS: dict[str, tuple[str, str]] = {
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
    "sentences": ("{first} {second}", "{first}{second}"),
    "comma": (", ", "、"),
    "semicolon": ("; ", "；"),
    "colon": (": ", "："),
    "count.others": ("{count} others", "其余{count}项"),
}
