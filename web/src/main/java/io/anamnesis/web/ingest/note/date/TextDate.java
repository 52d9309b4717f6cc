package io.anamnesis.web.ingest.note.date;

import io.anamnesis.protocol.message.PartialDate;

/**
 * A date in a text.
 *
 * @param firstToken its first token
 * @param endToken the one after its last
 */
public record TextDate(PartialDate date, int firstToken, int endToken) {}
