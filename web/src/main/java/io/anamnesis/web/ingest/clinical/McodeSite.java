package io.anamnesis.web.ingest.clinical;

/**
 * What the tables do not say about where they come from.
 *
 * @param mrnSystem the identifier system of the medical record numbers
 * @param siteSystem the identifier system of the clinical site of trials
 * @param siteId the clinical site of trials
 */
record McodeSite(String mrnSystem, String siteSystem, String siteId) {}
