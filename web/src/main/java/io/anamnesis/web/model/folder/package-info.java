/**
 * Reads tables of patients of one's own, that a model is to be trained from.
 *
 * <p>Enters: a zip as a stream. Leaves: a {@link io.anamnesis.protocol.model.TrainingFolder}, or where in which file something is wrong.
 * Reading blocks, so it runs on a named, bounded executor and never on an event loop. What is wrong is told by place and kind; cells and ids are
 * not repeated.
 */
@NullMarked
package io.anamnesis.web.model.folder;

import org.jspecify.annotations.NullMarked;
