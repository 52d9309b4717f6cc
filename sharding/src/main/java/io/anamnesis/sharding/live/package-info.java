/**
 * Live cohorts: named standing queries whose members are known at every moment.
 *
 * <p>Each cohort is one sharded entity, the only writer of its history. Each node watches the patients of its index for all cohorts and
 * reports who is in and who is out. Enters: definitions, reports of nodes, watchers. Leaves: changes, durable before anybody is told.
 * Entities and sessions run on actor threads; {@code CohortWatch} is called on the index executor.
 */
@NullMarked
package io.anamnesis.sharding.live;

import org.jspecify.annotations.NullMarked;
