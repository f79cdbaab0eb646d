"""When somebody may be written to unasked: working days and hours in their own time zone."""

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.config import DAYS, Config
from followup.dates import spoken

MOST_DAYS = 14
WHOLE_DAY = 24


def zone_of(name: str | None, config: Config) -> ZoneInfo:
    """Give a person's zone; the installation's where theirs is not known."""
    try:
        return ZoneInfo(name) if name else config.here
    except (ZoneInfoNotFoundError, ValueError):
        return config.here


def not_before(at: dt.datetime, zone: ZoneInfo, config: Config) -> dt.datetime | None:
    """Give the moment from which a message may go; None when it may go now."""
    local = at.astimezone(zone)
    for ahead in range(MOST_DAYS):
        day = local.date() + dt.timedelta(days=ahead)
        if DAYS[day.weekday()] not in config.working_days:
            continue
        opens = dt.datetime.combine(day, dt.time(config.from_hour), zone)
        ends = day + dt.timedelta(days=config.to_hour // WHOLE_DAY)
        closes = dt.datetime.combine(ends, dt.time(config.to_hour % WHOLE_DAY), zone)
        if opens <= local < closes:
            return None
        if local < opens:
            return opens.astimezone(dt.UTC)
    return None


def working_day(day: dt.date, ahead: int, config: Config) -> dt.date:
    """Give the working day so many working days ahead."""
    while ahead:
        day += dt.timedelta(days=1)
        ahead -= DAYS[day.weekday()] in config.working_days
    return day


def in_words(at: dt.datetime, zone: ZoneInfo) -> str:
    """A moment as people read it: 3 October 2026, 14:02 BST."""
    local = at.astimezone(zone)
    return f"{spoken(local.date())}, {local:%H:%M %Z}"
