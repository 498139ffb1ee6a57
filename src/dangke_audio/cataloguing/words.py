"""What page and feed both say. Pure."""

SHELF_TITLE = "讲稿录音"
AUTHOR = "dangke-audio"


def clock(milliseconds: int) -> str:
    """`05:09`, `1:02:03`; seconds that have passed, never rounded up."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def spoken_length(milliseconds: int) -> str:
    """`45 秒`, `12 分钟`, `1 小时 5 分钟`."""
    seconds = round(milliseconds / 1000)
    if seconds < 60:
        return f"{max(1, seconds)} 秒"
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return f"{minutes} 分钟"
    return f"{hours} 小时 {minutes} 分钟" if minutes else f"{hours} 小时"
