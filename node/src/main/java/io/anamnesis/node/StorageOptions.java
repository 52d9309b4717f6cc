package io.anamnesis.node;

import io.anamnesis.node.home.Home;

/**
 * What the database's process is told.
 *
 * @param home the state folder; its files go to {@link Home#storage()}
 */
record StorageOptions(Home home) {}
