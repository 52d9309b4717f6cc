package io.anamnesis.web.ingest.wearable;

/** Which comes first in a date that ends with its year, such as 4/7/2026. */
public enum DateOrder {
    /** 4/7/2026 is the fourth of July. */
    DAY_FIRST,
    /** 4/7/2026 is the seventh of April. */
    MONTH_FIRST
}
