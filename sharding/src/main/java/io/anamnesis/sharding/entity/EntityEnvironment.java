package io.anamnesis.sharding.entity;

import io.anamnesis.protocol.measure.EntityMeasures;
import io.anamnesis.protocol.port.DigestCache;
import io.anamnesis.protocol.port.DigestStore;
import io.anamnesis.protocol.port.PatientJournal;
import io.anamnesis.protocol.port.ProfileStore;
import io.anamnesis.protocol.port.WindowStore;
import io.anamnesis.protocol.trace.Tracing;
import io.anamnesis.sharding.profile.ProfileSettings;
import io.anamnesis.sharding.serving.ActiveModels;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What all entities of a node share.
 *
 * @param index of this node
 * @param models that this node serves
 * @param foldExecutor bounded; pages of the journal are decoded and folded on it
 * @param cacheExecutor bounded; the digest cache may touch the disk on it
 * @param recoveries so many entities recover at once on this node, so that a restart does not stampede the store
 * @param histories so many walks through a journal run at once on this node
 * @param measures is told what the entities do
 * @param tracing takes their spans
 * @param awake who they are
 */
public record EntityEnvironment(
        PatientJournal journal,
        ProfileStore profiles,
        WindowStore windows,
        DigestStore digests,
        DigestCache digestCache,
        IndexFeed index,
        ActiveModels models,
        Executor foldExecutor,
        Executor cacheExecutor,
        ProfileSettings profileSettings,
        EntitySettings settings,
        Permits recoveries,
        Permits histories,
        InstantSource clock,
        EntityMeasures measures,
        Tracing tracing,
        AwakePatients awake) {

    JournalReader reader() {
        return new JournalReader(journal, settings.journalPage(), foldExecutor);
    }
}
