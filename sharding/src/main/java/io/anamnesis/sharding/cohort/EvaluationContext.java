package io.anamnesis.sharding.cohort;

import io.anamnesis.protocol.message.PatientId;
import io.anamnesis.protocol.query.NearestTo;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * What an evaluation needs beside the columns and the criterion.
 *
 * @param now for ages and times ago
 * @param scope the rows that are asked for; not changed
 * @param nearest who is near, for each nearest-to clause of the criterion
 */
public record EvaluationContext(
        Instant now, RoaringBitmap scope, Map<NearestTo, Set<PatientId>> nearest, Deadline deadline) {}
