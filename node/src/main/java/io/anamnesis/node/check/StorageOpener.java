package io.anamnesis.node.check;

import io.anamnesis.node.home.DatabaseAccess;
import io.anamnesis.storage.Storage;

/** Connects to the store of a system, past its nodes. */
@FunctionalInterface
public interface StorageOpener {
    /** Blocks until the store is open; the caller closes it. */
    Storage open(DatabaseAccess access);
}
