/**
 * The words of the index: which kinds of elements there are, of which modality, with which terms and numbers.
 *
 * <p>Shared by those who make digests and those who ask. Nothing enters and nothing changes. Safe on any thread.
 */
@NullMarked
package io.anamnesis.protocol.vocabulary;

import org.jspecify.annotations.NullMarked;
