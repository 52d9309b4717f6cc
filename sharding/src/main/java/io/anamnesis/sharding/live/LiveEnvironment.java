package io.anamnesis.sharding.live;

import io.anamnesis.protocol.cohort.LiveCohort;
import io.anamnesis.protocol.port.CohortStore;
import io.anamnesis.sharding.entity.Permits;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * What every cohort of a node works with.
 *
 * @param slices of the index
 * @param recoveries permits to read a cohort's members
 * @param living how many cohorts live, as far as this node knows
 * @param announce tells all nodes of a definition
 */
record LiveEnvironment(
        CohortStore store,
        LiveSettings settings,
        int slices,
        InstantSource clock,
        Permits recoveries,
        IntSupplier living,
        Consumer<LiveCohort> announce) {}
