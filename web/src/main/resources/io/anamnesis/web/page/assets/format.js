/* How numbers and times are written. Times are shown in the zone of the reader, and name it where they stand alone. */
const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 });
const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const significant = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 4 });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const minute = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
});
const second = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
});

export const NOTHING = '–';

/** At most two decimals where the number is 100 or more, else four significant digits. */
export function formatNumber(value) {
    if (value === null || value === undefined || !Number.isFinite(value)) {
        return NOTHING;
    }
    return Math.abs(value) >= 100 ? number.format(value) : significant.format(value);
}

export function formatCount(value) {
    return value === null || value === undefined ? NOTHING : whole.format(value);
}

/** `1 patient`, `2 patients` */
export function plural(count, one, many = one + 's') {
    return formatCount(count) + ' ' + (count === 1 ? one : many);
}

export function formatDay(time) {
    return written(day, time);
}

export function formatMinute(time) {
    return written(minute, time);
}

export function formatSecond(time) {
    return written(second, time);
}

/** `3 min ago`, `in 2 h`; from a month on the day */
export function formatAgo(time, now = Date.now()) {
    const at = new Date(time).getTime();
    if (Number.isNaN(at)) {
        return NOTHING;
    }
    const seconds = Math.round((now - at) / 1000);
    const span = formatSpan(Math.abs(seconds));
    if (Math.abs(seconds) < 5) {
        return 'now';
    }
    if (Math.abs(seconds) > 30 * 86_400) {
        return formatDay(time);
    }
    return seconds > 0 ? span + ' ago' : 'in ' + span;
}

/** Seconds as the two largest units would be too exact: the largest one. */
export function formatSpan(seconds) {
    const units = [
        [86_400 * 365.25, 'y'],
        [86_400, 'd'],
        [3_600, 'h'],
        [60, 'min'],
    ];
    for (const [size, name] of units) {
        if (seconds >= size) {
            return whole.format(Math.floor(seconds / size)) + ' ' + name;
        }
    }
    return Math.floor(seconds) + ' s';
}

function written(format, time) {
    if (time === null || time === undefined) {
        return NOTHING;
    }
    const at = new Date(time);
    return Number.isNaN(at.getTime()) ? NOTHING : format.format(at);
}
