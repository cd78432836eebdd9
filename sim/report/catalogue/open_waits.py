"""What is still open at the horizon, as a run says it at its end."""

OPEN_WAITS: dict[str, tuple[str, str]] = {
    "open_waits.runs": (
        "{count:,} of {of_runs} runs end on {horizon} with something still open (the table open_waits lists it all, "
        "with its age)",
        "{of_runs}次模拟中有{count:,}次至{horizon}仍有未了事项（详见表open_waits，含已历时天数）",
    ),
    "open_waits.runs.one": (
        "1 of {of_runs} runs ends on {horizon} with something still open (the table open_waits lists it all, "
        "with its age)",
        "{of_runs}次模拟中有1次至{horizon}仍有未了事项（详见表open_waits，含已历时天数）",
    ),
    "open_waits.all": ("{runs}:", "{runs}："),
    "open_waits.most": ("{runs}. Most often:", "{runs}。最常见的是："),
    "open_waits.wait": ("{package} {does} ({count:,} runs)", "{package}{does}（{count:,}次）"),
    "open_waits.wait.one": ("{package} {does} (1 run)", "{package}{does}（1次）"),
    "open_waits.more": ("and {count} more", "另有{count}项"),
    "open_wait.predecessor": ("waits for {by}", "等待{by}"),
    "open_wait.release": ("waits for its planned start", "等待计划开工时间"),
    "open_wait.outside": ("waits for an outside decision: {by}", "等待外部决定：{by}"),
    "open_wait.preparation": ("drafts its papers", "尚在审批前编制准备"),
    "open_wait.queue": ("waits its turn at {by}", "在{by}排队待审"),
    "open_wait.review": ("is under review at {by}", "正由{by}审批"),
    "open_wait.returned": ("revises what {by} returned", "正补正{by}退回的材料"),
    "open_wait.meeting": ("waits for a meeting of the task force", "等待工作专班会议"),
    "open_wait.handover": ("is handed over from one step to the next", "正在环节衔接"),
    "open_wait.tender": ("is out to tender: {by}", "正在采购：{by}"),
    "open_wait.money": ("waits for money: {by}", "等待资金：{by}"),
    "open_wait.crew": ("waits for crews: {by}", "等待施工队伍：{by}"),
    "open_wait.work": ("is still at work", "尚在施工"),
    "open_wait.rework": ("is still at rework", "尚在返工"),
    "open_wait.restart": ("is starting works again", "尚在复工"),
}
