/** Kinds that are not read are named, each real file by its kind. */
@NullMarked
package io.anamnesis.web.ingest.foreign;

import org.jspecify.annotations.NullMarked;
