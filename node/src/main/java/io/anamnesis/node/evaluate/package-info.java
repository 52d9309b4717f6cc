/**
 * {@code anamnesis evaluate}: learns every strategy on public sets and reports how it does, whole and with modalities missing.
 *
 * <p>Enters: folders of files whose layout is known. Leaves: a report in Markdown. Everything runs on the thread of the command.
 * Nothing is chosen by looking at a test set: what is chosen is chosen by cross-validation within the training set.
 */
@NullMarked
package io.anamnesis.node.evaluate;

import org.jspecify.annotations.NullMarked;
