/**
 * Measures a whole system of its own against what it stands on, on this machine and in one run.
 *
 * <p>Enters: how long, how many patients. Leaves: figures, as lines or JSON. Its system runs in processes of its own; here
 * are only the clients, on the threads that each class names.
 */
@NullMarked
package io.anamnesis.node.bench;

import org.jspecify.annotations.NullMarked;
