/**
 * The models of a node: learns which are promoted, has them served, says how far the node is, and trains new ones.
 *
 * <p>Enters: promotions from a topic and from the store, requests. Leaves: the served model ({@link
 * io.anamnesis.sharding.serving.ActiveModels}), progress on the same topic, versions and promotions in the store. The desk is one actor a
 * node; training has a thread of its own.
 */
@NullMarked
package io.anamnesis.sharding.model;

import org.jspecify.annotations.NullMarked;
